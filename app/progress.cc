// Drawing of the progress bar.

#include "app/progress.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "app/number.h"

namespace rapport::app {

namespace {

constexpr std::size_t kBarCells = 24;

std::size_t terminal_columns() {
  winsize size = {};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string progress_line(const Progress& progress, std::chrono::duration<double> elapsed,
                          std::size_t columns) {
  const double share = progress.total == 0 ? 0
                                           : static_cast<double>(progress.done) /
                                                 static_cast<double>(progress.total);
  const auto cells = static_cast<std::size_t>(share * kBarCells);
  std::string bar(cells, '=');
  bar += cells < kBarCells ? ">" : "";
  bar.resize(kBarCells, ' ');
  const double seconds = elapsed.count();
  std::string line =
      fmt::format("[{}] {} of {} documents", bar, grouped(progress.done), grouped(progress.total));
  if (seconds > 0.5 && progress.done > 0) {
    const auto left = static_cast<std::uint64_t>(seconds / share - seconds + 0.5);
    line += fmt::format(
        ", {} words/s, {}:{:02} left",
        grouped(static_cast<std::uint64_t>(static_cast<double>(progress.words) / seconds)),
        left / 60, left % 60);
  }
  if (progress.failed > 0) {
    line += fmt::format(", {} failed", progress.failed);
  }
  return line.substr(0, columns);
}

ProgressBar::ProgressBar(bool wanted) : on_(wanted && ::isatty(STDERR_FILENO) == 1) {}

ProgressBar::~ProgressBar() { wipe(); }

void ProgressBar::update(const Progress& progress) {
  const auto now = Clock::now();
  if (!on_ || (drawn_ && now - last_ < std::chrono::milliseconds(100))) {
    return;
  }
  const std::string line = progress_line(progress, elapsed(), terminal_columns() - 1);
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
  drawn_ = true;
  last_ = now;
}

void ProgressBar::wipe() {
  if (drawn_) {
    std::fputs("\r\033[K", stderr);
    drawn_ = false;
  }
}

std::chrono::duration<double> ProgressBar::elapsed() const { return Clock::now() - start_; }

}  // namespace rapport::app
