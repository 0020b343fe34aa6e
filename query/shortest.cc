// All shortest paths out of the two halves of the search.

#include "query/shortest.h"

#include <algorithm>
#include <tuple>

#include "query/shortest_sides.h"

namespace rapport::query {

namespace {

using Arrow = std::pair<VertexIndex, EdgeIndex>;
using Half = std::vector<Arrow>;

// The ways from `middle` to the origin of `side`, each as its arrows from the middle outwards.
std::vector<Half> ways_back(const ShortestSearch& search, const Side& side, VertexIndex middle) {
  std::vector<Half> ways;
  Half way;
  std::vector<std::uint32_t> stack = {side.reached.find(middle)->arrival};
  if (stack[0] == kNone) {
    ways.emplace_back();
    return ways;
  }
  while (!stack.empty() && ways.size() < search.at_most) {
    if (stack.back() == kNone) {
      stack.pop_back();
      if (!way.empty()) {
        way.pop_back();
      }
      continue;
    }
    search.step(1);
    const Arrival& arrival = side.arrivals[stack.back()];
    stack.back() = arrival.next;
    way.emplace_back(arrival.from, arrival.edge);
    const std::uint32_t before = side.reached.find(arrival.from)->arrival;
    if (before == kNone) {
      search.step(way.size());
      ways.push_back(way);
      way.pop_back();
    } else {
      stack.push_back(before);
    }
  }
  return ways;
}

Path join(const Half& first, VertexIndex middle, const Half& second) {
  Path path;
  path.vertices.reserve(first.size() + second.size() + 1);
  path.edges.reserve(first.size() + second.size());
  for (auto arrow = first.rbegin(); arrow != first.rend(); ++arrow) {
    path.vertices.push_back(arrow->first);
    path.edges.push_back(arrow->second);
  }
  path.vertices.push_back(middle);
  for (const auto& [vertex, edge] : second) {
    path.vertices.push_back(vertex);
    path.edges.push_back(edge);
  }
  return path;
}

template <typename Arcs>
std::vector<Path> from_both_ends(const Arcs& arcs, const ShortestSearch& search) {
  Side forward(search.from, false, arcs.degree(search.from));
  Side backward(search.to, true, arcs.degree(search.to));
  const Meeting meeting = meet(arcs, search, search.at_most == 1, forward, backward);
  std::vector<Path> paths;
  for (const VertexIndex middle : meeting.middles) {
    const auto heads = ways_back(search, forward, middle);
    const auto tails = ways_back(search, backward, middle);
    for (const Half& head : heads) {
      for (std::size_t i = 0; i < tails.size() && paths.size() < search.at_most; ++i) {
        search.step(1 + meeting.length);
        paths.push_back(join(head, middle, tails[i]));
      }
    }
  }
  std::sort(paths.begin(), paths.end(), [](const Path& a, const Path& b) {
    return std::tie(a.vertices, a.edges) < std::tie(b.vertices, b.edges);
  });
  return paths;
}

constexpr std::uint64_t kMostCounted = std::numeric_limits<std::int64_t>::max();

std::uint64_t add(std::uint64_t a, std::uint64_t b) { return std::min(a + b, kMostCounted); }
std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? kMostCounted : std::min(product, kMostCounted);
}

// The number of ways back from a vertex to the origin: the sum over its arrivals, worked out once
// for each vertex, with a stack of its own.
class WayCounter {
 public:
  WayCounter(const ShortestSearch& search, const Side& side) : search_(search), side_(side) {}

  std::uint64_t count(VertexIndex vertex) {
    std::vector<VertexIndex> stack = {vertex};
    while (!stack.empty()) {
      const VertexIndex at = stack.back();
      search_.step(1);
      std::uint64_t sum = side_.reached.find(at)->arrival == kNone ? 1 : 0;
      bool is_ready = true;
      for (std::uint32_t a = side_.reached.find(at)->arrival; a != kNone;
           a = side_.arrivals[a].next) {
        const std::uint64_t* ways = known_.find(side_.arrivals[a].from);
        if (ways == nullptr) {
          stack.push_back(side_.arrivals[a].from);
          is_ready = false;
        } else {
          sum = add(sum, *ways);
        }
      }
      if (is_ready) {
        known_.emplace(at, sum);
        stack.pop_back();
      }
    }
    return *known_.find(vertex);
  }

 private:
  const ShortestSearch& search_;
  const Side& side_;
  VertexMap<std::uint64_t> known_;
};

template <typename Arcs>
std::uint64_t count_between(const Arcs& arcs, const ShortestSearch& search) {
  Side forward(search.from, false, arcs.degree(search.from));
  Side backward(search.to, true, arcs.degree(search.to));
  const Meeting meeting = meet(arcs, search, false, forward, backward);
  WayCounter heads(search, forward);
  WayCounter tails(search, backward);
  std::uint64_t sum = 0;
  for (const VertexIndex middle : meeting.middles) {
    sum = add(sum, multiply(heads.count(middle), tails.count(middle)));
  }
  return sum;
}

// Trails of exactly `length` edges, depth first. Whether there is a trail of that length at all.
bool trails_of(const ShortestSearch& search, std::uint32_t length, std::vector<Path>& found) {
  struct Frame {
    std::vector<Arrow> arrows;
    std::size_t next = 0;
  };
  Path way;
  way.vertices.push_back(search.from);
  std::vector<Frame> stack;
  const auto open = [&](VertexIndex vertex) {
    Frame frame;
    search.arcs(vertex, false, [&](EdgeIndex edge, VertexIndex other) {
      if (std::find(way.edges.begin(), way.edges.end(), edge) == way.edges.end()) {
        frame.arrows.emplace_back(other, edge);
      }
    });
    std::sort(frame.arrows.begin(), frame.arrows.end());
    stack.push_back(std::move(frame));
  };
  bool reached_length = false;
  open(search.from);
  while (!stack.empty() && found.size() < search.at_most) {
    Frame& frame = stack.back();
    if (frame.next == frame.arrows.size()) {
      stack.pop_back();
      if (!way.edges.empty()) {
        way.edges.pop_back();
        way.vertices.pop_back();
      }
      continue;
    }
    search.step(1 + way.edges.size());
    const auto [vertex, edge] = frame.arrows[frame.next++];
    way.vertices.push_back(vertex);
    way.edges.push_back(edge);
    if (way.edges.size() < length) {
      open(vertex);
      continue;
    }
    reached_length = true;
    if (vertex == search.to) {
      found.push_back(way);
    }
    way.vertices.pop_back();
    way.edges.pop_back();
  }
  return reached_length;
}

}  // namespace

std::vector<Path> find_shortest(const ShortestSearch& search) {
  if (search.at_most == 0 || search.most < search.least) {
    return {};
  }
  if (search.least == 0 && search.from == search.to) {
    return {Path{{search.from}, {}}};
  }
  if (search.least <= 1) {
    if (search.from == search.to || search.most == 0) {
      return {};
    }
    return search.plain != nullptr ? from_both_ends(RowArcs(search), search)
                                   : from_both_ends(GivenArcs(search), search);
  }
  std::vector<Path> found;
  for (std::uint32_t length = search.least; length <= search.most; ++length) {
    if (!trails_of(search, length, found) || !found.empty()) {
      break;
    }
  }
  return found;
}

std::uint64_t count_shortest(const ShortestSearch& search) {
  if (search.from == search.to) {
    return search.least == 0 ? 1 : 0;
  }
  return search.plain != nullptr ? count_between(RowArcs(search), search)
                                 : count_between(GivenArcs(search), search);
}

}  // namespace rapport::query
