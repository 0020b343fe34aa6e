// What single words say of how a clause is meant: "perhaps", "able to", "vital to", "the right to".

#pragma once

#include <string_view>
#include <vector>

#include "extract/claim/clause.h"

namespace rapport::extract {

// Sets `modality` where a word at the clause that `w` heads, or one it hangs on, says so; false
// where none does.
bool read_cues(const TreeView& tree, const std::vector<Clause>& clauses, int w, Modality& modality);

// "able", "likely": adjectives that only say how what follows is meant.
bool is_ability(std::string_view lemma);

// "right", "chance": what somebody may or can do.
bool is_chance(std::string_view lemma);

}  // namespace rapport::extract
