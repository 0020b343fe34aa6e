// Ctrl-C as a flag: long work looks at it and ends in good order.

#pragma once

#include <atomic>
#include <cstdint>

namespace rapport::app {

// Set by SIGINT and SIGTERM while an InterruptGuard lives.
const std::atomic<bool>& interrupted();

// The first SIGINT or SIGTERM sets interrupted(); a second one ends the process at once. Restores
// the former handlers and clears the flag when it goes. One at a time.
class InterruptGuard {
 public:
  // What a read or a write that waits does when the signal comes: goes on waiting, or ends (EINTR).
  enum class Waiting : std::uint8_t { kGoesOn, kEnds };
  explicit InterruptGuard(Waiting waiting = Waiting::kGoesOn);
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

// Ctrl-C ends nothing outside of an InterruptGuard: for a dialogue, where one that comes a moment
// late was meant for the statement that has just ended.
void ignore_interrupts();

// Writes to a pipe without reader give an error instead of a signal.
void ignore_broken_pipes();

}  // namespace rapport::app
