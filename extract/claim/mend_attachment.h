// Complements that a parser hangs on the wrong word, and that a word of their own puts right: "such
// as", "but not", "between", "by", "accused of", "up to".

#pragma once

#include "rapport/extract/tree.h"

namespace rapport::extract {

void mend_attachments(Tree& tree);

}  // namespace rapport::extract
