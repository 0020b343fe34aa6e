// Mapping by a small pack made for the test: signatures, readings, cues.

#include "extract/claim/map.h"

#include <gmock/gmock.h>

#include "extract/claim/analysis.h"
#include "tests/support/tree_text.h"

namespace rapport::extract {
namespace {

using test::tree_of;

constexpr std::string_view kPack = R"({
 "format": 1, "name": "test", "version": "1",
 "default_named": "Firm", "default_concept": "Good",
 "types": [
  {"name": "Firm", "nouns": ["company", "supplier"]},
  {"name": "Good", "may_be": ["Gain"], "nouns": ["steel", "delivery"]},
  {"name": "Gain", "nouns": ["profit"]},
  {"name": "Loss", "nouns": ["debt"]}],
 "relations": [
  {"name": "SELLS", "from": "Firm", "to": "Good", "label": "sells"},
  {"name": "RAISES", "from": ["Firm", "Good"], "to": "Gain", "label": "raises"},
  {"name": "OFFERS", "from": "Firm", "to": "Good", "label": "offers"},
  {"name": "GIVES", "from": "Firm", "to": "Good", "label": "gives", "becomes": [{"when": ["planned", "negated"], "relation": "OFFERS"}]},
  {"name": "TRADES_WITH", "from": "Firm", "to": "Firm", "symmetric": true, "label": "trades with"}],
 "patterns": [
  {"id": "sell", "frame": "verb", "cues": ["sell"], "gives": [{"from": "subject", "relation": "SELLS", "to": "object"}]},
  {"id": "sell-off", "frame": "verb", "cues": ["sell off"], "gives": [{"from": "subject", "relation": "RAISES", "to": "object"}]},
  {"id": "raise", "frame": "verb", "cues": ["raise"], "gives": [{"from": "subject", "relation": "RAISES", "to": "object"}]},
  {"id": "give", "frame": "verb", "cues": ["give"], "gives": [{"from": "subject", "relation": "GIVES", "to": "object"}]},
  {"id": "must", "frame": "verb", "when": "recommended", "gives": [{"from": "speaker", "relation": "TRADES_WITH", "to": "subject"}]},
  {"id": "boost", "frame": "verb", "cues": ["boost"], "gives": [
    {"from": "subject", "only_from": ["Firm"], "only_to": ["Good"], "relation": "OFFERS", "to": "object"},
    {"from": "subject", "relation": "RAISES", "to": "object"}]},
  {"id": "trade", "frame": "verb", "cues": ["trade"], "gives": [{"from": "subject", "relation": "TRADES_WITH", "to": "subject"}]}]
})";

class MapTest : public testing::Test {
 protected:
  // The claims of one proposition whose arguments are (role, noun) pairs, as "a -R-> b" lines.
  std::vector<std::string> map(std::vector<std::string> cues,
                               const std::vector<std::pair<std::string, std::string>>& arguments,
                               Modality modality = Modality::kAsserted,
                               Polarity polarity = Polarity::kAffirmed) {
    auto pack = pack::Pack::parse(kPack, "test", ".");
    EXPECT_TRUE(pack) << (pack ? "" : to_string(pack.error()));
    std::string words;
    for (const auto& [role, noun] : arguments) {
      words += noun + " " + noun + " NOUN NN " + (words.empty() ? "0 root\n" : "1 dep\n");
    }
    MappedText text = MappedText::identity(std::string(1000, ' '));
    Analysis analysis;
    analysis.text = &text;
    analysis.blocks.emplace_back();
    analysis.sentences.emplace_back();
    analysis.trees.push_back(tree_of(words));
    analysis.views.emplace_back(analysis.trees[0]);
    Mentions mentions(analysis, **pack);
    Proposition p;
    p.frame = "verb";
    p.cues = std::move(cues);
    p.modality = modality;
    p.polarity = polarity;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      p.arguments.push_back({arguments[i].first, mentions.of({0, static_cast<int>(i)})});
    }
    const Mapper mapper(**pack);
    std::vector<std::string> out;
    for (const TypedClaim& c : mapper.map(mentions, p)) {
      out.push_back(mentions[c.subject].name + " -" + (*pack)->relations()[c.relation].name +
                    "-> " + mentions[c.object].name + ":" + (*pack)->types()[c.object_type].name);
    }
    return out;
  }
};

