// The packs that Rapport ships load without a fault and hold what they promise.

#include <set>
#include <string>

#include <gtest/gtest.h>

#include "rapport/pack/fold.h"
#include "rapport/pack/pack.h"

namespace rapport::pack {
namespace {

std::shared_ptr<const Pack> shipped(const std::string& file) {
  const auto pack = Pack::load(std::string(RAPPORT_SOURCE_DIR) + "/" + file);
  EXPECT_TRUE(pack.has_value()) << to_string(pack.error());
  return pack ? *pack : nullptr;
}

class Cooperation : public testing::Test {
 protected:
  static void SetUpTestSuite() { pack_ = shipped("packs/cooperation.json"); }
  static void TearDownTestSuite() { pack_.reset(); }
  void SetUp() override { ASSERT_NE(pack_, nullptr); }

  static std::string named(const std::string& words) {
    const auto match = pack_->find_name(fold(words), words);
    return match ? pack_->names()[match->name].name : "-";
  }
  static std::string noun(const std::string& word) {
    const auto type = pack_->type_of_noun(word);
    return type ? pack_->types()[*type].name : "-";
  }
  static std::size_t names_of(const char* type) {
    std::size_t count = 0;
    for (const Name& name : pack_->names()) {
      count += pack_->types()[name.type].name == type ? 1 : 0;
    }
    return count;
  }
  static bool admits(const char* relation, const char* from, const char* to) {
    return pack_->admits(*pack_->find_relation(relation), *pack_->find_type(from),
                         *pack_->find_type(to));
  }
  static std::shared_ptr<const Pack> pack_;
};
std::shared_ptr<const Pack> Cooperation::pack_;

TEST_F(Cooperation, HasItsVocabulary) {
  for (const char* type : {"Country", "Organization", "Person", "Group", "Initiative", "Resource",
                           "Outcome", "Challenge", "Place", "Event"}) {
    ASSERT_TRUE(pack_->find_type(type)) << type;
    EXPECT_FALSE(pack_->types()[*pack_->find_type(type)].abstract) << type;
  }
  for (const char* relation :
       {"COOPERATES_WITH", "OPPOSES", "MEMBER_OF", "PART_OF", "HOLDS_ROLE", "CONDUCTS", "PROVIDES",
        "SUPPORTS", "BENEFITS", "YIELDS", "AIMS_AT", "ADDRESSES", "HINDERS", "CAUSES", "REQUIRES",
        "ADVOCATES", "LOCATED_IN", "RELATED_TO"}) {
    EXPECT_TRUE(pack_->find_relation(relation)) << relation;
  }
}

TEST_F(Cooperation, HasItsSignatures) {
  EXPECT_TRUE(admits("COOPERATES_WITH", "Country", "Organization"));
  EXPECT_TRUE(admits("ADDRESSES", "Initiative", "Group"));
  EXPECT_FALSE(admits("ADDRESSES", "Initiative", "Country"));
  EXPECT_TRUE(admits("BENEFITS", "Initiative", "Place"));
  EXPECT_FALSE(admits("YIELDS", "Initiative", "Challenge"));
  EXPECT_TRUE(admits("LOCATED_IN", "Event", "Country"));
  EXPECT_FALSE(admits("PART_OF", "Country", "Initiative"));
  for (const EntityType& from : pack_->types()) {
    for (const EntityType& to : pack_->types()) {
      EXPECT_TRUE(admits("RELATED_TO", from.name.c_str(), to.name.c_str()));
    }
  }
}

TEST_F(Cooperation, DrawsEveryType) {
  for (const EntityType& type : pack_->types()) {
    EXPECT_FALSE(type.shape.empty() || type.fill.empty()) << type.name;
  }
  for (const RelationType& relation : pack_->relations()) {
    EXPECT_FALSE(relation.label.empty() || relation.inverse.empty()) << relation.name;
  }
}

TEST_F(Cooperation, HasCountriesAndOrganisations) {
  EXPECT_GE(names_of("Country"), 195U);
  EXPECT_GE(names_of("Organization"), 150U);
  EXPECT_GE(names_of("Place"), 100U);
}

TEST_F(Cooperation, FindsNamesInAllWordings) {
  const std::pair<const char*, const char*> cases[] = {
      {"Turkey", "Türkiye"},
      {"Turkiye", "Türkiye"},
      {"Republic of Turkey", "Türkiye"},
      {"Turkish", "Türkiye"},
      {"Burma", "Myanmar"},
      {"Swaziland", "Eswatini"},
      {"Zaire", "Democratic Republic of the Congo"},
      {"DRC", "Democratic Republic of the Congo"},
      {"Ivory Coast", "Côte d'Ivoire"},
      {"Cote d’Ivoire", "Côte d'Ivoire"},
      {"UK", "United Kingdom"},
      {"U.K.", "United Kingdom"},
      {"Great Britain", "United Kingdom"},
      {"US", "United States"},
      {"U.S.", "United States"},
      {"U.S", "United States"},
      {"USA", "United States"},
      {"the United States of America", "United States"},
      {"Viet Nam", "Vietnam"},
      {"Czech Republic", "Czechia"},
      {"Guinea - Bissau", "Guinea-Bissau"},
      {"Iraqi", "Iraq"},
      {"U.N.", "United Nations"},
      {"UN", "United Nations"},
      {"NATO", "NATO"},
      {"Nato", "NATO"},
      {"WHO", "World Health Organization"},
      {"MINUSMA", "United Nations Multidimensional Integrated Stabilization Mission in Mali"},
      {"Doctors Without Borders", "Médecins Sans Frontières"},
      {"The Economist", "The Economist"},
      {"The economist", "-"},
      {"Korean", "South Korea"},
      {"North Korean", "North Korea"},
      {"who", "-"},
      {"us", "-"},
      {"turkey", "-"},
      {"polish", "-"},
      {"china", "-"},
  };
  for (const auto& [words, name] : cases) {
    EXPECT_EQ(named(words), name) << words;
  }
}

TEST_F(Cooperation, ListsNounsInTheSingular) {
  for (const EntityType& type : pack_->types()) {
    for (const std::string& word : type.nouns) {
      EXPECT_EQ(singular(word), word) << type.name;
    }
  }
}

TEST_F(Cooperation, TypesTheNounsOfTheField) {
  const std::pair<const char*, const char*> cases[] = {
      {"stability", "Outcome"},       {"training", "Initiative"},   {"troop", "Resource"},
      {"terrorism", "Challenge"},     {"election", "Event"},        {"border", "Place"},
      {"policymaker", "Group"},       {"ministry", "Organization"}, {"minister", "Person"},
      {"political will", "Resource"}, {"country", "Country"},       {"armed conflict", "Event"}};
  for (const auto& [word, type] : cases) {
    EXPECT_EQ(noun(word), type) << word;
  }
  const std::pair<const char*, std::size_t> least[] = {
      {"Group", 150},   {"Initiative", 300},  {"Resource", 120},
      {"Outcome", 250}, {"Challenge", 200},   {"Place", 100},
      {"Event", 60},    {"Organization", 60}, {"Person", 60}};
  for (const auto& [type, count] : least) {
    EXPECT_GE(pack_->types()[*pack_->find_type(type)].nouns.size(), count) << type;
  }
}

TEST(Plover, HasTheSixteenEventTypesWithCuesForEach) {
  const auto plover = shipped("packs/plover.json");
  ASSERT_NE(plover, nullptr);
  EXPECT_EQ(plover->relations().size(), 16U);
  std::set<RelationIndex> given;
  for (const Pattern& pattern : plover->patterns()) {
    for (const Gives& gives : pattern.gives) {
      given.insert(gives.relations.begin(), gives.relations.end());
    }
  }
  EXPECT_EQ(given.size(), 16U);
  for (const RelationType& relation : plover->relations()) {
    EXPECT_EQ(relation.plover, relation.name);
    EXPECT_FALSE(relation.description.empty() || relation.inverse.empty()) << relation.name;
  }
}

TEST(Plover, TurnsPromisesAndThreatsIntoTypesOfTheirOwn) {
  const auto plover = shipped("packs/plover.json");
  ASSERT_NE(plover, nullptr);
  const auto turned = [&](const char* relation, Modality modality, Polarity polarity) {
    return plover
        ->relations()[plover->in_mood(*plover->find_relation(relation), modality, polarity)]
        .name;
  };
  for (const char* cooperation : {"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}) {
    EXPECT_EQ(turned(cooperation, Modality::kPlanned, Polarity::kAffirmed), "AGREE");
    EXPECT_EQ(turned(cooperation, Modality::kPlanned, Polarity::kNegated), "REJECT");
  }
  for (const char* conflict : {"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}) {
    EXPECT_EQ(turned(conflict, Modality::kPossible, Polarity::kAffirmed), "THREATEN");
  }
}

TEST(Plover, ListsNounsInTheSingular) {
  const auto plover = shipped("packs/plover.json");
  ASSERT_NE(plover, nullptr);
  for (const EntityType& type : plover->types()) {
    for (const std::string& word : type.nouns) {
      EXPECT_EQ(singular(word), word) << type.name;
    }
  }
}

TEST(PublicHealth, LoadsAndSharesNoTypeWithCooperation) {
  const auto health = shipped("examples/packs/public-health.json");
  const auto cooperation = shipped("packs/cooperation.json");
  ASSERT_TRUE(health && cooperation);
  for (const EntityType& type : health->types()) {
    EXPECT_FALSE(cooperation->find_type(type.name) && type.name != "Place") << type.name;
  }
  EXPECT_GE(health->relations().size(), 6U);
  EXPECT_GE(health->patterns().size(), 10U);
  EXPECT_GE(health->names().size(), 20U);
}

}  // namespace
}  // namespace rapport::pack
