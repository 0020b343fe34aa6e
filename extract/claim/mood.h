// How a clause is meant: told as so, possible, planned, recommended; affirmed or negated.

#pragma once

#include <vector>

#include "extract/claim/clause.h"

namespace rapport::extract {

// Sets what an auxiliary says ("may", "will", "should"); false for another word.
bool modal(std::string_view lemma, Modality& modality);

// Sets the modality and polarity of the clause that `w` heads; its governors have been read.
void read_mood(const TreeView& tree, std::vector<Clause>& clauses, int w);

}  // namespace rapport::extract
