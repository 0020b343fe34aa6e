// Mends of trees, one by one on small sentences; and that no tree, however odd, stops being one.

#include "extract/language/tree_mend.h"

#include <array>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

template <typename Enum, std::size_t kSize>
Enum named(const std::array<std::string_view, kSize>& names, const std::string& name) {
  const auto at = std::find(names.begin(), names.end(), name);
  EXPECT_NE(at, names.end()) << name;
  return static_cast<Enum>(at - names.begin());
}

// A word a line: form, XPOS, UPOS, head from 1, relation, and a name tag where there is one.
Tree tree_of(const std::string& lines) {
  Tree tree;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string form, xpos, upos, rel, name;
    int head = 0;
    if (fields >> form >> xpos >> upos >> head >> rel) {
      Word word;
      word.form = word.lemma = form;
      word.xpos = xpos;
      word.upos = named<Upos>(kUposNames, upos);
      word.head = head - 1;
      word.deprel = named<Deprel>(kDeprelNames, rel);
      if (fields >> name) {
        word.name = named<NameTag>(kNameTagNames, name);
      }
      tree.words.push_back(word);
    }
  }
  return tree;
}

// "form head relation" of each word that is no mark, heads as forms.
std::string arcs(const Tree& tree) {
  std::string text;
  for (const Word& word : tree.words) {
    if (word.upos != Upos::kPunct) {
      const std::string head =
          word.head == kRoot ? "-" : tree.words[static_cast<std::size_t>(word.head)].form;
      text += word.form + " " + std::string(to_string(word.deprel)) + " " + head + "; ";
    }
  }
  return text;
}

std::string mended(const std::string& lines) {
  Tree tree = tree_of(lines);
  mend_parse(tree);
  return arcs(tree);
}

TEST(TreeMend, ElementsOfAContactBlockHangOnTheFirst) {
  EXPECT_EQ(mended("Traci NNP PROPN 0 root B-PER\n"
                   "Warner NNP PROPN 3 compound I-PER\n"
                   "Inc. NNP PROPN 1 list\n"
                   "Phone NN NOUN 3 appos\n"
                   "( -LRB- PUNCT 6 punct\n"
                   "713 CD NUM 4 appos\n"
                   ") -RRB- PUNCT 6 punct\n"
                   "853-3242 CD NUM 9 nummod\n"
                   "Cell NN NOUN 4 appos\n"
                   "713-705-7201 CD NUM 9 flat\n"
                   "tw@example.org ADD X 9 appos\n"),
            "Traci root -; Warner flat Traci; Inc. list Traci; Phone list Traci; 713 appos Phone; "
            "853-3242 flat 713; Cell list Traci; 713-705-7201 appos Cell; "
            "tw@example.org list Traci; ");
}

TEST(TreeMend, TheFirstElementOfAContactBlockIsItsRoot) {
  EXPECT_EQ(mended("Lotte NNP PROPN 4 compound B-PER\n"
                   "Wilms NNP PROPN 4 compound I-PER\n"
                   "lw@example.org ADD X 4 compound\n"
                   "Library NNP PROPN 0 root\n"),
            "Lotte root -; Wilms flat Lotte; lw@example.org list Lotte; Library list Lotte; ");
}

TEST(TreeMend, ALabelMayStandBehindItsValue) {
  EXPECT_EQ(mended("Carol NNP PROPN 0 root\n"
                   "713-853-3989 CD NUM 1 flat\n"
                   "( -LRB- PUNCT 4 punct\n"
                   "Phone NN NOUN 1 list\n"
                   ") -RRB- PUNCT 4 punct\n"
                   "713-646-3393 CD NUM 4 appos\n"
                   "( -LRB- PUNCT 8 punct\n"
                   "Fax NN NOUN 6 appos\n"
                   ") -RRB- PUNCT 8 punct\n"),
            "Carol root -; 713-853-3989 list Carol; Phone appos 713-853-3989; "
            "713-646-3393 list Carol; Fax appos 713-646-3393; ");
}

TEST(TreeMend, AnAddressInBracketsIsListedWithTheName) {
  EXPECT_EQ(mended("Email NN NOUN 0 root\n"
                   ": : PUNCT 3 punct\n"
                   "Julie NNP PROPN 1 appos\n"
                   "< -LRB- PUNCT 5 punct\n"
                   "j@example.org ADD X 3 appos\n"
                   "> -RRB- PUNCT 5 punct\n"),
            "Email root -; Julie appos Email; j@example.org list Julie; ");
}

TEST(TreeMend, RowsOfNumbersAndDatesAreNoContacts) {
  for (const std::string number : {"1998", "12-20-2000", "1939-1945", "77042-2016", "4153030"}) {
    const std::string lines = "Sales NNS NOUN 0 root\n" + number + " CD NUM 1 nummod\n" + number +
                              " CD NUM 2 flat\n" + number + " CD NUM 2 flat\n";
    EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
  }
}

TEST(TreeMend, AClauseIsNoContactBlock) {
  const std::string lines =
      "Anna NNP PROPN 2 nsubj\n"
      "gave VBD VERB 0 root\n"
      "713-853-3989 CD NUM 2 obj\n";
  EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
}

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

bool is_tree(const Tree& tree) {
  std::size_t roots = 0;
  for (const Word& word : tree.words) {
    roots += word.head == kRoot ? 1 : 0;
    if ((word.head == kRoot) != (word.deprel == Deprel::kRoot)) {
      return false;
    }
    int at = word.head;
    for (std::size_t steps = 0; at != kRoot; ++steps) {
      if (steps > tree.words.size()) {
        return false;
      }
      at = tree.words[static_cast<std::size_t>(at)].head;
    }
  }
  return roots == 1;
}

// A random tree over words that the mends look for.
Tree random_tree(std::size_t size, std::mt19937& random) {
  constexpr std::array<std::string_view, 22> kForms = {
      ",",  "(",       ")",     "<",         ">",      ":",   "and", "not",
      "no", "the",     "Phone", "Fax.",      "E-mail", "+44", "713", "345-9945",
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

TEST(TreeMend, NoWordsAreNoTrouble) {
  Tree tree;
  mend_parse(tree);
  EXPECT_TRUE(tree.words.empty());
}

}  // namespace
}  // namespace rapport::extract
