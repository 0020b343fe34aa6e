// Cheapest paths from one vertex to many: what they cost does not depend on how they are found.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/path_form.h"
#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

constexpr std::uint32_t kPairByPair = 1U << static_cast<unsigned>(Rule::kOneToMany);

// By ends, the cost of the path, and whether it is one of the graph.
std::map<std::string, double> costs(const graph::Snapshot& graph, const Query& query,
                                    std::uint32_t rules_off) {
  RunOptions options;
  options.rules_off = rules_off;
  const auto rows = query.run(graph, options);
  EXPECT_TRUE(rows) << to_string(rows.error());
  std::map<std::string, double> result;
  for (const auto& row : rows->rows) {
    const Path& path = *row[2].as_path();
    double sum = 0;
    for (std::size_t i = 0; i < path.edges.size(); ++i) {
      const VertexIndex source = graph.source(path.edges[i]), target = graph.target(path.edges[i]);
      EXPECT_TRUE((source == path.vertices[i] && target == path.vertices[i + 1]) ||
                  (target == path.vertices[i] && source == path.vertices[i + 1]));
      sum += graph.weight(path.edges[i]);
    }
    EXPECT_EQ(path.vertices.front(), *row[0].as_vertex());
    EXPECT_EQ(path.vertices.back(), *row[1].as_vertex());
    result[to_json(row[0], graph) + to_json(row[1], graph)] = sum;
  }
  EXPECT_EQ(result.size(), rows->rows.size()) << "one for each pair";
  return result;
}

TEST(CheapestPaths, CostTheSamePairByPair) {
  for (const char* text :
       {"MATCH (a), (b) MATCH p = ANY CHEAPEST (a)-[]->*(b) RETURN a, b, p",
        "MATCH (b), (a) MATCH p = ANY CHEAPEST (a)-[:T]->*(b) RETURN a, b, p",
        "MATCH (a), (b) MATCH p = ANY CHEAPEST (a)<-[:T|U]-*(b) RETURN a, b, p",
        "MATCH (a:A), (b) MATCH p = ANY CHEAPEST (a)-[r WHERE r.p > 0]-+(b) RETURN a, b, p",
        "MATCH (b), (a) MATCH p = ANY CHEAPEST (a)-[HUB LIMIT 4]-*(b) RETURN a, b, p",
        "MATCH (a), (b) MATCH p = ANY CHEAPEST (a)-[r COST 1 - r.confidence]->*(b) RETURN a, b, p",
        "MATCH (a), (b) MATCH p = ANY CHEAPEST (a)-[r WHERE r.p <> a.p]-*(b) RETURN a, b, p"}) {
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << to_string(query.error());
    for (std::uint32_t seed = 0; seed < 100; ++seed) {
      std::mt19937 random(seed);
      const auto graph = random_graph(random, 2 + seed % 12, below(random, 40));
      const auto wanted = costs(*graph, *query, kPairByPair);
      const auto found = costs(*graph, *query, 0);
      ASSERT_EQ(found.size(), wanted.size()) << text << ", seed " << seed;
      for (const auto& [ends, cost] : wanted) {
        EXPECT_NEAR(found.at(ends), cost, 1e-9) << text << ", seed " << seed << ": " << ends;
      }
    }
  }
}

TEST(CheapestPaths, ToManyAreOneSearch) {
  std::mt19937 random(7);
  graph::SnapshotBuilder builder;
  constexpr std::uint32_t kVertices = 2000, kEdges = 8000;
  for (std::uint32_t v = 0; v < kVertices; ++v) {
    builder.add_vertex({}, {{"name", "v" + std::to_string(v)}});
  }
  for (std::uint32_t e = 0; e < kEdges; ++e) {
    builder.add_edge(VertexIndex{below(random, kVertices)}, "T",
                     VertexIndex{below(random, kVertices)},
                     {{"confidence", static_cast<double>(below(random, 1000)) / 1000}});
  }
  const auto graph = std::move(builder).build();
  for (const char* text :
       {"MATCH (a {name: 'v0'}), (b) MATCH p = ANY CHEAPEST (a)--*(b) RETURN count(p)",
        "MATCH (b {name: 'v0'}), (a) MATCH p = ANY CHEAPEST (a)--*(b) RETURN count(p)"}) {
    const auto query = Query::prepare(text);
    RunOptions options;
    options.max_steps = 200'000;
    const auto rows = query->run(*graph, options);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->cut, "") << text;
    EXPECT_GT(*rows->rows[0][0].as_int(), 1900);
    options.rules_off = kPairByPair;
    EXPECT_NE(query->run(*graph, options)->cut, "") << "pair by pair it is more work";
  }
}

