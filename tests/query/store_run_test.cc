// Statements over a store: what they create is there for the next one.

#include <gtest/gtest.h>

#include "rapport/query/query.h"

namespace rapport::query::test {
namespace {

std::unique_ptr<graph::Store> plain_store() {
  graph::StoreOptions options;
  options.kind = graph::StoreKind::kPlain;
  return std::move(graph::Store::scratch(options)).value();
}

Result<Rows> ask(graph::Store& store, std::string_view text, const RunOptions& options = {}) {
  RAPPORT_TRY(const Query query, Query::prepare(text));
  return query.run(store, options);
}

TEST(StoreRun, CreatesNodesAndRelationships) {
  const auto store = plain_store();
  const auto made = ask(*store, "CREATE (a:A {name: 'x'})-[:T {p: 1}]->(b:B) RETURN a");
  ASSERT_TRUE(made) << to_string(made.error());
  EXPECT_EQ(made->vertices_created, 2U);
  EXPECT_EQ(made->edges_created, 1U);
  ASSERT_TRUE(ask(*store, "MATCH (a {name: 'x'}) CREATE (a)<-[:U]-(:C)"));
  const auto rows =
      ask(*store, "MATCH (c:C)-[:U]->(a)-[r]->(b) RETURN a.name, r.p, type(r), labels(b)");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->rows.size(), 1U);
  EXPECT_EQ(*rows->rows[0][0].as_string(), "x");
  EXPECT_EQ(*rows->rows[0][1].as_int(), 1);
}

TEST(StoreRun, CreatesNothingWhereItFailsOrIsCut) {
  const auto store = plain_store();
  EXPECT_FALSE(ask(*store, "UNWIND [1, 0] AS x CREATE ({p: 1 / x})"));
  RunOptions options;
  options.max_rows = 1;
  const auto cut = ask(*store, "UNWIND [1, 2] AS x CREATE (n {p: x}) RETURN n", options);
  ASSERT_TRUE(cut);
  EXPECT_NE(cut->cut, "");
  EXPECT_EQ(*ask(*store, "MATCH (n) RETURN count(*)")->rows[0][0].as_int(), 0);
}

}  // namespace
}  // namespace rapport::query::test
