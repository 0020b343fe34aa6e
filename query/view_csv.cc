// Rows as comma-separated (RFC 4180) and tab-separated values.

#include <utility>

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

bool write_csv(const Rows& rows, const graph::Snapshot& graph, const Writer& write) {
  std::string out;
  for (std::size_t c = 0; c < rows.columns.size(); ++c) {
    out += (c == 0 ? "" : ",") + field(rows.columns[c], false);
  }
  out += "\r\n";
  for (const auto& row : rows.rows) {
    if (!write(std::exchange(out, {}))) {
      return false;
    }
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string text = row[c].is_null() ? std::string() : to_text(row[c], graph);
      out += (c == 0 ? "" : ",") + field(text, text.empty() && !row[c].is_null());
    }
    out += "\r\n";
  }
  return write(out);
}

std::string to_csv(const Rows& rows, const graph::Snapshot& graph) {
  std::string text;
  write_csv(rows, graph, [&](std::string_view piece) { return text += piece, true; });
  return text;
}

bool write_tsv(const Rows& rows, const graph::Snapshot& graph, const Writer& write) {
  std::string out;
  for (std::size_t c = 0; c < rows.columns.size(); ++c) {
    out += (c == 0 ? "" : "\t") + escaped(rows.columns[c]);
  }
  out += "\n";
  for (const auto& row : rows.rows) {
    if (!write(std::exchange(out, {}))) {
      return false;
    }
    for (std::size_t c = 0; c < row.size(); ++c) {
      out += (c == 0 ? "" : "\t") +
             (row[c].is_null() ? std::string() : escaped(to_text(row[c], graph)));
    }
    out += "\n";
  }
  return write(out);
}

std::string to_tsv(const Rows& rows, const graph::Snapshot& graph) {
  std::string text;
  write_tsv(rows, graph, [&](std::string_view piece) { return text += piece, true; });
  return text;
}

}  // namespace rapport::query
