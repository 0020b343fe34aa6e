// Work over many records that somebody may end: whether it goes on is asked once in some thousand.

#pragma once

#include <cstdint>
#include <functional>

#include "rapport/result.h"

namespace rapport::graph {

class StopCheck {
 public:
  // Without a `stop` nothing ends it.
  explicit StopCheck(const std::function<bool()>& stop) : stop_(stop) {}

  // Of each record; kCancelled: it is to end.
  Result<void> next() {
    if (++records_ % kStride == 0 && stop_ && stop_()) {
      return Error{Code::kCancelled, "it was stopped", "", ""};
    }
    return {};
  }

 private:
  static constexpr std::uint64_t kStride = 4096;
  const std::function<bool()>& stop_;
  std::uint64_t records_ = 0;
};

}  // namespace rapport::graph
