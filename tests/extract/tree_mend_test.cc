// Mends of trees, one by one on small sentences; and that no tree, however odd, stops being one.

#include "extract/language/tree_mend.h"

#include <array>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/extract/mend_cases.h"

namespace rapport::extract {
namespace {

TEST(TreeMend, MembersOfARowAreConjuncts) {
  EXPECT_EQ(mended("support NN NOUN 0 root\n"
                   ", , PUNCT 3 punct\n"
                   "advice NN NOUN 1 appos\n"
                   "and CC CCONJ 5 cc\n"
                   "money NN NOUN 1 conj\n"),
            "support root -; advice conj support; and cc money; money conj support; ");
}

TEST(TreeMend, APlaceInARowMayBePartOfTheNext) {
  const std::string lines =
      "Kaduna NNP PROPN 0 root B-LOC\n"
      ", , PUNCT 3 punct\n"
      "Nigeria NNP PROPN 1 appos B-LOC\n"
      "and CC CCONJ 5 cc\n"
      "Lagos NNP PROPN 1 conj B-LOC\n";
  EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
}

TEST(TreeMend, TheLastOfARowHangsOnTheFirst) {
  EXPECT_EQ(mended("neat JJ ADJ 0 root\n"
                   ", , PUNCT 3 punct\n"
                   "quick JJ ADJ 1 conj\n"
                   "and CC CCONJ 5 cc\n"
                   "clean JJ ADJ 3 conj\n"),
            "neat root -; quick conj neat; and cc clean; clean conj neat; ");
}

TEST(TreeMend, AConjunctVerbHasTheFormOfTheFirst) {
  EXPECT_EQ(mended("It PRP PRON 2 nsubj\n"
                   "makes VBZ VERB 0 root\n"
                   "him PRP PRON 4 nsubj\n"
                   "look VB VERB 2 ccomp\n"
                   "weak JJ ADJ 4 xcomp\n"
                   "and CC CCONJ 7 cc\n"
                   "brings VBZ VERB 4 conj\n"
                   "shame NN NOUN 7 obj\n"),
            "It nsubj makes; makes root -; him nsubj look; look ccomp makes; weak xcomp look; "
            "and cc brings; brings conj makes; shame obj brings; ");
}

TEST(TreeMend, WhatIsDeniedInContrastIsAConjunct) {
  EXPECT_EQ(mended("laws NNS NOUN 0 root\n"
                   ", , PUNCT 4 punct\n"
                   "not RB ADV 4 advmod\n"
                   "kings NNS NOUN 1 appos\n"),
            "laws root -; not advmod kings; kings conj laws; ");
}

TEST(TreeMend, ANameBesideADefiniteNounIsItsApposition) {
  EXPECT_EQ(mended("The DT DET 2 det\n"
                   "leader NN NOUN 5 nsubj\n"
                   "Saddam NNP PROPN 5 nsubj\n"
                   "Hussein NNP PROPN 3 flat\n"
                   "refused VBD VERB 0 root\n"),
            "The det leader; leader nsubj refused; Saddam appos leader; Hussein flat Saddam; "
            "refused root -; ");
}

TEST(TreeMend, ANounWithoutADeterminerDescribesTheName) {
  EXPECT_EQ(mended("written VBN VERB 0 root\n"
                   "by IN ADP 3 case\n"
                   "adviser NN NOUN 1 obl\n"
                   "Karen NNP PROPN 1 obl\n"),
            "written root -; by case Karen; adviser nmod:desc Karen; Karen obl written; ");
}

TEST(TreeMend, AStateIsAnAppositionOfItsCity) {
  EXPECT_EQ(mended("Park NNP PROPN 0 root\n"
                   "near IN ADP 3 case\n"
                   "Fort NNP PROPN 1 nmod\n"
                   "Lee NNP PROPN 3 flat\n"
                   ", , PUNCT 6 punct\n"
                   "NJ NNP PROPN 1 appos\n"),
            "Park root -; near case Fort; Fort nmod Park; Lee flat Fort; NJ appos Fort; ");
}

TEST(TreeMend, TheTitleOfAPersonIsNoConjunct) {
  const std::string lines =
      "Carl NNP PROPN 0 root B-PER\n"
      "Weiss NNP PROPN 1 flat I-PER\n"
      ", , PUNCT 4 punct\n"
      "Minister NNP PROPN 1 appos\n"
      "for IN ADP 6 case\n"
      "Defence NNP PROPN 4 nmod\n"
      ", , PUNCT 9 punct\n"
      "and CC CCONJ 9 cc\n"
      "Anna NNP PROPN 1 conj B-PER\n"
      "Berg NNP PROPN 9 flat I-PER\n";
  EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
}

TEST(TreeMend, PhrasesWithoutAVerbSideBySide) {
  EXPECT_EQ(mended("Great JJ ADJ 2 amod\n"
                   "store NN NOUN 0 root\n"
                   "great JJ ADJ 4 amod\n"
                   "products NNS NOUN 2 appos\n"),
            "Great amod store; store root -; great amod products; products parataxis store; ");
  EXPECT_EQ(mended("Great JJ ADJ 2 amod\n"
                   "store NN NOUN 0 root\n"
                   ", , PUNCT 5 punct\n"
                   "great JJ ADJ 5 amod\n"
                   "products NNS NOUN 2 appos\n"),
            "Great amod store; store root -; great amod products; products conj store; ");
}

TEST(TreeMend, ASecondTitleOfOneThingIsNoConjunct) {
  const std::string lines =
      "Annual JJ ADJ 2 amod\n"
      "report NN NOUN 0 root\n"
      ", , PUNCT 5 punct\n"
      "second JJ ADJ 5 amod\n"
      "edition NN NOUN 2 appos\n";
  EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
}

// The root lies between "laws" and "kings".
TEST(TreeMend, NoArcIsMadeToCrossAnother) {
  const std::string lines =
      "laws NNS NOUN 4 nsubj\n"
      ", , PUNCT 3 punct\n"
      "rules NNS NOUN 1 conj\n"
      "stay VBP VERB 0 root\n"
      "and CC CCONJ 6 cc\n"
      "kings NNS NOUN 3 conj\n";
  EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
}

TEST(TreeMend, AMarkGoesWithThePhraseThatMoved) {
  Tree tree = tree_of(
      "Park NNP PROPN 0 root\n"
      "near IN ADP 3 case\n"
      "Fort NNP PROPN 1 nmod\n"
      ", , PUNCT 1 punct\n"
      "NJ NNP PROPN 1 appos\n");
  mend_parse(tree);
  EXPECT_EQ(tree.words[4].head, 2);
  EXPECT_EQ(tree.words[3].head, 4);
}

TEST(TreeMend, AHeadThatChangedIsLessCertain) {
  Tree tree = tree_of(
      "laws NNS NOUN 0 root\n"
      ", , PUNCT 3 punct\n"
      "rules NNS NOUN 1 conj\n"
      "and CC CCONJ 5 cc\n"
      "kings NNS NOUN 3 conj\n");
  mend_parse(tree);
  EXPECT_EQ(tree.words[2].certainty, 1000);
  EXPECT_EQ(tree.words[4].head, 0);
  EXPECT_LT(tree.words[4].certainty, 1000);
}

// A random tree over words that the mends look for.
Tree random_tree(std::size_t size, std::mt19937& random) {
  constexpr std::array<std::string_view, 22> kForms = {
      ",",  "(",       ")",     "<",         ">",      ":",   "and", "not",
      "no", "the",     "Phone", "Fax.",      "E-mail", "+44", "202", "202-555-0134",
      "MD", "a@b.org", "his",   "www.x.org", "Anna",   "1"};
  constexpr std::array<std::string_view, 10> kXpos = {"NN",  "NNS", "NNP", "VB", "VBD",
                                                      "VBZ", "VBG", "VBP", "CD", ","};
  const auto pick = [&](const auto& of) { return of[random() % of.size()]; };
  std::vector<int> order(size);
  for (std::size_t i = 0; i < size; ++i) {
    order[i] = static_cast<int>(i);
  }
  std::shuffle(order.begin(), order.end(), random);
  const bool verbless = random() % 2 == 0;
  Tree tree;
  tree.words.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    Word& word = tree.words[static_cast<std::size_t>(order[i])];
    word.form = word.lemma = pick(kForms);
    word.xpos = pick(kXpos);
    if (verbless && word.xpos.starts_with("VB")) {
      word.xpos = "NN";
    }
    word.upos = static_cast<Upos>(random() % kUposNames.size());
    word.name = static_cast<NameTag>(random() % kNameTagNames.size());
    word.head = i == 0 ? kRoot : order[random() % i];
    do {
      word.deprel = i == 0 ? Deprel::kRoot : static_cast<Deprel>(random() % kDeprelNames.size());
    } while (i != 0 && word.deprel == Deprel::kRoot);
    if (i != 0 && random() % 2 == 0) {
      word.deprel = random() % 2 == 0 ? Deprel::kConj : Deprel::kAppos;
    }
  }
  return tree;
}

TEST(TreeMend, LeavesATree) {
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    Tree tree = random_tree(1 + random() % 14, random);
    ASSERT_TRUE(is_tree(tree));
    const std::string before = arcs(tree);
    mend_parse(tree);
    ASSERT_TRUE(is_tree(tree)) << before << " became " << arcs(tree);
  }
}

