// HTML inside of Markdown: comments, tags, autolinks and entities.

#pragma once

#include <cstddef>
#include <string_view>

#include "extract/read/text_edits.h"

namespace rapport::extract {

// Both look at position `i`, edit what they know, and say where to go on (at most `end`).
std::size_t remove_tag(std::string_view text, std::size_t i, std::size_t end, Edits& edits);
std::size_t replace_entity(std::string_view text, std::size_t i, std::size_t end, Edits& edits);

// Comments, scripts and style sheets that open a line: nothing in them is to be read.
class HiddenElements {
 public:
  // Behind the element that opens at `i`, or 0. REQUIRES: `i` grows from call to call.
  std::size_t end(std::string_view text, std::size_t i);

 private:
  bool unclosed_[3] = {};  // no such element ends any more
};

}  // namespace rapport::extract
