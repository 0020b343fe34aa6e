// The best IOB2 tags.

#include "extract/language/name_decoder.h"

#include <algorithm>
#include <array>
#include <limits>

namespace rapport::extract {
namespace {

constexpr std::size_t kTags = kNameTagNames.size();
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 2;

bool is_inside(std::size_t tag) { return tag > 0 && tag % 2 == 0; }
bool may_follow(std::size_t tag, std::size_t before) {
  return !is_inside(tag) || before == tag || before == tag - 1;
}

}  // namespace

std::vector<NameTag> best_names(const std::int32_t* scores, std::size_t words, std::size_t stride) {
  std::vector<NameTag> tags(words);
  if (words == 0) {
    return tags;
  }
  std::array<std::int64_t, kTags> best{};  // of a path that ends with the tag
  std::vector<std::array<std::uint8_t, kTags>> came_from(words);
  for (std::size_t tag = 0; tag < kTags; ++tag) {
    best[tag] = is_inside(tag) ? kNever : scores[tag];
  }
  for (std::size_t w = 1; w < words; ++w) {
    std::array<std::int64_t, kTags> next{};
    for (std::size_t tag = 0; tag < kTags; ++tag) {
      std::size_t from = 0;
      std::int64_t highest = kNever;
      for (std::size_t before = 0; before < kTags; ++before) {
        if (may_follow(tag, before) && best[before] > highest) {
          highest = best[before];
          from = before;
        }
      }
      next[tag] = std::max(kNever, highest + scores[w * stride + tag]);
      came_from[w][tag] = static_cast<std::uint8_t>(from);
    }
    best = next;
  }
  auto tag = static_cast<std::size_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (std::size_t w = words; w-- > 0; tag = came_from[w][tag]) {
    tags[w] = static_cast<NameTag>(tag);
  }
  return tags;
}

}  // namespace rapport::extract
