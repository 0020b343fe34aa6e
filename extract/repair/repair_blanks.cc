// Characters that look like something else, or like nothing: Unicode blanks, soft hyphens,
// zero-width characters, control characters and the ligatures of printed English.
//
// Ligatures are U+FB00..FB06 only: any wider compatibility folding would change meaning (2^10).

#include <array>

#include <fmt/format.h>

#include "extract/repair/repair.h"

namespace rapport::extract {
namespace {

struct Change {
  std::string_view with;
  std::string_view name;
  std::size_t size = 0;  // bytes of the character; 0: it stays
};

struct Ligature {
  std::string_view from, to;
};
constexpr std::array<Ligature, 7> kLigatures = {{{"\xEF\xAC\x80", "ff"},
                                                 {"\xEF\xAC\x81", "fi"},
                                                 {"\xEF\xAC\x82", "fl"},
                                                 {"\xEF\xAC\x83", "ffi"},
                                                 {"\xEF\xAC\x84", "ffl"},
                                                 {"\xEF\xAC\x85", "st"},
                                                 {"\xEF\xAC\x86", "st"}}};

// Of the characters of the block U+2000..U+206F.
Change general_punctuation(unsigned char second, unsigned char third) {
  if (second == 0x80 && (third <= 0x8A || third == 0xAF)) {
    return {" ", "Unicode blank", 3};
  }
  if (second == 0x80 && (third == 0xA8 || third == 0xA9)) {
    return {"\n", "line separator", 3};
  }
  if (second == 0x80 && (third == 0x90 || third == 0x91)) {
    return {"-", "Unicode hyphen", 3};
  }
  if (second == 0x80 && ((third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE))) {
    return {"", "invisible character", 3};
  }
  if (second == 0x81 && third == 0x9F) {
    return {" ", "Unicode blank", 3};
  }
  if (second == 0x81 && (third >= 0xA0 && third <= 0xAF)) {
    return {"", "invisible character", 3};
  }
  return {};
}

// Two blanks between words. More of them may be columns; at the start of a line they are depth.
bool is_double_blank(std::string_view text, std::size_t i, std::size_t line_begin) {
  return text[i] == ' ' && i > line_begin && text[i - 1] != ' ' && i + 2 < text.size() &&
         text[i + 1] == ' ' &&
         std::string_view(" \t\n").find(text[i + 2]) == std::string_view::npos;
}

// Joiners are letters of some scripts; next to ASCII they are damage.
bool is_joiner_in_word(std::string_view text, std::size_t i) {
  const auto third = static_cast<unsigned char>(text[i + 2]);
  const auto beyond_ascii = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0x80) != 0;
  };
  return (third == 0x8C || third == 0x8D) && i > 0 && beyond_ascii(i - 1) && beyond_ascii(i + 3);
}

Change change_at(std::string_view text, std::size_t i) {
  const auto c = static_cast<unsigned char>(text[i]);
  const auto at = [&](std::size_t k) {
    return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
  };
  if (c < 0x20 || c == 0x7F) {
    if (c == '\n' || c == '\t') {
      return {};
    }
    return c == '\f' || c == '\v' ? Change{"\n", "form feed", 1}
                                  : Change{"", "control character", 1};
  }
  if (c == 0xC2) {
    if (at(1) == 0xA0) {
      return {" ", "no-break blank", 2};
    }
    if (at(1) == 0xAD || at(1) == 0xAC) {  // at a line end both are the hyphen that was printed
      const bool line_end = at(2) == '\n' && i > 0 && text[i - 1] != ' ';
      return line_end        ? Change{"-", "hyphen", 2}
             : at(1) == 0xAD ? Change{"", "soft hyphen", 2}
                             : Change{};
    }
    return at(1) == 0x85 ? Change{"\n", "line separator", 2} : Change{};
  }
  if (c == 0xE2 && i + 2 < text.size()) {
    if (at(1) == 0x80 && is_joiner_in_word(text, i)) {
      return {};
    }
    return general_punctuation(static_cast<unsigned char>(at(1)),
                               static_cast<unsigned char>(at(2)));
  }
  if (c == 0xE3 && at(1) == 0x80 && at(2) == 0x80) {
    return {" ", "Unicode blank", 3};
  }
  if (c == 0xEF && at(1) == 0xBB && at(2) == 0xBF) {
    return {"", "byte order mark", 3};
  }
  if (c == 0xEF && at(1) == 0xAC) {
    for (const Ligature& ligature : kLigatures) {
      if (text.substr(i, 3) == ligature.from) {
        return {ligature.to, "ligature", 3};
      }
    }
  }
  return {};
}

}  // namespace

Edits repair_blanks(std::string_view text) {
  Edits edits;
  std::size_t line_begin = 0;
  std::size_t blank_end = 0;  // of the last character that was read as a blank
  std::uint32_t count = 0;
  Span changed;
  std::string_view name;
  const auto end_line = [&] {
    if (count > 0) {
      edits.note(changed, "blanks",
                 count == 1 ? std::string(name) : fmt::format("{} and {} more", name, count - 1));
    }
    count = 0;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      end_line();
      line_begin = i + 1;
      continue;
    }
    Change change =
        is_double_blank(text, i, line_begin) ? Change{" ", "double blank", 2} : change_at(text, i);
    if (change.size == 0) {
      continue;
    }
    const bool after_blank = i > line_begin && (text[i - 1] == ' ' || blank_end == i);
    if (change.with == " ") {
      const bool before_blank = i + change.size < text.size() && text[i + change.size] == ' ';
      change.with = after_blank || before_blank ? "" : " ";
      blank_end = i + change.size;
    }
    const Span span{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + change.size)};
    edits.replace(span, change.with);
    changed = count == 0 ? span : Span{changed.begin, span.end};
    name = count == 0 ? change.name : name;
    ++count;
    i += change.size - 1;
  }
  end_line();
  return edits;
}

}  // namespace rapport::extract
