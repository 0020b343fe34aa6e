// The cheapest path between two vertices: Dijkstra's algorithm from both ends.
//
// The arcs of a snapshot's rows are sorted by weight within each type. A scan stops at the first
// arc that cannot be part of a cheaper path than the best known one, even if the other side's
// nearest open vertex were at its end; so that a hub of 70,000 arcs costs a handful of them.

#pragma once

#include <functional>
#include <optional>

#include "query/shortest.h"

namespace rapport::query {

struct CheapestSearch {
  VertexIndex from, to;
  const graph::Snapshot* graph = nullptr;
  PlainArcs arcs;
  // Whether the edge may be used on the way to `other`; none: all may. May throw to end the search.
  std::function<bool(EdgeIndex edge, VertexIndex other)> allows;
  // What an edge costs; none: the graph's weights. Must not be negative.
  std::function<double(EdgeIndex edge)> cost;
  std::function<void(std::uint64_t)> step;  // counts work; may throw
};

struct CheapestPath {
  Path path;
  double cost = 0;
};

// nullopt: there is no path. Of equally cheap ones the one found first, which is the same in every
// run. From a vertex to itself: the path without an edge.
std::optional<CheapestPath> find_cheapest(const CheapestSearch& search);

}  // namespace rapport::query
