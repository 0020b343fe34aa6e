// Sentences of raw text: what word vectors and the students of the parser learn from.
//
// A file of sentences has one a line, its tokens set off by blanks.

#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>

#include "rapport/result.h"

namespace rapport::extract::train {

// Reads JSON Lines with a member "text" from `in`, splits the texts into sentences, and writes
// those of 3 to 100 tokens, each but once. Gives their number. kBadInput names the line, kIo the
// file.
Result<std::size_t> write_sentences(std::istream& in, const std::filesystem::path& out);

// Writes `from` in lower case, as the parser looks words up (WordForm::lower).
Result<void> write_lower(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace rapport::extract::train
