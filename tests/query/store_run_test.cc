// Statements over a store: what they create is there for the next one.

#include <atomic>
#include <random>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/graph/store.h"
#include "rapport/query/query.h"

#include "query/bind.h"
#include "query/execute.h"

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

TEST(StoreRun, RefusesMoreThanOneWriteCanHold) {
  const auto store = plain_store();
  const auto made = ask(*store,
                        "UNWIND range(1, 20) AS i "
                        "CREATE ({s: reduce(s = 'a', x IN range(1, 24) | s + s)})");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Code::kLimit);
  EXPECT_EQ(*ask(*store, "MATCH (n) RETURN count(*)")->rows[0][0].as_int(), 0);
}

// They would hold what is not there.
TEST(StoreRun, GivesNoRowsWhereItIsCut) {
  const auto store = plain_store();
  RunOptions options;
  options.max_rows = 1;
  for (const char* text : {"UNWIND [1, 2] AS x CREATE (n:V) RETURN n",
                           "UNWIND [1, 2] AS x CREATE p = ()-[r:T]->() RETURN p, r"}) {
    const auto cut = ask(*store, text, options);
    ASSERT_TRUE(cut) << text;
    EXPECT_EQ(cut->cut, "stopped at 1 rows");
    EXPECT_TRUE(cut->rows.empty()) << text;
    EXPECT_FALSE(cut->columns.empty()) << text;
    EXPECT_EQ(cut->vertices_created + cut->edges_created, 0U) << text;
  }
}

// While rows come, while what they created is put where the next clause sees it, while it is made
// ready to be written.
TEST(StoreRun, EndsWhenItIsStopped) {
  const auto store = plain_store();
  const std::string create = "UNWIND range(1, 300000) AS i CREATE (:X {name: 'x' + i})";
  const std::string text = create + " WITH count(*) AS c MATCH (x:X) RETURN count(x)";
  for (const int after : {100, 200, 300, 400, 500, 700, 900}) {
    for (const std::string& statement : {create, text}) {
      std::atomic<bool> cancel{false};
      RunOptions options;
      options.cancel = &cancel;
      std::chrono::steady_clock::time_point asked;
      std::thread user([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(after));
        asked = std::chrono::steady_clock::now();
        cancel = true;
      });
      const std::uint32_t before = (*store->graph())->vertex_count();
      const auto rows = ask(*store, statement, options);
      const auto ended = std::chrono::steady_clock::now();
      user.join();
      EXPECT_EQ((*store->graph())->vertex_count(), before + (rows ? 300000 : 0));
      if (!rows) {  // else it was faster, or the write had begun
        EXPECT_EQ(rows.error().code, Code::kCancelled);
        EXPECT_LT(ended - asked, std::chrono::seconds(1)) << after;
      }
    }
  }
  for (const int after : {100, 500, 900}) {
    RunOptions options;
    options.timeout = std::chrono::milliseconds(after);
    const auto begin = std::chrono::steady_clock::now();
    const auto rows = ask(*store, text, options);
    ASSERT_TRUE(rows) << to_string(rows.error());
    if (!rows->cut.empty()) {
      EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(after + 1000));
    }
  }
}

// Of a size that is read from the tables as it is asked.
void fill(graph::Store& store) {
  constexpr std::uint32_t kVertices = 15'000, kEdges = 40'000;
  std::mt19937 random(5);
  graph::BulkLoad bulk = std::move(store.bulk()).value();
  for (std::uint32_t v = 0; v < kVertices; ++v) {
    ASSERT_TRUE(
        bulk.add_vertex({{v % 2 == 0 ? "Even" : "Odd"}, {{"name", fmt::format("n{}", v)}}}));
  }
  for (std::uint32_t e = 0; e < kEdges; ++e) {
    ASSERT_TRUE(bulk.add_edge({VertexId{1 + random() % kVertices},
                               VertexId{1 + random() % kVertices},
                               e % 3 == 0 ? "R" : "S",
                               {{"confidence", static_cast<double>(1 + random() % 999) / 1000}}}));
  }
  ASSERT_TRUE(bulk.commit());
}

