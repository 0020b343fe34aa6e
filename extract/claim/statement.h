// Clauses that a noun tells: "the committee's recommendation to allow it", "the view that it
// holds".

#pragma once

#include "extract/claim/tree_view.h"

namespace rapport::extract {

// Who holds or makes the statement that the clause hangs on, or the report itself; kRoot where the
// clause hangs on none or nobody is named.
int holder_of(const TreeView& tree, int clause);

// Whose view it is in "our view is that it holds", for the word `anchor` of the clause; or kRoot.
int viewer_of(const TreeView& tree, int clause, int anchor);

}  // namespace rapport::extract
