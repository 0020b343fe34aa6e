// Clauses told by a verb that does not stand above them in the tree.

#pragma once

#include "extract/claim/tree_view.h"

namespace rapport::extract {

// The verb of saying whose words the clause is, though it hangs elsewhere; or kRoot.
int told_by(const TreeView& tree, int clause);

// By which word somebody is said to do something: "accused of", "credited with".
bool is_charge(const TreeView& tree, int verb, std::string_view marker);

// "in fact", "in reality": what such a clause concedes is told by the text, not by whom it quotes.
bool sets_right(const TreeView& tree, int clause);

}  // namespace rapport::extract