// Pairs of arcs that cross, those of marks aside.
std::size_t crossings(const Tree& tree) {
  std::size_t count = 0;
  const auto is_word = [](const Word& word) { return word.deprel != Deprel::kPunct; };
  for (std::size_t a = 0; a < tree.words.size(); ++a) {
    for (std::size_t b = 0; b < tree.words.size(); ++b) {
      const auto [a_left, a_right] = std::minmax({static_cast<int>(a), tree.words[a].head});
      const auto [b_left, b_right] = std::minmax({static_cast<int>(b), tree.words[b].head});
      count += is_word(tree.words[a]) && is_word(tree.words[b]) && a_left < b_left &&
                       b_left < a_right && a_right < b_right
                   ? 1
                   : 0;
    }
  }
  return count;
}

TEST(TreeMend, MakesNoArcsCross) {
  std::mt19937 random(4);
  for (int round = 0; round < 20000; ++round) {
    Tree tree = random_tree(1 + random() % 10, random);
    const std::string before = arcs(tree);
    const std::size_t crossed = crossings(tree);
    mend_parse(tree);
    ASSERT_LE(crossings(tree), crossed) << before << " became " << arcs(tree);
  }
}

TEST(TreeMend, NoWordsAreNoTrouble) {
  Tree tree;
  mend_parse(tree);
  EXPECT_TRUE(tree.words.empty());
}

}  // namespace
}  // namespace rapport::extract
