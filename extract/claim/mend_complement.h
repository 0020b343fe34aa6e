// Clauses with "that" which say what somebody says, put back under the verb of saying.

#pragma once

#include "rapport/extract/tree.h"

namespace rapport::extract {

// "Keller told the council that the dam would hold": a parser may take the clause for one that
// modifies the noun before it, for a coordinated one, or hang it on a verb farther up.
void mend_complements(Tree& tree);

}  // namespace rapport::extract
