// Rows are counted, filled in the order of edges, and sorted one by one.

#include "graph/adjacency.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace rapport::graph {

void Adjacency::point() {
  arrays = {.others = others.data(),
            .edges = edges.data(),
            .types = types.bytes().data(),
            .ranks = ranks.bytes().data(),
            .type_width = types.width(),
            .rank_width = ranks.width()};
}

namespace {

// Longer rows are halved before they are looked through.
constexpr std::uint32_t kShort = 256;

// The numbers from `begin` to `end` ascend: narrows them to those that are `wanted`. Counting has
// no branch to guess, and is done for many at once.
template <typename T>
void narrow_to(const std::uint8_t* bytes, std::uint32_t wanted, std::uint32_t& begin,
               std::uint32_t& end) {
  const auto at = [bytes](std::uint32_t i) {
    T number = 0;
    std::memcpy(&number, bytes + std::size_t{i} * sizeof(T), sizeof(T));
    return number;
  };
  if (end - begin > kShort) {
    const auto first_not = [&](const auto& is_before) {
      std::uint32_t low = begin;
      for (std::uint32_t high = end; low < high;) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (is_before(at(middle))) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    };
    const std::uint32_t low = first_not([wanted](T number) { return number < wanted; });
    end = first_not([wanted](T number) { return number <= wanted; });
    begin = low;
    return;
  }
  std::uint32_t before = 0;
  std::uint32_t equal = 0;
  for (std::uint32_t i = begin; i < end; ++i) {
    before += at(i) < wanted ? 1 : 0;
    equal += at(i) == wanted ? 1 : 0;
  }
  begin += before;
  end = begin + equal;
}

// Two numbers in one, so that both are compared at once.
std::uint64_t in_one(std::uint32_t upper, std::uint32_t lower) {
  return std::uint64_t{upper} << 32 | lower;
}
std::uint32_t upper(std::uint64_t both) { return static_cast<std::uint32_t>(both >> 32); }
std::uint32_t lower(std::uint64_t both) { return static_cast<std::uint32_t>(both); }

struct SortedArc {
  std::uint64_t type_and_rank = 0, other_and_edge = 0;
  bool operator<(const SortedArc& that) const {
    return type_and_rank != that.type_and_rank ? type_and_rank < that.type_and_rank
                                               : other_and_edge < that.other_and_edge;
  }
};

// Edges whose places in memory are asked for before their turn.
constexpr std::uint32_t kAhead = 16;

}  // namespace

ArcRange Adjacency::row(VertexIndex v, TypeId type) const {
  std::uint32_t begin = starts[v.value];
  std::uint32_t end = starts[v.value + 1];
  const std::uint8_t* const bytes = arrays.types;
  if (arrays.type_width == 1) {
    narrow_to<std::uint8_t>(bytes, type, begin, end);
  } else if (arrays.type_width == 2) {
    narrow_to<std::uint16_t>(bytes, type, begin, end);
  } else if (arrays.type_width == 4) {
    narrow_to<std::uint32_t>(bytes, type, begin, end);
  } else if (type != 0) {  // all are 0
    begin = end;
  }
  return {arrays, begin, end};
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
  std::vector<SortedArc> arcs(from.size());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::uint32_t e = 0; e < from.size(); ++e) {
    if (e + 2 * kAhead < from.size()) {
      __builtin_prefetch(&next[from[e + 2 * kAhead].value], 1);
      __builtin_prefetch(&arcs[next[from[e + kAhead].value]], 1);
    }
    arcs[next[from[e].value]++] = {in_one(types[e], ranks[e]), in_one(to[e].value, e)};
  }
  for (std::size_t v = 0; v < vertices; ++v) {
    std::sort(arcs.begin() + starts[v], arcs.begin() + starts[v + 1]);
  }
  std::vector<VertexIndex> others(arcs.size());
  std::vector<EdgeIndex> edges(arcs.size());
  std::vector<std::uint32_t> arc_types(arcs.size());
  std::vector<std::uint32_t> arc_ranks(arcs.size());
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    others[i] = {upper(arcs[i].other_and_edge)};
    edges[i] = {lower(arcs[i].other_and_edge)};
    arc_types[i] = upper(arcs[i].type_and_rank);
    arc_ranks[i] = lower(arcs[i].type_and_rank);
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
