// The nearest of some names, by edit distance.

#include "query/nearest.h"

#include <algorithm>

#include <fmt/format.h>

#include "rapport/pack/fold.h"

namespace rapport::query {

namespace {

constexpr std::size_t kLongestName = 200;  // bytes; nothing is near to a longer one

// The bytes of a first letter tell enough: two that differ are two letters.
bool begins_alike(std::string_view a, std::string_view b) {
  const auto letter = [](std::string_view text, std::size_t at) {
    return at < text.size() ? text[at] : '\0';
  };
  return letter(a, 0) == letter(b, 0) ||
         (letter(a, 0) == letter(b, 1) && letter(a, 1) == letter(b, 0));
}

}  // namespace

Nearest::Nearest(std::string_view name)
    : folded_(name.size() > kLongestName ? std::string() : pack::fold(name)),
      best_distance_(folded_.size()) {}

void Nearest::offer(std::string_view known) {
  const std::string candidate = pack::fold(known);
  if (!begins_alike(folded_, candidate)) {
    return;
  }
  const std::size_t farthest =
      std::max<std::size_t>(std::max(folded_.size(), candidate.size()) / 3, 1);
  const std::size_t distance = pack::edit_distance(folded_, candidate, farthest);
  if (distance <= farthest && distance < best_distance_) {
    best_ = known;
    best_distance_ = distance;
  }
}

std::string did_you_mean(std::string_view name) {
  return name.empty() ? std::string() : fmt::format("did you mean {}?", name);
}

}  // namespace rapport::query