std::string told(const Rows& rows, const graph::Snapshot& graph) {
  std::string text;
  for (const auto& row : rows.rows) {
    for (const Value& value : row) {
      text += to_json(value, graph) + " ";
    }
    text += "\n";
  }
  return text;
}

TEST(StoreRun, TablesGiveTheAnswersOfTheSnapshot) {
  const auto store = plain_store();
  fill(*store);
  const std::vector<std::pair<const char*, bool>> questions = {
      // whether the tables do
      {"MATCH (a {name: 'n7'}) RETURN a", true},
      {"MATCH (a:Odd {name: 'n7'})-[r:R]-(b) RETURN r, b ORDER BY b.name, r.confidence", true},
      {"MATCH (a {name: 'n7'})-[*1..3]->(b) RETURN count(DISTINCT b)", true},
      {"MATCH (a {name: 'n7'})-[r:R|S WHERE r.confidence >= 0.5]->{1,3}(b:Even) RETURN count(*)",
       true},
      {"MATCH p = ANY SHORTEST (a {name: 'n7'})-[*]-(b {name: 'n901'}) RETURN length(p)", true},
      {"MATCH p = ALL SHORTEST (a {name: 'n7'})-[:S*]-(b {name: 'n12'}) RETURN p", true},
      {"MATCH p = allShortestPaths((a {name: 'n7'})-[*]-(b {name: 'n33'})) RETURN count(p)", true},
      {"MATCH (a {name: 'n7'})-[:R]-(b), (a)-[:S]-(b) RETURN count(*)", true},
      {"MATCH p = ANY CHEAPEST (a {name: 'n7'})--*(b {name: 'n12'}) RETURN p", false},
      {"MATCH (a:Odd) RETURN count(*), min(a.name)", false},
      {"MATCH (a)<-[r]-() WITH a, count(r) AS n ORDER BY n DESC LIMIT 3 RETURN sum(n)", false}};
  const auto whole = store->snapshot().value();
  for (const auto& [text, stays] : questions) {
    ASSERT_TRUE(store->add({{{}}, {}}));  // nothing, but a new state
    const auto tables = store->graph().value();
    ASSERT_TRUE(tables->is_tables());
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << to_string(query.error());
    const auto rows = query->run(*tables);
    ASSERT_TRUE(rows) << to_string(rows.error());
    EXPECT_EQ(told(*rows, *tables), told(*query->run(*whole), *whole)) << text;
    EXPECT_EQ(tables->knows_degrees(), !stays) << text;
  }
}

TEST(StoreRun, ReadsAnewWhatALateQueryDidNotReadToItsEnd) {
  const auto store = plain_store();
  fill(*store);
  const auto query = Query::prepare("MATCH (a:Odd) RETURN count(*), min(a.name)");
  ASSERT_TRUE(query);
  for (const int milliseconds : {0, 1, 2, 4, 8}) {
    RunOptions options;
    options.timeout = std::chrono::milliseconds(milliseconds);
    const auto rows = query->run(*store, options);
    ASSERT_TRUE(rows) << to_string(rows.error());
    EXPECT_EQ(rows->cut.empty(), !rows->rows.empty()) << milliseconds;
  }
  const auto rows = query->run(*store);
  ASSERT_TRUE(rows) << to_string(rows.error());
  EXPECT_EQ(told(*rows, **store->graph()),
            told(*query->run(**store->snapshot()), **store->graph()));
}

std::string answer(graph::Store& store, std::string_view text) {
  const auto rows = ask(store, text);
  return rows ? told(*rows, **store.graph()) : to_string(rows.error());
}

