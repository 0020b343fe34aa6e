// Rows of pipe tables; see table.h.

#include "extract/layout/table.h"

namespace rapport::extract {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

Span trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  while (begin < end && is_blank(text[begin])) {
    ++begin;
  }
  while (end > begin && is_blank(text[end - 1])) {
    --end;
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

std::optional<std::vector<Span>> row_cells(std::string_view text, Span row) {
  std::vector<Span> cells;
  std::size_t begin = row.begin;
  if (!row.empty() && text[begin] == '|') {
    ++begin;
  }
  std::size_t at = begin;
  for (; at < row.end; ++at) {
    if (text[at] == '|' && (at == 0 || text[at - 1] != '\\')) {
      if (cells.size() == kMaxCells) {
        return std::nullopt;
      }
      cells.push_back(trimmed(text, begin, at));
      begin = at + 1;
    }
  }
  if (begin < row.end) {
    cells.push_back(trimmed(text, begin, row.end));
  }
  return cells;
}

}  // namespace rapport::extract
