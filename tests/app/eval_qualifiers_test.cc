// Comparing qualifiers, of facts and of single statements.

#include "app/eval_qualifiers.h"

#include <gmock/gmock.h>

#include "app/eval_sentences.h"

namespace rapport::app {
namespace {

const std::size_t kNegation = 0, kTime = 2;

Span span_of(const std::string& text, std::string_view word) {
  const auto begin = static_cast<std::uint32_t>(text.find(word));
  return {begin, begin + static_cast<std::uint32_t>(word.size())};
}

TEST(EvalQualifiers, WordsAreComparedWithoutCaseAndPunctuation) {
  EXPECT_DOUBLE_EQ(word_f1("In June 1944,", "june 1944"), 0.8);
  EXPECT_DOUBLE_EQ(word_f1("by nearly 20%", "20%"), 0.5);
  EXPECT_DOUBLE_EQ(word_f1("$1.1 billion", "1.1 billion"), 0.5);
  EXPECT_DOUBLE_EQ(word_f1("", ""), 0.0);
}

TEST(EvalQualifiers, OnlyWhatIsSetCounts) {
  QualifierScore score;
  score.add({}, {});
  score.add({.polarity = "negated", .time = "in 2019"}, {.modality = "planned", .time = "2019"});
  EXPECT_EQ(score.by_kind[kNegation].gold, 1U);
  EXPECT_EQ(score.by_kind[kNegation].found, 0U);
  EXPECT_EQ(score.by_kind[1].found, 1U);
  EXPECT_EQ(score.by_kind[1].right, 0U);
  EXPECT_EQ(score.by_kind[kTime].right, 1U);
  EXPECT_DOUBLE_EQ(score.by_kind[kTime].rates().f1, 1.0);
  EXPECT_DOUBLE_EQ(score.by_kind[kNegation].rates().f1, 0.0);
}

TEST(EvalSentences, APropositionStandsForTheStatementOnItsWord) {
  const std::string text = "Norway does not send troops and Mali may play a role.";
  const GoldSentence gold{text,
                          {{span_of(text, "send"), {.polarity = "negated", .attribution = "Oslo"}},
                           {span_of(text, "role"), {.modality = "possible"}},
                           {span_of(text, "troops"), {}}}};
  const std::vector<FoundStatement> found = {
      {span_of(text, "send"), "does not send", {.polarity = "negated", .attribution = "Oslo"}},
      {span_of(text, "send"), "send", {.time = "in 2019"}},  // another on its word
      {span_of(text, "play"), "may play a role", {.modality = "possible"}},
      {span_of(text, "Mali"), "Mali", {.polarity = "negated", .attribution = "Oslo"}}};
  StatementScore score;
  score_sentence(gold, found, score);
  EXPECT_EQ(score.statements, 3U);
  EXPECT_EQ(score.uncovered, 1U);
  EXPECT_EQ(score.qualifiers.by_kind[kNegation].right, 1U);
  EXPECT_EQ(score.qualifiers.by_kind[kNegation].found, 2U);
  EXPECT_EQ(score.qualifiers.by_kind[1].right, 1U);
  EXPECT_EQ(score.qualifiers.by_kind[kTime].found, 1U);
  EXPECT_EQ(score.qualifiers.by_kind[4].found, 1U);  // what "Mali" repeats is not counted again
  EXPECT_THAT(score.missed, testing::IsEmpty());
  EXPECT_THAT(score.wrong,
              testing::ElementsAre(testing::StartsWith("time \"in 2019\" of \"send\""),
                                   testing::StartsWith("negation \"negated\" of \"Mali\"")));
}

}  // namespace
}  // namespace rapport::app
