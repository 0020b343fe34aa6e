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

std::uint64_t in_one(std::uint32_t upper, std::uint32_t lower) {
  return std::uint64_t{upper} << 32 | lower;
}
std::uint32_t upper(std::uint64_t both) { return static_cast<std::uint32_t>(both >> 32); }
std::uint32_t lower(std::uint64_t both) { return static_cast<std::uint32_t>(both); }

std::uint32_t largest_of(std::span<const std::uint32_t> numbers) {
  return numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end());
}

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

Result<void> AdjacencyMaker::sort_rows(std::span<const std::uint32_t> starts,
                                       std::span<const VertexIndex> from,
                                       std::span<const VertexIndex> to) {
  arcs_.resize(from.size());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  RAPPORT_CHECK(check_.each_part(from.size(), [&](std::size_t begin, std::size_t end) {
    for (std::size_t e = begin; e < end; ++e) {
      if (e + 2 * kAhead < from.size()) {
        __builtin_prefetch(&next[from[e + 2 * kAhead].value], 1);
        __builtin_prefetch(&arcs_[next[from[e + kAhead].value]], 1);
      }
      arcs_[next[from[e].value]++] = {in_one(order_.types[e], order_.rank_of[order_.codes[e]]),
                                      in_one(to[e].value, static_cast<std::uint32_t>(e))};
    }
  }));
  return check_.each_part(vertices_, [&](std::size_t begin, std::size_t end) {
    for (std::size_t v = begin; v < end; ++v) {
      std::sort(arcs_.begin() + starts[v], arcs_.begin() + starts[v + 1]);
    }
  });
}

Result<Adjacency> AdjacencyMaker::make(std::span<const VertexIndex> from,
                                       std::span<const VertexIndex> to) {
  std::vector<std::uint32_t> starts(vertices_ + 1, 0);
  for (const VertexIndex v : from) {
    ++starts[v.value + 1];
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  RAPPORT_CHECK(sort_rows(starts, from, to));
  std::vector<VertexIndex> others(arcs_.size());
  std::vector<EdgeIndex> edges(arcs_.size());
  for (std::size_t i = 0; i < arcs_.size(); ++i) {
    others[i] = {upper(arcs_[i].other_and_edge)};
    edges[i] = {lower(arcs_[i].other_and_edge)};
  }
  Adjacency result;
  result.starts = Array<std::uint32_t>(std::move(starts));
  result.others = Array<VertexIndex>(std::move(others));
  result.edges = Array<EdgeIndex>(std::move(edges));
  result.types = Narrow(arcs_.size(), order_.largest_type,
                        [this](std::size_t i) { return upper(arcs_[i].type_and_rank); });
  result.ranks = Narrow(arcs_.size(), largest_of(order_.rank_of),
                        [this](std::size_t i) { return lower(arcs_[i].type_and_rank); });
  result.point();
  return result;
}

}  // namespace rapport::graph
