// What the parser gets wrong and the words themselves make plain, put right before claims are read.

#pragma once

#include "rapport/extract/tree.h"

namespace rapport::extract {

// A title before its name, "the director Anna Keller": the parser may take both for the subject (or
// object) of the verb; the title then describes the name.
void mend(Tree& tree);

}  // namespace rapport::extract
