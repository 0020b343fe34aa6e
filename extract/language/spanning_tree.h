// The best dependency tree over scored arcs: the maximum spanning arborescence with exactly one
// arc out of the root. Exact, deterministic: of equal scores the head further left counts.

#pragma once

#include <cstdint>
#include <vector>

namespace rapport::extract {

// `scores[dependent * stride + head]`, both from 1, head 0 being the root; entries of dependent 0
// are not read. Gives heads[dependent - 1]. O(words^2) in time and, where the greedy choice is no
// tree, memory.
std::vector<int> best_tree(const std::int32_t* scores, std::size_t words, std::size_t stride);

}  // namespace rapport::extract
