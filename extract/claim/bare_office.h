// Whose president a title without a state means: "President Keller" in a text about one state.

#pragma once

#include <vector>

#include "extract/claim/proposition.h"

namespace rapport::extract {

// A title frame for the person whom the text calls by such a title most often and of whom no title
// frame in `read` tells the state: of the state that most sentences name, leaving aside the states
// of others with titles. None where no state leads.
void bare_office_frames(Mentions& mentions, std::vector<Proposition>& read);

}  // namespace rapport::extract
