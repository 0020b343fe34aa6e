// The cells of a pipe table's row.

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rapport/span.h"

namespace rapport::extract {

// One span a column, blanks off, possibly empty; an outer pipe opens or closes no column, "\|" is
// no pipe. nullopt for a row of more than kMaxCells columns, which is no table.
inline constexpr std::size_t kMaxCells = 256;
std::optional<std::vector<Span>> row_cells(std::string_view text, Span row);

}  // namespace rapport::extract
