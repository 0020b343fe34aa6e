// GQL's selectors, modes and quantifiers on random multigraphs, against all walks by brute force.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/chosen_paths.h"
#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

constexpr std::uint32_t kLongest = 5;  // no longer walk is asked for

struct Question {
  std::string selector, mode;
  std::uint64_t count = 1;
  char direction = '>';
  std::string type;  // empty: any
  int least_p = 0;   // WHERE r.p >= least_p
  std::uint32_t least = 1, most = kLongest;
  std::uint32_t hub_limit = 1000;

  std::string text() const {
    const std::string inner =
        fmt::format("[r{} WHERE r.p >= {}{}]", type.empty() ? "" : ":" + type, least_p, hub_text());
    return fmt::format("MATCH p = {} {} (a){}-{}-{}{{{},{}}}(b) RETURN p", selector, mode,
                       direction == '<' ? "<" : "", inner, direction == '>' ? ">" : "", least,
                       most);
  }
  std::string hub_text() const {
    return hub_limit == 1000 ? "" : fmt::format(" HUB LIMIT {}", hub_limit);
  }
};

bool repeats(std::vector<std::uint32_t> items) {
  std::sort(items.begin(), items.end());
  return std::adjacent_find(items.begin(), items.end()) != items.end();
}

// All paths that the question's mode allows, by their ends.
class Brute {
 public:
  using Ends = std::pair<std::uint32_t, std::uint32_t>;

  Brute(const graph::Snapshot& graph, const Question& question)
      : graph_(graph), question_(question) {
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      path_ = Path{{VertexIndex{v}}, {}};
      extend();
    }
  }
  const std::map<Ends, std::vector<Path>>& paths() const { return paths_; }

 private:
  bool keeps_mode() const {
    std::vector<std::uint32_t> vertices, edges;
    for (const VertexIndex v : path_.vertices) {
      vertices.push_back(v.value);
    }
    for (const EdgeIndex e : path_.edges) {
      edges.push_back(e.value);
    }
    if (question_.mode == "ACYCLIC") {
      return !repeats(vertices);
    }
    if (question_.mode == "SIMPLE") {
      if (vertices.size() > 1 && vertices.front() == vertices.back()) {
        vertices.pop_back();
      }
      return !repeats(vertices);
    }
    const bool is_trail =
        question_.mode == "TRAIL" || (question_.mode.empty() && question_.selector.empty());
    return !is_trail || !repeats(edges);
  }
  void extend() {
    if (path_.edges.size() >= question_.least && keeps_mode()) {
      paths_[{path_.vertices.front().value, path_.vertices.back().value}].push_back(path_);
    }
    if (path_.edges.size() == question_.most) {
      return;
    }
    const VertexIndex at = path_.vertices.back();
    if (!path_.edges.empty() &&
        graph_.out(at).size() + graph_.in(at).size() > question_.hub_limit) {
      return;
    }
    for (std::uint32_t e = 0; e < graph_.edge_count(); ++e) {
      const EdgeIndex edge{e};
      if ((!question_.type.empty() && graph_.type_names()[graph_.type(edge)] != question_.type) ||
          *graph_.property(edge, "p").as_int() < question_.least_p) {
        continue;
      }
      const VertexIndex source = graph_.source(edge);
      const VertexIndex target = graph_.target(edge);
      if (question_.direction != '<' && source == at) {
        go(edge, target);
      }
      if (question_.direction != '>' && target == at &&
          (question_.direction == '<' || source != target)) {
        go(edge, source);
      }
    }
  }
  void go(EdgeIndex edge, VertexIndex other) {
    path_.vertices.push_back(other);
    path_.edges.push_back(edge);
    extend();
    path_.vertices.pop_back();
    path_.edges.pop_back();
  }

  const graph::Snapshot& graph_;
  const Question& question_;
  Path path_;
  std::map<Ends, std::vector<Path>> paths_;
};

