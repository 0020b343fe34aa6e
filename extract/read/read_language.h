// Which language a text is in, told by the words that no text of a language can do without.

#pragma once

#include <string_view>

namespace rapport::extract {

struct TextLanguage {
  std::string_view code = "und";  // ISO 639-1; "und": not enough of any to tell
  std::string_view name;          // "German", "Arabic letters"; empty for English and "und"
};

// Texts of fewer than 8 words are "und". Any bytes are read; linear, up to the first 64 KiB.
TextLanguage guess_language(std::string_view text);

}  // namespace rapport::extract
