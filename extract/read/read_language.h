// Whether a text is English, told by the words that no English text can do without.

#pragma once

#include <string_view>

namespace rapport::extract {

// "en" or "und" (undetermined: not enough English in it, or too short to tell).
std::string_view guess_language(std::string_view text);

}  // namespace rapport::extract
