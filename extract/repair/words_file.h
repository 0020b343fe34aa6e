// The bytes of a word list: written by the trainer, read by WordList::load. See docs/models.md.

#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"

namespace rapport::extract {

struct CountedWord {
  std::string word;
  std::uint32_t count = 0;
  bool name = false;
};

// REQUIRES: sorted by word, none twice, none empty or longer than 255 bytes.
std::string write_words(const std::vector<CountedWord>& words);
// Calls `add` for each word in order. kUnsupported, kCorrupt; where is left to the caller.
Result<void> read_words(std::string_view bytes,
                        const std::function<void(std::string_view, std::uint32_t, bool)>& add);

// What is left of a count in the file: two bits behind the leading one.
std::uint32_t rounded_count(std::uint32_t count);

}  // namespace rapport::extract
