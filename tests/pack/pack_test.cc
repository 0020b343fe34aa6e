// What a loaded pack answers.

#include "rapport/pack/pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rapport/pack/fold.h"

namespace rapport::pack {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::shared_ptr<const Pack> animals() {
  static const auto pack = Pack::parse(R"({
    "format": 1, "name": "animals", "version": "2", "title": "Animals",
    "types": [
      {"name": "Thing", "abstract": true},
      {"name": "Animal", "parent": "Thing"},
      {"name": "Dog", "parent": "Animal", "nouns": ["dog", "guide dog"], "suffixes": ["hound", "-oodle"]},
      {"name": "Cat", "parent": "Animal", "nouns": ["cat"], "suffixes": ["-bloodhound"]},
      {"name": "Food", "nouns": ["bone"]}
    ],
    "relations": [
      {"name": "CHASES", "from": "Dog", "to": "Cat", "label": "chases"},
      {"name": "MEETS", "from": "Dog", "to": ["Cat", "Food"], "symmetric": true, "label": "meets"},
      {"name": "EATS", "from": "Animal", "to": "Food", "label": "eats", "inverse": "is eaten by"}
    ],
    "patterns": [
      {"id": "eat", "frame": "verb", "cues": ["eat", "feed on"], "gives": [{"from": "subject", "to": "object", "relation": "EATS"}]},
      {"id": "eat-2", "frame": "verb", "cues": ["eat"], "gives": [{"from": "subject", "to": "object", "relation": "MEETS"}]},
      {"id": "meal", "frame": "noun", "cues": ["eat"], "gives": [{"from": "poss", "to": "self", "relation": "EATS"}]},
      {"id": "any-title", "frame": "title", "gives": [{"from": "self", "to": "organization", "relation": "MEETS"}]}
    ],
    "names": [
      {"name": "Rex", "type": "Dog", "aliases": ["REX-1", "St. Rex"], "adjectives": ["Rexian"]},
      {"name": "Working Hound Office", "type": "Dog", "aliases": ["WHO"]},
      {"name": "CAT", "type": "Cat", "aliases": ["Cat"]},
      {"name": "Côte d'Azur", "type": "Food"}
    ],
    "stop": ["Thing"]
  })",
                                       "animals.json", "");
  EXPECT_TRUE(pack.has_value()) << to_string(pack.error());
  return *pack;
}

class PackTest : public testing::Test {
 protected:
  TypeIndex type(const char* name) const { return pack_->find_type(name).value(); }
  RelationIndex relation(const char* name) const { return pack_->find_relation(name).value(); }
  std::string named(const std::string& words) const {
    const auto match = pack_->find_name(fold(words), words);
    return match ? pack_->names()[match->name].name : "-";
  }
  std::shared_ptr<const Pack> pack_ = animals();
};

TEST_F(PackTest, KnowsTheTreeOfTypes) {
  EXPECT_TRUE(pack_->is_a(type("Dog"), type("Thing")));
  EXPECT_TRUE(pack_->is_a(type("Dog"), type("Dog")));
  EXPECT_FALSE(pack_->is_a(type("Animal"), type("Dog")));
  EXPECT_EQ(pack_->root(type("Dog")), type("Thing"));
  EXPECT_EQ(pack_->root(type("Food")), type("Food"));
  EXPECT_THAT(pack_->labels("Dog"), ElementsAre("Dog", "Animal", "Thing"));
  EXPECT_TRUE(pack_->labels("Bird").empty());
  EXPECT_FALSE(pack_->find_type("dog"));
}

TEST_F(PackTest, AdmitsBySignature) {
  EXPECT_TRUE(pack_->admits(relation("EATS"), type("Dog"), type("Food")));
  EXPECT_FALSE(pack_->admits(relation("EATS"), type("Food"), type("Dog")));
  EXPECT_FALSE(pack_->admits(relation("CHASES"), type("Animal"), type("Cat")));
  EXPECT_FALSE(pack_->admits(relation("CHASES"), type("Cat"), type("Dog")));
}

