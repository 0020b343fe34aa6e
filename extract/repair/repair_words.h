// A text as words, for the repairs that ask the word list.

#pragma once

#include <cstdint>
#include <string_view>

#include "rapport/span.h"

namespace rapport::extract {

// A run of letters and digits.
struct TextWord {
  Span span;
  bool address = false;  // stands in a URL, an e-mail address, a path or code
  bool lower = false;    // nothing but letters of lower case
  bool digits = false;   // has a digit, or a bar read for a letter
};

class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}
  // The next word, or false at the end.
  bool next(TextWord& word);

 private:
  void enter_chunk(std::size_t begin);
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t chunk_end_ = 0;  // of what stands between blanks
  bool address_ = false;
};

// Not beside an apostrophe, or a point within a run of letters, that would make it part of another.
bool stands_alone(Span word, std::string_view text);

// Bytes of the letter at `i`: 1 for ASCII, more for others; 0 when there is no letter.
std::size_t letter_size(std::string_view text, std::size_t i);
// The letters and digits that begin at `begin`, or end at `end`.
std::string_view word_from(std::string_view text, std::size_t begin);
std::string_view word_until(std::string_view text, std::size_t end);

}  // namespace rapport::extract
