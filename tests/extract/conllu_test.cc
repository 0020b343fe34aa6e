// CoNLL-U read, written and scored.

#include "rapport/extract/conllu.h"

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

constexpr std::string_view kTwoSentences =
    "# newdoc id = d1\n"
    "# text = Don't go.\n"
    "1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "1\tDo\tdo\tAUX\tVB\tMood=Imp\t3\taux\t3:aux\t_\n"
    "2\tn't\tnot\tPART\tRB\tPolarity=Neg\t3\tadvmod\t_\t_\n"
    "3\tgo\tgo\tVERB\tVB\t_\t0\troot\t0:root\tSpaceAfter=No\n"
    "3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t0:root\t_\n"
    "4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n"
    "\n"
    "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n"
    "\n";

std::vector<ConlluSentence> read(std::string_view text) {
  auto sentences = read_conllu(text, "test.conllu");
  EXPECT_TRUE(sentences.has_value()) << to_string(sentences.error());
  return sentences ? std::move(sentences).value() : std::vector<ConlluSentence>{};
}

Error error_of(std::string_view text) {
  const auto sentences = read_conllu(text, "test.conllu");
  EXPECT_FALSE(sentences.has_value());
  return sentences ? Error{} : sentences.error();
}

std::string line(int id, int head, const std::string& relation, const std::string& form = "w") {
  return std::to_string(id) + "\t" + form + "\t_\tNOUN\tNN\t_\t" + std::to_string(head) + "\t" +
         relation + "\t_\t_\n";
}

TEST(Conllu, ReadsWordsAndKeepsTheRest) {
  const auto sentences = read(kTwoSentences);
  ASSERT_EQ(sentences.size(), 2U);
  const ConlluSentence& first = sentences[0];
  EXPECT_EQ(first.comment("text"), "Don't go.");
  EXPECT_EQ(first.comment("newdoc id"), "d1");
  EXPECT_EQ(first.comment("sent_id"), "");
  ASSERT_EQ(first.tree.words.size(), 4U);
  EXPECT_EQ(first.tree.words[1].lemma, "not");
  EXPECT_EQ(first.tree.words[1].head, 2);
  EXPECT_EQ(first.tree.words[2].head, kRoot);
  EXPECT_EQ(first.tree.words[0].upos, Upos::kAux);
  EXPECT_EQ(first.tree.words[0].deprel, Deprel::kAux);
  EXPECT_EQ(first.extra.size(), 2U);
}

TEST(Conllu, WritesWhatItRead) {
  std::string written;
  for (const ConlluSentence& sentence : read(kTwoSentences)) {
    written += write_conllu(sentence);
  }
  EXPECT_EQ(written, kTwoSentences);
}

TEST(Conllu, AnotherAnalysisKeepsWhatIsNotAnalysis) {
  const ConlluSentence before = read(kTwoSentences)[0];
  Tree tree = before.tree;
  tree.words[3].deprel = Deprel::kDep;
  const ConlluSentence after = with_tree(before, tree);
  EXPECT_EQ(after.comments, before.comments);
  EXPECT_EQ(after.extra.size(), before.extra.size());
  EXPECT_EQ(after.columns[2].misc, "SpaceAfter=No");
  EXPECT_EQ(after.columns[0].feats, "_");
  EXPECT_EQ(after.columns[0].deps, "_");
  EXPECT_EQ(after.deprels[3], "dep");
}

TEST(Conllu, CarriageReturnsNeverEndUpInAColumn) {
  const auto sentences = read("# a\r\r\n1\tb\t_\tX\t_\t_\t0\troot\t_\t_\r\r\n");
  EXPECT_EQ(sentences[0].comments[0], "# a");
  EXPECT_EQ(sentences[0].columns[0].misc, "_");
}

