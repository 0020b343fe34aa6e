// What belongs to an amount beside its number.

#pragma once

#include <vector>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

// What limits a number and stands before it: "up to", "more than", "at least", "half a", "one in".
// The words are put in order; they may not be empty.
void add_limits(const TreeView& tree, std::vector<int>& words);

// "an average of" before, "per year" and "or more" after.
void add_frame(const TreeView& tree, std::vector<int>& words);

}  // namespace rapport::extract
