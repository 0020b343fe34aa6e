// How a thing is meant that a sentence names.

#pragma once

#include "extract/claim/proposition.h"

namespace rapport::extract {

// How the thing is meant by the clause that does something to it: "will build trust", "must build
// trust"; possible where it is called so. What is there already is told as it is.
Modality undergone_mood(Mentions& mentions, const SentenceClauses& clauses, WordRef noun);

}  // namespace rapport::extract
