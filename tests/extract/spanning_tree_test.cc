// The best tree, and the best one whose arcs do not cross: against all trees, on small sentences;
// and on large ones that are hard to contract.

#include "extract/language/spanning_tree.h"

#include <numeric>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "extract/language/projective_tree.h"

namespace rapport::extract {
namespace {

bool is_single_rooted_tree(const std::vector<int>& heads) {
  int roots = 0;
  for (std::size_t word = 1; word <= heads.size(); ++word) {
    std::size_t at = word;
    for (std::size_t steps = 0; at != 0; ++steps) {
      if (steps > heads.size()) {
        return false;
      }
      at = static_cast<std::size_t>(heads[at - 1]);
    }
    roots += heads[word - 1] == 0 ? 1 : 0;
  }
  return roots == 1;
}

std::int64_t total(const std::vector<std::int32_t>& scores, const std::vector<int>& heads) {
  std::int64_t sum = 0;
  for (std::size_t word = 1; word <= heads.size(); ++word) {
    sum += scores[word * (heads.size() + 1) + static_cast<std::size_t>(heads[word - 1])];
  }
  return sum;
}

// Whether two arcs cross, that of the root included; straight from the definition.
bool crosses(const std::vector<int>& heads) {
  for (std::size_t a = 1; a <= heads.size(); ++a) {
    for (std::size_t b = 1; b <= heads.size(); ++b) {
      const auto [a1, a2] = std::minmax({static_cast<int>(a), heads[a - 1]});
      const auto [b1, b2] = std::minmax({static_cast<int>(b), heads[b - 1]});
      if (a1 < b1 && b1 < a2 && a2 < b2) {
        return true;
      }
    }
  }
  return false;
}

// The best total over all assignments of heads that are trees, or trees that `counts`.
template <typename Test>
std::int64_t best_total(const std::vector<std::int32_t>& scores, std::size_t words, Test counts) {
  std::vector<int> heads(words, 0);
  std::int64_t best = std::numeric_limits<std::int64_t>::min();
  while (true) {
    if (is_single_rooted_tree(heads) && counts(heads)) {
      best = std::max(best, total(scores, heads));
    }
    std::size_t at = 0;
    while (at < words && heads[at] == static_cast<int>(words)) {
      heads[at++] = 0;
    }
    if (at == words) {
      return best;
    }
    ++heads[at];
  }
}

std::vector<std::int32_t> random_scores(std::size_t words, std::uint32_t range,
                                        std::mt19937& random) {
  std::vector<std::int32_t> scores((words + 1) * (words + 1));
  for (std::int32_t& score : scores) {
    score = static_cast<std::int32_t>(random() % range) - static_cast<std::int32_t>(range / 2);
  }
  return scores;
}

TEST(SpanningTree, OneWordIsTheRoot) {
  const std::vector<std::int32_t> scores(4, 0);
  EXPECT_EQ(best_tree(scores.data(), 1, 2), std::vector<int>{0});
}

TEST(SpanningTree, NoWordsGiveNoHeads) {
  const std::int32_t score = 0;
  EXPECT_TRUE(best_tree(&score, 0, 1).empty());
}

TEST(SpanningTree, BreaksACycle) {
  //                                   root  1   2   3
  const std::vector<std::int32_t> scores{0, 0,  0,  0,   //
                                         5, 0,  20, 3,   //
                                         9, 20, 0,  30,  //
                                         1, 11, 15, 0};
  EXPECT_EQ(best_tree(scores.data(), 3, 4), (std::vector<int>{2, 3, 0}));
}

TEST(SpanningTree, IsTheBestOfAllTrees) {
  std::mt19937 random(11);
  for (int round = 0; round < 400; ++round) {
    const std::size_t words = 2 + random() % 4;
    const auto scores = random_scores(words, round % 2 == 0 ? 5 : 1000, random);
    const std::vector<int> heads = best_tree(scores.data(), words, words + 1);
    ASSERT_TRUE(is_single_rooted_tree(heads)) << "round " << round;
    const auto any = [](const std::vector<int>&) { return true; };
    ASSERT_EQ(total(scores, heads), best_total(scores, words, any)) << "round " << round;
  }
}

TEST(ProjectiveTree, IsTheBestOfThoseThatDoNotCross) {
  std::mt19937 random(13);
  for (int round = 0; round < 400; ++round) {
    const std::size_t words = 1 + random() % 5;
    const auto scores = random_scores(words, round % 2 == 0 ? 5 : 1000, random);
    const std::vector<int> heads = best_projective_tree(scores.data(), words, words + 1);
    ASSERT_TRUE(is_single_rooted_tree(heads)) << "round " << round;
    ASSERT_FALSE(crosses(heads)) << "round " << round;
    const auto straight = [](const std::vector<int>& of) { return !crosses(of); };
    ASSERT_EQ(total(scores, heads), best_total(scores, words, straight)) << "round " << round;
  }
}

TEST(ProjectiveTree, SeesWhichTreesCross) {
  std::mt19937 random(14);
  for (int round = 0; round < 400; ++round) {
    const std::size_t words = 1 + random() % 7;
    const auto scores = random_scores(words, 1000, random);
    const std::vector<int> heads = best_tree(scores.data(), words, words + 1);
    ASSERT_EQ(is_projective(heads), !crosses(heads)) << "round " << round;
  }
}

TEST(ProjectiveTree, NoWordsGiveNoHeads) {
  const std::int32_t score = 0;
  EXPECT_TRUE(best_projective_tree(&score, 0, 1).empty());
  EXPECT_TRUE(is_projective({}));
}

TEST(SpanningTree, IsATreeForExtremeScoresAndLongSentences) {
  std::mt19937 random(12);
  for (const std::size_t words : {2U, 17U, 64U, 300U, 512U}) {
    auto scores = random_scores(words, 0x7fffffff, random);
    EXPECT_TRUE(is_single_rooted_tree(best_tree(scores.data(), words, words + 1)));
    std::fill(scores.begin(), scores.end(), std::numeric_limits<std::int32_t>::max());
    EXPECT_TRUE(is_single_rooted_tree(best_tree(scores.data(), words, words + 1)));
  }
}

// Each word's best head is its neighbour, so that cycle closes around cycle.
TEST(SpanningTree, SurvivesNestedCycles) {
  const std::size_t words = 512;
  std::vector<std::int32_t> scores((words + 1) * (words + 1));
  for (std::size_t word = 1; word <= words; ++word) {
    for (std::size_t head = 0; head <= words; ++head) {
      const std::size_t gap = word > head ? word - head : head - word;
      scores[word * (words + 1) + head] =
          head == 0 ? -1000000 : -static_cast<std::int32_t>(gap * gap * (1 + word % 7));
    }
  }
  EXPECT_TRUE(is_single_rooted_tree(best_tree(scores.data(), words, words + 1)));
}

}  // namespace
}  // namespace rapport::extract
