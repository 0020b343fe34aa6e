// The best dependency tree whose arcs do not cross, over scored arcs, with exactly one arc out of
// the root. Exact, deterministic: of equal scores the split further left counts.

#pragma once

#include <cstdint>
#include <vector>

namespace rapport::extract {

// Whether no two arcs cross; heads as best_tree() gives them. The arc of the root counts, so that
// nothing reaches over it.
bool is_projective(const std::vector<int>& heads);

// As best_tree(). O(words^3) in time, O(words^2) in memory.
std::vector<int> best_projective_tree(const std::int32_t* scores, std::size_t words,
                                      std::size_t stride);

}  // namespace rapport::extract
