// Words, numbers and punctuation marks after the conventions of UD English-EWT.
//
// A block's text is read once, from left to right; what a full stop, a hyphen, an apostrophe is, is
// decided where it stands, by its neighbours and the lists of token_lists.h.

#pragma once

#include <string_view>
#include <vector>

#include "rapport/extract/structure.h"

namespace rapport::extract {

// Reads the tokens of one block, piece by piece, so that a block of any size needs no second copy.
// The pieces together cover every byte of `span` that is not blank, in order.
class TokenReader {
 public:
  TokenReader(std::string_view text, Span span)
      : text_(text.substr(0, span.end)), at_(span.begin) {}

  // Appends the tokens up to the next blank; false at the end of the block.
  bool read(std::vector<Token>& tokens);

 private:
  std::string_view text_;  // ends where the block ends
  std::size_t at_;
};

}  // namespace rapport::extract
