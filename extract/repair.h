// The repairs, one a file. Each looks at a text and says what to change; none knows of another.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rapport/span.h"

#include "extract/text_edits.h"

namespace rapport::extract {

class WordList;

Edits repair_blanks(std::string_view text);  // repair_blanks.cc
Edits repair_stops(std::string_view text);   // repair_stops.cc
Edits repair_wraps(std::string_view text);   // repair_wrap.cc

}  // namespace rapport::extract