// An edge whose cost cannot be told, at which only the search to all arrives.
TEST(CheapestPaths, FailOnlyWhereAPairDoes) {
  graph::SnapshotBuilder builder;
  const VertexIndex a = builder.add_vertex({"A"}, {});
  const VertexIndex b = builder.add_vertex({"B"}, {});
  const VertexIndex c = builder.add_vertex({"B"}, {});
  const VertexIndex far = builder.add_vertex({}, {});
  builder.add_edge(a, "T", b, {{"cost", 1}});
  builder.add_edge(a, "T", c, {{"cost", 1}});
  builder.add_edge(b, "T", far, {{"cost", "none"}});
  const auto graph = std::move(builder).build();
  const auto query = Query::prepare(
      "MATCH (a:A), (b:B) MATCH p = ANY CHEAPEST (a)-[r COST r.cost]->*(b) RETURN length(p) AS n");
  for (const std::uint32_t off : {0U, kPairByPair}) {
    RunOptions options;
    options.rules_off = off;
    const auto rows = query->run(*graph, options);
    ASSERT_TRUE(rows) << to_string(rows.error());
    EXPECT_EQ(rows->rows.size(), 2U);
  }
}

// The costs of the cheapest walks from one vertex to each, as many as are wanted, told by those of
// one edge less. The i-th cheapest comes to no vertex more than i times.
std::vector<std::vector<double>> costs_of_walks(const graph::Snapshot& graph, VertexIndex from,
                                                char direction, std::uint32_t least,
                                                std::size_t count) {
  std::vector<std::vector<double>> all(graph.vertex_count()), last(graph.vertex_count());
  const auto sort_out = [&](std::vector<double>& costs) {
    std::sort(costs.begin(), costs.end());
    costs.resize(std::min(costs.size(), count));
  };
  last[from.value] = {0};
  for (std::uint32_t edges = 0; edges <= count * graph.vertex_count() + 1; ++edges) {
    std::vector<std::vector<double>> longer(graph.vertex_count());
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      sort_out(last[v]);
      if (edges >= least) {
        all[v].insert(all[v].end(), last[v].begin(), last[v].end());
        sort_out(all[v]);
      }
    }
    const auto go = [&](VertexIndex source, VertexIndex target, double cost) {
      for (const double before : last[source.value]) {
        longer[target.value].push_back(before + cost);
      }
    };
    for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
      const EdgeIndex edge{e};
      const VertexIndex source = graph.source(edge), target = graph.target(edge);
      const double cost = *graph.property(edge, "confidence").as_float();
      if (direction != '<') {
        go(source, target, cost);
      }
      if (direction == '<' || (direction == '-' && source != target)) {
        go(target, source, cost);
      }
    }
    last = std::move(longer);
  }
  return all;
}

TEST(CheapestPaths, OfWalksAgreeWithBruteForce) {
  for (std::uint32_t seed = 0; seed < 1500; ++seed) {
    std::mt19937 random(seed);
    const auto graph = random_graph(random, 2 + seed % 7, below(random, 16));
    const std::uint32_t least = below(random, 2), count = 1 + below(random, 4);
    const char direction = "><-"[random() % 3];
    for (const char* ends : {"MATCH (a), (b) MATCH", "MATCH (a) WITH a, a AS b MATCH"}) {
      const std::string text = fmt::format(
          "{} p = CHEAPEST {} WALK (a){}-[r COST r.confidence]-{}{}(b) RETURN a, b, p", ends, count,
          direction == '<' ? "<" : "", direction == '>' ? ">" : "", least == 0 ? "*" : "+");
      const auto query = Query::prepare(text);
      ASSERT_TRUE(query) << to_string(query.error());
      const auto rows = query->run(*graph);
      ASSERT_TRUE(rows) << to_string(rows.error());
      std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<double>> found;
      std::set<std::string> forms;
      for (const auto& row : rows->rows) {
        const Path& path = *row[2].as_path();
        EXPECT_TRUE(forms.insert(form(path)).second) << seed << ": twice the same";
        double cost = 0;
        for (const EdgeIndex edge : path.edges) {
          cost += *graph->property(edge, "confidence").as_float();
        }
        found[{row[0].as_vertex()->value, row[1].as_vertex()->value}].push_back(cost);
      }
      for (std::uint32_t a = 0; a < graph->vertex_count(); ++a) {
        const auto wanted = costs_of_walks(*graph, VertexIndex{a}, direction, least, count);
        for (std::uint32_t b = 0; b < graph->vertex_count(); ++b) {
          if (a != b && std::string_view(ends).find("WITH") != std::string_view::npos) {
            continue;
          }
          const std::vector<double>& costs = found[{a, b}];
          ASSERT_EQ(costs.size(), wanted[b].size()) << seed << ": " << text;
          for (std::size_t i = 0; i < costs.size(); ++i) {
            ASSERT_NEAR(costs[i], wanted[b][i], 1e-9)
                << seed << ": " << text << ", from " << a << " to " << b;
          }
        }
      }
    }
  }
}

}  // namespace
}  // namespace rapport::query::test
