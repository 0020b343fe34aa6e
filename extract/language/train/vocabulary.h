// The words that the parser knows: those of the treebanks, each with an embedding of its own to
// learn, and the commonest words of raw text, which have a word vector alone.

#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "rapport/result.h"

#include "extract/language/train/corpus.h"
#include "extract/language/train/matrix.h"

namespace rapport::extract::train {

struct Vocabulary {
  std::vector<std::uint32_t> words;  // hashes in lower case; row ParserInput::kFirstWord + index
  std::size_t own = 0;               // the first ones have a row of their own
  Matrix vectors;                    // one a row, zeros where there is none

  // The row of the learned table for row `row` of the vocabulary.
  std::uint32_t table_row(std::uint32_t row) const;
};

// The words that the sentences have `min_count` times or more.
Vocabulary treebank_vocabulary(const std::vector<Example>& examples, std::size_t min_count);

// Reads word vectors in text form (a line with their number and width, then a line a word, the
// commonest first: what fastText writes) and adds up to `words` words that are not there yet. The
// vectors are scaled to a fixed mean size. kNotFound, kBadInput.
Result<void> add_vectors(const std::filesystem::path& file, std::size_t words,
                         Vocabulary& vocabulary);

}  // namespace rapport::extract::train
