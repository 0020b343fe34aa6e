// Is what a clause tells said not to be so?

#pragma once

#include <string_view>
#include <vector>

#include "extract/claim/clause.h"

namespace rapport::extract {

// The governors of the clause that `w` heads have been read.
bool is_denied(const TreeView& tree, const std::vector<Clause>& clauses, int w);

// "fail", "refuse", "stop": what they are said of is not done.
bool is_failure(std::string_view lemma);

// "lack", "absence": what they are of is not there.
bool is_absence(std::string_view lemma);

}  // namespace rapport::extract
