// What path selectors cost in steps: their first paths come at once, however many there are, and
// many ways through a hub cost no more than there are arcs.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

namespace rapport::query {
namespace {

Result<Rows> ask(const graph::Snapshot& graph, const std::string& text, std::uint64_t max_steps) {
  auto query = Query::prepare(text);
  EXPECT_TRUE(query) << text << to_string(query.error());
  RunOptions options;
  options.max_steps = max_steps;
  options.max_values = 10'000;
  return query->run(graph, options);
}

// Thirty vertices, each with three relationships to the next: 3^29 shortest paths to the last.
std::shared_ptr<const graph::Snapshot> ring() {
  graph::SnapshotBuilder builder;
  constexpr std::uint32_t kSize = 30;
  for (std::uint32_t v = 0; v < kSize; ++v) {
    builder.add_vertex({"N"}, {{"v", std::int64_t{v}}});
  }
  for (std::uint32_t e = 0; e < 3 * kSize; ++e) {
    builder.add_edge(VertexIndex{e / 3}, "T", VertexIndex{(e / 3 + 1) % kSize}, {});
  }
  return std::move(builder).build();
}

TEST(PathSteps, TheFirstOfManyPathsComesAtOnce) {
  const auto graph = ring();
  for (const char* text :
       {"MATCH p = ALL SHORTEST (a {v: 0})-->+(b {v: 29}) RETURN p LIMIT 1",
        "MATCH p = ALL SHORTEST (a {v: 0})-[r WHERE r.x IS NULL]->+(b {v: 29}) RETURN p LIMIT 1",
        "MATCH p = SHORTEST 2 GROUPS (a {v: 0})-->+(b {v: 29}) RETURN p LIMIT 1",
        "MATCH p = ALL SHORTEST (a {v: 0})((x)-->(y))+(b {v: 29}) RETURN p LIMIT 1",
        "MATCH p = ALL SHORTEST (a {v: 0})-->+(m {v: 9})-->+(b {v: 29}) RETURN p LIMIT 1",
        "MATCH p = allShortestPaths((a {v: 0})-[*]->(b {v: 29})) RETURN p LIMIT 1",
        "MATCH p = allShortestPaths((a {v: 0})-[*2..]->(b {v: 29})) RETURN p LIMIT 1",
        "MATCH p = CHEAPEST 1000000 TRAIL (a {v: 0})-->+(b {v: 29}) RETURN p LIMIT 1",
        "MATCH (a {v: 0}) MATCH p = ALL SHORTEST (a)-->+(b) RETURN p LIMIT 1",
        "MATCH (a {v: 0}) WHERE EXISTS { ALL SHORTEST (a)-->+(b {v: 29}) } RETURN a",
        "MATCH (a {v: 0}) WHERE EXISTS { SHORTEST 2 GROUPS (a)-->+(b {v: 29}) } RETURN a"}) {
    const auto rows = ask(*graph, text, 20'000);
    ASSERT_TRUE(rows) << text;
    EXPECT_EQ(rows->cut, "") << text;
    EXPECT_EQ(rows->rows.size(), 1U) << text;
  }
}

TEST(PathSteps, ACutAnswerHoldsThePathsThatWereFound) {
  const auto graph = ring();
  for (const char* selector : {"ALL SHORTEST", "SHORTEST 2 GROUPS"}) {
    const auto rows =
        ask(*graph,
            fmt::format("MATCH p = {} (a {{v: 0}})-->+(b {{v: 29}}) RETURN length(p)", selector),
            10'000);
    ASSERT_TRUE(rows) << selector;
    EXPECT_EQ(rows->cut, "stopped after 10000 steps") << selector;
    EXPECT_GT(rows->rows.size(), 10U) << selector;
  }
}

TEST(PathSteps, ShortestPathsComeSortedByVerticesThenEdges) {
  graph::SnapshotBuilder builder;
  for (int v = 0; v < 4; ++v) {
    builder.add_vertex({}, {{"v", std::int64_t{v}}});
  }
  for (const auto& [from, to] : std::vector<std::pair<std::uint32_t, std::uint32_t>>{
           {2, 3}, {0, 2}, {1, 3}, {0, 1}, {0, 1}, {1, 3}}) {
    builder.add_edge(VertexIndex{from}, "T", VertexIndex{to}, {});
  }
  const auto graph = std::move(builder).build();
  const auto rows = ask(*graph, "MATCH p = ALL SHORTEST (a {v: 0})-->+(b {v: 3}) RETURN p", 10'000);
  ASSERT_EQ(rows->rows.size(), 5U);
  const auto key = [&](std::size_t row) {
    const Path& path = *rows->rows[row][0].as_path();
    return std::pair(path.vertices, path.edges);
  };
  for (std::size_t row = 1; row < 5; ++row) {
    EXPECT_LT(key(row - 1), key(row)) << row;
  }
}

// Each leaf has a relationship to the hub and one from it.
TEST(PathSteps, ManyWaysThroughAHubCostAsMuchAsItsArcs) {
  graph::SnapshotBuilder builder;
  constexpr std::uint32_t kLeaves = 2'000;
  const VertexIndex hub = builder.add_vertex({}, {});
  for (std::uint32_t leaf = 0; leaf < kLeaves; ++leaf) {
    const VertexIndex vertex = builder.add_vertex({}, {{"v", std::int64_t{leaf}}});
    builder.add_edge(hub, "T", vertex, {});
    builder.add_edge(vertex, "T", hub, {});
  }
  const auto graph = std::move(builder).build();
  auto query = Query::prepare(
      "MATCH p = SHORTEST 2 GROUPS (a {v: 5})-->+(b {v: 77}) RETURN count(*) AS n "
      "UNION ALL MATCH p = CHEAPEST 3 TRAIL (a {v: 5})-->+(b {v: 77}) RETURN count(*) AS n");
  ASSERT_TRUE(query) << to_string(query.error());
  RunOptions options;
  options.max_steps = 100 * kLeaves;
  const auto rows = query->run(*graph, options);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->cut, "");
  ASSERT_EQ(rows->rows.size(), 2U);
  EXPECT_EQ(*rows->rows[0][0].as_int(), 1 + kLeaves);
  EXPECT_EQ(*rows->rows[1][0].as_int(), 3);
}

}  // namespace
}  // namespace rapport::query
