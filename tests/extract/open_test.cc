// Open extraction: tuples of real sentences, and what holds for any tree.

#include "rapport/extract/open.h"

#include <filesystem>
#include <random>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "rapport/extract/language.h"

namespace rapport::extract {
namespace {

std::string join(const OpenTuple& tuple) {
  std::string out = tuple.arguments.front() + " | " + tuple.relation;
  for (std::size_t i = 1; i < tuple.arguments.size(); ++i) {
    out += " | " + tuple.arguments[i];
  }
  return out;
}

std::vector<std::string> tuples_of(const std::string& line, OpenProfile profile) {
  static const std::shared_ptr<const Language> english =
      Language::load(std::filesystem::path(RAPPORT_SOURCE_DIR) / "models").value();
  const TokenisedLine tokens = read_tokenised_line(line).value();
  const Tree tree = english->analyse(tokens.sentence, *english->make_scratch());
  std::vector<std::string> out;
  for (const OpenTuple& tuple : open_tuples(tree, tokens.surface, profile)) {
    out.push_back(join(tuple));
  }
  return out;
}

using Tuples = std::vector<std::string>;

TEST(Open, SplitGivesEachPartForItself) {
  EXPECT_EQ(tuples_of("Norway and Sweden signed an agreement in 2019 .", OpenProfile::kSplit),
            (Tuples{"Norway | signed | an agreement", "Norway | signed an agreement in | 2019",
                    "Sweden | signed | an agreement", "Sweden | signed an agreement in | 2019"}));
}

TEST(Open, WholeKeepsAClauseTogether) {
  EXPECT_EQ(tuples_of("Norway and Sweden signed an agreement in 2019 .", OpenProfile::kWhole),
            (Tuples{"Norway and Sweden | signed | an agreement | in 2019"}));
}

TEST(Open, VerbsOfOneSentenceShareTheirSubject) {
  EXPECT_EQ(tuples_of("The mission trains soldiers and protects civilians .", OpenProfile::kSplit),
            (Tuples{"The mission | trains | soldiers", "The mission | protects | civilians"}));
}

TEST(Open, ARelationTakesAuxiliariesNegationAndTheVerbsBelowIt) {
  EXPECT_EQ(tuples_of("The council did not agree to extend the mandate .", OpenProfile::kWhole),
            (Tuples{"The council | did not agree to extend | the mandate"}));
}

TEST(Open, RelativeClausesAndParticiplesSayMoreOfANoun) {
  EXPECT_EQ(
      tuples_of("The agency , which supports farmers , opened an office .", OpenProfile::kSplit),
      (Tuples{"The agency | supports | farmers", "The agency | opened | an office"}));
  const Tuples camp = tuples_of("They closed the camp located in Mali .", OpenProfile::kSplit);
  EXPECT_NE(std::find(camp.begin(), camp.end(), "the camp | is located in | Mali"), camp.end());
}

TEST(Open, BracketsOfThePennTreebankStayOnTheSurface) {
  const TokenisedLine line = read_tokenised_line("  The union -LRB- AU -RRB- met .\r").value();
  EXPECT_EQ(line.surface, (Tuples{"The", "union", "-LRB-", "AU", "-RRB-", "met", "."}));
  EXPECT_EQ(line.sentence.tokens[2].form, "(");
  EXPECT_EQ(line.sentence.tokens[4].form, ")");
  EXPECT_TRUE(read_tokenised_line(" \t")->surface.empty());
  EXPECT_FALSE(read_tokenised_line("The \xff met ."));
  EXPECT_FALSE(read_tokenised_line(std::string_view("A\0b", 3)));
}

// A tree of random shape and relations.
Tree random_tree(std::size_t size, std::mt19937& random) {
  Tree tree;
  for (std::size_t i = 0; i < size; ++i) {
    Word word;
    word.form = "w" + std::to_string(i);
    word.lemma = word.form;
    word.upos = static_cast<Upos>(random() % kUposNames.size());
    word.xpos = random() % 2 == 0 ? "VBN" : "NN";
    word.head = i == 0 ? kRoot : static_cast<int>(random() % i);
    word.deprel = i == 0 ? Deprel::kRoot : static_cast<Deprel>(random() % kDeprelNames.size());
    word.name = static_cast<NameTag>(random() % kNameTagNames.size());
    tree.words.push_back(word);
  }
  return tree;
}

TEST(Open, AnyTreeGivesTuplesOfItsOwnWords) {
  std::mt19937 random(9);
  for (int round = 0; round < 400; ++round) {
    const Tree tree = random_tree(random() % 60, random);
    std::set<std::string> words = {"is", "has", "in"};
    std::vector<std::string> surface;
    for (const Word& word : tree.words) {
      words.insert(word.form);
      surface.push_back(word.form);
    }
    for (const OpenProfile profile : {OpenProfile::kSplit, OpenProfile::kWhole}) {
      std::set<std::string> seen;
      for (const OpenTuple& tuple : open_tuples(tree, surface, profile)) {
        EXPECT_GE(tuple.arguments.size(), 2U);
        EXPECT_TRUE(tuple.confidence > 0 && tuple.confidence <= 1000);
        EXPECT_TRUE(seen.insert(join(tuple)).second);
        std::istringstream text(join(tuple));
        for (std::string word; text >> word;) {
          EXPECT_TRUE(word == "|" || words.contains(word)) << word;
        }
      }
    }
  }
}

TEST(Open, ASentenceOfNothingButConjunctionsStaysBounded) {
  std::string line = "Mali";
  for (int i = 0; i < 120; ++i) {
    line += " and Mali" + std::to_string(i);
  }
  line += " supports peace";
  for (int i = 0; i < 120; ++i) {
    line += " and peace" + std::to_string(i);
  }
  EXPECT_LE(tuples_of(line + " .", OpenProfile::kSplit).size(), 20000U);
}

}  // namespace
}  // namespace rapport::extract
