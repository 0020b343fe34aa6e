// Takes the inline mark-up of Markdown off a text.

#pragma once

#include <string>
#include <vector>

#include "rapport/extract/text.h"

namespace rapport::extract {

// Emphasis, code, links to their text, images to their alternative text, autolinks, backslash
// escapes, comments, inline tags and entities. The marks of blocks (#, -, *, 1., |, >) stay for the
// structure stage; fenced code is dropped, with a warning. CommonMark 0.30, the parts that reports
// use.
MappedText remove_markup(const MappedText& source, std::vector<std::string>& warnings);

// The lines of each paragraph and of each list item joined to one, as Markdown reads them.
MappedText join_soft_breaks(const MappedText& source);

}  // namespace rapport::extract
