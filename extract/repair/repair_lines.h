// A text as lines, for the repairs that look at layout.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rapport/span.h"

namespace rapport::extract {

struct Line {
  Span span;                 // without its line end
  Span content;              // without blank ends and quotation marks ("> ")
  std::uint32_t width = 0;   // characters of content
  std::uint32_t indent = 0;  // blanks before the content
  std::uint32_t quote = 0;   // depth of "> "
  std::uint32_t marker = 0;  // bytes of a bullet or number and its blanks at the start of content
  bool fixed = false;  // heading, table row, rule, columns of blanks: never part of a paragraph

  bool blank() const { return content.empty(); }
};

std::vector<Line> lines_of(std::string_view text);

// ASCII in any locale; other letters count as letters of lower case.
bool is_upper(char c);
bool is_lower(char c);
bool is_digit(char c);
// Ends a sentence, with or without closing quotes and brackets behind it. `marks` are the
// characters that count as ends.
bool ends_with_mark(std::string_view text, std::string_view marks);
// The last characters that are no blank, as a word of letters in lower case; may be empty.
std::string_view last_word(std::string_view text);
std::string_view first_word(std::string_view text);
// "of", "the", "and" ...: what follows it belongs to the same sentence.
bool is_open_word(std::string_view word);

}  // namespace rapport::extract
