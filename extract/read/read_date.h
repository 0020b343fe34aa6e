// What a document says of itself at its top: its title and its date.

#pragma once

#include <string>
#include <string_view>

namespace rapport::extract {

// The first date in `text` as ISO 8601, or empty: "2025-02-05", "5 February 2025", "Feb. 5, 2025".
std::string first_date(std::string_view text);
// In a file name also "20250205" and "2025_02_05".
std::string date_in_name(std::string_view file_name);
// The date of a dateline: a short line of its own among the first three that are not blank.
std::string dateline(std::string_view text);

// The first heading: "# Title", an underlined line, or in a plain text a short first line that
// stands alone. "Abstract" and its like are headings of every report and no title.
std::string title_of(std::string_view text);

}  // namespace rapport::extract
