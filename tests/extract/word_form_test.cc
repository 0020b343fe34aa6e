// What the models see of a word.

#include "extract/language/word_form.h"

#include <string>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

TEST(WordForm, LowersLatinGreekAndCyrillic) {
  EXPECT_EQ(lower_case("NATO"), "nato");
  EXPECT_EQ(lower_case("TÜRKİYE"), "türkiye");
  EXPECT_EQ(lower_case("ŻÓŁĆ Šarūnas Ňe"), "żółć šarūnas ňe");
  EXPECT_EQ(lower_case("ΑΘΗΝΑ"), "αθηνα");
  EXPECT_EQ(lower_case("МОСКВА Ёлка"), "москва ёлка");
}

TEST(WordForm, LeavesLowerCaseAndOtherCharactersAlone) {
  for (const std::string text : {"straße", "łódź", "ņ ŉ ſ ĸ", "中国", "×÷", "a-b_1"}) {
    EXPECT_EQ(lower_case(text), text);
  }
}

TEST(WordForm, TitleCaseUndoesLowerCase) {
  for (const std::string word : {"Iraq", "Österreich", "Šarūnas", "Μάιος", "Москва", "Ёлка", "Ž"}) {
    EXPECT_EQ(title_case(lower_case(word)), word);
  }
  for (const std::string word : {"", "1st", "中国", "\xff", "'s"}) {
    EXPECT_EQ(title_case(word), word);
  }
}

TEST(WordForm, TellsShapesApart) {
  EXPECT_EQ(word_form("report").shape, Shape::kLower);
  EXPECT_EQ(word_form("Report").shape, Shape::kTitle);
  EXPECT_EQ(word_form("Österreich").shape, Shape::kTitle);
  EXPECT_EQ(word_form("NATO").shape, Shape::kUpper);
  EXPECT_EQ(word_form("I").shape, Shape::kUpperLetter);
  EXPECT_EQ(word_form("iPhone").shape, Shape::kMixed);
  EXPECT_EQ(word_form("McDonald").shape, Shape::kMixed);
  EXPECT_EQ(word_form("1,250.5").shape, Shape::kNumber);
  EXPECT_EQ(word_form("G20").shape, Shape::kWithDigit);
  EXPECT_EQ(word_form("--").shape, Shape::kPunctuation);
  EXPECT_EQ(word_form("").shape, Shape::kPunctuation);
}

TEST(WordForm, TypographicMarksCountInTheirPlainForms) {
  EXPECT_EQ(word_form("don\u2019t").lower_hash, word_form("don't").lower_hash);
  EXPECT_EQ(word_form("\u201c").plain_hash, word_form("\"").plain_hash);
}

TEST(WordForm, AffixesAreWholeCharacters) {
  EXPECT_EQ(word_form("Zürich").prefixes[1], word_form("zü").prefixes[1]);
  EXPECT_EQ(word_form("żó").suffixes[0], word_form("bó").suffixes[0]);
  EXPECT_EQ(word_form("ab").suffixes[2], 0U);
  EXPECT_EQ(word_form("running").suffixes[2], word_form("KING").suffixes[2]);
}

TEST(WordForm, TakesAnyBytes) {
  for (const std::string bytes :
       {"\xff", "\x80\x80", "a\xc3", "\xc3", "\xe2\x80", "\xf4\x90\x80\x80", "\xed\xa0\x80"}) {
    const WordForm word = word_form(bytes);
    EXPECT_EQ(lower_case(bytes).size(), bytes.size());
    EXPECT_EQ(word.lower, lower_case(word.plain));
  }
  std::string all;
  for (int c = 0; c < 256; ++c) {
    all.push_back(static_cast<char>(c));
  }
  EXPECT_FALSE(word_form(all).lower.empty());
}

TEST(WordForm, TakesAMegabyte) {
  const WordForm word = word_form(std::string(1 << 20, 'A'));
  EXPECT_EQ(word.shape, Shape::kUpper);
  EXPECT_EQ(word.lower.size(), std::size_t{1} << 20);
}

}  // namespace
}  // namespace rapport::extract
