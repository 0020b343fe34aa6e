// Putting trees right leaves trees, whatever a parser makes of a sentence.

#include "extract/claim/mend.h"

#include <array>
#include <random>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

struct Sample {
  std::string_view form, xpos;
  Upos upos;
};

// Words that the rules look for, and plain ones.
constexpr std::array<Sample, 30> kSamples = {{
    {"such", "JJ", Upos::kAdj},         {"as", "IN", Upos::kAdp},
    {"between", "IN", Upos::kAdp},      {"and", "CC", Upos::kCconj},
    {"but", "CC", Upos::kCconj},        {"not", "RB", Upos::kPart},
    {"of", "IN", Upos::kAdp},           {"by", "IN", Upos::kAdp},
    {"up", "IN", Upos::kAdp},           {"to", "TO", Upos::kPart},
    {"all", "DT", Upos::kDet},          {"number", "NN", Upos::kNoun},
    {"General", "NNP", Upos::kPropn},   {"-", "HYPH", Upos::kPunct},
    {",", ",", Upos::kPunct},           {".", ".", Upos::kPunct},
    {":", ":", Upos::kPunct},           {"&", "CC", Upos::kCconj},
    {"developing", "VBG", Upos::kVerb}, {"countries", "NNS", Upos::kNoun},
    {"Chad", "NNP", Upos::kPropn},      {"Togo", "NNP", Upos::kPropn},
    {"accuse", "VB", Upos::kVerb},      {"burning", "VBG", Upos::kVerb},
    {"supports", "NNS", Upos::kNoun},   {"was", "VBD", Upos::kAux},
    {"the", "DT", Upos::kDet},          {"minister", "NN", Upos::kNoun},
    {"called", "VBN", Upos::kVerb},     {"that", "IN", Upos::kSconj},
}};

Tree random_tree(std::mt19937& random) {
  const auto below = [&random](int end) {
    return std::uniform_int_distribution<int>(0, end - 1)(random);
  };
  Tree tree;
  const int size = 1 + below(14);
  const int root = below(size);
  std::vector<int> placed = {root};
  tree.words.resize(static_cast<std::size_t>(size));
  for (int w = 0; w < size; ++w) {
    const Sample& sample = kSamples[static_cast<std::size_t>(below(kSamples.size()))];
    Word& word = tree.words[static_cast<std::size_t>(w)];
    word.form = sample.form;
    word.lemma = sample.form;
    word.xpos = sample.xpos;
    word.upos = sample.upos;
    word.deprel = static_cast<Deprel>(below(static_cast<int>(kDeprelNames.size())));
  }
  tree.words[static_cast<std::size_t>(root)].head = kRoot;
  tree.words[static_cast<std::size_t>(root)].deprel = Deprel::kRoot;
  for (int w = 0; w < size; ++w) {
    if (w != root) {
      tree.words[static_cast<std::size_t>(w)].head =
          placed[static_cast<std::size_t>(below(static_cast<int>(placed.size())))];
      placed.push_back(w);
    }
  }
  return tree;
}

TEST(Mend, LeavesTrees) {
  std::mt19937 random(7);
  const auto pack = pack::Pack::load(RAPPORT_SOURCE_DIR "/packs/cooperation.json");
  ASSERT_TRUE(pack);
  const auto words = WordList::load(RAPPORT_SOURCE_DIR "/models/english.words");
  ASSERT_TRUE(words);
  for (int i = 0; i < 200'000; ++i) {
    Tree tree = random_tree(random);
    ASSERT_TRUE(is_tree(tree));
    const std::size_t size = tree.words.size();
    mend(tree, **pack, words->get());
    ASSERT_TRUE(is_tree(tree));
    ASSERT_EQ(tree.words.size(), size);
  }
}

TEST(Mend, KnowsATree) {
  Tree tree;
  EXPECT_TRUE(is_tree(tree));
  tree.words.resize(3);
  tree.words[0].head = 1;
  tree.words[1].head = kRoot;
  tree.words[2].head = 1;
  EXPECT_TRUE(is_tree(tree));
  tree.words[2].head = 2;
  EXPECT_FALSE(is_tree(tree));
  tree.words[2].head = kRoot;
  EXPECT_FALSE(is_tree(tree));
  tree.words[1].head = 0;
  EXPECT_FALSE(is_tree(tree));
}

}  // namespace
}  // namespace rapport::extract
