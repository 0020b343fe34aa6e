// Rows are counted, filled in the order of edges, and sorted one by one.

#include "graph/adjacency.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace rapport::graph {

void Adjacency::point() {
  arrays = {.others = others.data(),
            .edges = edges.data(),
            .types = types.bytes().data(),
            .ranks = ranks.bytes().data(),
            .type_width = types.width(),
            .rank_width = ranks.width()};
}

ArcRange Adjacency::row(VertexIndex v, TypeId type) const {
  std::uint32_t low = starts[v.value];
  std::uint32_t high = starts[v.value + 1];
  const auto first_not = [&](const auto& is_before) {
    std::uint32_t end = high;
    std::uint32_t at = low;
    while (at < end) {
      const std::uint32_t middle = at + (end - at) / 2;
      if (is_before(types[middle])) {
        at = middle + 1;
      } else {
        end = middle;
      }
    }
    return at;
  };
  low = first_not([type](TypeId t) { return t < type; });
  high = first_not([type](TypeId t) { return t <= type; });
  return {arrays, low, high};
}

Adjacency make_adjacency(std::size_t vertices, const std::vector<VertexIndex>& from,
                         const std::vector<VertexIndex>& to,
                         const std::vector<std::uint32_t>& types,
                         const std::vector<std::uint32_t>& ranks) {
  std::vector<std::uint32_t> starts(vertices + 1, 0);
  for (const VertexIndex v : from) {
    ++starts[v.value + 1];
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<Arc> arcs(from.size());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::uint32_t e = 0; e < from.size(); ++e) {
    arcs[next[from[e].value]++] = {to[e], EdgeIndex{e}, types[e], ranks[e]};
  }
  for (std::size_t v = 0; v < vertices; ++v) {
    std::sort(arcs.begin() + starts[v], arcs.begin() + starts[v + 1],
              [](const Arc& a, const Arc& b) {
                return std::tie(a.type, a.rank, a.other, a.edge) <
                       std::tie(b.type, b.rank, b.other, b.edge);
              });
  }
  std::vector<VertexIndex> others(arcs.size());
  std::vector<EdgeIndex> edges(arcs.size());
  std::vector<std::uint32_t> arc_types(arcs.size());
  std::vector<std::uint32_t> arc_ranks(arcs.size());
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    others[i] = arcs[i].other;
    edges[i] = arcs[i].edge;
    arc_types[i] = arcs[i].type;
    arc_ranks[i] = arcs[i].rank;
  }
  Adjacency result;
  result.starts = Array<std::uint32_t>(std::move(starts));
  result.others = Array<VertexIndex>(std::move(others));
  result.edges = Array<EdgeIndex>(std::move(edges));
  result.types = Narrow(arc_types);
  result.ranks = Narrow(arc_ranks);
  result.point();
  return result;
}

}  // namespace rapport::graph
