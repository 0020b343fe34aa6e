// Treebanks as running text, and how well that is split.

#include "rapport/extract/raw_treebank.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

std::vector<ConlluSentence> read(std::string_view text) {
  auto sentences = read_conllu(text, "x.conllu");
  EXPECT_TRUE(sentences.has_value()) << to_string(sentences.error());
  return sentences ? std::move(sentences).value() : std::vector<ConlluSentence>{};
}

// What the splitter makes of a treebank's text, without tags and trees.
std::vector<ConlluSentence> split(const RawTreebank& treebank) {
  std::vector<ConlluSentence> found;
  for (const Sentence& sentence : sentences(treebank.text, treebank.paragraphs)) {
    Tree tree;
    for (const Token& token : sentence.tokens) {
      Word& word = tree.words.emplace_back();
      word.form = token.form;
      word.span = token.span;
    }
    found.push_back(to_conllu(treebank.text, sentence, tree, found.size() + 1));
  }
  return found;
}

// Two sentences in one paragraph, then a document: "I don't. Go!" "Now"
constexpr std::string_view kTreebank =
    "# newdoc id = a\n# newpar\n# text = I don't.\n"
    "1\tI\tI\tPRON\t_\t_\t0\troot\t_\t_\n"
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "2\tdo\tdo\tAUX\t_\t_\t1\taux\t_\t_\n"
    "3\tn't\tnot\tPART\t_\t_\t1\tadvmod\t_\t_\n"
    "4\t.\t.\tPUNCT\t_\t_\t1\tpunct\t_\t_\n"
    "\n# text = Go!\n"
    "1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n"
    "1.1\tout\tout\tADV\t_\t_\t_\t_\t_\t_\n"
    "2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_\n"
    "\n# newdoc id = b\n# text = Now\n"
    "1\tNow\tnow\tADV\t_\t_\t0\troot\t_\t_\n\n";

TEST(RawTreebank, IsRunningText) {
  const RawTreebank raw = raw_treebank(read(kTreebank));
  EXPECT_EQ(raw.text, "I don't. Go!\n\nNow");
  ASSERT_EQ(raw.paragraphs.size(), 2U);
  EXPECT_EQ(raw.paragraphs[0].span, (Span{0, 12}));
  EXPECT_EQ(raw.paragraphs[1].span, (Span{14, 17}));
  EXPECT_EQ(raw.comments[0], (std::vector<std::string>{"# newdoc id = a", "# newpar"}));
  EXPECT_EQ(raw.comments[1], (std::vector<std::string>{"# newdoc id = b"}));
}

TEST(RawTreebank, IsMadeOfTheWordsWhereThereIsNoText) {
  std::string without_text;
  for (ConlluSentence& sentence : read(kTreebank)) {
    std::erase_if(sentence.comments,
                  [](const std::string& comment) { return comment.starts_with("# text"); });
    without_text += write_conllu(sentence);
  }
  EXPECT_EQ(raw_treebank(read(without_text)).text, raw_treebank(read(kTreebank)).text);
}

TEST(RawTreebank, IsMadeOfTheTextWhereThereAreNoWords) {
  EXPECT_EQ(raw_treebank(read("# text = One.\n\n# text = Two.\n\n")).text, "One. Two.");
  EXPECT_EQ(raw_treebank(read("# sent_id = 1\n\n# text = Two.\n\n")).text, "Two.");
  EXPECT_EQ(raw_treebank({}).text, "");
}

TEST(RawTreebank, SentencesThatTheTextDoesNotPartStayTogether) {
  EXPECT_EQ(raw_treebank(read("1\tA\t_\t_\t_\t_\t0\troot\t_\tSpaceAfter=No\n\n"
                              "1\tB\t_\t_\t_\t_\t0\troot\t_\t_\n"))
                .text,
            "AB");
}

TEST(RawTreebank, TheSplitterSplitsItRight) {
  const auto gold = read(kTreebank);
  const auto scores = score_parses(gold, split(raw_treebank(gold)));
  ASSERT_TRUE(scores) << to_string(scores.error());
  EXPECT_EQ(scores->sentences.percent(), 100.0);
  EXPECT_EQ(scores->all.percent(scores->all.words), 100.0);
}

TEST(RawTreebank, SplittingReachesItsTargets) {
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
    const auto gold = read(conllu);
    const auto scores = score_parses(gold, split(raw_treebank(gold)));
    ASSERT_TRUE(scores) << to_string(scores.error());
    EXPECT_GE(scores->sentences.percent(), target.sentences) << target.file;
    EXPECT_GE(scores->all.percent(scores->all.words), target.words) << target.file;
  }
}

}  // namespace
}  // namespace rapport::extract
