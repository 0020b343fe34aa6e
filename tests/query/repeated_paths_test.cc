// Quantified path patterns on random multigraphs, against all walks by brute force.

#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/chosen_paths.h"
#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

using Ends = std::pair<std::uint32_t, std::uint32_t>;
using ByEnds = std::map<Ends, std::vector<Path>>;

// One repetition: nodes n0, n1, ..., relationships r0, ...
struct Question {
  std::string selector, mode;
  std::uint64_t count = 1;
  std::vector<char> directions;
  std::vector<std::string> types;   // empty: any
  std::vector<std::string> labels;  // of the nodes; empty: any
  int condition = 0;
  std::uint32_t least = 0, most = 1;
  bool returns_to_start = false;  // the last node of a repetition is its first

  std::size_t length() const { return directions.size(); }
  std::string text(bool from_right) const {
    static const std::vector<std::string> conditions = {
        "", " WHERE n0.p <= n1.p", " WHERE r0.p > 0", " WHERE r0.p <> n1.p AND n0.p < 2"};
    std::string path = "((n0" + labels[0] + ")";
    for (std::size_t i = 0; i < length(); ++i) {
      const std::string type = types[i].empty() ? "" : ":" + types[i];
      path += fmt::format("{}-[r{}{}]-{}", directions[i] == '<' ? "<" : "", i, type,
                          directions[i] == '>' ? ">" : "");
      path += returns_to_start && i + 1 == length() ? "(n0)"
                                                    : fmt::format("(n{}{})", i + 1, labels[i + 1]);
    }
    path += conditions[static_cast<std::size_t>(condition)];
    path += fmt::format("){{{},{}}}", least, most);
    return fmt::format("MATCH p = {} {} (x){}(y{}) RETURN p, n0, r0, n1", selector, mode, path,
                       from_right ? " {name: 'v1'}" : "");
  }
};

