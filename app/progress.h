// The progress bar of a long import: one line on a terminal, rewritten in place; nothing on a pipe.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace rapport::app {

// How far the work is.
struct Progress {
  std::uint64_t done = 0, total = 0, failed = 0, words = 0;
};

// "[=====>    ] 12 of 40 documents, 81,000 words/s, 0:07 left, 1 failed", at most `columns` wide.
std::string progress_line(const Progress& progress, std::chrono::duration<double> elapsed,
                          std::size_t columns);

// Not for several threads at once.
class ProgressBar {
 public:
  // Draws on standard error when it is a terminal and `wanted`.
  explicit ProgressBar(bool wanted);
  ~ProgressBar();  // wipes the line
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void update(const Progress& progress);  // draws at most ten times a second
  void wipe();                            // before a message; the next update draws it again
  std::chrono::duration<double> elapsed() const;

 private:
  using Clock = std::chrono::steady_clock;
  bool on_;
  bool drawn_ = false;
  Clock::time_point start_ = Clock::now(), last_;
};

}  // namespace rapport::app
