// Looks at text as bytes: is it UTF-8, where do characters and lines begin.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace rapport::graph {

// Well formed after Unicode 15, table 3-7: no overlong forms, no surrogates.
bool is_utf8(std::string_view text);

// Is `at` between the bytes of one character?
bool cuts_character(std::string_view text, std::size_t at);

class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  std::uint32_t line_of(std::uint32_t offset) const;  // from 1

 private:
  std::vector<std::uint32_t> ends_;  // offsets of line feeds
};

}  // namespace rapport::graph
