// Keys and casing of names.

#include "pack/gazetteer.h"

#include <algorithm>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace rapport::pack {
namespace {

constexpr int kMaxAbbreviationLetters = 5;

template <typename F>
void for_each_code_point(std::string_view text, F&& visit) {
  const auto length = static_cast<int32_t>(std::min<std::size_t>(text.size(), INT32_MAX));
  const auto characters = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), length));
  for (int32_t i = 0; i < characters.length();) {
    const UChar32 c = characters.char32At(i);
    i += U16_LENGTH(c);
    visit(c);
  }
}

}  // namespace

std::string gazetteer_key(std::string_view folded) {
  std::string key;
  key.reserve(folded.size());
  bool glue = false;  // the last character was an apostrophe: the next blank belongs to it
  for (char c : folded) {
    if (c == '.') {
      continue;
    }
    if (c == '\'') {
      if (!key.empty() && key.back() == ' ') {
        key.pop_back();
      }
      glue = true;
      continue;
    }
    if (c == '-' || c == ' ') {
      if (!glue && !key.empty() && key.back() != ' ') {
        key += ' ';
      }
      continue;
    }
    glue = false;
    key += c;
  }
  if (!key.empty() && key.back() == ' ') {
    key.pop_back();
  }
  return key;
}

bool is_abbreviation(std::string_view name) {
  int capitals = 0;
  bool other = false;
  for_each_code_point(name, [&](UChar32 c) {
    if (u_isupper(c) != 0) {
      ++capitals;
    } else if (u_isalpha(c) != 0 || u_isUWhiteSpace(c) != 0) {
      other = true;
    }
  });
  return !other && capitals > 0 && capitals <= kMaxAbbreviationLetters;
}

Casing casing(std::string_view text) {
  Casing out;
  for_each_code_point(text, [&](UChar32 c) {
    out.capital = out.capital || u_isupper(c) != 0 || u_istitle(c) != 0;
    out.small = out.small || u_islower(c) != 0;
  });
  return out;
}

std::size_t token_bound(std::string_view folded) {
  std::size_t bound = 1;
  for (char c : folded) {
    if (c == ' ') {
      bound += 1;
    } else if (c == '-' || c == '\'' || c == ',' || c == '(' || c == ')') {
      bound += 2;
    }
  }
  return bound;
}

}  // namespace rapport::pack
