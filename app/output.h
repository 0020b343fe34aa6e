// Where results go: standard output or a file, buffered, with every failed write noticed.
//
// A reader that goes away (`rapport query ... | head`) is not an error: further writes do nothing
// and closed() tells long commands that they may stop. Not for several threads at once.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "rapport/result.h"

namespace rapport::app {

class Output {
 public:
  // Writes to an open file descriptor, which stays the caller's.
  explicit Output(int descriptor, std::string name);
  ~Output();  // flushes; failures are lost: call finish() first
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  template <typename... Args>
  void print(fmt::format_string<Args...> format, Args&&... args) {
    write(fmt::format(format, std::forward<Args>(args)...));
  }
  void flush();
  bool closed() const { return closed_; }
  bool failed() const { return error_ != 0; }
  // Flushes; kIo when a write failed for another reason than a reader that went away.
  Result<void> finish();

 private:
  int descriptor_;
  std::string name_, buffer_;
  bool closed_ = false;
  bool stopped_ = false;  // by Ctrl-C while it waited for a reader: the rest is not wanted
  int error_ = 0;
};

// Writes `text` to `file` beside it first, then renames, so that no half file is ever seen.
Result<void> write_file(const std::string& file, std::string_view text);

}  // namespace rapport::app
