// CoNLL-U read and written.

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

TEST(Conllu, MultiwordTokensAreInOrder) {
  const std::string empty = "\t_\t_\t_\t_\t_\t_\t_\t_\n";
  const auto with = [&](const std::string& id) {
    return line(1, 0, "root") + id + "\tab" + empty + line(2, 1, "obj") + line(3, 1, "obj") + "\n";
  };
  const auto sentences = read(with("2-3"));
  ASSERT_EQ(sentences[0].extra.size(), 1U);
  EXPECT_EQ(sentences[0].extra[0].words, 2U);
  EXPECT_EQ(sentences[0].extra[0].form(), "ab");
  EXPECT_EQ(read(with("1.1"))[0].extra[0].words, 0U);
  for (const char* const id :
       {"1-2", "3-4", "2-1", "2-", "-", "2-x", "2-3-4", "2.1", "1.x", "1.1.1"}) {
    EXPECT_EQ(error_of(with(id)).where, "test.conllu, line 2") << id;
  }
  EXPECT_EQ(error_of(with("2-4")).where, "test.conllu, line 5");  // where the sentence ends
  EXPECT_EQ(error_of(with("2-200")).code, Code::kBadInput);
  EXPECT_EQ(error_of(with("2-3\tx" + empty + "2-3")).code, Code::kBadInput);
}

TEST(Conllu, AWordNeedsAForm) {
  EXPECT_EQ(error_of("1\t\t_\tX\t_\t_\t0\troot\t_\t_\n").where, "test.conllu, line 1");
}

TEST(Conllu, ForeignFilesAreNamedAtTheFirstLine) {
  for (const char* const text : {"Norway supports Sweden.\n", "{\"a\": 1}\n", "%PDF-1.7\n\x01\x02",
                                 "1\tWhat\tO\t-\t-\n", "a,b,c\n"}) {
    EXPECT_EQ(error_of(text).where, "test.conllu, line 1") << text;
  }
}

TEST(Conllu, IsUtf8) {
  EXPECT_EQ(error_of("\n# caf\xE9\n").where, "test.conllu, line 2");
  EXPECT_EQ(read("# caf\u00E9 \uFFFD\n" + line(1, 0, "root")).size(), 1U);
}

TEST(Conllu, AByteOrderMarkIsNoPartOfTheFile) {
  EXPECT_EQ(read("\xEF\xBB\xBF# text = a\n" + line(1, 0, "root"))[0].comment("text"), "a");
}

TEST(Conllu, AFoundSentenceIsSpelledAsInTheText) {
  const std::string text = "\u201CGo,\u201D he\nsaid.Yes";
  Tree tree;
  for (const Span span :
       {Span{0, 3}, Span{3, 5}, Span{5, 6}, Span{6, 9}, Span{10, 12}, Span{13, 17}, Span{17, 18}}) {
    Word& word = tree.words.emplace_back();
    word.span = span;
    word.form = plain_form(span.in(text));
  }
  tree.words[0].upos = Upos::kPunct;
  Sentence sentence;
  sentence.span = {0, 18};
  const ConlluSentence found = to_conllu(text, sentence, tree, 7);
  EXPECT_EQ(found.comment("sent_id"), "7");
  EXPECT_EQ(found.comment("text"), "\u201CGo,\u201D he said.");
  EXPECT_EQ(found.tree.words[0].form, "\u201C");
  EXPECT_EQ(found.columns[0].misc, "SpaceAfter=No");
  EXPECT_EQ(found.columns[3].misc, "_");
  EXPECT_EQ(found.columns[4].misc, "_");              // a line end is a blank
  EXPECT_EQ(found.columns[6].misc, "SpaceAfter=No");  // the next sentence is glued to it
}

TEST(Conllu, WordsWrittenAsOneAreAMultiwordToken) {
  const std::string text = "They cannot, cannot.";
  Tree tree;
  for (const Span span : {Span{0, 4}, Span{5, 8}, Span{8, 11}, Span{11, 12}, Span{13, 16},
                          Span{16, 19}, Span{19, 20}}) {
    Word& word = tree.words.emplace_back();
    word.span = span;
    word.form = span.in(text);
  }
  Sentence sentence;
  sentence.span = {0, 20};
  const ConlluSentence found = to_conllu(text, sentence, tree, 1);
  ASSERT_EQ(found.extra.size(), 2U);
  EXPECT_EQ(found.extra[0].line, "2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No");
  EXPECT_EQ(found.extra[0].before, 1U);
  EXPECT_EQ(found.extra[0].words, 2U);
  EXPECT_EQ(found.columns[1].misc, "_");
  EXPECT_EQ(found.columns[2].misc, "_");
  const auto again = read_conllu(write_conllu(found), "again");
  ASSERT_TRUE(static_cast<bool>(again));
  EXPECT_EQ(again.value()[0].extra.size(), 2U);
}

TEST(Conllu, NamesStandInMisc) {
  ConlluSentence sentence = read(line(1, 0, "root") + line(2, 1, "obj") + line(3, 1, "obj"))[0];
  sentence.tree.words[0].name = NameTag::kBeginOrganization;
  sentence.tree.words[1].name = NameTag::kInsideOrganization;
  sentence.columns[1].misc = "NER=B-PER|SpaceAfter=No|X=1";
  sentence.columns[2].misc = "NER=B-PER";
  note_names(sentence);
  EXPECT_EQ(sentence.columns[0].misc, "NER=B-ORG");
  EXPECT_EQ(sentence.columns[1].misc, "NER=I-ORG|SpaceAfter=No|X=1");
  EXPECT_EQ(sentence.columns[2].misc, "_");
}

}  // namespace
}  // namespace rapport::extract
