// One direction of all edges as compressed sparse rows.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/result.h"

#include "graph/array.h"
#include "graph/stop.h"

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

// What edges are sorted by; each is told by an edge's index.
struct EdgeOrder {
  const Narrow& types;
  std::uint32_t largest_type = 0;
  const Narrow& codes;                     // of the values that weights come from
  std::span<const std::uint32_t> rank_of;  // each code's
};

// Makes rows sorted by type, rank, other end, edge.
class AdjacencyMaker {
 public:
  AdjacencyMaker(std::size_t vertices, EdgeOrder order, const StopCheck& check)
      : vertices_(vertices), order_(order), check_(check) {}
  Result<Adjacency> make(std::span<const VertexIndex> from, std::span<const VertexIndex> to);

 private:
  // Two numbers in one, so that both are compared at once.
  struct Arc {
    std::uint64_t type_and_rank = 0, other_and_edge = 0;
    bool operator<(const Arc& that) const {
      return type_and_rank != that.type_and_rank ? type_and_rank < that.type_and_rank
                                                 : other_and_edge < that.other_and_edge;
    }
  };
  Result<void> sort_rows(std::span<const std::uint32_t> starts, std::span<const VertexIndex> from,
                         std::span<const VertexIndex> to);

  std::size_t vertices_ = 0;
  EdgeOrder order_;
  const StopCheck& check_;
  std::vector<Arc> arcs_;  // kept from one direction to the other
};

}  // namespace rapport::graph
