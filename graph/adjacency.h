// One direction of all edges as compressed sparse rows.

#pragma once

#include <cstdint>
#include <vector>

#include "rapport/graph/snapshot.h"

#include "graph/array.h"

namespace rapport::graph {

struct Adjacency {
  Array<std::uint32_t> starts;  // row v is [starts[v], starts[v + 1])
  Array<VertexIndex> others;
  Array<EdgeIndex> edges;
  Narrow types, ranks;
  ArcArrays arrays;  // the same, for ArcRange

  ArcRange row(VertexIndex v) const { return {arrays, starts[v.value], starts[v.value + 1]}; }
  ArcRange row(VertexIndex v, TypeId type) const;
  void point();  // sets `arrays`
  void prefetch(VertexIndex v) const {
    const std::uint32_t begin = starts[v.value];
    __builtin_prefetch(arrays.others + begin);
    __builtin_prefetch(arrays.edges + begin);
    __builtin_prefetch(arrays.types + std::size_t{begin} * arrays.type_width);
  }
};

// Rows sorted by type, rank, other end, edge.
Adjacency make_adjacency(std::size_t vertices, const std::vector<VertexIndex>& from,
                         const std::vector<VertexIndex>& to,
                         const std::vector<std::uint32_t>& types,
                         const std::vector<std::uint32_t>& ranks);

}  // namespace rapport::graph
