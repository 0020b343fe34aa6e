// Lower case, outline and affixes of a word. Case is folded for Latin, Greek and Cyrillic by rule,
// not by a library whose tables change from version to version: the model was trained with these.

#include "extract/language/word_form.h"

#include "rapport/extract/structure.h"

namespace rapport::extract {
namespace {

// The code point of a character of utf8_size() bytes; a stray byte stands for itself.
std::uint32_t code_point(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  switch (character.size()) {
    case 2:
      return (byte(0) & 0x1fU) << 6 | (byte(1) & 0x3fU);
    case 3:
      return (byte(0) & 0x0fU) << 12 | (byte(1) & 0x3fU) << 6 | (byte(2) & 0x3fU);
    case 4:
      return (byte(0) & 0x07U) << 18 | (byte(1) & 0x3fU) << 12 | (byte(2) & 0x3fU) << 6 |
             (byte(3) & 0x3fU);
    default:
      return byte(0);
  }
}

std::uint32_t lower_code_point(std::uint32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
      (c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f)) {
    return c + 32;
  }
  if (c >= 0x400 && c <= 0x40f) {
    return c + 80;
  }
  // Latin Extended-A alternates upper and lower; where the pairs begin at odd numbers it is so
  // said.
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e)) {
    return c + (c & 1);
  }
  if (c == 0x130) {  // the dotted capital I of Turkish
    return 'i';
  }
  if (c >= 0x100 && c <= 0x177 && c != 0x138) {
    return c | 1;
  }
  return c;
}

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else {  // lower_code_point() changes only characters below U+0800
    out.push_back(static_cast<char>(0xc0 | c >> 6));
    out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
  }
}

char outline_of(std::uint32_t c) {
  if (c >= '0' && c <= '9') {
    return 'd';
  }
  if (lower_code_point(c) != c) {
    return 'X';
  }
  if ((c >= 'a' && c <= 'z') || c >= 0xc0) {
    return 'x';
  }
  return c < 0x80 ? static_cast<char>(c) : '?';
}

struct Outline {
  std::string runs;  // at most kMaxRuns
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t digits = 0;
  bool starts_upper = false;
};

Outline outline(std::string_view form) {
  constexpr std::size_t kMaxRuns = 12;
  Outline result;
  for (std::size_t at = 0; at < form.size();) {
    const std::size_t size = utf8_size(form, at);
    const char kind =
        outline_of(size == 1 && (form[at] & 0x80) != 0 ? 0xbf : code_point(form.substr(at, size)));
    result.upper += kind == 'X' ? 1 : 0;
    result.lower += kind == 'x' ? 1 : 0;
    result.digits += kind == 'd' ? 1 : 0;
    result.starts_upper |= at == 0 && kind == 'X';
    if ((result.runs.empty() || result.runs.back() != kind) && result.runs.size() < kMaxRuns) {
      result.runs.push_back(kind);
    }
    at += size;
  }
  return result;
}

Shape shape_of(const Outline& o) {
  const std::size_t letters = o.upper + o.lower;
  if (o.digits > 0) {
    return letters > 0 ? Shape::kWithDigit : Shape::kNumber;
  }
  if (letters == 0) {
    return Shape::kPunctuation;
  }
  if (o.upper == 0) {
    return Shape::kLower;
  }
  if (o.lower == 0) {
    return o.upper == 1 ? Shape::kUpperLetter : Shape::kUpper;
  }
  return o.starts_upper && o.upper == 1 ? Shape::kTitle : Shape::kMixed;
}

std::uint32_t hash32(std::string_view text) { return static_cast<std::uint32_t>(hash_text(text)); }

std::size_t previous_character(std::string_view text, std::size_t end) {
  for (std::size_t size = 1; size <= 4 && size <= end; ++size) {
    if (utf8_size(text, end - size) == size) {
      return end - size;
    }
  }
  return end - 1;
}

}  // namespace

std::size_t utf8_size(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = lead < 0xc2   ? 1
                           : lead < 0xe0 ? 2
                           : lead < 0xf0 ? 3
                           : lead < 0xf5 ? 4
                                         : 1;
  if (size > text.size() - at) {
    return 1;
  }
  for (std::size_t i = 1; i < size; ++i) {
    if ((static_cast<unsigned char>(text[at + i]) & 0xc0) != 0x80) {
      return 1;
    }
  }
  return size;
}

std::uint64_t hash_text(std::string_view text) {
  std::uint64_t h = 14695981039346656037ULL;
  for (const char c : text) {
    h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  return mix(h);
}

std::string lower_case(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = utf8_size(text, at);
    const std::string_view character = text.substr(at, size);
    const bool stray = size == 1 && (text[at] & 0x80) != 0;
    const std::uint32_t c = stray ? 0 : code_point(character);
    if (stray || lower_code_point(c) == c) {
      lower += character;
    } else {
      append_utf8(lower, lower_code_point(c));
    }
    at += size;
  }
  return lower;
}

std::string title_case(std::string_view lower) {
  if (lower.empty()) {
    return {};
  }
  const std::size_t size = utf8_size(lower, 0);
  const std::uint32_t c = code_point(lower.substr(0, size));
  if (size > 1 || c < 0x80) {
    for (const std::uint32_t gap : {32U, 80U, 1U}) {
      if (c > gap && lower_code_point(c - gap) == c) {
        std::string title;
        append_utf8(title, c - gap);
        return title.append(lower.substr(size));
      }
    }
  }
  return std::string(lower);
}

WordForm word_form(std::string_view form) {
  WordForm word;
  word.plain = plain_form(form);
  word.lower = lower_case(word.plain);
  const Outline o = outline(word.plain);
  word.shape = shape_of(o);
  word.outline = hash32(o.runs);
  word.plain_hash = hash32(word.plain);
  word.lower_hash = hash32(word.lower);
  const std::string_view lower = word.lower;
  std::size_t begin = lower.size();
  for (std::size_t i = 0; i < word.suffixes.size() && begin > 0; ++i) {
    begin = previous_character(lower, begin);
    word.suffixes[i] = hash32(lower.substr(begin));
  }
  std::size_t end = 0;
  for (std::size_t i = 0; i < word.prefixes.size() && end < lower.size(); ++i) {
    end += utf8_size(lower, end);
    word.prefixes[i] = hash32(lower.substr(0, end));
  }
  return word;
}

}  // namespace rapport::extract
