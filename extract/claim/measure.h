// Words of time ("last week", "2024") and of number ("nearly 20 %").

#pragma once

#include <string_view>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

bool is_year(std::string_view form);       // "1995", "2024", "1990s"
bool is_month(std::string_view folded);    // "may", "sept"
bool is_day(const TreeView& tree, int w);  // "today", "yesterday"
// Does the noun or number w say when, not what?
bool is_time(const TreeView& tree, int w);
bool is_frequency(const TreeView& tree, int w);  // "every four years"
// Does the word with its preposition say when: "in 2024", "during the war", "now"?
bool tells_time(const TreeView& tree, int w);
// Does it say how much or how many?
bool is_quantity(const TreeView& tree, int w);
bool is_measure(const TreeView& tree, int w);      // "percent", "acres", "dollars"
bool is_number_noun(const TreeView& tree, int w);  // "millions", "dozens"

}  // namespace rapport::extract
