// Who does what a verb of saying tells.

#pragma once

#include "extract/claim/tree_view.h"

namespace rapport::extract {

// Its own subject, or that of the clause it hangs on without one ("he spoke, adding that ...", "is
// pleased to announce that ..."); of a passive the agent; kRoot when nobody is named.
int teller_of(const TreeView& tree, int verb);

// Does the verb only tell who says a clause: "He announced that ...", "as they said"? It states
// nothing of its own.
bool only_attributes(const TreeView& tree, int verb);

// Is the verb one of saying?
bool says(const TreeView& tree, int verb);

}  // namespace rapport::extract
