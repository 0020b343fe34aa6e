// Speakers: who says, reports or believes what a sentence tells.

#pragma once

#include "extract/claim/proposition.h"

namespace rapport::extract {

// The head word of who tells what the word stands in ("Iran said that Iraq must withdraw": Iran),
// or kRoot when the sentence names nobody.
int speaker_of(Mentions& mentions, WordRef word);

// Adds the speaker of the proposition's clause as the argument "speaker".
void add_speaker(Mentions& mentions, Proposition& proposition);

}  // namespace rapport::extract
