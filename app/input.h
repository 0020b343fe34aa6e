// Reading the documents that the commands without a store are given.

#pragma once

#include <string>

#include "rapport/extract/document.h"
#include "rapport/result.h"

namespace rapport::app {

// A file, or standard input for "-".
Result<extract::Document> read_document(const std::string& file);

// The whole of a file, or of standard input for "-". kNotFound, kIo; kLimit above `at_most` bytes.
Result<std::string> read_text_file(const std::string& file, std::size_t at_most);

// One line of a text: tabs and line ends as blanks, at most `width` columns, cut with an ellipsis.
std::string one_line(std::string_view text, std::size_t width);

}  // namespace rapport::app
