// What sets of claims amount to.

#include "graph/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

using ::testing::ElementsAre;

VertexFace face_of(std::vector<std::pair<Wording, std::uint64_t>> wordings) {
  return vertex_face({std::move(wordings), 1}, schema_of(*test_pack()));
}
std::string property(const VertexFace& face, const std::string& key) {
  return text_of(face.properties.at(key));
}

TEST(Merge, TheMostFrequentNameWinsAndTiesGoByBytes) {
  const Layer named = Layer::kNamed;
  EXPECT_EQ(
      property(face_of({{{"nato", "Actor", named, {}}, 2}, {{"NATO", "Actor", named, {}}, 3}}),
               "name"),
      "NATO");
  EXPECT_EQ(
      property(face_of({{{"nato", "Actor", named, {}}, 2}, {{"NATO", "Actor", named, {}}, 2}}),
               "name"),
      "NATO");
}

TEST(Merge, AliasesAreAllOtherWordings) {
  const VertexFace face = face_of({{{"NATO", "Actor", Layer::kNamed, {"Alliance", "NATO"}}, 3},
                                   {{"Nato", "Actor", Layer::kNamed, {"Atlantic Alliance"}}, 1}});
  EXPECT_EQ(property(face, "aliases"), "[Alliance, Atlantic Alliance, Nato]");
  EXPECT_EQ(property(face, "mentions"), "4");
}

TEST(Merge, ASupertypeDoesNotSpeakAgainstItsSubtypes) {
  const Layer named = Layer::kNamed;
  const VertexFace face = face_of({{{"X", "Actor", named, {}}, 10},
                                   {{"X", "Country", named, {}}, 1},
                                   {{"X", "Organization", named, {}}, 1},
                                   {{"X", "Agency", named, {}}, 1}});
  EXPECT_THAT(face.labels, ElementsAre("Agency", "Organization", "Actor"));
}

TEST(Merge, OfEqualTypesTheDeeperWinsThenBytes) {
  const Layer named = Layer::kNamed;
  EXPECT_EQ(
      property(face_of({{{"X", "Group", named, {}}, 1}, {{"X", "Agency", named, {}}, 1}}), "type"),
      "Agency");
  EXPECT_EQ(
      property(face_of({{{"X", "Group", named, {}}, 1}, {{"X", "Country", named, {}}, 1}}), "type"),
      "Country");
}

TEST(Merge, OfEqualLayersTheMoreDefiniteWins) {
  EXPECT_EQ(property(face_of({{{"X", "Group", Layer::kConcept, {}}, 1},
                              {{"X", "Group", Layer::kGeneric, {}}, 1}}),
                     "layer"),
            "generic");
}

TEST(Merge, ConfidenceIsNoisyOrInAnyOrder) {
  EXPECT_EQ(combined_confidence({}), 0);
  EXPECT_EQ(combined_confidence({930}), 930);
  EXPECT_EQ(combined_confidence({500, 500}), 750);
  EXPECT_EQ(combined_confidence({1000, 10}), 1000);
  EXPECT_EQ(combined_confidence({333, 777, 123}), combined_confidence({777, 123, 333}));
  EXPECT_EQ(combined_confidence(std::vector<std::uint16_t>(1000, 900)), 1000);
}

TEST(Merge, AMentionCountsOnceHoweverManyClaimsItHas) {
  Report report("a.txt");
  const Claim first = report.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  report.says("NATO:Organization", "YIELDS", "-trust:Outcome").subject = first.subject;
  const auto part = contribution(report.extraction().claims, schema_of(*test_pack()));
  ASSERT_EQ(part.vertices.at("nato|Actor").size(), 1U);
  EXPECT_EQ(part.vertices.at("nato|Actor").begin()->second, 1U);
  EXPECT_EQ(part.edges.size(), 2U);
}

TEST(Merge, ACircleOfTypesEnds) {
  Schema schema;
  schema.parents = {{"A", "B"}, {"B", "A"}};
  EXPECT_THAT(schema.labels("A"), ElementsAre("A", "B"));
}

}  // namespace
}  // namespace rapport::graph::test