TEST_F(PackTest, AdmitsASymmetricRelationBothWays) {
  EXPECT_TRUE(pack_->admits(relation("MEETS"), type("Dog"), type("Cat")));
  EXPECT_TRUE(pack_->admits(relation("MEETS"), type("Food"), type("Dog")));
  EXPECT_FALSE(pack_->admits(relation("MEETS"), type("Cat"), type("Food")));
  EXPECT_EQ(pack_->relations()[relation("MEETS")].inverse, "meets");
}

TEST_F(PackTest, FindsPatternsByFrameAndCue) {
  EXPECT_THAT(pack_->patterns_for("verb", "eat"), ElementsAre(0, 1));
  EXPECT_THAT(pack_->patterns_for("verb", "feed on"), ElementsAre(0));
  EXPECT_THAT(pack_->patterns_for("noun", "eat"), ElementsAre(2));
  EXPECT_THAT(pack_->patterns_for("title", ""), ElementsAre(3));
  EXPECT_TRUE(pack_->patterns_for("verb", "").empty());
  EXPECT_TRUE(pack_->patterns_for("", "verb").empty());
}

TEST_F(PackTest, TypesNouns) {
  EXPECT_EQ(pack_->type_of_noun("dog"), type("Dog"));
  EXPECT_EQ(pack_->type_of_noun("guide dog"), type("Dog"));
  EXPECT_FALSE(pack_->type_of_noun("dogs"));
  EXPECT_EQ(pack_->type_of_suffix("greyhound"), type("Dog"));
  EXPECT_EQ(pack_->type_of_suffix("superbloodhound"), type("Cat"));  // the longest wins
  EXPECT_EQ(pack_->type_of_suffix("labradoodle"), type("Dog"));
  EXPECT_FALSE(pack_->type_of_suffix("hound"));  // a suffix needs a stem
}

TEST_F(PackTest, FindsNamesAsTokenised) {
  EXPECT_EQ(named("Rex"), "Rex");
  EXPECT_EQ(named("REX - 1"), "Rex");
  EXPECT_EQ(named("St Rex"), "Rex");
  EXPECT_EQ(named("Cote d' Azur"), "Côte d'Azur");
  EXPECT_EQ(named("Rexes"), "-");
  EXPECT_EQ(named(""), "-");
  EXPECT_TRUE(pack_->find_name("rexian")->adjective);
  EXPECT_FALSE(pack_->find_name("rex")->adjective);
  EXPECT_GE(pack_->longest_name_words(), 4U);
}

TEST_F(PackTest, TellsWhatMayBeginAName) {
  EXPECT_TRUE(pack_->begins_name("working"));
  EXPECT_TRUE(pack_->begins_name("w."));  // of "W.H.O."
  EXPECT_TRUE(pack_->begins_name("cote d'"));
  EXPECT_TRUE(pack_->begins_name("rex"));
  EXPECT_FALSE(pack_->begins_name("working dog"));
  EXPECT_FALSE(pack_->begins_name("zebra"));
}

TEST_F(PackTest, WantsAbbreviationsInCapitals) {
  EXPECT_EQ(named("WHO"), "Working Hound Office");
  EXPECT_EQ(named("W.H.O."), "Working Hound Office");
  EXPECT_EQ(named("who"), "-");
  EXPECT_EQ(named("Who"), "-");
  EXPECT_TRUE(
      pack_->find_name("who")->capitals);  // without the words as written nothing is checked
}

TEST_F(PackTest, WantsACapitalInAnyName) {
  EXPECT_EQ(named("rex"), "-");
  EXPECT_EQ(named("WORKING HOUND OFFICE"), "Working Hound Office");
  EXPECT_EQ(named("working hound office"), "-");
  EXPECT_EQ(named("Cat"), "CAT");  // its alias lifts the rule of capitals
  EXPECT_EQ(named("cat"), "-");
}

TEST_F(PackTest, StopsWords) {
  EXPECT_TRUE(pack_->is_stopped("thing"));
  EXPECT_FALSE(pack_->is_stopped("dog"));
}

TEST_F(PackTest, DescribesItself) {
  const std::string text = describe(*pack_);
  EXPECT_THAT(text, HasSubstr("pack animals 2: Animals\n"));
  EXPECT_THAT(text, HasSubstr("5 types, 3 relations, 4 patterns with 4 cues, 4 nouns, 4 names with "
                              "4 aliases and 1 adjectives"));
}

}  // namespace
}  // namespace rapport::pack
