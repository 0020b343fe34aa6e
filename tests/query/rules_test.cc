// The planner's rules change how an answer is found, never the answer: all on, each off, all off,
// on random graphs.

#include <algorithm>

#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

// The rows as text, sorted.
std::vector<std::string> rows_of(const Query& query, const graph::Snapshot& graph,
                                 std::uint32_t rules_off) {
  RunOptions options;
  options.rules_off = rules_off;
  const auto rows = query.run(graph, options);
  EXPECT_TRUE(rows);
  std::vector<std::string> texts;
  for (const auto& row : rows->rows) {
    std::string text;
    for (const Value& value : row) {
      text += to_json(value, graph) + " ";
    }
    texts.push_back(text);
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

const std::vector<std::string>& questions() {
  static const std::vector<std::string> list = {
      "MATCH (a)-[*1..3]->(b) RETURN DISTINCT a, b",
      "MATCH (a)-[*1..3]-(b) RETURN DISTINCT a, b",
      "MATCH (a)-[*0..2]-(b) RETURN a, count(DISTINCT b)",
      "MATCH (a)-[:T*1..2]->(b:A) WHERE b.p > 0 RETURN a.p, count(DISTINCT b), min(b.p)",
      "MATCH WALK (a)-[r:T WHERE r.p > 0]-{1,3}(b) RETURN DISTINCT a, b",
      "MATCH (a)-[*1..3 HUB LIMIT 3]-(b) RETURN DISTINCT a, b",
      "MATCH (a)-[:T*0.. HUB LIMIT 2]->(b) RETURN a, count(DISTINCT b)",
      "MATCH (a)((x)-[r]->(y) WHERE r.p > 0){1,2}(b:A) RETURN DISTINCT a, b",
      "MATCH (a) CALL (a) { MATCH (a)-[*1..2]-(b) RETURN DISTINCT b } RETURN a, b",
      "MATCH (a:A) OPTIONAL MATCH (a)-[:U*1..2]->(b) RETURN DISTINCT a, b",
      "MATCH (a)-[r]->() RETURN a, count(r)",
      "MATCH (a)<-[r:T|U]-(b) RETURN a.p, count(*)",
      "MATCH (a:A)-[r:T]->() RETURN count(*)",
      "MATCH (a)-[]->(b) RETURN b, count(*) AS n ORDER BY n DESC, id(b) LIMIT 2",
      "MATCH (a)-[]->(b:B) RETURN b, count(a) AS n ORDER BY n DESC, id(b) SKIP 1 LIMIT 2",
      "MATCH (a)-[r]->(b) RETURN b.p, count(r) AS n ORDER BY n DESC, b.p LIMIT 1",
      "MATCH (a)-->(a) RETURN count(*)",
      "MATCH (a)-[:T]->(b)-[:U]->(c)<-[]-(a) RETURN a, b, c",
      "MATCH (a)--(b)--(c)--(a) RETURN count(*)",
      "MATCH (a)-[r]->(b)<-[s]-(c), (a)-[t]->(c) RETURN r, s, t",
      "MATCH (a), (b) MATCH p = allShortestPaths((a)-[*]->(b)) RETURN a, b, count(p)",
      "MATCH (a), (b) MATCH p = allShortestPaths((a)-[:T*..3]-(b)) RETURN count(*)",
      "MATCH (a), (b) OPTIONAL MATCH p = allShortestPaths((a)-[*]->(b)) RETURN a, b, count(p)",
      "MATCH (a {name: 'v1'})-[r:T]->(b:A) RETURN a, r, b",
      "MATCH (a)-[r]->(b {name: 'v1'})<-[s]-(c {name: 'v2'}) RETURN a, r, s, c",
      "MATCH (a {name: 'v0'})--(b)--(c {name: 'v1'}) WHERE b.name IN ['v2', 'v3', 'v2', 1] RETURN "
      "a, b, c",
      "MATCH (a)-->(b) WHERE id(a) = 2 AND elementId(b) IN ['1', '3', 'x'] RETURN a, b",
      "MATCH (a) WHERE id(a) IN [1, 2, 2, 99, null] RETURN a",
      "UNWIND [1, 5, null] AS i MATCH (a)-->(b) WHERE id(a) = i RETURN i, a, b",
      "MATCH (a)-[r]->(b) WHERE id(r) = 2 RETURN a, r, b",
      "MATCH (a)-[r]-(b) WHERE elementId(r) IN ['1', '3', 'x', null] RETURN a, r, b",
      "MATCH (a)-[r:T]->(b)-[s]->(c) WHERE id(s) IN [1, 2, 3, 3, 99] AND r.p >= 0 RETURN r, s",
      "UNWIND [1, 4, 0] AS i MATCH (a:A)-[r]-(a) WHERE id(r) = i RETURN i, a, r",
      "MATCH (a)-[r]->(b), (c)-[s]->(d) WHERE id(r) = 1 AND id(s) = id(r) + 1 RETURN r, s",
      "MATCH (a) MATCH WALK (a)-[r]->(b)-[s]->(c) WHERE id(r) = 1 AND id(s) = 1 RETURN a, r, s, c",
      "MATCH ANY SHORTEST (a)-[r]->(b) WHERE id(r) = 1 RETURN a, b",
      "MATCH (a), (b)-[r]->(c) WHERE b.p = a.p AND id(r) = 3 RETURN a, b, c",
      "MATCH (a), (b) WHERE a.p = b.p RETURN a, b",
      "MATCH (a), (b), (c) WHERE a.p = b.p AND b.p = c.p RETURN a, b, c",
      "MATCH (a) MATCH (b) WHERE b.p = a.p AND a <> b RETURN a, b",
      "MATCH (a:A), (b {p: a.p})-[r]->(c) RETURN a, b, r, c",
      "MATCH (a)-[r]->(x), (b)-[s]->(y) WHERE r.p = s.p RETURN r, s",
      "UNWIND [0, 1, 2] AS i MATCH (a)-[r]-(a) WHERE r.p = i RETURN i, a, r",
      "MATCH (a)-[r]->(b), (c)-[s]->(d)-[t]->(e) WHERE s.p = r.p AND e.p = a.p RETURN r, s, t",
      "MATCH (a)-[r]->(b), (c)-[s WHERE s.p < 2]->(d) WHERE s.p = r.p AND d.p < b.p RETURN r, s",
      "MATCH p = (a)-->(b), q = (c)-->(d) WHERE b = c RETURN p, q",
      "MATCH TRAIL (a)-[r]->(b)-[t]->(c), (d)-[s]->(e) WHERE s.p = r.p RETURN r, t, s",
      "MATCH (a)-[r]->(b) MATCH (c)-[s]->(d), (d)-[t {p: r.p}]-(e) WHERE t.p = a.p RETURN r, s, t",
      "MATCH (a), (b)-[w*0..1]->(c) WHERE c.p = a.p RETURN a, b, c",
      "UNWIND [0, 1, 1.0, null, 2, 0.0 / 0.0] AS i MATCH (b {p: i})-->(c) RETURN i, b, c",
      "UNWIND [{p: 1}, {p: 2}, {}] AS m MATCH (b) WHERE b.p = m.p RETURN m, b",
      "MATCH (a) WHERE EXISTS { MATCH (b:B) WHERE b.p = a.p AND b <> a } RETURN a",
      "MATCH (a) OPTIONAL MATCH (b:B)-[r]->(c) WHERE r.p = a.p RETURN a, b, c",
      "MATCH (a), (b) WHERE a.p = b.p RETURN a.p, count(*)",
      "MATCH (a) WHERE a.p > 0 OPTIONAL MATCH (a)-[r]->(b:A) WHERE b.p = a.p AND r.p < 2 RETURN "
      "a, r, b",
      "MATCH p = (a)-[*1..3]-(b) WHERE all(r IN relationships(p) WHERE r.p > 0) AND a.p < b.p "
      "RETURN p",
      "MATCH (a)-[r]->(b) WHERE a.p = 1 WITH a, b ORDER BY id(b), id(a) SKIP 1 LIMIT 2 RETURN a, b",
      "MATCH (a) WITH a ORDER BY id(a) LIMIT 2 MATCH (a)--(b) RETURN a, b",
      "MATCH (a) CALL (a) { MATCH (a)--(b) RETURN b ORDER BY id(b) LIMIT 1 } RETURN a, b",
      "MATCH (a) RETURN count(*) AS n LIMIT 0",
      "MATCH (a {name: 'v1'})-[*3]->(b {name: 'v2'}) RETURN a, b",
      "MATCH (a {name: 'v0'}), (b {name: 'v1'}) MATCH p = (a)-[r*2..3]-(b) RETURN r, p",
      "MATCH (a), (b) MATCH (a)-[:T*0..3]->(b) RETURN a, b",
      "MATCH (a {name: 'v0'}), (b {name: 'v1'}) MATCH p = ACYCLIC (a)-[:T|U]-{1,3}(b) RETURN p",
      "MATCH (a), (b) MATCH WALK (a)-[]->{2,3}(b) RETURN a, b",
      "MATCH (a {name: 'v0'}), (b {name: 'v1'}) MATCH (a)-[r*2]-(b)-[s*2]-(a) RETURN r, s",
      "MATCH (a {name: 'v1'})-[r*3]-(a) RETURN r",
      "MATCH (a {name: 'v0'})-[r]->(x)-[s]->(y)-[t]->(b {name: 'v1'}) RETURN r, s, t",
      "MATCH (a {name: 'v0'}), (b {name: 'v1'}) MATCH (a)-[r:T]-(x)<-[s]-(y:A)-[t]-(z)-[u:T|U]-(b) "
      "RETURN r, s, t, u",
      "MATCH (a {name: 'v1'}) MATCH p = (a)-[r]-(x)-[s]-(y)-[t]-(a) RETURN p",
      "MATCH (a {name: 'v0'}), (b {name: 'v1'}) MATCH (a)--(x:A)--(y)--(b) WHERE x.p > 0 RETURN a, "
      "x, y, b",
      "MATCH (a), (b) MATCH (a)--(x)--(x)--(b) RETURN a, x, b",
      "MATCH (a {name: 'v0'}), (b {name: 'v1'}) MATCH TRAIL "
      "(b)<-[r]-(x)<-[s]-(y)<-[t]-(z)<-[u]-(a) RETURN r, s, t, u",
  };
  return list;
}

TEST(Rules, ChangeNoAnswer) {
  constexpr std::uint32_t kAll = (1U << kRules) - 1;
  for (const std::string& text : questions()) {
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << to_string(query.error());
    for (std::uint32_t seed = 0; seed < 60; ++seed) {
      std::mt19937 random(seed);
      const auto graph = random_graph(random, 1 + seed % 6, below(random, 12));
      const auto wanted = rows_of(*query, *graph, kAll);
      EXPECT_EQ(rows_of(*query, *graph, 0), wanted) << text << ", seed " << seed;
      for (std::uint32_t rule = 0; rule < kRules; ++rule) {
        EXPECT_EQ(rows_of(*query, *graph, 1U << rule), wanted)
            << text << ", seed " << seed << ", without rule " << rule;
      }
    }
  }
}

TEST(Rules, CountMorePathsThanCouldBeMade) {
  graph::SnapshotBuilder builder;  // a chain of 80 diamonds: 2^80 shortest paths
  VertexIndex at = builder.add_vertex({}, {{"name", "first"}});
  for (int i = 0; i < 80; ++i) {
    const VertexIndex next = builder.add_vertex({}, {{"name", i == 79 ? "last" : "middle"}});
    for (int side = 0; side < 2; ++side) {
      const VertexIndex middle = builder.add_vertex({}, {});
      builder.add_edge(at, "T", middle, {});
      builder.add_edge(middle, "T", next, {});
    }
    at = next;
  }
  const auto graph = std::move(builder).build();
  const auto query = Query::prepare(
      "MATCH p = allShortestPaths((a {name: 'first'})-[*]-(b {name: 'last'})) RETURN count(p)");
  const auto rows = query->run(*graph);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->cut, "");
  EXPECT_EQ(*rows->rows[0][0].as_int(), std::numeric_limits<std::int64_t>::max()) << "saturated";
}

// A second search for every value would look at each node as often.
TEST(Rules, PartsThatAnEqualityJoinsAreSearchedOnce) {
  graph::SnapshotBuilder builder;
  for (int i = 0; i < 1000; ++i) {
    builder.add_vertex({"A"}, {{"key", std::int64_t{i}}});
    builder.add_vertex({"B"}, {{"key", std::int64_t{999 - i}}});
  }
  const auto graph = std::move(builder).build();
  const auto query = Query::prepare("MATCH (a:A), (b:B) WHERE a.key = b.key RETURN count(*)");
  RunOptions options;
  options.max_steps = 20'000;
  const auto rows = query->run(*graph, options);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->cut, "");
  EXPECT_EQ(*rows->rows[0][0].as_int(), 1000);
  EXPECT_NE(query->explain(*graph)->find("join by hash where a.key = b.key"), std::string::npos);
  options.rules_off = 1U << static_cast<unsigned>(Rule::kHashJoin);
  EXPECT_NE(query->run(*graph, options)->cut, "");
}

