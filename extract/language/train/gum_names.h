// Names out of GUM's entity annotation (Zeldes 2017), which marks every mention, nested, nominal
// ones too: those of persons, organisations and places whose head is a proper noun, cut down to the
// name.

#pragma once

#include <vector>

#include "rapport/extract/conllu.h"

namespace rapport::extract::train {

// Sets the names of all words of `sentences`, which have "Entity=" in MISC where a mention begins
// or ends. A mention may go on in later sentences; such are left out.
void mark_gum_names(std::vector<ConlluSentence>& sentences);

}  // namespace rapport::extract::train
