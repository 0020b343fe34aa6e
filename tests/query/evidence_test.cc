// evidence(r): the claims behind an edge.

#include <gtest/gtest.h>

#include "rapport/query/query.h"

namespace rapport::query {
namespace {

std::shared_ptr<const graph::Snapshot> report() {
  graph::SnapshotBuilder builder;
  const auto nato = builder.add_vertex({"Organization"}, {{"name", "NATO"}});
  const auto iraq = builder.add_vertex({"Country"}, {{"name", "Iraq"}});
  builder.add_edge(nato, "COOPERATES_WITH", iraq, {{"confidence", 0.93}});
  builder.set_reports([](EdgeId) -> Result<std::vector<graph::Evidence>> {
    graph::Evidence evidence;
    evidence.document.name = "003.txt";
    evidence.document.date = "2024-10-26";
    evidence.line = 7;
    evidence.claim.quote = "NATO works with Iraq.";
    evidence.claim.predicate = "works with";
    evidence.claim.evidence = {{96, 117}};
    evidence.claim.confidence = 930;
    evidence.claim.rule = "verb.cooperation";
    evidence.claim.modality = Modality::kPlanned;
    evidence.claim.time = "since last year";
    return std::vector<graph::Evidence>{evidence};
  });
  return std::move(builder).build();
}

Rows ask(std::string_view text) {
  auto query = Query::prepare(text);
  EXPECT_TRUE(query) << to_string(query.error());
  return query->run(*report()).value();
}

TEST(Evidence, IsAListOfClaims) {
  const Rows rows = ask(
      "MATCH ()-[r]->() UNWIND evidence(r) AS e RETURN e.document, e.line, e.evidence, e.quote, "
      "e.predicate, e.modality, e.polarity, e.rule, e.confidence, e.time, e.place");
  ASSERT_EQ(rows.rows.size(), 1u);
  const auto& row = rows.rows[0];
  EXPECT_EQ(*row[0].as_string(), "003.txt");
  EXPECT_EQ(*row[1].as_int(), 7);
  EXPECT_EQ(*(*(*row[2].as_list())[0].as_list())[1].as_int(), 117);
  EXPECT_EQ(*row[3].as_string(), "NATO works with Iraq.");
  EXPECT_EQ(*row[4].as_string(), "works with");
  EXPECT_EQ(*row[5].as_string(), "planned");
  EXPECT_EQ(*row[6].as_string(), "affirmed");
  EXPECT_EQ(*row[7].as_string(), "verb.cooperation");
  EXPECT_EQ(*row[8].as_float(), 0.93);
  EXPECT_EQ(*row[9].as_string(), "since last year");
  EXPECT_TRUE(row[10].is_null()) << "not said";
}

TEST(Evidence, HasTheIntervalOfItsTime) {
  const Rows rows =
      ask("MATCH ()-[r]->() UNWIND evidence(r) AS e "
          "RETURN e.interval.begin, e.interval.end, e.interval.precision");
  ASSERT_EQ(rows.rows.size(), 1u);
  EXPECT_EQ(*rows.rows[0][0].as_string(), "2023-01-01");
  EXPECT_TRUE(rows.rows[0][1].is_null()) << "open";
  EXPECT_EQ(*rows.rows[0][2].as_string(), "year");
}

TEST(Evidence, OfNullIsNull) {
  EXPECT_TRUE(ask("OPTIONAL MATCH ()-[r:NONE]->() RETURN evidence(r)").rows[0][0].is_null());
}

TEST(Evidence, OfANodeIsAnError) { EXPECT_FALSE(Query::prepare("MATCH (n) RETURN evidence(n)")); }

}  // namespace
}  // namespace rapport::query
