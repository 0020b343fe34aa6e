// Sources that a sentence names beside what they tell: "according to a survey", "in his opinion".

#pragma once

#include <functional>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

// The source by which the word `anchor` is told, or kRoot. `can_say` knows who may have an opinion.
int named_source(const TreeView& tree, int anchor, const std::function<bool(int)>& can_say);

}  // namespace rapport::extract
