// Rows as a table for a terminal.

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "rapport/query/view.h"

namespace rapport::query {

namespace {

UChar32 next_code_point(std::string_view text, std::size_t& at) {
  UChar32 c = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto i = static_cast<std::int64_t>(at);
  U8_NEXT(bytes, i, static_cast<std::int64_t>(text.size()), c);
  at = static_cast<std::size_t>(i);
  return c;
}

std::size_t width_of(UChar32 c) {
  if (c < 0) {
    return 1;
  }
  const int category = u_charType(c);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) {
    return 0;
  }
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  const bool is_wide = width == U_EA_WIDE || width == U_EA_FULLWIDTH ||
                       u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION) != 0;
  return is_wide ? 2 : 1;
}

// One line, without anything that could move the cursor or colour the terminal.
std::string printable(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 c = next_code_point(text, at);
    if (c < 0) {
      result += "\xEF\xBF\xBD";
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (c == '\r') {
      result += "\\r";
    } else if (u_charType(c) == U_CONTROL_CHAR) {
      result += fmt::format("\\u{:04X}", c);
    } else {
      result += text.substr(begin, at - begin);
    }
  }
  return result;
}

bool is_number(const Value& value) {
  return value.as_int() != nullptr || value.as_float() != nullptr;
}

struct Column {
  std::size_t width = 0;
  bool is_numeric = false;
};

void append_cell(std::string& out, std::string_view cell, const Column& column, bool is_last) {
  const std::string blanks(column.width - std::min(column.width, display_width(cell)), ' ');
  if (column.is_numeric) {
    out += blanks;
    out += cell;
  } else {
    out += cell;
    out += is_last ? "" : blanks;
  }
  out += is_last ? "\n" : "  ";
}

std::string cell_text(const Value& value, const graph::Snapshot& graph, std::size_t max_cell) {
  const std::string text = printable(to_text(value, graph));
  return max_cell == 0 ? text : cut_to_width(text, max_cell);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += width_of(next_code_point(text, at));
  }
  return width;
}

std::string cut_to_width(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) {
    return std::string(text);
  }
  std::size_t width = 1;  // of the ellipsis
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    width += width_of(next_code_point(text, at));
    if (width > columns) {
      break;
    }
    end = at;
  }
  return columns == 0 ? std::string() : std::string(text.substr(0, end)) + "…";
}

namespace {

// The cells as text, one behind the other: many rows are one piece of memory.
struct Cells {
  std::string text;
  std::vector<std::size_t> ends;

  void add(std::string_view cell) {
    text += cell;
    ends.push_back(text.size());
  }
  std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends[i - 1];
    return std::string_view(text).substr(begin, ends[i] - begin);
  }
};

constexpr std::size_t kRowsAtOnce = 256;

std::string footer(const Rows& rows, std::size_t shown) {
  std::string out = fmt::format("{} row{}", rows.rows.size(), rows.rows.size() == 1 ? "" : "s");
  out += shown < rows.rows.size() ? fmt::format(" ({} shown)\n", shown) : "\n";
  if (!rows.cut.empty()) {
    out += fmt::format("not the whole answer: {}\n", rows.cut);
  }
  for (const std::string& notice : rows.notices) {
    out += fmt::format("note: {}\n", notice);
  }
  return out;
}

std::string head(const std::vector<std::string>& names, const std::vector<Column>& columns) {
  std::string out;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    append_cell(out, names[c], columns[c], c + 1 == columns.size());
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    for (std::size_t i = 0; i < columns[c].width; ++i) {
      out += "─";
    }
    out += c + 1 == columns.size() ? "\n" : "  ";
  }
  return out;
}

}  // namespace

bool write_table(const Rows& rows, const graph::Snapshot& graph, const Writer& write,
                 const TableOptions& options) {
  const std::size_t shown =
      options.max_rows == 0 ? rows.rows.size() : std::min(rows.rows.size(), options.max_rows);
  std::vector<std::string> names;
  std::vector<Column> columns;
  for (const std::string& name : rows.columns) {
    names.push_back(options.max_cell == 0 ? printable(name)
                                          : cut_to_width(printable(name), options.max_cell));
    columns.push_back({display_width(names.back()), shown > 0});
  }
  Cells cells;
  for (std::size_t i = 0; i < shown; ++i) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const Value& value = rows.rows[i][c];
      const std::string cell = cell_text(value, graph, options.max_cell);
      columns[c].width = std::max(columns[c].width, display_width(cell));
      columns[c].is_numeric = columns[c].is_numeric && (is_number(value) || value.is_null());
      cells.add(cell);
    }
    if (i % kRowsAtOnce == 0 && !write({})) {
      return false;
    }
  }
  std::string out = head(names, columns);
  for (std::size_t i = 0; i < shown; ++i) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      append_cell(out, cells[i * columns.size() + c], columns[c], c + 1 == columns.size());
    }
    if (i % kRowsAtOnce == 0 && !write(std::exchange(out, {}))) {
      return false;
    }
  }
  return write(out + footer(rows, shown));
}

std::string to_table(const Rows& rows, const graph::Snapshot& graph, const TableOptions& options) {
  std::string text;
  write_table(rows, graph, [&](std::string_view piece) { return text += piece, true; }, options);
  return text;
}

}  // namespace rapport::query
