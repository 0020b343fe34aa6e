// Values and rows as text, tables, JSON and CSV.

#include "rapport/query/view.h"

#include <limits>

#include <gtest/gtest.h>

#include "tests/query/graph_script.h"

namespace rapport::query::test {
namespace {

const ScriptGraph& actors() {
  static const ScriptGraph graph = make_graph(
      "CREATE (t:Country:Actor {name: 'Türkiye'}), (n:Organization {name: 'NATO'}), (x:Thing {v: "
      "1}),"
      "(t)-[:COOPERATES_WITH {confidence: 0.5}]->(n)");
  return graph;
}

Rows ask(std::string_view text) {
  auto query = Query::prepare(text);
  EXPECT_TRUE(query) << to_string(query.error());
  return query->run(actors().snapshot()).value();
}

TEST(Text, OfEveryKind) {
  const auto& graph = actors().snapshot();
  EXPECT_EQ(to_text(Value(), graph), "null");
  EXPECT_EQ(to_text(1.0, graph), "1.0");
  EXPECT_EQ(to_text(1e21, graph), "1.0E21");
  EXPECT_EQ(to_text("it's", graph), "it's");
  EXPECT_EQ(to_text(List{"it's", 1}, graph), "['it\\'s', 1]");
  EXPECT_EQ(to_text(Map{{"a b", true}}, graph), "{`a b`: true}");
  EXPECT_EQ(to_text(VertexIndex{0}, graph), "Türkiye");
  EXPECT_EQ(to_text(VertexIndex{2}, graph), "(:Thing {v: 1})");
  EXPECT_EQ(to_text(EdgeIndex{0}, graph), "[:COOPERATES_WITH]");
  EXPECT_EQ(to_text(Path{{VertexIndex{1}, VertexIndex{0}}, {EdgeIndex{0}}}, graph),
            "(NATO)<-[:COOPERATES_WITH]-(Türkiye)");
}

TEST(Json, IsTypedAndLossless) {
  const auto& graph = actors().snapshot();
  EXPECT_EQ(to_json(Value(1.0), graph), "1.0");
  EXPECT_EQ(to_json(Value(1), graph), "1");
  EXPECT_EQ(to_json(Value(std::numeric_limits<double>::quiet_NaN()), graph),
            R"({"$type":"float","value":"NaN"})");
  EXPECT_EQ(to_json(Value(EdgeIndex{0}), graph),
            R"({"$type":"relationship","id":1,"type":"COOPERATES_WITH","from":1,"to":2,)"
            R"("properties":{"confidence":0.5}})");
  EXPECT_EQ(to_json(Value(Map{{"$type", "node"}}), graph),
            R"({"$type":"map","value":{"$type":"node"}})");
  EXPECT_EQ(to_json(Value("\xFF"), graph), "\"\xEF\xBF\xBD\"");
}

TEST(Json, OfRows) {
  EXPECT_EQ(to_json(ask("UNWIND [1, 'a'] AS x RETURN x, null AS y"), actors().snapshot()),
            "{\"columns\": [\"x\", \"y\"],\n \"rows\": [\n  [1, null],\n  [\"a\", null]],\n"
            " \"cut\": null,\n \"notices\": []}\n");
}

TEST(View, EndsWhereTheWriterWantsNoMore) {
  const Rows rows = ask("UNWIND range(1, 1000) AS x RETURN x");
  std::size_t pieces = 0;
  const auto stop = [&](std::string_view) { return ++pieces < 2; };
  EXPECT_FALSE(write_table(rows, actors().snapshot(), stop));
  EXPECT_EQ(std::exchange(pieces, 0), 2U);
  EXPECT_FALSE(write_json(rows, actors().snapshot(), stop));
  EXPECT_EQ(std::exchange(pieces, 0), 2U);
  EXPECT_FALSE(write_csv(rows, actors().snapshot(), stop));
  EXPECT_EQ(std::exchange(pieces, 0), 2U);
  EXPECT_FALSE(write_tsv(rows, actors().snapshot(), stop));
  EXPECT_EQ(pieces, 2U);
}

TEST(Csv, QuotesAsRfc4180) {
  EXPECT_EQ(to_csv(ask("RETURN 'a,b' AS `x,y`, 'say \"hi\"' AS q, null AS n, '' AS e, 1.5 AS f"),
                   actors().snapshot()),
            "\"x,y\",q,n,e,f\r\n\"a,b\",\"say \"\"hi\"\"\",,\"\",1.5\r\n");
}

TEST(Tsv, EscapesTabsAndLineEnds) {
  EXPECT_EQ(to_tsv(ask("RETURN 'a\\tb\\n\\\\' AS x, null AS n, '' AS e, [1, 'y'] AS l"),
                   actors().snapshot()),
            "x\tn\te\tl\na\\tb\\n\\\\\t\t\t[1, 'y']\n");
}

TEST(Table, AlignsByDisplayWidth) {
  EXPECT_EQ(to_table(ask("UNWIND [['Türkiye', 1], ['日本', 100], ['x', null]] AS r "
                         "RETURN r[0] AS name, r[1] AS n"),
                     actors().snapshot()),
            "name        n\n"
            "───────  ────\n"
            "Türkiye     1\n"
            "日本      100\n"
            "x        null\n"
            "3 rows\n");
}

TEST(Table, CutsLongCellsAndManyRows) {
  TableOptions options;
  options.max_cell = 5;
  options.max_rows = 1;
  const std::string table =
      to_table(ask("UNWIND ['abcdefgh', 'x'] AS x RETURN x"), actors().snapshot(), options);
  EXPECT_EQ(table, "x\n─────\nabcd…\n2 rows (1 shown)\n");
}

TEST(Table, CannotMoveTheCursor) {
  const std::string table = to_table(ask("RETURN 'a\\u001b[31m\nb' AS x"), actors().snapshot());
  EXPECT_EQ(table.find('\x1b'), std::string::npos);
  EXPECT_NE(table.find("a\\u001B[31m\\nb"), std::string::npos);
}

TEST(Table, ShowsNotices) {
  EXPECT_NE(to_table(ask("MATCH (a:Contry) RETURN a"), actors().snapshot())
                .find("note: no label :Contry in this graph; did you mean :Country?"),
            std::string::npos);
}

TEST(Width, CountsColumns) {
  EXPECT_EQ(display_width("Türkiye"), 7u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);  // e and a combining acute
  EXPECT_EQ(display_width("日本"), 4u);
  EXPECT_EQ(cut_to_width("日本語", 5), "日本…");
  EXPECT_EQ(cut_to_width("abc", 3), "abc");
}

}  // namespace
}  // namespace rapport::query::test
