// Words of time ("last week", "2024") and of number ("nearly 20 %").

#pragma once

#include <string_view>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

bool is_year(std::string_view form);     // "1995", "2024"
bool is_month(std::string_view folded);  // "may", "sept"
// Does the noun or number w say when, not what?
bool is_time(const TreeView& tree, int w);
// Does it say how much or how many?
bool is_quantity(const TreeView& tree, int w);

}  // namespace rapport::extract
