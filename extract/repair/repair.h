// The repairs, one a file. Each looks at a text and says what to change; none knows of another.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/span.h"

#include "extract/read/text_edits.h"

namespace rapport::extract {

class WordList;

// Pieces of a text in the order in which they are to be read.
struct Reordering {
  Spans pieces;
  std::string reason;
};

// `words` may be null where it is a pointer: only what needs no witness is repaired then.
Edits repair_blanks(std::string_view text);                           // repair_blanks.cc
std::optional<Reordering> swapped_columns(std::string_view text);     // repair_columns.cc
Edits repair_stops(std::string_view text);                            // repair_stops.cc
Edits repair_ocr(std::string_view text, const WordList& words);       // repair_ocr.cc
Edits repair_dashes(std::string_view text, const WordList& words);    // repair_dashes.cc
Edits repair_hyphens(std::string_view text, const WordList* words);   // repair_hyphen.cc
Edits repair_wraps(std::string_view text);                            // repair_wrap.cc
Edits repair_glue(std::string_view text, const WordList& words);      // repair_glue.cc
Edits repair_spelling(std::string_view text, const WordList& words);  // repair_spelling.cc

}  // namespace rapport::extract
