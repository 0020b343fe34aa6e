// How a clause hangs on what stands above or beside it.

#pragma once

#include <string_view>
#include <unordered_set>
#include <vector>

#include "extract/claim/clause.h"

namespace rapport::extract {

using Words = std::unordered_set<std::string_view>;

bool has_own_subject(const TreeView& tree, int w);

// Is it what an adjective or verb is said of: "able to pay", "capable of paying"?
bool is_complement(const TreeView& tree, int w);

// "could be opened and is used": a past or third person beside a bare verb or participle has no
// part in what stands before that.
bool is_finite_beside(const TreeView& tree, int w);

// The noun of these that the clause says more of: "the right to vote", "a bill on trade to pass".
// Where a parser hangs the clause elsewhere, the noun before it ("renewed our resolve to act").
int noun_above(const TreeView& tree, int w, const Words& nouns);

// The nearest word above `w` that heads a clause, or kRoot. A purpose that hangs on a noun lies as
// far ahead as what is done with the noun: "will take steps to ensure".
int clause_above(const TreeView& tree, const std::vector<Clause>& clauses, int w);

}  // namespace rapport::extract