// Two ends with 30 neighbours each, which have 30 each; two of those in the middle are the same.
TEST(Rules, FewHopsBetweenKnownEndsAreSearchedFromBoth) {
  graph::SnapshotBuilder builder;
  std::vector<std::vector<VertexIndex>> rims;
  for (const char* name : {"left", "right"}) {
    const VertexIndex end = builder.add_vertex({}, {{"name", name}});
    auto& rim = rims.emplace_back();
    for (int i = 0; i < 30; ++i) {
      const VertexIndex near = builder.add_vertex({}, {});
      builder.add_edge(end, "T", near, {});
      for (int k = 0; k < 30; ++k) {
        const bool is_shared = rims.size() == 2 && i == 7 && k < 2;
        rim.push_back(is_shared ? rims[0][static_cast<std::size_t>(k) * 100]
                                : builder.add_vertex({}, {}));
        builder.add_edge(near, "T", rim.back(), {});
      }
    }
  }
  for (const VertexIndex outer : rims[0]) {  // what lies behind, and leads nowhere
    for (int i = 0; i < 30; ++i) {
      builder.add_edge(outer, "T", builder.add_vertex({}, {}), {});
    }
  }
  const auto graph = std::move(builder).build();
  RunOptions options;
  options.max_steps = 6000;
  RunOptions without = options;
  without.rules_off = 1U << static_cast<unsigned>(Rule::kMeet);
  for (const char* text :
       {"MATCH (a {name: 'left'})-[:T*4]-(b {name: 'right'}) RETURN count(*)",
        "MATCH (a {name: 'left'})-[:T]-(x)-[:T]-(y)-[:T]-(z)-[:T]-(b {name: 'right'}) "
        "RETURN count(*)"}) {
    const auto query = Query::prepare(text);
    const auto rows = query->run(*graph, options);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->cut, "") << text;
    EXPECT_EQ(*rows->rows[0][0].as_int(), 2) << text;
    EXPECT_NE(query->explain(*graph)->find("from both ends"), std::string::npos) << text;
    EXPECT_NE(query->run(*graph, without)->cut, "") << text;
  }
}

