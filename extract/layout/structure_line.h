// The lines of a text, each with what its own signs say: a bullet, heading marks, a rule, pipes.
// What a line is among its neighbours is decided in structure.cc.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rapport/span.h"

namespace rapport::extract {

enum class LineKind : std::uint8_t {
  kText,
  kHeading,    // "## Marked", "**Bold**"
  kItem,       // begins with a bullet or number
  kRule,       // "-----", "=====", "* * *", code fences
  kDelimiter,  // "---|---" under a table's header, "+---+---+"
};

// Families of bullets and numbers; a change of family at the same indent is a change of level.
enum class Marker : std::uint8_t {
  kNoMarker,
  kAscii,        // -, *, +
  kDot,          // •, ●, ■
  kRing,         // ◦, ○, ‣
  kDash,         // –
  kNumber,       // 1.
  kParenNumber,  // 1), (1)
  kLetter,       // a., a), (a)
  kCapital,      // A), (A)
  kRoman,        // ii., ii), (ii); also a single i, v, x
};

struct LayoutLine {
  std::uint32_t begin =
      0;  // of what it says: without bullet, heading marks, quote marks, blank ends
  std::uint32_t end = 0;
  std::uint16_t indent =
      0;  // columns before the bullet or text; a tab is four; at most kMaxColumns
  std::uint16_t length = 0;  // bytes of the text, at most kMaxColumns
  std::uint16_t width = 0;   // the same with all that is before it on the line
  LineKind kind = LineKind::kText;
  Marker marker = Marker::kNoMarker;
  std::uint8_t level =
      0;  // heading: 1..6; rule: 1 for "===", 2 for "---", else 0; item: its letter, if one
  bool after_blank = false;  // a blank line, or nothing, is above
  bool quoted = false;       // "> ..."
  bool piped = false;        // holds an unescaped "|"

  Span span() const { return {begin, end}; }
};

inline constexpr std::uint16_t kMaxColumns = 10000;

// The lines that are not blank.
std::vector<LayoutLine> read_lines(std::string_view text);

// Whether the text ends a sentence: a stop, and what may close after it.
bool ends_sentence(std::string_view text);

}  // namespace rapport::extract
