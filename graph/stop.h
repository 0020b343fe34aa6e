// Work over many records that somebody may end: whether it goes on is asked once in some thousand.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "rapport/graph/stop_scope.h"
#include "rapport/result.h"

namespace rapport::graph {

class StopCheck {
 public:
  // Besides `stop`, which may be empty and outlives this, the thread's StopScope is asked.
  explicit StopCheck(const std::function<bool()>& stop) : stop_(&stop) {}
  StopCheck() = default;

  // Of each record; kCancelled: it is to end.
  Result<void> next() { return ++records_ % kStride == 0 ? now() : Result<void>(); }
  // At once.
  Result<void> now() const {
    if ((stop_ != nullptr && *stop_ && (*stop_)()) || StopScope::is_over()) {
      return Error{Code::kCancelled, "it was stopped", "", ""};
    }
    return {};
  }
  // Of so many records: work(begin, end) does some of them, one after the other.
  template <typename Work>
  Result<void> each_part(std::size_t records, const Work& work) const {
    for (std::size_t begin = 0; begin < records; begin += kPart) {
      RAPPORT_CHECK(now());
      work(begin, std::min(records, begin + kPart));
    }
    return {};
  }

 private:
  static constexpr std::uint64_t kStride = 4096;
  static constexpr std::size_t kPart = std::size_t{1} << 16;
  const std::function<bool()>* stop_ = nullptr;
  std::uint64_t records_ = 0;
};

}  // namespace rapport::graph
