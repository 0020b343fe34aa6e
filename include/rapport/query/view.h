// Rows as a reader or a program wants them: a table, JSON, CSV, TSV.
//
// All give UTF-8 with a line feed at the end of each line. JSON: integers and floats are told apart
// (1 and 1.0); NaN and the infinities are {"$type": "float", "value": "NaN"}; a node is
//   {"$type": "node", "id": 1, "labels": ["Actor"], "properties": {...}},
// a relationship {"$type": "relationship", "id", "type", "from", "to", "properties"}, a path
// {"$type": "path", "nodes": [...], "relationships": [...]}, and a map that has a key "$type"
// itself
// {"$type": "map", "value": {...}}.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "rapport/query/query.h"

namespace rapport::query {

struct TableOptions {
  std::size_t max_cell = 60;  // columns of the screen; a longer cell ends in "…"; 0: no limit
  std::size_t max_rows = 0;   // more are counted, not shown; 0: all
};

// Takes the next piece of a text; false: no more is wanted. It is asked every few milliseconds, at
// times with an empty piece.
using Writer = std::function<bool(std::string_view)>;

// Each returns false where the writer wanted no more.

// Columns as wide as they need to be, numbers to the right, control characters shown as escapes,
// and the number of rows below; then why the answer was cut, and the notices.
bool write_table(const Rows& rows, const graph::Snapshot& graph, const Writer& write,
                 const TableOptions& options = {});

// {"columns": [...], "rows": [[...], ...], "cut": "..." or null, "notices": [...]}
bool write_json(const Rows& rows, const graph::Snapshot& graph, const Writer& write);

// RFC 4180 with a header and line ends CR LF; null is an empty field, an empty string is "".
bool write_csv(const Rows& rows, const graph::Snapshot& graph, const Writer& write);

// With a header and a tab between fields; in them \t, \n, \r and \\ stand for the characters
// themselves. Null and the empty string are an empty field.
bool write_tsv(const Rows& rows, const graph::Snapshot& graph, const Writer& write);

// Of CSV and TSV the first line and that of a row, for rows that come one at a time.
std::string csv_header(const std::vector<std::string>& columns);
std::string csv_line(const std::vector<Value>& row, const graph::Snapshot& graph);
std::string tsv_header(const std::vector<std::string>& columns);
std::string tsv_line(const std::vector<Value>& row, const graph::Snapshot& graph);

// The same as one text.
std::string to_table(const Rows& rows, const graph::Snapshot& graph,
                     const TableOptions& options = {});
std::string to_json(const Rows& rows, const graph::Snapshot& graph);
std::string to_csv(const Rows& rows, const graph::Snapshot& graph);
std::string to_tsv(const Rows& rows, const graph::Snapshot& graph);

// Columns of a terminal that a text takes: wide East Asian characters and emoji two, marks none.
std::size_t display_width(std::string_view text);

// Cut to so many columns, with "…" where something was cut off; never inside a character.
std::string cut_to_width(std::string_view text, std::size_t columns);

}  // namespace rapport::query
