// Scores of splitting on raw text: their definition, and what the splitter reaches.

#include "rapport/extract/segment_score.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

// Two sentences in one paragraph, then a paragraph: "I don't. Go!" "Now"
constexpr std::string_view kTreebank =
    "# newpar\n# text = I don't.\n"
    "1\tI\tI\tPRON\t_\t_\t0\troot\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "2\tdo\tdo\tAUX\t_\t_\t1\taux\t_\t_\n"
    "3\tn't\tnot\tPART\t_\t_\t1\tadvmod\t_\t_\n"
    "4\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n"
    "\n# text = Go!\n"
    "1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "1.1\tout\tout\tADV\t_\t_\t_\t_\t_\t_\n"
    "2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_\n"
    "\n# newpar\n# text = Now\n"
    "1\tNow\tnow\tADV\t_\t_\t0\troot\t_\t_\n\n";

TEST(RawTreebank, IsRunningText) {
  const auto gold = read_raw_treebank(kTreebank, "x.conllu");
  ASSERT_TRUE(gold) << to_string(gold.error());
  EXPECT_EQ(gold->text, "I don't. Go!\n\nNow\n\n");
  ASSERT_EQ(gold->paragraphs.size(), 2U);
  EXPECT_EQ(gold->sentences, (std::vector<Span>{{0, 8}, {9, 12}, {14, 17}}));
  EXPECT_EQ(gold->words,
            (std::vector<Span>{{0, 1}, {2, 4}, {4, 7}, {7, 8}, {9, 11}, {11, 12}, {14, 17}}));
}

TEST(RawTreebank, NamesTheLineThatIsNone) {
  const auto gold = read_raw_treebank("1\tI\n\nnonsense\n", "x.conllu");
  ASSERT_FALSE(gold);
  EXPECT_EQ(gold.error().code, Code::kBadInput);
  EXPECT_EQ(gold.error().where, "x.conllu: line 3");
}

TEST(SegmentScore, IsFullForTheRightAnswer) {
  const auto gold = read_raw_treebank(kTreebank, "x.conllu");
  ASSERT_TRUE(gold);
  const auto score = segment_score(*gold, sentences(gold->text, gold->paragraphs));
  EXPECT_EQ(score.sentences.value(), 100.0);
  EXPECT_EQ(score.words.value(), 100.0);
}

TEST(SegmentScore, CountsWhatDiffers) {
  const auto gold = read_raw_treebank(kTreebank, "x.conllu");
  ASSERT_TRUE(gold);
  std::vector<Sentence> found(1);
  found[0].span = {0, 8};
  found[0].tokens = {{{0, 1}, "I"}, {{2, 7}, "don't"}, {{7, 8}, "."}};
  const auto score = segment_score(*gold, found);
  EXPECT_EQ(score.sentences.correct, 1U);
  EXPECT_EQ(score.sentences.value(), 200.0 * 1 / (3 + 1));
  EXPECT_EQ(score.words.correct, 2U);
  EXPECT_EQ(score.words.value(), 200.0 * 2 / (7 + 3));
}

TEST(SegmentScore, ReachesItsTargetsOnRawText) {
  const char* shared = std::getenv("RAPPORT_SHARED");
  const auto folder = shared != nullptr
                          ? std::filesystem::path(shared)
                          : std::filesystem::path(RAPPORT_SOURCE_DIR) / ".." / "shared";
  struct Target {
    const char* file;
    double sentences;
    double words;
  };
  for (const Target& target :
       {Target{"treebanks/UD_English-EWT/en_ewt-ud-dev.conllu", 85.0, 99.0},
        Target{"treebanks/UD_English-GUM/en_gum-ud-dev.conllu", 94.0, 99.5}}) {
    std::ifstream file(folder / target.file, std::ios::binary);
    if (!file) {
      GTEST_SKIP() << "no treebank at " << folder / target.file;
    }
    const std::string conllu{std::istreambuf_iterator<char>(file), {}};
    const auto gold = read_raw_treebank(conllu, target.file);
    ASSERT_TRUE(gold) << to_string(gold.error());
    const auto score = segment_score(*gold, sentences(gold->text, gold->paragraphs));
    EXPECT_GE(score.sentences.value(), target.sentences) << target.file;
    EXPECT_GE(score.words.value(), target.words) << target.file;
  }
}

}  // namespace
}  // namespace rapport::extract
