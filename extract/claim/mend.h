// What the parser gets wrong and the words themselves make plain, put right before claims are read.

#pragma once

#include "rapport/extract/tree.h"
#include "rapport/extract/words.h"
#include "rapport/pack/pack.h"

namespace rapport::extract {

// Base forms by the list of words, where there is one; verbs taken for nouns, by what the pack has
// patterns for; then subjects, titles, complements and quantities, each rule in its mend_*.cc.
// Where the rules together leave no tree, the parser's own stays.
void mend(Tree& tree, const pack::Pack& pack, const WordList* words);

// Has the tree one root, to which each word leads? (For tests, too.)
bool is_tree(const Tree& tree);

}  // namespace rapport::extract