TEST(Conllu, TakesWindowsLinesAndAMissingLastBlankLine) {
  EXPECT_EQ(read("1\ta\t_\tX\t_\t_\t0\troot\t_\t_\r\n\r\n1\tb\t_\tX\t_\t_\t0\troot\t_\t_").size(),
            2U);
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("\n\n\n").empty());
}

TEST(Conllu, TakesColumnsThatAreNotAnnotated) {
  const auto sentences = read("1\tword\t_\t_\t_\t_\t_\t_\t_\t_\n");
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_EQ(sentences[0].tree.words[0].head, kRoot);
  EXPECT_EQ(sentences[0].tree.words[0].deprel, Deprel::kDep);
}

TEST(Conllu, AnUnknownSubtypeCountsAsItsBase) {
  const auto sentences = read(line(1, 0, "root") + line(2, 1, "flat:foreign") + line(3, 1, "zzz"));
  EXPECT_EQ(sentences[0].tree.words[1].deprel, Deprel::kFlat);
  EXPECT_EQ(sentences[0].deprels[1], "flat:foreign");
  EXPECT_EQ(sentences[0].tree.words[2].deprel, Deprel::kDep);
}

TEST(Conllu, ErrorsNameTheLine) {
  EXPECT_EQ(error_of("# x\n1\tonly\tthree\n").where, "test.conllu, line 2");
  EXPECT_EQ(error_of(line(2, 0, "root")).code, Code::kBadInput);
  EXPECT_EQ(error_of(line(1, 5, "root")).code, Code::kBadInput);
  EXPECT_EQ(error_of("1\ta\t_\tX\t_\t_\t-1\troot\t_\t_\n").code, Code::kBadInput);
  EXPECT_EQ(error_of("1\ta\t_\tX\t_\t_\t99999999999999999999\troot\t_\t_\n").code, Code::kBadInput);
  EXPECT_EQ(error_of("x\ta\t_\tX\t_\t_\t0\troot\t_\t_\n").code, Code::kBadInput);
}

TEST(Score, CountsHeadsAndRelationsWithoutSubtypes) {
  const auto gold =
      read(line(1, 0, "root") + line(2, 1, "nmod:poss") + line(3, 1, "obj") + line(4, 3, "det"));
  Tree system = gold[0].tree;
  system.words[1].deprel = Deprel::kNmod;  // right without its subtype
  system.words[2].deprel = Deprel::kIobj;  // head right, relation wrong
  system.words[3].head = 0;                // head wrong
  const auto scores = score_parses(gold, {system});
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(scores->all.words, 4U);
  EXPECT_EQ(scores->all.uas, 3U);
  EXPECT_EQ(scores->all.las, 2U);
  EXPECT_EQ(scores->all.lemma, 4U);  // a gold "_" is always met
  for (const ParseScores::Relation& relation : scores->relations) {
    EXPECT_EQ(relation.f1(), relation.name == "nmod" || relation.name == "root" ? 100.0 : 0.0)
        << relation.name;
  }
}

TEST(Score, CountsLongSentencesApart) {
  std::string text = line(1, 0, "root");
  for (int i = 2; i <= 40; ++i) {
    text += line(i, 1, "obj");
  }
  const auto gold = read(text + "\n" + line(1, 0, "root"));
  const auto scores = score_parses(gold, {gold[0].tree, gold[1].tree});
  ASSERT_TRUE(scores.has_value());
  EXPECT_EQ(scores->all.words, 41U);
  EXPECT_EQ(scores->long_sentences.words, 40U);
  EXPECT_EQ(scores->long_sentences.las, 40U);
}

TEST(Score, OtherWordsAreAnError) {
  const auto gold = read(line(1, 0, "root", "a"));
  EXPECT_FALSE(score_parses(gold, {}).has_value());
  EXPECT_FALSE(score_parses(gold, {Tree{}}).has_value());
  EXPECT_FALSE(score_parses(gold, {read(line(1, 0, "root", "b"))[0].tree}).has_value());
}

}  // namespace
}  // namespace rapport::extract