TEST(GqlPaths, AgreeWithBruteForce) {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    std::mt19937 random(seed);
    const auto graph = random_graph(random, 2 + seed % 3, below(random, 7));
    Question question;
    const std::vector<std::string> modes = {"", "WALK", "TRAIL", "ACYCLIC", "SIMPLE"};
    question.mode = modes[random() % modes.size()];
    question.count = 1 + random() % 4;
    const std::vector<std::string> selectors = {"",
                                                "ANY SHORTEST",
                                                "ALL SHORTEST",
                                                fmt::format("ANY {}", question.count),
                                                fmt::format("SHORTEST {}", question.count),
                                                fmt::format("SHORTEST {}", question.count)};
    const std::size_t which = random() % selectors.size();
    question.selector = selectors[which];
    const bool by_groups = which + 1 == selectors.size();
    if (which == 1 || which == 2) {
      question.count = 1;
    }
    question.direction = "><-"[random() % 3];
    question.type = random() % 2 == 0 ? "" : "T";
    question.least_p = static_cast<int>(random() % 2);
    question.least = below(random, 3);
    question.most = std::max(1U, question.least + static_cast<std::uint32_t>(random() % 3));
    question.hub_limit = random() % 3 == 0 ? below(random, 7) : 1000;
    std::string text = question.text();
    if (by_groups) {
      text.replace(text.find(" (a)"), 4, " PATHS GROUPS (a)");
      question.selector += " GROUPS";
    }
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << to_string(query.error());
    const auto rows = query->run(*graph);
    ASSERT_TRUE(rows) << text << "\n" << to_string(rows.error());
    std::map<Brute::Ends, std::vector<Path>> found;
    for (const auto& row : rows->rows) {
      const Path& path = *row[0].as_path();
      found[{path.vertices.front().value, path.vertices.back().value}].push_back(path);
    }
    const Brute brute(*graph, question);
    for (const auto& [ends, all] : brute.paths()) {
      check_chosen(question.selector, question.count, choices(all), choices(found[ends]),
                   fmt::format("seed {}: {}", seed, text));
    }
    for (const auto& [ends, paths] : found) {
      EXPECT_TRUE(paths.empty() || brute.paths().contains(ends)) << seed << ": " << text;
    }
    if (HasFailure()) {
      return;
    }
  }
}

// A mode binds a whole path of several relationships, too.
TEST(GqlPaths, AModeBindsOnePathOnly) {
  graph::SnapshotBuilder builder;
  const VertexIndex a = builder.add_vertex({"A"}, {});
  const VertexIndex b = builder.add_vertex({}, {});
  builder.add_edge(a, "T", b, {});
  builder.add_edge(b, "T", a, {});
  const auto graph = std::move(builder).build();
  const auto count = [&](const std::string& pattern) {
    const auto query = Query::prepare("MATCH " + pattern + " RETURN count(*)");
    EXPECT_TRUE(query) << to_string(query.error());
    return *query->run(*graph)->rows[0][0].as_int();
  };
  EXPECT_EQ(count("(:A)-->()-->()-->()"), 0) << "the first relationship would come twice";
  EXPECT_EQ(count("WALK (:A)-->()-->()-->()"), 1);
  EXPECT_EQ(count("TRAIL (:A)-->()-->()-->()"), 0);
  EXPECT_EQ(count("SIMPLE (:A)-->()-->()"), 1);
  EXPECT_EQ(count("ACYCLIC (:A)-->()-->()"), 0);
  EXPECT_EQ(count("TRAIL (x:A)-->(), TRAIL (x)-->()"), 1) << "each path for itself";
  EXPECT_EQ(count("(x:A)-->(), (x)-->()"), 0);
}

TEST(GqlPaths, AreRefusedWhereTheyCannotEnd) {
  const auto detail = [](const std::string& text) {
    const auto query = Query::prepare(text);
    return query ? std::string() : to_string(query.error());
  };
  EXPECT_NE(detail("MATCH WALK (a)-->+(b) RETURN a").find("UnboundedWalk"), std::string::npos);
  EXPECT_EQ(detail("MATCH SHORTEST 2 WALK (a)-->+(b) RETURN a"), "");
  EXPECT_NE(detail("MATCH (a)-->{3,2}(b) RETURN a").find("repetitions"), std::string::npos);
  EXPECT_NE(detail("MATCH (a)-[*2]->{1,2}(b) RETURN a").find("length already"), std::string::npos);
  EXPECT_NE(detail("MATCH ANY CHEAPEST (a)-->(b)-->(c) RETURN a").find("one relationship"),
            std::string::npos);
  EXPECT_NE(detail("MATCH ANY SHORTEST (a) RETURN a").find("has a relationship"),
            std::string::npos);
  EXPECT_NE(detail("MATCH (a)-[r COST r.p]->+(b) RETURN a").find("ANY CHEAPEST"),
            std::string::npos);
}

