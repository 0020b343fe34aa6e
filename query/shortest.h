// Shortest paths between two vertices: breadth first from both ends, always on the side with fewer
// arcs ahead, until one side meets what the other has reached.
//
// The plain version is a breadth-first search from one end; from both it looks at about the square
// root as many arcs (Pohl, "Bi-directional search", 1971). Each side keeps for each vertex the arcs
// by which it was reached from the level before: together all shortest paths, as an acyclic graph
// that has at most as many arcs as were looked at, however many paths there are.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/value.h"

namespace rapport::query {

using ArcVisitor = std::function<void(EdgeIndex edge, VertexIndex other)>;
// Takes a path that was found; whether more are wanted.
using TakePath = std::function<bool(const Path& path)>;

// Which arcs leave a vertex, as the rows of a snapshot have them: no test of a single edge.
struct PlainArcs {
  bool out = true, in = true;
  bool all_types = true;
  std::vector<graph::TypeId> types;  // else these
};

// Of a search that goes through `frontier` and is at place `at`: fetches what it will read next.
inline void prefetch_ahead(const graph::Snapshot& graph, const PlainArcs& arcs,
                           const std::vector<VertexIndex>& frontier, std::size_t at) {
  constexpr std::size_t kStarts = 16, kRows = 6;
  if (at + kStarts < frontier.size()) {
    graph.prefetch_starts(frontier[at + kStarts]);
  }
  if (at + kRows < frontier.size()) {
    graph.prefetch_rows(frontier[at + kRows], arcs.out, arcs.in);
  }
}

struct ShortestSearch {
  VertexIndex from, to;
  std::uint32_t least = 1;  // or 0: from == to is the path without an edge
  std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
  bool only_one = false;  // any of the shortest
  // Calls `visit` for each arc that leaves `vertex`, or (backward) that leads to it.
  std::function<void(VertexIndex vertex, bool backward, const ArcVisitor& visit)> arcs;
  std::function<void(std::uint64_t)> step;  // counts work; may throw to end the search
  // Where both are given, they stand for `arcs`, and are faster.
  const graph::Snapshot* graph = nullptr;
  const PlainArcs* plain = nullptr;
};

// Hands on all shortest paths, one at a time and sorted by vertices, then edges, until `take` wants
// no more. Whether it wanted all. From a vertex to itself there is only the path without an edge,
// if `least` is 0.
// REQUIRES: least is 0 or 1.
bool each_shortest(const ShortestSearch& search, const TakePath& take);

// How many shortest paths there are, without making them; saturates at 2^63 - 1. REQUIRES: least is
// 0 or 1.
std::uint64_t count_shortest(const ShortestSearch& search);

}  // namespace rapport::query
