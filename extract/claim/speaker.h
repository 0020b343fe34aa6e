// Speakers: who says what a clause tells, as an argument of it.

#pragma once

#include "extract/claim/proposition.h"

namespace rapport::extract {

// Adds as "speaker" the subject of the verb whose complement the proposition's clause is ("Iran
// said that Iraq must withdraw": Iran), or that is set beside it ("Iraq must withdraw, Iran said").
void add_speaker(Mentions& mentions, const SentenceClauses& clauses, Proposition& proposition);

}  // namespace rapport::extract