using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(MapTest, GivesEveryPairOfConjuncts) {
  EXPECT_THAT(map({"sell"}, {{"subject", "company"}, {"subject", "supplier"}, {"object", "steel"}}),
              ElementsAre("company -SELLS-> steel:Good", "supplier -SELLS-> steel:Good"));
}

TEST_F(MapTest, RefusesWhatNoSignatureAdmits) {
  EXPECT_THAT(map({"sell"}, {{"subject", "debt"}, {"object", "steel"}}), IsEmpty());
}

TEST_F(MapTest, ReadsAConceptAsThePositionAsks) {
  EXPECT_THAT(map({"raise"}, {{"subject", "company"}, {"object", "delivery"}}),
              ElementsAre("company -RAISES-> delivery:Gain"));
}

TEST_F(MapTest, UnknownNounTakesThePositionsType) {
  EXPECT_THAT(map({"raise"}, {{"subject", "company"}, {"object", "zest"}}),
              ElementsAre("company -RAISES-> zest:Gain"));
}

TEST_F(MapTest, TheMostSpecificCueThatGivesAClaimDecides) {
  EXPECT_THAT(map({"sell off", "sell"}, {{"subject", "company"}, {"object", "profit"}}),
              ElementsAre("company -RAISES-> profit:Gain"));
  EXPECT_THAT(map({"sell off", "sell"}, {{"subject", "supplier"}, {"object", "debt"}}), IsEmpty());
}

TEST_F(MapTest, TheFirstClaimBetweenTwoThingsIsGivenToTheEndsThatItIsOnlyFor) {
  EXPECT_THAT(map({"boost"}, {{"subject", "company"}, {"object", "steel"}}),
              ElementsAre("company -OFFERS-> steel:Good"));
  EXPECT_THAT(map({"boost"}, {{"subject", "company"}, {"object", "profit"}}),
              ElementsAre("company -RAISES-> profit:Gain"));
  EXPECT_THAT(map({"boost"}, {{"subject", "steel"}, {"object", "delivery"}}),
              ElementsAre("steel -RAISES-> delivery:Gain"));
}

TEST_F(MapTest, ASymmetricRelationOfOneRolePairsItsArgumentsOnce) {
  EXPECT_THAT(map({"trade"}, {{"subject", "company"}, {"subject", "supplier"}}),
              ElementsAre("company -TRADES_WITH-> supplier:Firm"));
}

TEST_F(MapTest, TheMoodTurnsARelationIntoAnother) {
  const std::vector<std::pair<std::string, std::string>> arguments = {{"subject", "company"},
                                                                      {"object", "steel"}};
  const auto in = [&](Modality modality, Polarity polarity) {
    return map({"give"}, arguments, modality, polarity);
  };
  EXPECT_THAT(in(Modality::kAsserted, Polarity::kAffirmed),
              ElementsAre("company -GIVES-> steel:Good"));
  EXPECT_THAT(in(Modality::kPossible, Polarity::kAffirmed),
              ElementsAre("company -GIVES-> steel:Good"));
  EXPECT_THAT(in(Modality::kPlanned, Polarity::kAffirmed),
              ElementsAre("company -OFFERS-> steel:Good"));
  EXPECT_THAT(in(Modality::kAsserted, Polarity::kNegated),
              ElementsAre("company -OFFERS-> steel:Good"));
}

TEST_F(MapTest, APatternForAnyWordInAMoodGoesFirst) {
  const std::vector<std::pair<std::string, std::string>> arguments = {
      {"subject", "company"}, {"object", "steel"}, {"speaker", "supplier"}};
  EXPECT_THAT(map({"sell"}, arguments), ElementsAre("company -SELLS-> steel:Good"));
  EXPECT_THAT(map({"sell"}, arguments, Modality::kRecommended),
              ElementsAre("supplier -TRADES_WITH-> company:Firm"));
}

}  // namespace
}  // namespace rapport::extract
