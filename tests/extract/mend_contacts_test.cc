// Contact blocks: signatures, letterheads, lines of labels and values; and what only looks like
// one.

#include <array>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/extract/mend_cases.h"

namespace rapport::extract {
namespace {

TEST(MendContacts, ElementsOfAContactBlockHangOnTheFirst) {
  EXPECT_EQ(mended("Tara NNP PROPN 0 root B-PER\n"
                   "Weller NNP PROPN 3 compound I-PER\n"
                   "Inc. NNP PROPN 1 list\n"
                   "Phone NN NOUN 3 appos\n"
                   "( -LRB- PUNCT 6 punct\n"
                   "202 CD NUM 4 appos\n"
                   ") -RRB- PUNCT 6 punct\n"
                   "555-0142 CD NUM 9 nummod\n"
                   "Cell NN NOUN 4 appos\n"
                   "202-555-0171 CD NUM 9 flat\n"
                   "tw@example.org ADD X 9 appos\n"),
            "Tara root -; Weller flat Tara; Inc. list Tara; Phone list Tara; 202 appos Phone; "
            "555-0142 flat 202; Cell list Tara; 202-555-0171 appos Cell; "
            "tw@example.org list Tara; ");
}

TEST(MendContacts, TheFirstElementOfAContactBlockIsItsRoot) {
  EXPECT_EQ(mended("Lena NNP PROPN 4 compound B-PER\n"
                   "Wolters NNP PROPN 4 compound I-PER\n"
                   "lw@example.org ADD X 4 compound\n"
                   "Library NNP PROPN 0 root\n"),
            "Lena root -; Wolters flat Lena; lw@example.org list Lena; Library list Lena; ");
}

TEST(MendContacts, ALabelMayStandBehindItsValue) {
  EXPECT_EQ(mended("Clara NNP PROPN 0 root\n"
                   "202-555-0139 CD NUM 1 flat\n"
                   "( -LRB- PUNCT 4 punct\n"
                   "Phone NN NOUN 1 list\n"
                   ") -RRB- PUNCT 4 punct\n"
                   "202-555-0193 CD NUM 4 appos\n"
                   "( -LRB- PUNCT 8 punct\n"
                   "Fax NN NOUN 6 appos\n"
                   ") -RRB- PUNCT 8 punct\n"),
            "Clara root -; 202-555-0139 list Clara; Phone appos 202-555-0139; "
            "202-555-0193 list Clara; Fax appos 202-555-0193; ");
}

TEST(MendContacts, AnAddressInBracketsIsListedWithTheName) {
  EXPECT_EQ(mended("Email NN NOUN 0 root\n"
                   ": : PUNCT 3 punct\n"
                   "June NNP PROPN 1 appos\n"
                   "< -LRB- PUNCT 5 punct\n"
                   "j@example.org ADD X 3 appos\n"
                   "> -RRB- PUNCT 5 punct\n"),
            "Email root -; June appos Email; j@example.org list June; ");
}

TEST(MendContacts, RowsOfNumbersAndDatesAreNoContacts) {
  for (const std::string number : {"1998", "12-20-2000", "1939-1945", "20742-2016", "5550130"}) {
    const std::string lines = "Sales NNS NOUN 0 root\n" + number + " CD NUM 1 nummod\n" + number +
                              " CD NUM 2 flat\n" + number + " CD NUM 2 flat\n";
    EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
  }
}

TEST(MendContacts, AClauseIsNoContactBlock) {
  const std::string lines =
      "Anna NNP PROPN 2 nsubj\n"
      "gave VBD VERB 0 root\n"
      "202-555-0139 CD NUM 2 obj\n";
  EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
}

TEST(MendContacts, ALabelKeepsItsDeterminersAndPossessors) {
  EXPECT_EQ(mended("Our PRP$ PRON 2 nmod:poss\n"
                   "phone NN NOUN 4 compound\n"
                   ": : PUNCT 4 punct\n"
                   "202-555-0139 CD NUM 0 root\n"),
            "Our nmod:poss phone; phone root -; 202-555-0139 appos phone; ");
  EXPECT_EQ(mended("The DT DET 2 det\n"
                   "Alliance NNP PROPN 4 nmod:poss\n"
                   "'s POS PART 2 case\n"
                   "website NN NOUN 6 compound\n"
                   ": : PUNCT 6 punct\n"
                   "www.example.org ADD X 0 root\n"),
            "The det Alliance; Alliance nmod:poss website; 's case Alliance; website root -; "
            "www.example.org appos website; ");
  EXPECT_EQ(mended("These DT DET 3 det\n"
                   "three CD NUM 3 nummod\n"
                   "sites NNS NOUN 5 compound\n"
                   ": : PUNCT 5 punct\n"
                   "www.example.org ADD X 0 root\n"),
            "These det sites; three nummod sites; sites root -; www.example.org appos sites; ");
  EXPECT_EQ(mended("A DT DET 4 det\n"
                   "very RB ADV 3 advmod\n"
                   "clear JJ ADJ 4 amod\n"
                   "signal NN NOUN 6 compound\n"
                   ": : PUNCT 6 punct\n"
                   "www.example.org ADD X 0 root\n"),
            "A det signal; very advmod clear; clear amod signal; signal root -; "
            "www.example.org appos signal; ");
}

TEST(MendContacts, AFunctionWordIsNoElement) {
  for (const std::string word :
       {"the DT DET 2 det", "Not RB PART 2 advmod", "Our PRP$ PRON 2 nmod:poss"}) {
    const std::string lines = word + "\n202-555-0139 CD NUM 0 root\n";
    EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
  }
  const std::string lines =
      "Of IN ADP 4 advmod\n"
      "course NN NOUN 1 fixed\n"
      ": : PUNCT 4 punct\n"
      "www.example.org ADD X 0 root\n";
  EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
}

TEST(MendContacts, LegalNumbersAmountsAndServersAreNoContacts) {
  for (const std::string number :
       {"541/2014", "765/2008", "1373/2001", "2011/12345", "1234567.89", "+1234567.89",
        "192.168.1.100", "2001-12345", "978-0-306-40615-7", "12.5-1234567"}) {
    const std::string lines = "Decision NN NOUN 0 root\n" + number +
                              " CD NUM 1 appos\n"
                              "of IN ADP 5 case\n"
                              "9 CD NUM 5 nummod\n"
                              "July NNP PROPN 2 nmod\n"
                              "2008 CD NUM 5 nmod:unmarked\n";
    EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
  }
}

TEST(MendContacts, OtherNumbersCountBehindTheirLabel) {
  for (const std::string number : {"20-555-01-39", "5550-0139", "+12025550139", "020-555-0139"}) {
    EXPECT_EQ(
        mended("Clara NNP PROPN 0 root\nFax NN NOUN 3 compound\n" + number + " CD NUM 1 appos\n"),
        "Clara root -; Fax list Clara; " + number + " appos Fax; ");
  }
}

TEST(MendContacts, ACountedNumberIsNoContact) {
  const std::string lines =
      "increase NN NOUN 0 root\n"
      ": : PUNCT 4 punct\n"
      "555-0139 CD NUM 4 nummod\n"
      "units NNS NOUN 1 appos\n";
  EXPECT_EQ(mended(lines), arcs(tree_of(lines)));
}

TEST(MendContacts, WhatHasACaseStaysWithItsNumber) {
  EXPECT_EQ(mended("Clara NNP PROPN 2 compound\n"
                   "202-555-0139 CD NUM 0 root\n"
                   "of IN ADP 4 case\n"
                   "Monday NNP PROPN 2 nmod\n"),
            "Clara root -; 202-555-0139 list Clara; of case Monday; Monday nmod 202-555-0139; ");
}

// A random tree over words of which contact blocks and headings are made.
Tree random_block(std::mt19937& random) {
  struct Kind {
    std::string_view form;
    std::string_view xpos;
    Upos upos;
    Deprel rel;
  };
  constexpr std::array<Kind, 20> kKinds = {{{"the", "DT", Upos::kDet, Deprel::kDet},
                                            {"our", "PRP$", Upos::kPron, Deprel::kNmodPoss},
                                            {"of", "IN", Upos::kAdp, Deprel::kAdvmod},
                                            {"very", "RB", Upos::kAdv, Deprel::kAdvmod},
                                            {"not", "RB", Upos::kPart, Deprel::kAdvmod},
                                            {"'s", "POS", Upos::kPart, Deprel::kDep},
                                            {"and", "CC", Upos::kCconj, Deprel::kDep},
                                            {"clear", "JJ", Upos::kAdj, Deprel::kAmod},
                                            {"three", "CD", Upos::kNum, Deprel::kNummod},
                                            {"Anna", "NNP", Upos::kPropn, Deprel::kAppos},
                                            {"Berg", "NNP", Upos::kPropn, Deprel::kFlat},
                                            {"Alliance", "NNP", Upos::kPropn, Deprel::kNmodPoss},
                                            {"site", "NN", Upos::kNoun, Deprel::kCompound},
                                            {"signal", "NN", Upos::kNoun, Deprel::kList},
                                            {"phone", "NN", Upos::kNoun, Deprel::kAppos},
                                            {"Direct", "JJ", Upos::kAdj, Deprel::kAmod},
                                            {":", ":", Upos::kPunct, Deprel::kPunct},
                                            {":", ":", Upos::kPunct, Deprel::kPunct},
                                            {"202-555-0139", "CD", Upos::kNum, Deprel::kAppos},
                                            {"www.example.org", "ADD", Upos::kX, Deprel::kAppos}}};
  const std::size_t size = 2 + random() % 7;
  std::vector<int> order(size);
  for (std::size_t i = 0; i < size; ++i) {
    order[i] = static_cast<int>(i);
  }
  std::shuffle(order.begin(), order.end(), random);
  Tree tree;
  tree.words.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    const Kind& kind = kKinds[random() % kKinds.size()];
    Word& word = tree.words[static_cast<std::size_t>(order[i])];
    word.form = word.lemma = kind.form;
    word.xpos = kind.xpos;
    word.upos = kind.upos;
    word.head = i == 0 ? kRoot : order[random() % i];
    word.deprel = i == 0 ? Deprel::kRoot : kind.rel;
  }
  return tree;
}

TEST(MendContacts, NoFunctionWordBecomesTheRoot) {
  const auto root = [](const Tree& tree) {
    return std::find_if(tree.words.begin(), tree.words.end(),
                        [](const Word& word) { return word.head == kRoot; });
  };
  std::mt19937 random(5);
  int changed = 0;
  for (int round = 0; round < 20000; ++round) {
    const Tree before = random_block(random);
    Tree tree = before;
    mend_parse(tree);
    ASSERT_TRUE(is_tree(tree));
    if (root(tree) - tree.words.begin() != root(before) - before.words.begin()) {
      ++changed;
      const Upos upos = root(tree)->upos;
      ASSERT_TRUE(upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kNum ||
                  upos == Upos::kX)
          << arcs(before) << " became " << arcs(tree);
    }
  }
  EXPECT_GT(changed, 100);
}

TEST(MendContacts, LongRowsEndSoon) {
  constexpr int kItems = 2000;
  std::string lines = "Clara NNP PROPN 0 root\n";
  for (int i = 0; i < kItems; ++i) {
    const int number = 3 * i + 4;
    lines += "Phone NN NOUN " + std::to_string(number) + " compound\n: : PUNCT " +
             std::to_string(number) + " punct\n202-555-0139 CD NUM 1 appos\n";
  }
  Tree tree = tree_of(lines);
  const auto start = std::chrono::steady_clock::now();
  mend_parse(tree);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_EQ(tree.words[1].head, 0);
  EXPECT_EQ(tree.words[3].head, 1);
  EXPECT_EQ(tree.words.back().deprel, Deprel::kAppos);
}

}  // namespace
}  // namespace rapport::extract
