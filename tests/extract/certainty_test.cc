// How sure the parser is: of a head, and of what joins two words.

#include <gtest/gtest.h>

#include "extract/claim/path_certainty.h"
#include "extract/language/parser.h"
#include "tests/support/tree_text.h"

namespace rapport::extract {
namespace {

TEST(Certainty, GrowsWithTheMarginAndHasEnds) {
  for (std::int32_t margin = -500; margin < 2000; ++margin) {
    EXPECT_LE(certainty_of(margin), certainty_of(margin + 1)) << margin;
  }
  EXPECT_EQ(certainty_of(INT32_MIN), certainty_of(0));
  EXPECT_EQ(certainty_of(INT32_MAX), certainty_of(5000));
  EXPECT_GT(certainty_of(0), 0);
  EXPECT_LT(certainty_of(INT32_MAX), 1000);
}

class PathCertainty : public ::testing::Test {
 protected:
  // NATO <- supports -> peace -> Iraq -> in, each arc with a certainty of its own.
  void SetUp() override {
    Tree tree = test::tree_of(R"(NATO NATO PROPN NNP 2 nsubj
supports support VERB VBZ 0 root
peace peace NOUN NN 2 obj
in in ADP IN 5 case
Iraq Iraq PROPN NNP 3 nmod)");
    const std::array<std::uint16_t, 5> certainties = {900, 100, 800, 200, 500};
    for (std::size_t i = 0; i < certainties.size(); ++i) {
      tree.words[i].certainty = certainties[i];
    }
    analysis_.trees = {tree, tree};
    for (const Tree& one : analysis_.trees) {
      analysis_.views.emplace_back(one);
    }
  }
  std::uint16_t between(int a, int b) const { return path_certainty(analysis_, {0, a}, {0, b}); }
  Analysis analysis_;
};

TEST_F(PathCertainty, IsTheProductOfTheArcsBetweenTheWords) {
  EXPECT_EQ(between(0, 1), 900);
  EXPECT_EQ(between(1, 0), 900);
  EXPECT_EQ(between(0, 2), 720) << "over the verb, whose own arc does not count";
  EXPECT_EQ(between(0, 4), 360);
  EXPECT_EQ(between(2, 4), 500) << "one above the other";
  EXPECT_EQ(between(3, 3), 1000);
}

TEST_F(PathCertainty, IsWholeBetweenSentences) {
  EXPECT_EQ(path_certainty(analysis_, {0, 0}, {1, 4}), 1000);
}

}  // namespace
}  // namespace rapport::extract
