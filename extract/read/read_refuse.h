// Files that are no text, known by their first bytes, so that the message can say what they are.

#pragma once

#include <optional>
#include <string_view>

namespace rapport::extract {

// "a PDF", "a Word document", "a PNG image" ..., or nothing when it may be a text.
std::optional<std::string_view> foreign_format(std::string_view bytes);
// Too many control characters for a text in any one-byte encoding or UTF-8.
bool looks_binary(std::string_view bytes);

}  // namespace rapport::extract