TEST(Rules, RelationshipsAreFoundByTheirIds) {
  std::mt19937 random(3);
  const auto graph = random_graph(random, 200, 2000);
  RunOptions options;
  options.max_steps = 100;
  for (const char* text : {"MATCH (a)-[r]->(b) WHERE elementId(r) = '1500' RETURN a, type(r), b",
                           "MATCH (a)-[r]->(b) WHERE id(r) IN [3, 4] RETURN count(b)"}) {
    const auto query = Query::prepare(text);
    EXPECT_EQ(query->run(*graph, options)->cut, "") << text;
    EXPECT_NE(query->explain(*graph)->find(" id "), std::string::npos) << *query->explain(*graph);
  }
}

TEST(Rules, ConditionsAndLimitsAreMetEarly) {
  std::mt19937 random(3);
  const auto graph = random_graph(random, 200, 2000);
  const auto cut = [&](const char* text, Rule off) {
    RunOptions options;
    options.max_steps = 15'000;
    options.rules_off = 1U << static_cast<unsigned>(off);
    return Query::prepare(text)->run(*graph, options)->cut;
  };
  const char* const pushed = "MATCH (a:A)-->(b)-->(c)-->(d) WHERE id(a) + 1 = 2 RETURN count(*)";
  EXPECT_EQ(cut(pushed, Rule::kLimit), "");
  EXPECT_NE(cut(pushed, Rule::kPushDown), "");
  const char* const limited = "MATCH (a)-->(b)-->(c)-->(d) RETURN a LIMIT 3";
  EXPECT_EQ(cut(limited, Rule::kPushDown), "");
  EXPECT_NE(cut(limited, Rule::kLimit), "");
}

