// How sure the parser is of what joins two words.

#pragma once

#include <cstdint>

#include "extract/claim/analysis.h"

namespace rapport::extract {

// That all arcs between the two are right, taken one by one: the product of their certainties, in
// thousandths. Words of different sentences are joined by no arc: 1000.
std::uint16_t path_certainty(const Analysis& analysis, WordRef a, WordRef b);

}  // namespace rapport::extract
