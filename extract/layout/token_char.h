// Characters as the tokeniser and the line reader see them: their class, and one decoder of UTF-8
// that never fails (a byte that is no UTF-8 counts as one symbol).

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace rapport::extract {

enum class CharClass : std::uint8_t {
  kBlank,   // white space, also no-break and zero-width space
  kLower,   // a letter in lower case
  kUpper,   // a letter in upper or title case
  kLetter,  // a letter without case, a combining mark, a soft hyphen
  kDigit,
  kPunct,  // all else
};

struct Character {
  char32_t code = 0;
  std::uint32_t size = 1;  // bytes
  CharClass char_class = CharClass::kPunct;

  bool blank() const { return char_class == CharClass::kBlank; }
  bool digit() const { return char_class == CharClass::kDigit; }
  bool upper() const { return char_class == CharClass::kUpper; }
  bool lower() const { return char_class == CharClass::kLower; }
  bool letter() const {
    return char_class == CharClass::kLower || char_class == CharClass::kUpper ||
           char_class == CharClass::kLetter;
  }
  bool word() const { return letter() || digit(); }
};

constexpr std::array<CharClass, 128> ascii_classes() {
  std::array<CharClass, 128> classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) {
    classes[c] = c <= ' ' || c == 127   ? CharClass::kBlank
                 : c >= 'a' && c <= 'z' ? CharClass::kLower
                 : c >= 'A' && c <= 'Z' ? CharClass::kUpper
                 : c >= '0' && c <= '9' ? CharClass::kDigit
                                        : CharClass::kPunct;
  }
  return classes;
}
inline constexpr std::array<CharClass, 128> kAsciiClasses = ascii_classes();

// The character at `at`, beyond ASCII.
Character decode_wide(std::string_view text, std::size_t at);

// The character at `at`; past the end a blank of no size.
inline Character character_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) {
    return {U'\0', 0, CharClass::kBlank};
  }
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 128) {
    return {byte, 1, kAsciiClasses[byte]};
  }
  return decode_wide(text, at);
}

// The character that ends before `at`, not reaching back over `begin`; there a blank of no size.
Character character_before(std::string_view text, std::size_t begin, std::size_t at);

constexpr bool is_apostrophe(char32_t c) {
  return c == U'\'' || c == U'\u2019' || c == U'\u2018' || c == U'\u02BC' || c == U'\uFF07' ||
         c == U'\u00B4' || c == U'`';
}
// The hyphen of compounds, also as no-break hyphen and Unicode hyphen.
constexpr bool is_hyphen(char32_t c) { return c == U'-' || c == U'\u2010' || c == U'\u2011'; }

}  // namespace rapport::extract
