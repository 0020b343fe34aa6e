// Classes of characters beyond ASCII, by ICU's tables.

#include "extract/layout/token_char.h"

#include <unicode/uchar.h>

namespace rapport::extract {
namespace {

CharClass wide_class(UChar32 c) {
  if (c == 0x00AD || c == 0x200C || c == 0x200D) {
    return CharClass::kLetter;  // soft hyphen and joiners stand inside words
  }
  if (c == 0x200B || c == 0xFEFF || c == 0x2060 || u_isUWhiteSpace(c)) {
    return CharClass::kBlank;
  }
  switch (u_charType(c)) {
    case U_LOWERCASE_LETTER:
      return CharClass::kLower;
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
      return CharClass::kUpper;
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_LETTER_NUMBER:
      return CharClass::kLetter;
    case U_DECIMAL_DIGIT_NUMBER:
    case U_OTHER_NUMBER:
      return CharClass::kDigit;
    case U_CONTROL_CHAR:
      return CharClass::kBlank;
    default:
      return CharClass::kPunct;
  }
}

}  // namespace

Character decode_wide(std::string_view text, std::size_t at) {
  constexpr Character kBroken{U'\uFFFD', 1, CharClass::kPunct};
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + size > text.size()) {
    return kBroken;
  }
  char32_t code = lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0U) != 0x80U) {
      return kBroken;
    }
    code = (code << 6U) | (byte & 0x3FU);
  }
  if (code < kSmallest[size] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
    return kBroken;
  }
  return {code, size, wide_class(static_cast<UChar32>(code))};
}

Character character_before(std::string_view text, std::size_t begin, std::size_t at) {
  if (at <= begin) {
    return {U'\0', 0, CharClass::kBlank};
  }
  std::size_t start = at - 1;
  while (start > begin && at - start < 4 &&
         (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
    --start;
  }
  const Character found = character_at(text, start);
  if (start + found.size == at) {
    return found;
  }
  return {U'\uFFFD', 1, CharClass::kPunct};
}

}  // namespace rapport::extract
