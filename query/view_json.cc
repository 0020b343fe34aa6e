// Rows as one JSON object.

#include <utility>

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

bool write_json(const Rows& rows, const graph::Snapshot& graph, const Writer& write) {
  std::string out = "{\"columns\": " + list_json(rows.columns) + ",\n \"rows\": [";
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    out += i == 0 ? "\n  [" : ",\n  [";
    for (std::size_t c = 0; c < rows.rows[i].size(); ++c) {
      out += (c == 0 ? "" : ", ") + to_json(rows.rows[i][c], graph);
    }
    out += "]";
    if (!write(std::exchange(out, {}))) {
      return false;
    }
  }
  out += "],\n \"cut\": " + (rows.cut.empty() ? "null" : text_json(rows.cut));
  return write(out + ",\n \"notices\": " + list_json(rows.notices) + "}\n");
}

std::string to_json(const Rows& rows, const graph::Snapshot& graph) {
  std::string text;
  write_json(rows, graph, [&](std::string_view piece) { return text += piece, true; });
  return text;
}

}  // namespace rapport::query
