// The faults found in a pack, collected so that its author sees them all at once.

#pragma once

#include <string>
#include <vector>

#include "rapport/result.h"

namespace rapport::pack {

class Faults {
 public:
  void add(std::string where, std::string message, std::string hint = "");
  bool empty() const { return faults_.empty(); }
  // The first fault's place; its message, and up to nine further faults, one a line.
  // REQUIRES: !empty().
  Error error() const;

 private:
  std::vector<Error> faults_;
  std::size_t count_ = 0;
};

// "did you mean Country?" for the nearest of `known`, or nothing when none is near.
std::string did_you_mean(const std::string& word, const std::vector<std::string>& known);

}  // namespace rapport::pack
