// Whether a snapshot from a file that somebody else may have written can be used at all.

#pragma once

#include "graph/snapshot_data.h"

namespace rapport::graph {

// Whether each index in the arrays lies within what it points into. Reads all of them.
// REQUIRES: the arrays have their lengths.
bool is_in_bounds(const Snapshot::Data& data);

}  // namespace rapport::graph
