// Rows as one JSON object, and as one object a line.

#include <nlohmann/json.hpp>

#include "rapport/query/view.h"

namespace rapport::query {

namespace {

std::string text_json(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string list_json(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    out += (out.size() > 1 ? ", " : "") + text_json(text);
  }
  return out + "]";
}

}  // namespace

std::string to_json(const Rows& rows, const graph::Snapshot& graph) {
  std::string out = "{\"columns\": " + list_json(rows.columns) + ",\n \"rows\": [";
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    out += i == 0 ? "\n  [" : ",\n  [";
    for (std::size_t c = 0; c < rows.rows[i].size(); ++c) {
      out += (c == 0 ? "" : ", ") + to_json(rows.rows[i][c], graph);
    }
    out += "]";
  }
  out += "],\n \"cut\": " + (rows.cut.empty() ? "null" : text_json(rows.cut));
  return out + ",\n \"notices\": " + list_json(rows.notices) + "}\n";
}

std::string to_jsonl(const Rows& rows, const graph::Snapshot& graph) {
  std::string out;
  for (const auto& row : rows.rows) {
    out += "{";
    for (std::size_t c = 0; c < row.size(); ++c) {
      out += (c == 0 ? "" : ", ") + text_json(rows.columns[c]) + ": " + to_json(row[c], graph);
    }
    out += "}\n";
  }
  return out;
}

}  // namespace rapport::query
