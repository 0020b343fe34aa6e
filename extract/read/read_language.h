// Which language a text is in, told by the words that no text of a language can do without.

#pragma once

#include <string_view>

namespace rapport::extract {

struct TextLanguage {
  // ISO 639-1; "und": not enough of any to tell, or letters that several languages have.
  std::string_view code = "und";
  std::string_view name;  // "German", of letters "Arabic"; empty where it may be English
};

// A text of fewer than 8 words is "und", unless most of its letters are not Latin ones. Any bytes
// are read; linear, up to the first 64 KiB.
TextLanguage guess_language(std::string_view text);

}  // namespace rapport::extract
