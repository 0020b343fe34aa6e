// Rows as comma-separated (RFC 4180) and tab-separated values.

#include <algorithm>

#include "rapport/query/view.h"

namespace rapport::query {

namespace {

std::string field(const std::string& text, bool always_quoted) {
  if (!always_quoted && text.find_first_of(",\"\r\n") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  }
  return quoted + "\"";
}

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\t':
        result += "\\t";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\r':
        result += "\\r";
        break;
      case '\\':
        result += "\\\\";
        break;
      default:
        result += c;
    }
  }
  return result;
}

}  // namespace

std::string csv_header(const std::vector<std::string>& columns) {
  std::string out;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    out += (c == 0 ? "" : ",") + field(columns[c], false);
  }
  return out + "\r\n";
}

std::string csv_line(const std::vector<Value>& row, const graph::Snapshot& graph) {
  std::string out;
  for (std::size_t c = 0; c < row.size(); ++c) {
    const std::string text = row[c].is_null() ? std::string() : to_text(row[c], graph);
    out += (c == 0 ? "" : ",") + field(text, text.empty() && !row[c].is_null());
  }
  return out + "\r\n";
}

bool write_csv(const Rows& rows, const graph::Snapshot& graph, const Writer& write) {
  return write(csv_header(rows.columns)) &&
         std::all_of(rows.rows.begin(), rows.rows.end(),
                     [&](const auto& row) { return write(csv_line(row, graph)); });
}

std::string to_csv(const Rows& rows, const graph::Snapshot& graph) {
  std::string text;
  write_csv(rows, graph, [&](std::string_view piece) { return text += piece, true; });
  return text;
}

std::string tsv_header(const std::vector<std::string>& columns) {
  std::string out;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    out += (c == 0 ? "" : "\t") + escaped(columns[c]);
  }
  return out + "\n";
}

std::string tsv_line(const std::vector<Value>& row, const graph::Snapshot& graph) {
  std::string out;
  for (std::size_t c = 0; c < row.size(); ++c) {
    out +=
        (c == 0 ? "" : "\t") + (row[c].is_null() ? std::string() : escaped(to_text(row[c], graph)));
  }
  return out + "\n";
}

bool write_tsv(const Rows& rows, const graph::Snapshot& graph, const Writer& write) {
  return write(tsv_header(rows.columns)) &&
         std::all_of(rows.rows.begin(), rows.rows.end(),
                     [&](const auto& row) { return write(tsv_line(row, graph)); });
}

std::string to_tsv(const Rows& rows, const graph::Snapshot& graph) {
  std::string text;
  write_tsv(rows, graph, [&](std::string_view piece) { return text += piece, true; });
  return text;
}

}  // namespace rapport::query
