// No query runs away: time, steps, rows, memory, and the user's Ctrl-C.

#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

namespace rapport::query {
namespace {

// Every vertex knows every other: the number of paths explodes.
std::shared_ptr<const graph::Snapshot> clique(std::uint32_t size) {
  graph::SnapshotBuilder builder;
  for (std::uint32_t v = 0; v < size; ++v) {
    builder.add_vertex({"N"}, {{"v", std::int64_t{v}}});
  }
  for (std::uint32_t a = 0; a < size; ++a) {
    for (std::uint32_t b = 0; b < size; ++b) {
      if (a != b) {
        builder.add_edge(VertexIndex{a}, "T", VertexIndex{b}, {});
      }
    }
  }
  return std::move(builder).build();
}

Result<Rows> ask(const graph::Snapshot& graph, std::string_view text, const RunOptions& options) {
  auto query = Query::prepare(text);
  EXPECT_TRUE(query) << to_string(query.error());
  return query->run(graph, options);
}

constexpr std::string_view kExplosive =
    "MATCH p = (a)-[*]->(b) WHERE length(p) > 1000 RETURN count(p)";

TEST(Budget, OfTime) {
  RunOptions options;
  options.timeout = std::chrono::milliseconds(100);
  const auto start = std::chrono::steady_clock::now();
  const auto rows = ask(*clique(20), kExplosive, options);
  const auto took = std::chrono::steady_clock::now() - start;
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->cut, "stopped after 0.1 s");
  EXPECT_LT(took, std::chrono::seconds(5)) << "far beyond the limit";
}

TEST(Budget, OfSteps) {
  RunOptions options;
  options.max_steps = 10'000;
  EXPECT_EQ(ask(*clique(20), kExplosive, options)->cut, "stopped after 10000 steps");
}

TEST(Budget, OfRowsKeepsWhatWasFound) {
  RunOptions options;
  options.max_rows = 5;
  const auto rows = ask(*clique(20), "MATCH (a)-->(b) RETURN a, b", options);
  EXPECT_EQ(rows->rows.size(), 5u);
  EXPECT_EQ(rows->cut, "stopped at 5 rows");
}

TEST(Budget, OfMemory) {
  RunOptions options;
  options.max_values = 1000;
  const auto graph = clique(60);
  for (const char* text :
       {"MATCH (a)-->(b) RETURN collect(a)", "MATCH (a)-->(b) RETURN a, b ORDER BY a.v, b.v",
        "MATCH (a)-->(b) RETURN DISTINCT a, b", "MATCH (a)-->(b) RETURN a, b, count(*)"}) {
    EXPECT_EQ(ask(*graph, text, options)->cut, "stopped at 1000 values in memory") << text;
  }
}

TEST(Budget, OfMemoryCountsWhatValuesHold) {
  RunOptions options;
  options.max_values = 100'000;
  const auto graph = clique(2);
  for (const char* text :
       {"WITH range(1, 10000) AS l UNWIND range(1, 50) AS i RETURN size(collect(l + i)[0])",
        "WITH range(1, 10000) AS l UNWIND range(1, 50) AS i WITH l + i AS m ORDER BY m "
        "RETURN count(m)",
        "WITH range(1, 10000) AS l UNWIND range(1, 50) AS i RETURN size(max(l + i)), l + i AS k",
        "UNWIND range(1, 50) AS i WITH reduce(s = 'a', x IN range(1, 20) | s + s) AS s, i "
        "RETURN collect(s)",
        "WITH reduce(s = 'a', x IN range(1, 20) | s + s) AS s RETURN [x IN range(1, 50) | s]",
        "WITH range(1, 10000) AS l UNWIND range(1, 50) AS i WITH l + i AS m ORDER BY m LIMIT 3 "
        "RETURN count(m)",
        "WITH range(1, 60000) AS a, range(1, 60000) AS b RETURN size(a) + size(b)"}) {
    EXPECT_EQ(ask(*graph, text, options)->cut, "stopped at 100000 values in memory") << text;
  }
}

TEST(Budget, OfMemoryCountsWhatIsSharedOrGoneOnce) {
  RunOptions options;
  options.max_values = 100'000;
  const auto graph = clique(2);
  for (const char* text : {"WITH range(1, 10000) AS l UNWIND range(1, 50) AS i RETURN l, i",
                           "WITH range(1, 10000) AS l UNWIND range(1, 50) AS i RETURN max(l + i)",
                           "UNWIND range(1, 50) AS i RETURN size([x IN range(1, 10000) | x])"}) {
    EXPECT_EQ(ask(*graph, text, options)->cut, "") << text;
  }
}

TEST(Budget, OfTheUsersPatience) {
  std::atomic<bool> cancel{false};
  RunOptions options;
  options.cancel = &cancel;
  std::thread user([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    cancel = true;
  });
  const auto rows = ask(*clique(20), kExplosive, options);
  user.join();
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, Code::kCancelled);
}

