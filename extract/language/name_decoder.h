// The best IOB2 tags of a sentence under their scores.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "rapport/extract/tree.h"

namespace rapport::extract {

// `scores` has one row a word, `stride` apart, with a score for each NameTag. The tags chosen have
// the highest sum among those where each I- follows a B- or I- of its type (Viterbi 1967); of equal
// ones the first by number, from the last word on.
std::vector<NameTag> best_names(const std::int32_t* scores, std::size_t words, std::size_t stride);

}  // namespace rapport::extract
