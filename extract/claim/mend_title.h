// Titles that a parser leaves beside the name that they belong to.

#pragma once

#include "rapport/extract/tree.h"

namespace rapport::extract {

// "Secretary-General Ana Silva said", where the first part of the title is taken for a subject of
// its own; "met Chancellor Ana Silva", where the name is taken for another name of the title.
void mend_titles(Tree& tree);

}  // namespace rapport::extract
