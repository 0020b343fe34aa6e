// Where a sentence ends: the decision between two tokens.

#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "rapport/extract/structure.h"

namespace rapport::extract {

// Fed with the tokens of one block in order; remembers the last stop and what closed after it.
class SentenceEnds {
 public:
  // `text` ends where the block ends.
  explicit SentenceEnds(std::string_view text) : text_(text) {}

  // Whether tokens[at] begins a new sentence, where tokens[0] begins the sentence so far. Called
  // for each token once; after true, with the new sentence's tokens.
  bool begins(std::span<const Token> tokens, std::size_t at);

 private:
  enum class Stop : std::uint8_t { kOpen, kFull, kExclaim, kEllipsis, kAbbreviation };

  Stop stop_of(std::span<const Token> tokens, std::size_t at) const;
  bool closes(std::span<const Token> tokens, std::size_t at) const;
  bool goes_on(std::span<const Token> tokens, std::size_t at) const;
  bool abbreviation_ends(std::span<const Token> tokens, std::size_t at) const;

  std::string_view text_;
  Stop stop_ = Stop::kOpen;
  std::size_t stop_at_ = 0;
  bool closed_ = false;       // a quote or bracket closed after the stop
  bool in_footnote_ = false;  // inside "[17]" after the stop
  bool in_quote_ = false;     // inside straight double quotes
};

}  // namespace rapport::extract