class Brute {
 public:
  Brute(const graph::Snapshot& graph, const Question& question)
      : graph_(graph), question_(question) {
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      path_ = Path{{VertexIndex{v}}, {}};
      extend();
    }
  }
  const ByEnds& paths() const { return paths_; }

 private:
  static bool repeats(std::vector<std::uint32_t> items) {
    std::sort(items.begin(), items.end());
    return std::adjacent_find(items.begin(), items.end()) != items.end();
  }
  bool keeps_mode() const {
    std::vector<std::uint32_t> vertices, edges;
    for (const VertexIndex v : path_.vertices) {
      vertices.push_back(v.value);
    }
    for (const EdgeIndex e : path_.edges) {
      edges.push_back(e.value);
    }
    if (question_.mode == "SIMPLE" && vertices.size() > 1 && vertices.front() == vertices.back()) {
      vertices.pop_back();
    }
    if (question_.mode == "ACYCLIC" || question_.mode == "SIMPLE") {
      return !repeats(vertices);
    }
    const bool is_trail =
        question_.mode == "TRAIL" || (question_.mode.empty() && question_.selector.empty());
    return !is_trail || !repeats(edges);
  }
  std::int64_t p(auto index) const { return *graph_.property(index, "p").as_int(); }
  bool has_label(VertexIndex v, const std::string& label) const {
    const auto labels = graph_.labels(v);
    return label.empty() || std::any_of(labels.begin(), labels.end(), [&](graph::LabelId id) {
             return ":" + graph_.label_names()[id] == label;
           });
  }
  // Of the repetition that begins at this edge.
  bool holds(std::size_t begin) const {
    const auto& v = path_.vertices;
    const std::size_t length = question_.length();
    for (std::size_t i = 0; i <= length; ++i) {
      const bool is_first = question_.returns_to_start && i == length;
      if (!has_label(v[begin + i], is_first ? "" : question_.labels[i]) ||
          (is_first && v[begin + i] != v[begin])) {
        return false;
      }
    }
    const auto r0 = p(path_.edges[begin]);
    switch (question_.condition) {
      case 1:
        return p(v[begin]) <= p(v[begin + 1]);
      case 2:
        return r0 > 0;
      case 3:
        return r0 != p(v[begin + 1]) && p(v[begin]) < 2;
      default:
        return true;
    }
  }
  void extend() {
    const std::size_t length = question_.length();
    if (path_.edges.size() % length == 0) {
      if (!path_.edges.empty() && !holds(path_.edges.size() - length)) {
        return;
      }
      if (path_.edges.size() >= question_.least * length && keeps_mode()) {
        paths_[{path_.vertices.front().value, path_.vertices.back().value}].push_back(path_);
      }
    }
    if (path_.edges.size() == question_.most * length) {
      return;
    }
    const std::size_t i = path_.edges.size() % length;
    const VertexIndex at = path_.vertices.back();
    for (std::uint32_t e = 0; e < graph_.edge_count(); ++e) {
      const EdgeIndex edge{e};
      if (!question_.types[i].empty() &&
          graph_.type_names()[graph_.type(edge)] != question_.types[i]) {
        continue;
      }
      const VertexIndex source = graph_.source(edge);
      const VertexIndex target = graph_.target(edge);
      if (question_.directions[i] != '<' && source == at) {
        go(edge, target);
      }
      if (question_.directions[i] != '>' && target == at &&
          (question_.directions[i] == '<' || source != target)) {
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
  ByEnds paths_;
};

Question random_question(std::mt19937& random) {
  Question question;
  const auto one_of = [&](const std::vector<std::string>& from) {
    return from[random() % from.size()];
  };
  question.mode = one_of({"", "WALK", "TRAIL", "ACYCLIC", "SIMPLE"});
  question.count = 1 + random() % 3;
  question.selector =
      one_of({"", "", "ANY SHORTEST", "ALL SHORTEST", fmt::format("SHORTEST {}", question.count),
              fmt::format("ANY {}", question.count)});
  if (question.selector.ends_with("SHORTEST")) {
    question.count = 1;
  }
  const std::size_t length = 1 + random() % 3;
  question.labels.push_back(one_of({"", "", ":A"}));
  for (std::size_t i = 0; i < length; ++i) {
    question.directions.push_back("><-"[random() % 3]);
    question.types.push_back(one_of({"", "T"}));
    question.labels.push_back(one_of({"", "", ":B"}));
  }
  question.returns_to_start = length > 1 && random() % 5 == 0;
  question.condition = static_cast<int>(random() % 4);
  question.least = below(random, 3);
  question.most = std::max(1U, question.least + below(random, 2));
  return question;
}

// The variables of the repetitions are lists of what the path has at their places.
void check_groups(const std::vector<Value>& row, std::size_t length, const std::string& what) {
  const Path& path = *row[0].as_path();
  std::vector<VertexIndex> n0, n1;
  std::vector<EdgeIndex> r0;
  for (std::size_t begin = 0; begin < path.edges.size(); begin += length) {
    n0.push_back(path.vertices[begin]);
    r0.push_back(path.edges[begin]);
    n1.push_back(path.vertices[begin + 1]);
  }
  const auto check = [&](const Value& list, const auto& wanted) {
    ASSERT_EQ(list.as_list()->size(), wanted.size()) << what;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      EXPECT_TRUE((*list.as_list())[i].variant() == Value(wanted[i]).variant()) << what;
    }
  };
  check(row[1], n0);
  check(row[2], r0);
  check(row[3], n1);
}

TEST(RepeatedPaths, AgreeWithBruteForce) {
  for (std::uint32_t seed = 0; seed < 1500; ++seed) {
    std::mt19937 random(seed);
    const auto graph = random_graph(random, 2 + seed % 3, below(random, 8));
    const Question question = random_question(random);
    const bool from_right = random() % 2 == 0;  // the search begins at the one that is named v1
    const std::string text = question.text(from_right);
    const std::string what = fmt::format("seed {}: {}", seed, text);
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << what << to_string(query.error());
    const auto rows = query->run(*graph);
    ASSERT_TRUE(rows) << what << to_string(rows.error());
    ByEnds found;
    for (const auto& row : rows->rows) {
      const Path& path = *row[0].as_path();
      found[{path.vertices.front().value, path.vertices.back().value}].push_back(path);
      check_groups(row, question.length(), what);
    }
    const Brute brute(*graph, question);
    for (const auto& [ends, all] : brute.paths()) {
      const bool is_asked_for = !from_right || ends.second == 1;
      check_chosen(question.selector, question.count,
                   is_asked_for ? choices(all) : std::vector<Choice>(), choices(found[ends]), what);
    }
    for (const auto& [ends, paths] : found) {
      EXPECT_TRUE(paths.empty() || brute.paths().contains(ends)) << what;
    }
    if (HasFailure()) {
      return;
    }
  }
}

}  // namespace
}  // namespace rapport::query::test
