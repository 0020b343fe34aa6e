// HTML inside of Markdown: comments, tags, autolinks and entities.

#pragma once

#include <cstddef>
#include <string_view>

#include "extract/text_edits.h"

namespace rapport::extract {

// Both look at position `i`, edit what they know, and say where to go on (at most `end`).
std::size_t remove_tag(std::string_view text, std::size_t i, std::size_t end, Edits& edits);
std::size_t replace_entity(std::string_view text, std::size_t i, std::size_t end, Edits& edits);

// Behind a comment, script or style element that opens at `i`, the start of a line; or 0.
std::size_t hidden_end(std::string_view text, std::size_t i);

}  // namespace rapport::extract
