// What the tagger, the lemmatiser and the parser see of a word: its letters in lower case, its
// outline, its affixes, all as hashes. Quotes and dashes count in their plain forms (plain_form()).
// Any bytes will do: what is not UTF-8 is taken byte by byte.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace rapport::extract {

enum class Shape : std::uint8_t {
  kLower,        // "report", "co-operation"
  kTitle,        // "Report"
  kUpper,        // "NATO"
  kUpperLetter,  // "I"
  kMixed,        // "iPhone"
  kNumber,       // "1,250.5"
  kWithDigit,    // "G20"
  kPunctuation,  // no letter, no digit
};

struct WordForm {
  std::string plain;  // quotes and dashes in their plain forms
  std::string lower;  // the same in lower case
  Shape shape = Shape::kPunctuation;
  std::uint32_t plain_hash = 0;
  std::uint32_t lower_hash = 0;
  std::uint32_t outline = 0;                // "Xx-d": runs of like characters, each once
  std::array<std::uint32_t, 5> suffixes{};  // of `lower`, of 1..5 characters; 0 past its length
  std::array<std::uint32_t, 4> prefixes{};  // the same from its start
};

WordForm word_form(std::string_view form);

std::string lower_case(std::string_view text);
// `lower` with its first character in upper case.
std::string title_case(std::string_view lower);

// Spreads a hash over all its bits (the finaliser of MurmurHash3, Appleby 2011).
inline std::uint64_t mix(std::uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33);
}
inline std::uint32_t mix(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::uint32_t>(
      mix((static_cast<std::uint64_t>(a) << 32 | b) + 0x9e3779b97f4a7c15ULL));
}
// FNV-1a (Fowler, Noll and Vo 1991), spread.
std::uint64_t hash_text(std::string_view text);

// The number of bytes of the character at `at`: that of a well-formed UTF-8 sequence, else 1.
std::size_t utf8_size(std::string_view text, std::size_t at);

}  // namespace rapport::extract
