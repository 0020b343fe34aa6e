// The planner's rules change how an answer is found, never the answer: all on, each off, all off,
// on random graphs.

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
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

TEST(Explain, TellsTheSteps) {
  std::mt19937 random(1);
  const auto graph = random_graph(random, 5, 10);
  const auto query = Query::prepare(
      "MATCH (a {name: 'v1'})-[:T*1..2]->(b) WITH DISTINCT b MATCH (b)-[r]->(c:A) RETURN b, "
      "count(r)");
  ASSERT_TRUE(query);
  const auto plan = query->explain(*graph);
  ASSERT_TRUE(plan) << to_string(plan.error());
  EXPECT_NE(plan->find("look up the name 'v1'"), std::string::npos) << *plan;
  EXPECT_NE(plan->find("visit each end once of -[:T*1..2]->"), std::string::npos) << *plan;
  EXPECT_NE(plan->find("expand -[r]->"), std::string::npos) << *plan;
  EXPECT_NE(plan->find("aggregate b, count(r)"), std::string::npos) << *plan;
  RunOptions options;
  options.profile = true;
  const auto rows = query->run(*graph, options);
  ASSERT_TRUE(rows);
  EXPECT_NE(rows->plan.find("expected rows  rows    ms  steps  store reads"), std::string::npos)
      << rows->plan;
}

// Of each line of a profile: its text, and the rows that came out of it.
std::vector<std::pair<std::string, std::string>> rows_of_steps(const std::string& plan) {
  std::vector<std::pair<std::string, std::string>> result;
  std::istringstream in(plan);
  std::string line;
  std::getline(in, line);
  const std::size_t begin = line.find("expected rows") + std::string("expected rows").size();
  while (std::getline(in, line) && line.size() > begin) {
    std::string rows;
    std::istringstream(line.substr(begin)) >> rows;
    const std::size_t first = line.find_first_not_of(' ');
    result.emplace_back(line.substr(first, line.find("  ", first) - first), rows);
  }
  return result;
}

TEST(Profile, CountsRowsOfEachStep) {
  graph::SnapshotBuilder builder;
  std::vector<VertexIndex> all;
  for (std::int64_t v = 0; v < 10; ++v) {
    all.push_back(builder.add_vertex({v < 4 ? "A" : "B"}, {{"p", v}}));
  }
  for (std::size_t v = 0; v + 1 < all.size(); ++v) {
    builder.add_edge(all[v], "T", all[v + 1], {});
  }
  const auto graph = std::move(builder).build();
  RunOptions options;
  options.profile = true;
  const auto query = Query::prepare(
      "MATCH (a:A)-[:T]->(b) WHERE b.p > 1 CALL (b) { MATCH (b)-->(c) RETURN c } "
      "UNWIND [1, 2] AS x WITH c, count(x) AS n RETURN c.p, n ORDER BY n LIMIT 2");
  ASSERT_TRUE(query) << to_string(query.error());
  const auto rows = query->run(*graph, options);
  ASSERT_TRUE(rows);
  const std::vector<std::pair<std::string, std::string>> wanted = {
      {"match", "3"},
      {"scan the label :A (4 nodes)", "4"},
      {"expand -[:T]-> where b.p > 1", "3"},
      {"for each row", "3"},
      {"match", "3"},
      {"check", "3"},
      {"expand -->", "3"},
      {"project c", "3"},
      {"unwind [1, 2] as x", "6"},
      {"aggregate c, n", "3"},
      {"project c.p, n, best of a sort, limit", "2"},
  };
  EXPECT_EQ(rows_of_steps(rows->plan), wanted) << rows->plan;
}

TEST(Explain, ExpectsRowsByLabelsAndDegrees) {
  graph::SnapshotBuilder builder;
  std::vector<VertexIndex> all;
  for (std::int64_t v = 0; v < 100; ++v) {
    all.push_back(builder.add_vertex({v < 10 ? "A" : "B"}, {}));
  }
  for (std::size_t v = 0; v < all.size(); ++v) {
    for (std::size_t i = 1; i <= 4; ++i) {
      builder.add_edge(all[v], "T", all[(v + i * 7) % 100], {});
    }
  }
  const auto graph = std::move(builder).build();
  const auto expected = [&](const std::string& pattern) {
    const auto query = Query::prepare("MATCH " + pattern + " RETURN 1 AS x");
    const auto plan = query->explain(*graph);
    EXPECT_TRUE(plan) << to_string(plan.error());
    std::istringstream in(plan.value());
    std::string line, last;
    while (std::getline(in, line) && line.find("project") == std::string::npos) {
      last = line.substr(line.find_last_of(' ') + 1);
    }
    return last;
  };
  EXPECT_EQ(expected("(a)"), "100");
  EXPECT_EQ(expected("(a:A)"), "10");
  EXPECT_EQ(expected("(a:A)-[:T]->(b)"), "40");
  EXPECT_EQ(expected("(a:A)-[:T]->(b:B)"), "36");
  EXPECT_EQ(expected("(a:A)-[:T*1..2]->(b)"), "200");
  EXPECT_EQ(expected("((a)-->(b)-->(c)){1}"), "1600");
}

TEST(Explain, IsAskedForInTheText) {
  std::mt19937 random(1);
  const auto graph = random_graph(random, 5, 10);
  const auto explained = Query::prepare("EXPLAIN MATCH (a:A)-->(b) RETURN b")->run(*graph);
  ASSERT_TRUE(explained);
  EXPECT_TRUE(explained->columns.empty() && explained->rows.empty());
  EXPECT_NE(explained->plan.find("scan the label :A"), std::string::npos) << explained->plan;
  EXPECT_EQ(explained->plan.find("steps"), std::string::npos) << explained->plan;
  const auto profiled = Query::prepare("profile MATCH (a:A)-->(b) RETURN b")->run(*graph);
  ASSERT_TRUE(profiled);
  EXPECT_EQ(profiled->columns, std::vector<std::string>{"b"});
  EXPECT_NE(profiled->plan.find("steps"), std::string::npos) << profiled->plan;
  EXPECT_FALSE(Query::prepare("EXPLAIN CREATE (:A)")->writes());
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
