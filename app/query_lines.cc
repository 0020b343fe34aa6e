// Rows, summaries and errors as lines of JSON.

#include "app/query_lines.h"

#include <cstdio>
#include <utility>

#include <nlohmann/json.hpp>

namespace rapport::app {

namespace {

using Json = nlohmann::ordered_json;

std::string line_of(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

// "TYPE: DETAIL at PHASE: MESSAGE", then the line with a caret, as errors of the language are told.
struct Told {
  Json type, phase, detail;
  std::string message;
};

Told taken_apart(const std::string& text) {
  Told told{nullptr, nullptr, nullptr, text};
  const std::size_t type = text.find(": ");
  const std::size_t detail = text.find(" at ", type);
  const std::size_t phase = text.find(": ", detail);
  if (type == std::string::npos || detail == std::string::npos || phase == std::string::npos) {
    return told;
  }
  const std::string phase_text = text.substr(detail + 4, phase - detail - 4);
  if (phase_text != "compile time" && phase_text != "runtime") {
    return told;
  }
  told.type = text.substr(0, type);
  told.detail = text.substr(type + 2, detail - type - 2);
  told.phase = phase_text;
  told.message = text.substr(phase + 2, text.find('\n', phase) - phase - 2);
  return told;
}

}  // namespace

std::string columns_line(const std::vector<std::string>& columns) {
  return line_of({{"columns", columns}});
}

std::string row_line(const std::vector<Value>& row, const graph::Snapshot& graph) {
  std::string line = "{\"row\": [";
  for (std::size_t c = 0; c < row.size(); ++c) {
    line += (c == 0 ? "" : ", ") + query::to_json(row[c], graph);
  }
  return line + "]}\n";
}

std::string summary_line(const query::Rows& rows, std::uint64_t count) {
  Json summary = {{"rows", count},
                  {"nodes_created", rows.vertices_created},
                  {"relationships_created", rows.edges_created},
                  {"cut", rows.cut.empty() ? Json(nullptr) : Json(rows.cut)},
                  {"notices", rows.notices}};
  if (!rows.plan.empty()) {
    summary["plan"] = rows.plan;
  }
  return line_of({{"summary", std::move(summary)}});
}

std::string error_line(const Error& error) {
  const Told told = taken_apart(error.message);
  Json json = {{"type", told.type}, {"phase", told.phase}, {"detail", told.detail}};
  unsigned line = 0;
  unsigned column = 0;
  const bool has_place =
      std::sscanf(error.where.c_str(), "line %u, column %u", &line, &column) == 2;
  json["line"] = has_place ? Json(line) : Json(nullptr);
  json["column"] = has_place ? Json(column) : Json(nullptr);
  json["message"] = told.message + (error.hint.empty() ? "" : " (" + error.hint + ")");
  return line_of({{"error", std::move(json)}});
}

}  // namespace rapport::app
