// "Did you mean": the name among those known that a misspelt one is near to.

#pragma once

#include <string>
#include <string_view>

namespace rapport::query {

// Near is a name that begins alike, or has its first two letters swapped, and differs in one letter
// or a third of the letters; case and diacritics do not count.
class Nearest {
 public:
  explicit Nearest(std::string_view name);
  void offer(std::string_view known);
  // Of those offered, the first of the nearest ones; empty where none is near.
  const std::string& best() const { return best_; }

 private:
  std::string folded_;
  std::string best_;
  std::size_t best_distance_;
};

// "did you mean NAME?", or empty where there is no such name.
std::string did_you_mean(std::string_view name);

}  // namespace rapport::query