// One end is one of 5000, the other the only one of its label.
TEST(Rules, SearchesBeginWhereTheFewestCandidatesAre) {
  graph::SnapshotBuilder builder;
  const VertexIndex hub = builder.add_vertex({"Hub"}, {});
  for (int i = 0; i < 5000; ++i) {
    const VertexIndex near = builder.add_vertex({"A"}, {});
    builder.add_edge(near, i < 3 ? "T" : "U", i < 3 ? hub : near, {});
  }
  const auto graph = std::move(builder).build();
  const auto query = Query::prepare("MATCH (a:A)-[:T]->(h:Hub) RETURN count(a)");
  RunOptions options;
  options.max_steps = 1000;
  const auto rows = query->run(*graph, options);
  ASSERT_TRUE(rows);
  EXPECT_EQ(rows->cut, "");
  EXPECT_EQ(*rows->rows[0][0].as_int(), 3);
  EXPECT_NE(query->explain(*graph)->find("scan the label :Hub"), std::string::npos);
  options.rules_off = 1U << static_cast<unsigned>(Rule::kOrder);
  EXPECT_NE(query->run(*graph, options)->cut, "");
  EXPECT_NE(query->explain(*graph, options)->find("scan the label :A"), std::string::npos);
}

// The index of names knows strings alone, and that of ids integers.
TEST(Rules, LookUpsFindWhatEqualsWhatIsSought) {
  graph::SnapshotBuilder builder;
  const std::vector<Value> names = {"x", "x", "5", 5, 5.0, true, List{"x"}, List{1, 2}, 2.5};
  for (const Value& name : names) {
    builder.add_vertex({"X"}, {{"name", name}});
  }
  for (std::uint32_t v = 1; v < names.size(); ++v) {
    builder.add_edge(VertexIndex{v - 1}, "T", VertexIndex{v}, {{"n", std::int64_t{v}}});
  }
  const auto graph = std::move(builder).build();
  constexpr std::uint32_t kNoLookUp = 1U << static_cast<unsigned>(Rule::kLookUp);
  const std::vector<std::pair<std::string, std::size_t>> asked = {
      {"MATCH (n {name: 5}) RETURN n", 2},
      {"MATCH (n:X {name: 5.0}) RETURN n", 2},
      {"MATCH (n {name: true}) RETURN n", 1},
      {"MATCH (n {name: null}) RETURN n", 0},
      {"MATCH (n {name: [1, 2]}) RETURN n", 1},
      {"MATCH (n {name: 'x'}) RETURN n", 2},
      {"MATCH (n) WHERE n.name IN [5] RETURN n", 2},
      {"MATCH (n) WHERE n.name IN ['x', 5, null] RETURN n", 4},
      {"MATCH (n) WHERE n.name IN ['x', ['x']] RETURN n", 3},
      {"MATCH (n) WHERE n.name IN ['x', null] RETURN n", 2},
      {"MATCH (n) WHERE n.name IN null RETURN n", 0},
      {"UNWIND [5, 'x', true, null] AS x MATCH (n {name: x}) RETURN x, n", 5},
      {"MATCH (a)-->(b) MATCH (c) WHERE c.name = a.name RETURN a, b, c", 12},
      {"MATCH (a {name: 5})-[r]->(b {name: true}) RETURN a, r, b", 1},
      {"MATCH (n) WHERE id(n) = 7.0 RETURN n", 1},
      {"MATCH (n) WHERE id(n) = 7.5 RETURN n", 0},
      {"MATCH (n) WHERE id(n) = 1e300 RETURN n", 0},
      {"MATCH (n) WHERE id(n) = -1.0 / 0.0 RETURN n", 0},
      {"MATCH (n) WHERE id(n) IN [7.0, 8, 8.0, 'x', 2.5] RETURN n", 2},
      {"MATCH (n) WHERE id(n) IN null RETURN n", 0},
      {"MATCH (n) WHERE elementId(n) IN ['7', 7, 7.0] RETURN n", 1},
      {"MATCH (n) WHERE elementId(n) = 7 RETURN n", 0},
      {"MATCH ()-[r]->() WHERE id(r) = 3.0 RETURN r", 1},
      {"MATCH ()-[r]->() WHERE id(r) = 3.5 RETURN r", 0},
      {"MATCH ()-[r]->() WHERE id(r) IN [3.0, 4, 'x'] RETURN r", 2},
      {"UNWIND [1.0, 2, 2.5, '3', null] AS i MATCH (a)-[r]->(b) WHERE id(r) = i RETURN r", 2}};
  for (const auto& [text, count] : asked) {
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << to_string(query.error());
    const auto found = rows_of(*query, *graph, 0);
    EXPECT_EQ(found, rows_of(*query, *graph, kNoLookUp)) << text;
    EXPECT_EQ(found.size(), count) << text;
  }
  // What is no list is an error, whichever way it is looked for.
  RunOptions options;
  options.parameters = {{"x", 5}};
  for (const char* text :
       {"MATCH (n) WHERE n.name IN $x RETURN n", "MATCH (n) WHERE id(n) IN $x RETURN n",
        "MATCH ()-[r]->() WHERE id(r) IN $x RETURN r"}) {
    EXPECT_FALSE(Query::prepare(text)->run(*graph, options)) << text;
  }
}

}  // namespace
}  // namespace rapport::query::test
