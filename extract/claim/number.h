// Numbers in a tree: which count something, and which only name, date or tell which ones.

#pragma once

#include "extract/claim/tree_view.h"

namespace rapport::extract {

bool is_number(const TreeView& tree, int w);

// "our two nations", "the three parties": a number that only tells which ones.
bool is_definite(const TreeView& tree, int noun, int number);

// "Executive Order 13771", "Maybach 2", "at 10 Downing Street": a number that names.
bool is_label(const TreeView& tree, int noun, int number);

bool has_month(const TreeView& tree, int w);

// "30 years of partnership", "sentenced to 20 years": a time that is had or given, not when.
bool is_duration(const TreeView& tree, int w);

// "ranked 19", "Order 13712", "April 11 to 15": a number that stands by itself and counts nothing.
bool is_bare_label(const TreeView& tree, int w);

}  // namespace rapport::extract