TEST(StoreRun, SeesWhatItCreated) {
  for (const bool is_large : {false, true}) {  // in arrays, and in tables
    const auto store = plain_store();
    if (is_large) {
      fill(*store);
      ASSERT_TRUE(ask(*store, "CREATE ()"));
      EXPECT_TRUE((*store->graph())->is_tables());
    }
    ASSERT_TRUE(ask(*store, "CREATE (:Old {name: 'old'})"));
    EXPECT_EQ(
        answer(*store,
               "MATCH (o {name: 'old'}) CREATE (a:New {name: 'a'})-[:T {confidence: 0.5}]->(o) "
               "WITH a MATCH p = (a)-[r]->(b) MATCH (n:New) CREATE (b)-[:T]->(c:New) "
               "WITH b, n, r MATCH (b)-[:T]->(d:New) "
               "RETURN n.name, b.name, r.confidence, degree(d), degree(b), d.name"),
        "\"a\" \"old\" 0.5 1 2 null \n");
    EXPECT_EQ(answer(*store, "MATCH (a:New)-[:T*]->(b:New) RETURN a.name, count(b)"), "\"a\" 1 \n");
  }
}

TEST(StoreRun, UndoesWhatItHasSeen) {
  const auto store = plain_store();
  ASSERT_TRUE(ask(*store, "CREATE (:A)"));
  EXPECT_FALSE(
      ask(*store, "CREATE (:A) WITH 1 AS x MATCH (a:A) WITH count(a) AS n RETURN 1 / (n - 2)"));
  EXPECT_EQ(answer(*store, "MATCH (n) RETURN count(*)"), "1 \n");
  RunOptions options;
  options.max_rows = 1;
  const auto cut =
      ask(*store, "CREATE (:A) WITH 1 AS x MATCH (a:A) CREATE (b:B) RETURN a", options);
  ASSERT_TRUE(cut);
  EXPECT_NE(cut->cut, "");
  EXPECT_EQ(answer(*store, "MATCH (n) RETURN count(*)"), "1 \n");
}

// It looks at what it created, and what another one wrote by then is numbered alike.
TEST(StoreRun, FailsWhereAnotherWriterComesInBetween) {
  const auto store = plain_store();
  const auto before = store->graph().value();
  Changes changes(*before, {.preview =
                                [&](const auto& made, const auto& stop) {
                                  EXPECT_TRUE(store->add({{{{"Other"}, {}}}, {}}));
                                  return store->preview(made, stop);
                                },
                            .write = [&](const auto& made,
                                         const auto& stop) { return store->add(made, stop); }});
  const RunOptions options;
  const auto rows = execute(prepare("CREATE (:A) WITH 1 AS x MATCH (a:A) RETURN count(a)"), *before,
                            options, &changes);
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, Code::kConflict) << to_string(rows.error());
  EXPECT_EQ(answer(*store, "MATCH (n) RETURN labels(n)"), "[\"Other\"] \n");
}

TEST(StoreRun, LooksAheadWithoutAWrite) {
  const auto store = plain_store();
  ASSERT_TRUE(ask(*store, "CREATE (:A)"));
  const auto before = store->graph().value();
  ASSERT_TRUE(store->add({{{}}, {}}));
  const auto seen = store->preview({{{{"B"}, {}}}, {}}).value();
  EXPECT_EQ(seen->vertex_count(), before->vertex_count() + 2) << "the other one, and the new one";
  EXPECT_EQ(store->graph().value()->vertex_count(), 2U) << "nothing of it is in the store";
}

TEST(StoreRun, CreatesBesideWhatTheTablesHold) {
  const auto store = plain_store();
  fill(*store);
  ASSERT_TRUE(ask(*store, "MATCH (a {name: 'n7'}) CREATE (a)-[:NEW]->({name: 'late'})"));
  ASSERT_TRUE(ask(*store, "MATCH (a {name: 'late'}) CREATE (a)-[:NEW]->({name: 'later'})"));
  const auto rows = ask(*store, "MATCH ({name: 'n7'})-[:NEW*]->(b) RETURN collect(b.name)");
  ASSERT_TRUE(rows);
  EXPECT_EQ(to_json(rows->rows[0][0], **store->graph()), R"(["late","later"])");
}

}  // namespace
}  // namespace rapport::query::test
