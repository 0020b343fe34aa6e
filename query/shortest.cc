// The shortest paths, and their number, out of the two halves of the search.

#include "query/shortest.h"

#include <algorithm>
#include <tuple>

#include "query/shortest_sides.h"

namespace rapport::query {

namespace {

using Arrow = std::pair<VertexIndex, EdgeIndex>;

// The shortest paths, one at a time, out of the arcs of them all: whichever is followed leads on to
// the target, so that no more is held than those arcs and one path.
class ShortestPaths {
 public:
  ShortestPaths(const ShortestSearch& search, const Meeting& meeting, const Side& forward,
                const Side& backward)
      : search_(search) {
    add_arcs(meeting.middles, forward);
    add_arcs(meeting.middles, backward);
    std::sort(arcs_.begin(), arcs_.end(), [](const PathArc& a, const PathArc& b) {
      return std::tie(a.from, a.to, a.edge) < std::tie(b.from, b.to, b.edge);
    });
  }

  // Depth first over the vertices. Whether `take` wanted all.
  bool each(const TakePath& take) {
    if (arcs_.empty()) {
      return true;
    }
    open(search_.from);
    while (!hops_.empty()) {
      const VertexIndex at = arcs_[hops_.back().begin].to;
      if (at != search_.to) {
        open(at);
        continue;
      }
      if (!each_along(take)) {
        return false;
      }
      while (!hops_.empty() && !go_on(hops_.back())) {
        hops_.pop_back();
      }
    }
    return true;
  }

 private:
  struct PathArc {
    VertexIndex from, to;
    EdgeIndex edge;
  };
  // The arcs between two vertices, and the one that the path takes.
  struct Hop {
    std::size_t begin, end, at;
  };

  // Those that lead from the origin of the side to the middles, or back.
  void add_arcs(const std::vector<VertexIndex>& middles, const Side& side) {
    VertexMap<bool> seen;
    std::vector<VertexIndex> open;
    const auto add = [&](VertexIndex vertex) {
      if (seen.emplace(vertex, true).second) {
        open.push_back(vertex);
      }
    };
    std::for_each(middles.begin(), middles.end(), add);
    while (!open.empty()) {
      const VertexIndex vertex = open.back();
      open.pop_back();
      for (std::uint32_t a = side.reached.find(vertex)->arrival; a != kNone;
           a = side.arrivals[a].next) {
        search_.step(1);
        const Arrival& arrival = side.arrivals[a];
        arcs_.push_back(side.backward ? PathArc{vertex, arrival.from, arrival.edge}
                                      : PathArc{arrival.from, vertex, arrival.edge});
        add(arrival.from);
      }
    }
  }

  void open(VertexIndex vertex) {
    const auto first = std::partition_point(
        arcs_.begin(), arcs_.end(), [vertex](const PathArc& arc) { return arc.from < vertex; });
    hops_.push_back(hop_at(static_cast<std::size_t>(first - arcs_.begin())));
  }
  Hop hop_at(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < arcs_.size() && arcs_[end].from == arcs_[begin].from &&
           arcs_[end].to == arcs_[begin].to) {
      ++end;
    }
    search_.step(end - begin);
    return {begin, end, begin};
  }
  // To the next vertex that can come after the same one. False: there is none.
  bool go_on(Hop& hop) const {
    if (hop.end == arcs_.size() || arcs_[hop.end].from != arcs_[hop.begin].from) {
      return false;
    }
    hop = hop_at(hop.end);
    return true;
  }

  // All paths through the vertices of the hops.
  bool each_along(const TakePath& take) {
    Path path{{search_.from}, {}};
    for (Hop& hop : hops_) {
      hop.at = hop.begin;
      path.vertices.push_back(arcs_[hop.at].to);
      path.edges.push_back(arcs_[hop.at].edge);
    }
    std::size_t changed = 0;  // the last hop that took another arc, and 1
    do {
      search_.step(1 + hops_.size());
      if (!take(path)) {
        return false;
      }
      for (changed = hops_.size(); changed > 0; --changed) {
        Hop& hop = hops_[changed - 1];
        const bool has_more = ++hop.at < hop.end;
        hop.at = has_more ? hop.at : hop.begin;
        path.edges[changed - 1] = arcs_[hop.at].edge;
        if (has_more) {
          break;
        }
      }
    } while (changed > 0);
    return true;
  }

  const ShortestSearch& search_;
  std::vector<PathArc> arcs_;  // sorted
  std::vector<Hop> hops_;      // of the path
};

template <typename Arcs>
bool from_both_ends(const Arcs& arcs, const ShortestSearch& search, const TakePath& take) {
  Side forward(search.from, false, arcs.degree(search.from));
  Side backward(search.to, true, arcs.degree(search.to));
  const Meeting meeting = meet(arcs, search, search.only_one, forward, backward);
  return ShortestPaths(search, meeting, forward, backward).each(take);
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

}  // namespace

bool each_shortest(const ShortestSearch& search, const TakePath& take) {
  if (search.most < search.least) {
    return true;
  }
  if (search.least == 0 && search.from == search.to) {
    return take(Path{{search.from}, {}});
  }
  if (search.from == search.to || search.most == 0) {
    return true;
  }
  return search.plain != nullptr ? from_both_ends(RowArcs(search), search, take)
                                 : from_both_ends(GivenArcs(search), search, take);
}

std::uint64_t count_shortest(const ShortestSearch& search) {
  if (search.from == search.to) {
    return search.least == 0 ? 1 : 0;
  }
  return search.plain != nullptr ? count_between(RowArcs(search), search)
                                 : count_between(GivenArcs(search), search);
}

}  // namespace rapport::query
