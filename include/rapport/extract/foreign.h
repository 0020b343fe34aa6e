// Which parts of a text are in another language than English.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/structure.h"

namespace rapport::extract {

struct ForeignBlocks {
  std::vector<bool> is_foreign;       // one a block
  std::vector<std::string> warnings;  // one a language: how many blocks, and how the first begins
};

// A block is told by the words that no text of its language can do without, or by its letters; one
// of fewer than 8 words in Latin letters is taken for English. Pure, linear.
ForeignBlocks foreign_blocks(std::string_view text, const std::vector<Block>& blocks);

}  // namespace rapport::extract
