// The decoder of names against trying every sequence.

#include "extract/language/name_decoder.h"

#include <random>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

constexpr std::size_t kTags = kNameTagNames.size();

bool is_well_formed(const std::vector<std::size_t>& tags) {
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const bool inside = tags[i] > 0 && tags[i] % 2 == 0;
    if (inside && (i == 0 || (tags[i - 1] != tags[i] && tags[i - 1] != tags[i] - 1))) {
      return false;
    }
  }
  return true;
}

std::int64_t sum_of(const std::vector<std::int32_t>& scores, const std::vector<std::size_t>& tags) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    sum += scores[i * kTags + tags[i]];
  }
  return sum;
}

TEST(BestNames, HaveTheHighestSumOfAllWellFormedSequences) {
  std::mt19937 random(7);
  for (int round = 0; round < 60; ++round) {
    const std::size_t words = 1 + random() % 4;
    std::vector<std::int32_t> scores(words * kTags);
    for (std::int32_t& score : scores) {
      score = static_cast<std::int32_t>(random() % 2000) - 1000;
    }
    std::int64_t highest = std::numeric_limits<std::int64_t>::min();
    std::size_t sequences = 1;
    for (std::size_t i = 0; i < words; ++i) {
      sequences *= kTags;
    }
    for (std::size_t n = 0; n < sequences; ++n) {
      std::vector<std::size_t> tags;
      for (std::size_t rest = n; tags.size() < words; rest /= kTags) {
        tags.push_back(rest % kTags);
      }
      if (is_well_formed(tags)) {
        highest = std::max(highest, sum_of(scores, tags));
      }
    }
    std::vector<std::size_t> found;
    for (const NameTag tag : best_names(scores.data(), words, kTags)) {
      found.push_back(static_cast<std::size_t>(tag));
    }
    EXPECT_TRUE(is_well_formed(found));
    EXPECT_EQ(sum_of(scores, found), highest);
  }
  EXPECT_TRUE(best_names(nullptr, 0, kTags).empty());
}

}  // namespace
}  // namespace rapport::extract
