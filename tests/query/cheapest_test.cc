// Cheapest paths from one vertex to many: what they cost does not depend on how they are found.

#include <map>

#include <gtest/gtest.h>

#include "rapport/query/query.h"

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

}  // namespace
}  // namespace rapport::query::test
