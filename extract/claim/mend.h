// What the parser gets wrong and the words themselves make plain, put right before claims are read.

#pragma once

#include "rapport/extract/tree.h"

namespace rapport::extract {

// A title before its name, "the director Anna Keller": the parser may take both for the subject (or
// object) of the verb; the title then describes the name. Who "we" and "I" are, "We, the ministers,
// declare", may be taken for a second subject; it is an apposition.
void mend(Tree& tree);

}  // namespace rapport::extract
