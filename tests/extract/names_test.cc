// Named entities: IOB2 read, names scored.

#include "rapport/extract/names.h"

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

std::vector<NamedSentence> read(std::string_view text) {
  auto sentences = read_iob2(text, "x.iob2");
  EXPECT_TRUE(sentences.has_value()) << to_string(sentences.error());
  return sentences ? std::move(sentences).value() : std::vector<NamedSentence>{};
}

Error error_of(std::string_view text) {
  const auto sentences = read_iob2(text, "x.iob2");
  EXPECT_FALSE(sentences.has_value());
  return sentences ? Error{} : sentences.error();
}

Tree tree_of(const std::vector<NameTag>& tags) {
  Tree tree;
  for (const NameTag tag : tags) {
    tree.words.emplace_back().name = tag;
  }
  return tree;
}

TEST(Iob2, ReadsColumns) {
  const auto sentences = read(
      "# newdoc id = a\n# text = # O is tagged\n"
      "1\tStoltenberg\tB-PER\t-\tann\n2\tleads\tO\t-\t-\n3\tNATO\tB-ORG\n4\tHQ\tI-ORG\n\n\n"
      "1\tYes\tO\t-\t-\n");
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_EQ(sentences[0].sentence.tokens.size(), 4U);
  EXPECT_EQ(sentences[0].sentence.tokens[2].form, "NATO");
  EXPECT_EQ(sentences[0].names, (std::vector<Name>{{0, 1, "PER"}, {2, 4, "ORG"}}));
  EXPECT_TRUE(sentences[1].names.empty());
}

TEST(Iob2, ReadsFormsWithABlankBeforeTheTag) {
  const auto sentences = read("The I-ORG\r\nUnion I-ORG\r\nParis I-LOC\r\n# O\r\n\r\n");
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_EQ(sentences[0].sentence.tokens.size(), 4U);
  EXPECT_EQ(sentences[0].names, (std::vector<Name>{{0, 2, "ORG"}, {2, 3, "LOC"}}));
}

TEST(Iob2, ANameBeginsAtItsBTagOrWhereNoneGoesOn) {
  const auto names = read("a B-PER\nb B-PER\nc I-PER\nd I-LOC\ne O\nf I-LOC\n")[0].names;
  EXPECT_EQ(names, (std::vector<Name>{{0, 1, "PER"}, {1, 3, "PER"}, {3, 4, "LOC"}, {5, 6, "LOC"}}));
}

TEST(Iob2, ErrorsNameTheLine) {
  EXPECT_EQ(error_of("a O\nb\n").where, "x.iob2, line 2");
  EXPECT_EQ(error_of("1\ta\tB\n").where, "x.iob2, line 1");
  for (const char* const text :
       {"1\ta\n", "a B-\n", "a X-PER\n", "a  O\n", " O\n", "1\t\tO\n", "Norway supports Sweden.\n",
        "1\tWord\tword\tNOUN\tNN\t_\t0\troot\t_\t_\n"}) {
    EXPECT_EQ(error_of(text).code, Code::kBadInput) << text;
  }
  EXPECT_TRUE(read("").empty());
}

TEST(Names, AreMadeOfTags) {
  EXPECT_EQ(names_of(tree_of({NameTag::kBeginPerson, NameTag::kInsidePerson, NameTag::kBeginPerson,
                              NameTag::kOutside, NameTag::kInsideLocation})),
            (std::vector<Name>{{0, 2, "PER"}, {2, 3, "PER"}, {4, 5, "LOC"}}));
}

TEST(Names, CountWhenEndsAndTypeAreRight) {
  const auto gold = read(
      "a B-PER\nb I-PER\nc O\nd B-ORG\ne B-LOC\n\n"
      "f B-LOC\n");
  const auto scores =
      score_names(gold, {tree_of({NameTag::kBeginPerson, NameTag::kOutside, NameTag::kOutside,
                                  NameTag::kBeginOrganization, NameTag::kBeginOrganization}),
                         tree_of({NameTag::kBeginLocation})});
  ASSERT_TRUE(scores.has_value()) << to_string(scores.error());
  const auto& types = scores->types;
  ASSERT_EQ(types.size(), 4U);
  EXPECT_EQ(types[0].name, "PER");
  EXPECT_EQ(types[0].correct, 0U);  // one word too short
  EXPECT_EQ(types[1].recall(), 100.0);
  EXPECT_EQ(types[1].precision(), 50.0);
  EXPECT_EQ(types[2].recall(), 50.0);  // the other was given another type
  EXPECT_EQ(types[2].precision(), 100.0);
  EXPECT_EQ(types[3].name, "all");
  EXPECT_EQ(types[3].percent(), 50.0);
}

TEST(Names, OfOtherTypesDoNotCount) {
  const auto scores = score_names(read("a B-OTH\nb B-MISC\n"), {tree_of(std::vector<NameTag>(2))});
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(scores->types.back().gold, 0U);
  EXPECT_EQ(scores->types.back().percent(), 0.0);
}

TEST(Names, OtherWordsAreAnError) {
  const auto gold = read("a O\n");
  EXPECT_FALSE(score_names(gold, {}).has_value());
  EXPECT_FALSE(score_names(gold, {Tree{}}).has_value());
  EXPECT_FALSE(score_names({}, {Tree{}}).has_value());
}

}  // namespace
}  // namespace rapport::extract
