// What PROFILE measures: of each clause, and of each step of a match, how much came to it, and the
// time, the budget's steps and the store's reads that it and all behind it took. What it took
// itself is that less what the next one took.

#pragma once

#include <chrono>
#include <cstdint>

namespace rapport::query {

struct Run;

struct Work {
  std::uint64_t rows = 0;
  std::chrono::steady_clock::duration time{};
  std::uint64_t steps = 0;
  std::uint64_t reads = 0;
};

// Adds what happens in its lifetime.
class Meter {
 public:
  Meter(Work& work, const Run& run);
  ~Meter();
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

 private:
  Work& work_;
  const Run& run_;
  std::chrono::steady_clock::time_point begin_;
  std::uint64_t first_step_;
  std::uint64_t first_read_;
};

}  // namespace rapport::query
