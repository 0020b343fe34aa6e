// Paths between two vertices in the order of their costs, under a mode that says what may repeat.
//
// Best first (A*): the path that would be cheapest if it went on along the cheapest way to the
// target is taken up first. How far the target is comes from Dijkstra's algorithm run backward from
// it, only as far as it is asked for.

#pragma once

#include <functional>

#include "query/cheapest.h"
#include "query/tree.h"

namespace rapport::query {

struct CostOrderedSearch {
  VertexIndex from, to;
  std::uint32_t least = 0, most = kUnbounded;  // edges: 0 or 1, 1 or any number
  PathPattern::Mode mode = PathPattern::Mode::kWalk;
  std::uint64_t most_paths = 1;  // no more will be taken
  // Calls `visit` for each arc that leaves `vertex`, or (backward) that leads to it.
  std::function<void(VertexIndex vertex, bool backward, const ArcVisitor& visit)> arcs;
  std::function<double(EdgeIndex edge)> cost;        // not negative
  std::function<bool(VertexIndex vertex)> may_pass;  // between the ends of a path
  std::function<void(std::uint64_t)> step;           // counts work; may throw to end the search
  std::function<void(std::uint64_t)> keep;           // counts memory; may throw
};

// Takes each path, the cheapest first. Stops when `take` returns false.
void each_by_cost(const CostOrderedSearch& search, const std::function<bool(const Path&)>& take);

}  // namespace rapport::query
