// Dashes and guillemets that stand for the hyphen of a compound: "non—governmental", "long»\nterm".
//
// A dash between two words without blanks is also how printers set off a thought ("realities—an
// approach"), so the compound must be known, or open with a prefix that cannot stand alone.

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "rapport/extract/words.h"

#include "extract/repair/repair.h"
#include "extract/repair/repair_lines.h"
#include "extract/repair/repair_words.h"

namespace rapport::extract {
namespace {

constexpr std::uint32_t kKnownCompound = 30;
constexpr std::uint32_t kKnownPart = 100;
constexpr std::size_t kReach = 100;  // bytes between two dashes that belong together

struct Sign {
  std::string_view bytes;
  bool quote = false;  // never stands between two words of English
};
constexpr std::array<Sign, 4> kSigns = {
    {{"\u2014", false}, {"\u2013", false}, {"\u00BB", true}, {"\u203A", true}}};

bool is_prefix(std::string_view word) {
  constexpr std::array<std::string_view, 16> kPrefixes = {
      "anti",  "co",  "counter", "cross", "ex",  "inter", "micro", "mid",
      "multi", "non", "post",    "pre",   "pro", "quasi", "semi",  "socio"};
  return std::binary_search(kPrefixes.begin(), kPrefixes.end(), word);
}

bool is_plain(std::string_view word) {
  return !word.empty() &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// The word, or what optical recognition made of it: its first and last letters may be misread.
std::string known_form(std::string_view word, const WordList& words) {
  std::string form(word);
  if (words.count(form) < kKnownPart) {
    for (char& c : form) {
      const char read = c;
      if (read == 'i' || read == 'l') {
        c = read == 'i' ? 'l' : 'i';
        if (words.count(form) >= kKnownPart) {
          return form;
        }
        c = read;
      }
    }
  }
  return form;
}

// Another dash in reach: the two set off what stands between them.
bool has_partner(std::string_view text, std::size_t at, std::string_view sign) {
  const std::size_t begin = at - std::min(at, kReach);
  return text.substr(begin, at - begin).find(sign) != std::string_view::npos ||
         text.substr(at + sign.size(), kReach).find(sign) != std::string_view::npos;
}

// Why the sign stands for a hyphen; empty when it does not.
std::string witness(std::string_view left, std::string_view right, bool quote, bool paired,
                    const WordList& words) {
  const std::string first = known_form(left, words);
  const std::string second = known_form(right, words);
  const std::string compound = first + "-" + second;
  const std::uint32_t known = words.count(compound);
  if (known >= kKnownCompound && !paired) {
    return fmt::format("{} {}", compound, known);
  }
  const bool parts_known = words.count(first) >= kKnownPart && words.count(second) >= kKnownPart;
  if (is_prefix(first) && words.count(second) >= kKnownPart) {
    return fmt::format("\"{}\" does not stand alone", first);
  }
  return quote && parts_known ? "no sign of English between two words" : "";
}

}  // namespace

Edits repair_dashes(std::string_view text, const WordList& words) {
  Edits edits;
  for (const Sign& sign : kSigns) {
    for (std::size_t at = text.find(sign.bytes); at != std::string_view::npos;
         at = text.find(sign.bytes, at + sign.bytes.size())) {
      const std::size_t end = at + sign.bytes.size();
      const std::size_t next = end < text.size() && text[end] == '\n'
                                   ? std::min(text.find_first_not_of(" \t", end + 1), text.size())
                                   : end;
      const std::string_view left = word_until(text, at);
      const std::string_view right = word_from(text, next);
      if (!is_plain(left) || !is_plain(right)) {
        continue;
      }
      std::string reason =
          witness(left, right, sign.quote, !sign.quote && has_partner(text, at, sign.bytes), words);
      if (!reason.empty()) {
        edits.repair({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, "-", "ocr",
                     std::move(reason));
      }
    }
  }
  return edits;
}

}  // namespace rapport::extract
