// A dependency tree for a terminal: a word a line, the arcs to its left.
//
//     ┌── The           DET    det
//   ┌─┴── cooperation   NOUN   nsubj
//  ─┼──── strengthens   VERB   root
//   ├──── confidence    NOUN   obj
//   └──── .             PUNCT  punct

#pragma once

#include <string>

#include "rapport/extract/tree.h"

namespace rapport::app {

// `names`: with a column of name tags.
std::string draw_tree(const extract::Tree& tree, bool names);

}  // namespace rapport::app