TEST(Budget, ValuesThatDoubleAreRefused) {
  std::string text = "WITH [1, 1] AS l ";
  for (int i = 0; i < 60; ++i) {
    text += "WITH [l, l] AS l ";
  }
  const auto nested = ask(*clique(1), text + "RETURN l = l AS same", {});
  ASSERT_FALSE(nested);
  EXPECT_EQ(nested.error().code, Code::kLimit);
  std::string doubled = "WITH 'abcdefgh' AS s ";
  for (int i = 0; i < 60; ++i) {
    doubled += "WITH s + s AS s ";
  }
  EXPECT_EQ(ask(*clique(1), doubled + "RETURN size(s) AS n", {}).error().code, Code::kLimit);
}

TEST(Budget, DeepValuesAreRefused) {
  const auto rows =
      ask(*clique(1), "RETURN reduce(l = [], x IN range(1, 100000) | [l]) AS deep", {});
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, Code::kLimit);
}

TEST(Budget, FortyLevelsAreFine) {
  std::string list = "1";
  for (int i = 0; i < 40; ++i) {
    list = "[" + list + "]";
  }
  EXPECT_EQ(ask(*clique(1), "RETURN " + list + " = " + list + " AS same", {})->rows.size(), 1u);
}

TEST(Budget, ARingOfThirtyAndAHub) {
  graph::SnapshotBuilder builder;
  constexpr std::uint32_t kRing = 30, kLeaves = 100'000;
  for (std::uint32_t v = 0; v < kRing; ++v) {
    builder.add_vertex({"Ring"}, {{"v", std::int64_t{v}}});
  }
  for (std::uint32_t v = 0; v < kRing; ++v) {
    builder.add_edge(VertexIndex{v}, "NEXT", VertexIndex{(v + 1) % kRing}, {});
  }
  for (std::uint32_t leaf = 0; leaf < kLeaves; ++leaf) {
    builder.add_edge(VertexIndex{0}, "HAS", builder.add_vertex({"Leaf"}, {}), {});
  }
  const auto graph = std::move(builder).build();
  const auto ring =
      ask(*graph, "MATCH p = (a:Ring {v: 0})-[:NEXT*]->(a) RETURN length(p) AS n", {});
  ASSERT_EQ(ring->rows.size(), 1u);
  EXPECT_EQ(*ring->rows[0][0].as_int(), 30);
  const auto hub = ask(*graph, "MATCH (a:Ring)-[:HAS]->(b) RETURN count(*) AS n", {});
  EXPECT_EQ(*hub->rows[0][0].as_int(), 100'000);
  EXPECT_EQ(hub->cut, "");
}

TEST(Budget, LongWalksDoNotUseUpTheStack) {
  graph::SnapshotBuilder builder;
  constexpr std::uint32_t kLength = 100'000;
  for (std::uint32_t v = 0; v <= kLength; ++v) {
    builder.add_vertex({}, {{"v", std::int64_t{v}}});
  }
  for (std::uint32_t v = 0; v < kLength; ++v) {
    builder.add_edge(VertexIndex{v}, "T", VertexIndex{v + 1}, {});
  }
  const auto graph = std::move(builder).build();
  const auto walked = ask(*graph, "MATCH (a {v: 0})-[*]->(b) RETURN count(b) AS n", {});
  EXPECT_EQ(*walked->rows[0][0].as_int(), 100'000);
  const auto path = ask(
      *graph,
      "MATCH (a {v: 0}), (b {v: 100000}) MATCH p = shortestPath((a)-[*]-(b)) RETURN length(p) AS n",
      {});
  EXPECT_EQ(*path->rows[0][0].as_int(), 100'000);
}

// What is at work at the same time, one clause inside of the other, is limited with it.
TEST(Budget, ManyClausesDoNotUseUpTheStack) {
  const auto repeated = [](const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
      all += text;
    }
    return all;
  };
  graph::SnapshotBuilder builder;
  constexpr std::uint32_t kLength = 1000;
  builder.add_vertex({"Start"}, {});
  for (std::uint32_t v = 1; v <= kLength; ++v) {
    builder.add_edge(VertexIndex{v - 1}, "T", builder.add_vertex({}, {}), {});
  }
  const auto graph = std::move(builder).build();
  const auto deep = ask(
      *graph, repeated("MATCH (:Start)" + repeated("-->()", 450) + " ", 2) + "RETURN 1 AS x", {});
  ASSERT_TRUE(deep) << to_string(deep.error());
  EXPECT_EQ(deep->rows.size(), 1U);
  const auto refused = [&](const std::string& text) {
    const auto query = Query::prepare(text);
    return query ? std::string() : to_string(query.error());
  };
  EXPECT_NE(refused(repeated("MATCH (:Start)" + repeated("-->()", 450) + " ", 3) + "RETURN 1 AS x")
                .find("more than 2000 nodes and relationships"),
            std::string::npos);
  // Calls in calls, each with many clauses.
  std::string nested = "RETURN 1 AS x";
  for (int level = 0; level < 20; ++level) {
    nested = repeated("UNWIND [1] AS y" + std::to_string(level) + " WITH 1 AS z ", 20) + "CALL { " +
             nested + " } RETURN x";
  }
  EXPECT_NE(refused(nested).find("more than 500 clauses"), std::string::npos);
  // Parts of a UNION, and subqueries in expressions, work one after the other.
  EXPECT_EQ(refused(repeated("UNWIND [1] AS y RETURN y UNION ", 400) + "RETURN 1 AS y"), "");
  EXPECT_EQ(refused("RETURN [" + repeated("EXISTS { MATCH (n) RETURN n }, ", 400) + "1] AS l"), "");
}

TEST(Budget, ManyLabelsDoNotUseUpTheStack) {
  std::string many;
  for (int i = 0; i < 100'000; ++i) {
    many += "A|";
  }
  for (const std::string& text :
       {"MATCH (a:" + many + "A) RETURN a", "MATCH ()-[r:" + many + "A]->() RETURN r",
        "MATCH ()-[r]->() WHERE r:" + many + "A RETURN r"}) {
    const auto query = Query::prepare(text);
    ASSERT_FALSE(query);
    EXPECT_NE(to_string(query.error()).find("too many labels"), std::string::npos);
  }
}

TEST(Budget, OfTheUsersPatienceInEverySearch) {
  const auto graph = clique(60);
  for (const char* text :
       {"MATCH p = ((a)-->(b)-->(c) WHERE a.v <> c.v)+(d) WHERE length(p) > 1000 RETURN count(p)",
        "MATCH p = SHORTEST 9999999 TRAIL PATHS GROUPS (a {v: 0})((x)-->(y))+(b {v: 1}) RETURN "
        "count(p)",
        "MATCH p = CHEAPEST 9999999 TRAIL (a {v: 0})-->+(b {v: 1}) RETURN count(p)",
        "MATCH (a) CALL (a) { MATCH (a)-[*]->(b) RETURN count(b) AS n } RETURN n",
        "RETURN COLLECT { MATCH (a)-[*]->(b) WHERE b.v > 1000 RETURN b } AS l",
        "UNWIND range(1, 1000000) AS x CALL algo.betweenness() YIELD score RETURN max(score)",
        "UNWIND range(1, 1000000) AS x CALL algo.pagerank() YIELD score RETURN max(score)"}) {
    std::atomic<bool> cancel{false};
    RunOptions options;
    options.cancel = &cancel;
    options.max_values = 1'000'000'000;
    std::chrono::steady_clock::time_point asked;
    std::thread user([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      asked = std::chrono::steady_clock::now();
      cancel = true;
    });
    const auto rows = ask(*graph, text, options);
    const auto ended = std::chrono::steady_clock::now();
    user.join();
    ASSERT_FALSE(rows) << text;
    EXPECT_EQ(rows.error().code, Code::kCancelled) << text;
    EXPECT_LT(ended - asked, std::chrono::milliseconds(300)) << text;
  }
}

TEST(Budget, MemoryOfSubqueriesIsFreeAgain) {
  RunOptions options;
  options.max_values = 5'000;
  const auto rows = ask(*clique(20),
                        "UNWIND range(1, 1000) AS x CALL { MATCH (a) WITH DISTINCT a ORDER BY a.v "
                        "RETURN count(a) AS n } RETURN sum(n) AS n",
                        options);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->cut, "");
  EXPECT_EQ(*rows->rows[0][0].as_int(), 20'000);
  const auto ranked = ask(*clique(20),
                          "UNWIND range(1, 1000) AS x CALL algo.betweenness() YIELD node "
                          "WITH x, count(node) AS n RETURN sum(n) AS n",
                          options);
  ASSERT_TRUE(ranked) << to_string(ranked.error());
  EXPECT_EQ(ranked->cut, "");
}

// What a search from both ends knows of the one vertex is forgotten before the next, which may know
// less.
TEST(Budget, MemoryOfSearchesFromBothEndsIsFreeAgain) {
  graph::SnapshotBuilder builder;
  for (std::uint32_t v = 0; v < 10; ++v) {
    builder.add_vertex({}, {{"name", fmt::format("v{}", v)}});
  }
  for (const auto& [from, to] : std::vector<std::pair<std::uint32_t, std::uint32_t>>{
           {7, 6}, {6, 0}, {4, 0}, {9, 6}, {6, 4}, {9, 7}, {3, 4}, {6, 9}, {9, 3}}) {
    builder.add_edge(VertexIndex{from}, "T", VertexIndex{to}, {});
  }
  const auto query = Query::prepare(
      "MATCH (a) RETURN id(a) AS a, "
      "COLLECT { MATCH (a)-->()-->()-->(b {name: 'v0'}) RETURN b.name } AS l");
  std::size_t count = 0;
  const auto rows = query->run(*std::move(builder).build(), {}, [&](const auto&) {
    ++count;
    return true;
  });
  ASSERT_TRUE(rows) << to_string(rows.error());
  EXPECT_EQ(rows->cut, "");
  EXPECT_EQ(count, 10U);
}

// What the clauses behind a search keep is theirs, whatever the search itself gives back.
TEST(Budget, OfValuesBehindEverySearch) {
  graph::SnapshotBuilder builder;
  const VertexIndex a = builder.add_vertex({"A"}, {});
  const VertexIndex m = builder.add_vertex({"M"}, {});
  const VertexIndex b = builder.add_vertex({"B"}, {});
  builder.add_edge(a, "T", m, {{"confidence", 0.5}});
  builder.add_edge(m, "T", b, {{"confidence", 0.5}});
  const auto graph = std::move(builder).build();
  RunOptions options;
  options.max_values = 1'000;
  for (const char* pattern :
       {"ANY SHORTEST (a:A)-->+(m:M)-->+(b:B)", "ANY SHORTEST (a:A)-->+(b:B)",
        "SHORTEST 2 (a:A)-->+(b:B)", "ANY CHEAPEST (a:A)-->+(b:B)", "CHEAPEST 2 (a:A)-->+(b:B)",
        "ANY SHORTEST (a:A)(()-->())+(b:B)", "(a:A)-->()-->(b:B)"}) {
    const auto rows = ask(*graph,
                          fmt::format("UNWIND range(1, 20000) AS i MATCH p = {} "
                                      "RETURN size(collect(i)) AS n",
                                      pattern),
                          options);
    ASSERT_TRUE(rows) << pattern;
    EXPECT_EQ(rows->cut, "stopped at 1000 values in memory") << pattern;
  }
}

}  // namespace
}  // namespace rapport::query
