// Bidirectional breadth-first search, and the paths put together from its two halves.

#include "query/shortest.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace rapport::query {

namespace {

constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();

// The vertices that one end has reached, with their distance from it.
struct Side {
  bool backward = false;
  std::unordered_map<std::uint32_t, std::uint32_t> depth;
  std::vector<std::vector<VertexIndex>> levels;

  Side(VertexIndex origin, bool is_backward) : backward(is_backward) {
    depth.emplace(origin.value, 0);
    levels.push_back({origin});
  }
  std::uint32_t level() const { return static_cast<std::uint32_t>(levels.size() - 1); }
  std::uint32_t depth_of(VertexIndex v) const {
    const auto found = depth.find(v.value);
    return found == depth.end() ? kNever : found->second;
  }
};

// Goes one level on; the length of the shortest path that it closes, or kNever.
std::uint32_t expand(const ShortestSearch& search, Side& side, const Side& other) {
  std::uint32_t best = kNever;
  const std::uint32_t depth = side.level() + 1;
  std::vector<VertexIndex> next;
  for (const VertexIndex vertex : side.levels.back()) {
    search.arcs(vertex, side.backward, [&](EdgeIndex, VertexIndex reached) {
      if (!side.depth.emplace(reached.value, depth).second) {
        return;
      }
      next.push_back(reached);
      const std::uint32_t rest = other.depth_of(reached);
      if (rest != kNever) {
        best = std::min(best, depth + rest);
      }
    });
  }
  side.levels.push_back(std::move(next));
  return best;
}

using Arrow = std::pair<VertexIndex, EdgeIndex>;
using Half = std::vector<Arrow>;

// The ways from `middle` to the origin of `side`, each as its arrows from the middle outwards.
std::vector<Half> ways_back(const ShortestSearch& search, const Side& side, VertexIndex middle,
                            std::size_t at_most) {
  struct Frame {
    std::vector<Arrow> arrows;
    std::size_t next = 0;
  };
  const auto open = [&](VertexIndex vertex) {
    Frame frame;
    const std::uint32_t depth = side.depth_of(vertex);
    search.arcs(vertex, !side.backward, [&](EdgeIndex edge, VertexIndex nearer) {
      if (side.depth_of(nearer) == depth - 1) {
        frame.arrows.emplace_back(nearer, edge);
      }
    });
    std::sort(frame.arrows.begin(), frame.arrows.end());
    return frame;
  };
  std::vector<Half> ways;
  if (side.depth_of(middle) == 0) {
    ways.emplace_back();
    return ways;
  }
  Half way;
  std::vector<Frame> stack;
  stack.push_back(open(middle));
  while (!stack.empty() && ways.size() < at_most) {
    Frame& frame = stack.back();
    if (frame.next == frame.arrows.size()) {
      stack.pop_back();
      if (!way.empty()) {
        way.pop_back();
      }
      continue;
    }
    search.step(1);
    way.push_back(frame.arrows[frame.next++]);
    const VertexIndex reached = way.back().first;
    if (side.depth_of(reached) == 0) {
      search.step(way.size());
      ways.push_back(way);
      way.pop_back();
    } else {
      stack.push_back(open(reached));
    }
  }
  return ways;
}

Path join(const Half& first, VertexIndex middle, const Half& second) {
  Path path;
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

void sort_paths(std::vector<Path>& paths) {
  std::sort(paths.begin(), paths.end(), [](const Path& a, const Path& b) {
    return std::tie(a.vertices, a.edges) < std::tie(b.vertices, b.edges);
  });
}

std::vector<Path> from_both_ends(const ShortestSearch& search) {
  Side forward(search.from, false);
  Side backward(search.to, true);
  std::uint32_t length = kNever;
  while (!forward.levels.back().empty() && !backward.levels.back().empty() &&
         forward.level() + backward.level() < std::min(length, search.most)) {
    const bool is_forward = forward.levels.back().size() <= backward.levels.back().size();
    const std::uint32_t closed =
        is_forward ? expand(search, forward, backward) : expand(search, backward, forward);
    length = std::min(length, closed);
  }
  std::vector<Path> paths;
  if (length > search.most || length == kNever) {
    return paths;
  }
  const std::uint32_t first = std::min(forward.level(), length);
  std::vector<VertexIndex> middles = forward.levels[first];
  std::sort(middles.begin(), middles.end());
  for (const VertexIndex middle : middles) {
    if (backward.depth_of(middle) != length - first) {
      continue;
    }
    const auto heads = ways_back(search, forward, middle, search.at_most);
    const auto tails = ways_back(search, backward, middle, search.at_most);
    for (const Half& head : heads) {
      for (const Half& tail : tails) {
        if (paths.size() == search.at_most) {
          sort_paths(paths);
          return paths;
        }
        search.step(1 + length);
        paths.push_back(join(head, middle, tail));
      }
    }
  }
  sort_paths(paths);
  return paths;
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
    return search.from == search.to || search.most == 0 ? std::vector<Path>{}
                                                        : from_both_ends(search);
  }
  std::vector<Path> found;
  for (std::uint32_t length = search.least; length <= search.most; ++length) {
    if (!trails_of(search, length, found) || !found.empty()) {
      break;
    }
  }
  return found;
}

}  // namespace rapport::query
