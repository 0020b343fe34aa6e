// The nouns that the type of a common noun is looked up by.

#pragma once

#include <string>
#include <vector>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

// The head with its last modifiers first ("political will"), then with "of" where a complement
// follows ("resolution of"), then the head alone; folded, singular.
std::vector<std::string> type_cues(const TreeView& tree, int head);

// The noun that an amount is of: "jobs" for "thousands" in "thousands of jobs", "budget" for "40
// %"; another noun itself.
int measured(const TreeView& tree, int noun);

}  // namespace rapport::extract
