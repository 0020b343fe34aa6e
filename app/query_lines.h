// Answers for programs, what `--format jsonl` prints: for each statement
//
//   {"columns": ["a", "n"]}
//   {"row": [{"$type": "node", ...}, 1]}            each row; values as in docs/query.md
//   {"summary": {"rows": 1, "nodes_created": 0, "relationships_created": 0, "cut": null,
//                "notices": []}}                  and with PROFILE or EXPLAIN `plan`, a text
//
// or instead of the summary, and of all where nothing could be run,
//
//   {"error": {"type": "SyntaxError", "phase": "compile time", "detail": "UndefinedVariable",
//              "line": 1, "column": 8, "message": "'x' is not defined"}}
//
// so that each statement ends with exactly one line that has `summary` or `error`.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rapport/query/view.h"
#include "rapport/result.h"

namespace rapport::app {

std::string columns_line(const std::vector<std::string>& columns);
std::string row_line(const std::vector<Value>& row, const graph::Snapshot& graph);
// Of an answer with so many rows.
std::string summary_line(const query::Rows& rows, std::uint64_t count);
// Type, phase and detail are null where the error is not one of the language.
std::string error_line(const Error& error);

}  // namespace rapport::app
