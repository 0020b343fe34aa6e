// Edits and decision lists of the lemmatiser.

#include "extract/language/lemmatiser.h"

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

constexpr TagId kPast = 0;
constexpr TagId kName = 1;

// -ed is stripped from past forms, "ran" is an exception, names keep or get their capital.
Lemmatiser small_lemmatiser() {
  Lemmatiser::Model model;
  model.tags = "VERB|VBD PROPN|NNP";
  model.edits = {{2, ""}, {2, "un"}};
  model.ending_keys = {ending_keys(word_form("ed"), kPast)[1],  // place 0 is the whole word
                       ending_keys(word_form("ran"), kPast)[0]};
  model.edit_of = {0, 1};
  model.case_keys = {case_keys(word_form("Iraq"), kName)[1], case_keys(word_form("iraq"), kName)[1],
                     case_keys(word_form("ebay"), kName)[0]};
  model.case_of = {static_cast<std::uint8_t>(LemmaCase::kKeep),
                   static_cast<std::uint8_t>(LemmaCase::kTitle),
                   static_cast<std::uint8_t>(LemmaCase::kLower)};
  return Lemmatiser::make(std::move(model), "test").value();
}

TEST(Lemmatiser, TheLongestEndingDecides) {
  const Lemmatiser lemmatiser = small_lemmatiser();
  EXPECT_EQ(lemmatiser.lemma(word_form("Jumped"), kPast), "jump");
  EXPECT_EQ(lemmatiser.lemma(word_form("ran"), kPast), "run");
  EXPECT_EQ(lemmatiser.lemma(word_form("overran"), kPast), "overran");  // no rule at all
  EXPECT_EQ(lemmatiser.lemma(word_form("Jumped"), kName), "Jumped");
}

TEST(Lemmatiser, TheOutlineDecidesTheCaseUnlessTheWordIsKnown) {
  const Lemmatiser lemmatiser = small_lemmatiser();
  EXPECT_EQ(lemmatiser.lemma(word_form("Ankara"), kName), "Ankara");
  EXPECT_EQ(lemmatiser.lemma(word_form("ankara"), kName), "Ankara");
  EXPECT_EQ(lemmatiser.lemma(word_form("ebay"), kName), "ebay");
  EXPECT_EQ(lemmatiser.lemma(word_form("ANKARA"), kName), "ankara");  // nothing known: lower
}

TEST(Lemmatiser, AWholeWordIsNotAnEnding) {
  const auto whole = ending_keys(word_form("ran"), kPast);
  const auto longer = ending_keys(word_form("bran"), kPast);
  for (const std::uint64_t key : longer) {
    EXPECT_NE(key, whole[0]);
  }
  EXPECT_EQ(longer.back(), whole.back());  // the empty ending
}

TEST(Lemmatiser, AnEditNeverEmptiesAWord) {
  const Lemmatiser lemmatiser = small_lemmatiser();
  EXPECT_EQ(lemmatiser.lemma(word_form("ed"), kPast), "ed");
  EXPECT_EQ(lemmatiser.lemma(word_form(""), kPast), "");
}

TEST(Lemmatiser, AnEditLeavesNoHalfCharacters) {
  const WordForm word = word_form("caf\u00e9s");  // five characters, six bytes
  EXPECT_EQ(lemma_by(LemmaCase::kLower, {1, ""}, word), "caf\u00e9");
  EXPECT_EQ(lemma_by(LemmaCase::kLower, {3, ""}, word), "caf");
  EXPECT_EQ(lemma_by(LemmaCase::kLower, {2, ""}, word), "caf\u00e9s");
  EXPECT_EQ(lemma_by(LemmaCase::kLower, {3, "\xa9"}, word), "caf\u00e9s");
}

TEST(Lemmatiser, IsTheSameWrittenAndRead) {
  const Lemmatiser lemmatiser = small_lemmatiser();
  const std::string file = lemmatiser.write();
  const auto again = Lemmatiser::read(file, "test");
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->write(), file);
  EXPECT_EQ(again->lemma(word_form("walked"), kPast), "walk");
}

TEST(Lemmatiser, DecisionsThatDoNotExistAreCorrupt) {
  const auto is_corrupt = [](Lemmatiser::Model model) {
    const auto lemmatiser = Lemmatiser::make(std::move(model), "test");
    return !lemmatiser && lemmatiser.error().code == Code::kCorrupt;
  };
  Lemmatiser::Model model;
  model.ending_keys = {1};
  model.edit_of = {0};
  EXPECT_TRUE(is_corrupt(model));
  model = {};
  model.case_keys = {1};
  model.case_of = {3};
  EXPECT_TRUE(is_corrupt(model));
  model.case_of = {};
  EXPECT_TRUE(is_corrupt(model));
}

}  // namespace
}  // namespace rapport::extract
