// What a clause tells as lying ahead of its time: "would open", "is to open", "has yet to open".

#pragma once

#include "extract/claim/tree_view.h"

namespace rapport::extract {

// "announced that it would open and that others would follow", "would later open": the future as
// seen from the past; not where it hangs on a condition.
bool is_foretold(const TreeView& tree, int w);

// "would often visit the school", "would call every day": what was so.
bool is_habit(const TreeView& tree, int w);

// "the summit is to open", "their policy was to wait".
bool is_to_be_done(const TreeView& tree, int w);

// "has yet to open", "is yet to be built": it has not happened.
bool has_yet_to(const TreeView& tree, int w);

}  // namespace rapport::extract
