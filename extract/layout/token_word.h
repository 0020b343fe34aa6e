// Where a word ends, and where it falls into two: "don't" -> do|n't, "well-known" -> well|-|known,
// "co-operation", "U.S", "3,500", "AT&T" whole.

#pragma once

#include <cstddef>
#include <string_view>

namespace rapport::extract {

// The end of the word or number that begins at `begin` of `text` (a letter or digit), without a
// full stop that follows it; `text` ends where the block ends. A hyphen that splits a compound ends
// the word.
std::size_t word_end(std::string_view text, std::size_t begin);

// Whether the full stop at text[stop] belongs to the word text[begin, stop): "Dr.", "U.S.", "No."
// before a number.
bool takes_full_stop(std::string_view text, std::size_t begin, std::size_t stop);

// Bytes of the first of the two words written as one: a contraction, a fused word, a number with
// its unit. 0 when `word` is one word.
std::size_t first_part(std::string_view word);

}  // namespace rapport::extract
