// The qualifiers one by one: each finds its words on the tree.

#pragma once

#include <string>
#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

// When the statement that `w` heads holds: the words, in order; empty when the sentence does not
// say. A time that begins the sentence holds for coordinated predicates as well.
std::vector<int> time_words(const TreeView& tree, int w);

// The amount that the statement gives of one of its arguments or of its change: the number with
// what limits it and its unit, without the thing that is counted ("more than 300", "by 20 %").
std::vector<int> amount_words(const TreeView& tree, int w);

// Who says so: the speaker above the statement, "according to X", "(source: X)", "X:" before it.
// Empty when nobody is named.
std::string source_of(Mentions& mentions, WordRef anchor);

}  // namespace rapport::extract
