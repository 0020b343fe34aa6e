// An answer printed row by row, in the formats that allow it: CSV, TSV, lines of JSON.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "rapport/query/query.h"

#include "app/output.h"

namespace rapport::app {

// Of an answer that was printed in part: what its statement created stands nevertheless.
Error stopped_printing(const query::Rows& answer);

// The head is printed with the first row, or at the end of an answer without rows: an error before
// that is all there is.
class RowPrinter {
 public:
  static bool prints(const std::string& format) {
    return format == "csv" || format == "tsv" || format == "jsonl";
  }
  // REQUIRES: prints(format).
  RowPrinter(Output& out, const graph::Snapshot& graph, const std::string& format,
             std::vector<std::string> columns);

  // False: by Ctrl-C, or because nobody reads any more, nothing else is wanted.
  bool add(const std::vector<Value>& row);
  // What stands behind the rows; csv and tsv have no place for it, there it goes to standard error.
  // Those of `answer` itself are not looked at. kCancelled: by Ctrl-C, in the middle.
  Result<void> finish(const query::Rows& answer);

 private:
  void print_head();

  Output& out_;
  const graph::Snapshot& graph_;
  std::string format_;
  std::vector<std::string> columns_;
  std::uint64_t count_ = 0;
  std::chrono::steady_clock::time_point flushed_;  // long ago: the first row is not held back
};

}  // namespace rapport::app
