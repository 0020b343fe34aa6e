// What the lines of a text say of each other: which are headings without a mark, and which were one
// line before a page broke them.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/layout/structure_line.h"

namespace rapport::extract {

class LineContext {
 public:
  // Both must outlive the context.
  LineContext(std::string_view text, const std::vector<LayoutLine>& lines);

  // 1..6 when line `at` is a heading that no mark of Markdown shows, else 0.
  int heading_level(std::size_t at) const { return levels_[at]; }

  // Whether line `at` + 1 goes on with the text of line `at`, whose block is a paragraph or, with
  // `item_indent`, an item whose bullet stands in that column.
  bool goes_on(std::size_t at) const { return goes_on(at, kMaxColumns, false); }
  bool goes_on_in_item(std::size_t at, std::uint16_t item_indent) const {
    return goes_on(at, item_indent, true);
  }

 private:
  std::string_view said(std::size_t at) const { return lines_[at].span().in(text_); }
  void measure_widths();
  bool full_width(std::size_t at) const;
  bool goes_on(std::size_t at, std::uint16_t item_indent, bool item) const;
  std::uint8_t find_level(std::size_t at) const;
  bool begins_block(std::size_t at) const;
  bool stands_above_text(std::size_t at) const;

  std::string_view text_;
  const std::vector<LayoutLine>& lines_;
  std::vector<std::uint16_t> widths_;  // to which the lines around each are broken; 0: to none
  std::vector<std::uint8_t> levels_;
};

// Bytes of the number of a numbered section and its depth: "2.1 Methods" -> 4, 2. Size 0: none.
struct SectionNumber {
  std::size_t size = 0;
  int depth = 0;
};
SectionNumber section_number(std::string_view line);

}  // namespace rapport::extract
