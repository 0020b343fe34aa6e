// EXPLAIN and PROFILE: the steps of a plan, the rows that are expected, those that came.

#include <sstream>

#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

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

}  // namespace
}  // namespace rapport::query::test
