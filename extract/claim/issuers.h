// Who issues a text that speaks as "we": the states and bodies that its heading, or the sentence
// that announces it, names as those who state it.

#pragma once

#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

// Looks at headings, and at the sentences up to the first one that says "we": "Joint Statement by
// the Leaders of Chad and Togo on Trade", "The governments of Chad and Togo issued the following
// statement". Empty when none tells.
std::vector<MentionId> find_issuers(Mentions& mentions);

}  // namespace rapport::extract
