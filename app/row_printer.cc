// Heads, rows and ends of answers.

#include "app/row_printer.h"

#include <utility>

#include <fmt/format.h>

#include "rapport/query/view.h"

#include "app/interrupt.h"
#include "app/message.h"
#include "app/query_lines.h"

namespace rapport::app {

namespace {

constexpr std::chrono::milliseconds kSoon{50};  // what a reader waits for a row that was found

}  // namespace

Error stopped_printing(const query::Rows& answer) {
  Error error{Code::kCancelled, "the answer was stopped before all of it was printed", "", ""};
  if (answer.vertices_created + answer.edges_created > 0) {
    error.hint = fmt::format("{} nodes and {} relationships were created", answer.vertices_created,
                             answer.edges_created);
  }
  return error;
}

RowPrinter::RowPrinter(Output& out, const graph::Snapshot& graph, const std::string& format,
                       std::vector<std::string> columns)
    : out_(out), graph_(graph), format_(format), columns_(std::move(columns)) {}

void RowPrinter::print_head() {
  out_.write(format_ == "csv"   ? query::csv_header(columns_)
             : format_ == "tsv" ? query::tsv_header(columns_)
                                : columns_line(columns_));
}

bool RowPrinter::add(const std::vector<Value>& row) {
  if (count_++ == 0) {
    print_head();
  }
  const std::string line = format_ == "csv"   ? query::csv_line(row, graph_)
                           : format_ == "tsv" ? query::tsv_line(row, graph_)
                                              : row_line(row, graph_);
  if (interrupted()) {
    return false;  // the line may be cut
  }
  out_.write(line);
  if (const auto now = std::chrono::steady_clock::now(); now - flushed_ > kSoon) {
    out_.flush();
    flushed_ = now;
  }
  return !out_.closed() && !out_.failed() && !interrupted();
}

Result<void> RowPrinter::finish(const query::Rows& answer) {
  if (interrupted()) {
    return stopped_printing(answer);
  }
  if (count_ == 0) {
    print_head();
  }
  if (format_ == "jsonl") {
    out_.write(summary_line(answer, count_));
    return {};
  }
  if (!answer.cut.empty()) {
    print_warning("the answer is not whole", answer.cut);
  }
  for (const std::string& notice : answer.notices) {
    print_warning("query", notice);
  }
  return {};
}

}  // namespace rapport::app
