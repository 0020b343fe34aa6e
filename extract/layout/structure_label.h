// Small signs inside a block: the label of an item, the words that announce a list.

#pragma once

#include <string_view>

#include "rapport/span.h"

namespace rapport::extract {

// The label of "Label: rest", "**Label:** rest" or "Label – rest", without colon and asterisks;
// empty when the item has none.
Span item_label(std::string_view text, Span item);

// Whether a paragraph announces what stands below it: it ends in a colon or without a stop, or its
// last sentence says "the following", "include", "in three ways".
bool introduces(std::string_view paragraph);

}  // namespace rapport::extract
