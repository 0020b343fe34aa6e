// Who is meant when a part of them is told: "all of the states", "a number of states".

#pragma once

#include "rapport/extract/tree.h"

namespace rapport::extract {

// Hangs a word that only says how many of them under the noun that says who: "most of the states
// signed" is told of states, "none of them came" of them, and denied.
void mend_quantities(Tree& tree);

}  // namespace rapport::extract
