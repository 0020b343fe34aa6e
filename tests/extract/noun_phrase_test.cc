// Names of nouns and actions.

#include "extract/claim/noun_phrase.h"

#include <gtest/gtest.h>

#include "tests/support/tree_text.h"

namespace rapport::extract {
namespace {

using test::tree_of;

TEST(NounPhrase, DropsDeterminersAndRelativeClausesKeepsComplements) {
  const Tree tree = tree_of(R"(The the DET DT 3 det
fragile fragile ADJ JJ 3 amod
stability stability NOUN NN 0 root
in in ADP IN 6 case
border border NOUN NN 6 compound
zones zone NOUN NNS 3 nmod
that that PRON WDT 8 nsubj
returned return VERB VBD 3 acl:relcl)");
  const TreeView view(tree);
  EXPECT_EQ(noun_phrase(view, 2).name, "fragile stability in border zones");
  EXPECT_EQ(noun_phrase(view, 2).short_name, "fragile stability");
}

TEST(NounPhrase, SharesAModifierWithABareConjunct) {
  const Tree tree = tree_of(R"(shared shared ADJ JJ 2 amod
intelligence intelligence NOUN NN 0 root
and and CCONJ CC 4 cc
planning planning NOUN NN 2 conj)");
  const TreeView view(tree);
  EXPECT_EQ(noun_phrase(view, 3).name, "shared planning");
}

TEST(NounPhrase, SharesAComplementWithTheFirstConjunct) {
  const Tree tree = tree_of(R"(success success NOUN NN 0 root
and and CCONJ CC 3 cc
length length NOUN NN 1 conj
of of ADP IN 5 case
missions mission NOUN NNS 3 nmod)");
  const TreeView view(tree);
  EXPECT_EQ(noun_phrase(view, 0).name, "success of missions");
  EXPECT_EQ(noun_phrase(view, 2).name, "length of missions");
}

TEST(NounPhrase, LeavesExamplesOut) {
  const Tree tree = tree_of(R"(threats threat NOUN NNS 0 root
such such ADJ JJ 4 case
as as ADP IN 2 fixed
piracy piracy NOUN NN 1 nmod)");
  const TreeView view(tree);
  EXPECT_EQ(noun_phrase(view, 0).name, "threats");
}

TEST(NounPhrase, BeginsInLowerCaseUnlessProper) {
  const Tree tree = tree_of(R"(Donor donor NOUN NN 2 compound
countries country NOUN NNS 0 root)");
  const TreeView view(tree);
  EXPECT_EQ(noun_phrase(view, 1).name, "donor countries");
}

TEST(NounPhrase, KeepsACapitalInsideASentenceAndDropsDates) {
  const Tree tree = tree_of(R"(two two NUM CD 2 nummod
offices office NOUN NNS 0 root
of of ADP IN 5 case
United unite VERB NNP 5 amod
Nations nation PROPN NNPS 2 nmod
in in ADP IN 7 case
May may PROPN NNP 2 nmod
2024 2024 NUM CD 7 nummod)");
  const TreeView view(tree);
  EXPECT_EQ(noun_phrase(view, 1).name, "two offices of United Nations");
}

TEST(Gerund, FollowsEnglishSpelling) {
  EXPECT_EQ(gerund("rebuild"), "rebuilding");
  EXPECT_EQ(gerund("reduce"), "reducing");
  EXPECT_EQ(gerund("cut"), "cutting");
  EXPECT_EQ(gerund("plan"), "planning");
  EXPECT_EQ(gerund("commit"), "committing");
  EXPECT_EQ(gerund("lie"), "lying");
  EXPECT_EQ(gerund("agree"), "agreeing");
  EXPECT_EQ(gerund("fix"), "fixing");
  EXPECT_EQ(gerund("develop"), "developing");
}

TEST(Gerund, NamesAnActionWithItsObject) {
  const Tree tree = tree_of(R"(rebuild rebuild VERB VB 0 root
the the DET DT 3 det
schools school NOUN NNS 1 obj)");
  EXPECT_EQ(gerund_phrase(TreeView(tree), 0), "rebuilding schools");
}

}  // namespace
}  // namespace rapport::extract
