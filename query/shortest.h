// Shortest paths between two vertices of a graph that is given by a function: breadth first from
// both ends, always on the side with the smaller frontier, until the depths meet.
//
// The plain version is a breadth-first search from one end; from both it looks at about the square
// root as many edges (Pohl, "Bi-directional search", 1971). All shortest paths go through exactly
// one vertex where the two depths add up to the length; they are put together there.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "rapport/value.h"

namespace rapport::query {

inline constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

using ArcVisitor = std::function<void(EdgeIndex edge, VertexIndex other)>;

struct ShortestSearch {
  VertexIndex from, to;
  std::uint32_t least = 1;  // 0: from == to is the path without an edge
  std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
  std::size_t at_most = kNoLimit;  // paths
  // Calls `visit` for each arc that leaves `vertex`, or (backward) that leads to it.
  std::function<void(VertexIndex vertex, bool backward, const ArcVisitor& visit)> arcs;
  std::function<void(std::uint64_t)> step;  // counts work; may throw to end the search
};

// All shortest paths, or the first `at_most` of them, sorted by vertices, then edges. From a vertex
// to itself there is only the path without an edge, if `least` is 0. Where `least` is above 1, the
// shortest trails (no edge twice) of at least that length.
std::vector<Path> find_shortest(const ShortestSearch& search);

}  // namespace rapport::query