// By the graph's weights and by an expression, against all acyclic paths.
TEST(GqlPaths, CheapestAgreesWithBruteForce) {
  const auto by_weight = Query::prepare(
      "MATCH p = ANY CHEAPEST (a)-[r]->*(b) RETURN id(a), id(b), p ORDER BY id(a), id(b)");
  const auto by_cost = Query::prepare(
      "MATCH p = ANY CHEAPEST (a)-[r WHERE r.p > 0 COST r.p * 2]->*(b) RETURN id(a), id(b), p");
  ASSERT_TRUE(by_weight && by_cost);
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    std::mt19937 random(seed);
    const auto graph = random_graph(random, 2 + seed % 4, below(random, 9));
    for (const bool is_cost : {false, true}) {
      Question question;
      question.mode = "ACYCLIC";
      question.least_p = is_cost ? 1 : 0;
      question.least = 0;
      const auto cost = [&](const Path& path) {
        double sum = 0;
        for (const EdgeIndex edge : path.edges) {
          sum += is_cost ? 2.0 * static_cast<double>(*graph->property(edge, "p").as_int())
                         : 1 - *graph->property(edge, "confidence").as_float();
        }
        return sum;
      };
      std::map<Brute::Ends, double> least;
      const Brute brute(*graph, question);
      for (const auto& [ends, paths] : brute.paths()) {
        double best = cost(paths[0]);
        for (const Path& path : paths) {
          best = std::min(best, cost(path));
        }
        least[ends] = best;
      }
      const auto rows = (is_cost ? by_cost : by_weight)->run(*graph);
      ASSERT_TRUE(rows) << to_string(rows.error());
      EXPECT_EQ(rows->rows.size(), least.size()) << seed;
      for (const auto& row : rows->rows) {
        const Path& path = *row[2].as_path();
        EXPECT_NEAR(cost(path), (least[{path.vertices.front().value, path.vertices.back().value}]),
                    1e-9)
            << seed;
      }
    }
  }
}

// The costs of the k cheapest paths under each mode; of walks, of which there may be no end, those
// that cost no more than the longest that are looked at by brute force.
TEST(GqlPaths, KCheapestAgreesWithBruteForce) {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    std::mt19937 random(seed);
    const auto graph = random_graph(random, 2 + seed % 3, below(random, 7));
    Question question;
    question.mode = std::vector<std::string>{"WALK", "TRAIL", "ACYCLIC", "SIMPLE"}[random() % 4];
    question.direction = "><-"[random() % 3];
    question.least = below(random, 2);
    question.most = 6;
    question.hub_limit = random() % 3 == 0 ? below(random, 6) : 1000;
    question.count = 1 + below(random, 4);
    const bool is_walk = question.mode == "WALK";
    const std::string text = fmt::format(
        "MATCH p = CHEAPEST {} {} (a){}-[r COST 1 + r.p{}]-{}{}(b) RETURN p", question.count,
        is_walk && seed % 2 == 0 ? "" : question.mode, question.direction == '<' ? "<" : "",
        question.hub_text(), question.direction == '>' ? ">" : "", question.least == 0 ? "*" : "+");
    const auto cost = [&](const Path& path) {
      std::int64_t sum = 0;
      for (const EdgeIndex edge : path.edges) {
        sum += 1 + *graph->property(edge, "p").as_int();
      }
      return sum;
    };
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << to_string(query.error());
    const auto rows = query->run(*graph);
    ASSERT_TRUE(rows) << to_string(rows.error());
    ASSERT_EQ(rows->cut, "");
    std::map<Brute::Ends, std::vector<std::int64_t>> found, wanted;
    std::set<std::string> forms;
    for (const auto& row : rows->rows) {
      const Path& path = *row[0].as_path();
      EXPECT_TRUE(forms.insert(form(path)).second) << seed << ": twice the same";
      if (!is_walk || cost(path) <= question.most) {
        found[{path.vertices.front().value, path.vertices.back().value}].push_back(cost(path));
      }
    }
    const Brute brute(*graph, question);
    for (const auto& [ends, paths] : brute.paths()) {
      for (const Path& path : paths) {
        if (!is_walk || cost(path) <= question.most) {
          wanted[ends].push_back(cost(path));
        }
      }
      auto& costs = wanted[ends];
      std::sort(costs.begin(), costs.end());
      costs.resize(std::min<std::size_t>(costs.size(), question.count));
    }
    std::erase_if(wanted, [](const auto& entry) { return entry.second.empty(); });
    ASSERT_EQ(found, wanted) << seed << ": " << text;
  }
}

TEST(GqlPaths, AMissingOrNegativeWeightIsAnError) {
  graph::SnapshotBuilder builder;
  const VertexIndex a = builder.add_vertex({}, {{"name", "a"}});
  const VertexIndex b = builder.add_vertex({}, {{"name", "b"}});
  builder.add_edge(a, "T", b, {{"w", -1}});
  builder.set_weight("w");
  const auto graph = std::move(builder).build();
  for (const char* cost : {"", "COST r.w", "COST r.none"}) {
    const auto query = Query::prepare(fmt::format(
        "MATCH p = ANY CHEAPEST (a {{name: 'a'}})-[r {}]->*(b {{name: 'b'}}) RETURN p", cost));
    ASSERT_TRUE(query) << to_string(query.error());
    const auto rows = query->run(*graph);
    ASSERT_FALSE(rows);
    EXPECT_NE(rows.error().message.find("missing, negative or no finite number"), std::string::npos);
  }
}

}  // namespace
}  // namespace rapport::query::test
