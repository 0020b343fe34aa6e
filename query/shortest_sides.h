// The two halves of a bidirectional breadth-first search. A part of shortest.cc.

#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "query/shortest.h"
#include "query/vertex_map.h"

namespace rapport::query {

inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

// An arc by which a vertex was reached from the level before it.
struct Arrival {
  VertexIndex from;
  EdgeIndex edge;
  std::uint32_t next = kNone;  // another of the same vertex
};

// What one end has reached.
struct Side {
  struct Reached {
    std::uint32_t depth = 0;
    std::uint32_t arrival = kNone;  // the first of a list in `arrivals`
  };
  bool backward = false;
  std::uint32_t level = 0;
  std::uint64_t ahead = 0;  // arcs of the frontier
  VertexMap<Reached> reached;
  std::vector<Arrival> arrivals;
  std::vector<VertexIndex> frontier, next;

  Side(VertexIndex origin, bool is_backward, std::uint64_t degree)
      : backward(is_backward), ahead(degree), frontier{origin} {
    reached.emplace(origin, {0, kNone});
  }
};

// Arcs that a function gives.
class GivenArcs {
 public:
  explicit GivenArcs(const ShortestSearch& search) : search_(search) {}
  std::uint64_t degree(VertexIndex /*vertex*/) const { return 1; }
  void prefetch(const std::vector<VertexIndex>& /*frontier*/, std::size_t /*at*/) const {}
  // Calls `visit(edge, other)` until it returns false; `edge` is a function, so that an edge nobody
  // asks for is not read.
  template <typename Visit>
  void each(VertexIndex vertex, bool backward, Visit visit) const {
    bool goes_on = true;
    search_.arcs(vertex, backward, [&](EdgeIndex edge, VertexIndex other) {
      goes_on = goes_on && visit([edge] { return edge; }, other);
    });
  }

 private:
  const ShortestSearch& search_;
};

// Arcs of a snapshot's rows.
class RowArcs {
 public:
  explicit RowArcs(const ShortestSearch& search)
      : graph_(*search.graph),
        arcs_(*search.plain),
        step_(search.step),
        knows_degrees_(graph_.knows_degrees()) {}
  std::uint64_t degree(VertexIndex vertex) const {
    if (!knows_degrees_) {
      return 1;
    }
    return (arcs_.out ? graph_.out(vertex).size() : 0) + (arcs_.in ? graph_.in(vertex).size() : 0);
  }
  void prefetch(const std::vector<VertexIndex>& frontier, std::size_t at) const {
    prefetch_ahead(graph_, arcs_, frontier, at);
  }
  template <typename Visit>
  void each(VertexIndex vertex, bool backward, Visit visit) const {
    const bool out = backward ? arcs_.in : arcs_.out;
    const bool in = backward ? arcs_.out : arcs_.in;
    if (arcs_.all_types) {
      (void)((!out || row(graph_.out(vertex), visit)) && (!in || row(graph_.in(vertex), visit)));
      return;
    }
    for (const graph::TypeId type : arcs_.types) {
      if ((out && !row(graph_.out(vertex, type), visit)) ||
          (in && !row(graph_.in(vertex, type), visit))) {
        return;
      }
    }
  }

 private:
  template <typename Visit>
  bool row(const graph::ArcRange& range, Visit& visit) const {
    const auto others = range.others();
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (!visit([&] { return range[i].edge; }, others[i])) {
        return false;
      }
    }
    step_(others.size());
    return true;
  }

  const graph::Snapshot& graph_;
  const PlainArcs& arcs_;
  const std::function<void(std::uint64_t)>& step_;
  const bool knows_degrees_;
};

// Where the sides meet: all shortest paths go through exactly one of these vertices, which lie in
// the last level of either side.
struct Meeting {
  std::uint32_t length = kNone;  // kNone: they do not meet
  std::vector<VertexIndex> middles;
};

// Goes one level on, and notes where the other side is met; only at one vertex with `first_only`.
template <typename Arcs>
void expand(const Arcs& arcs, Side& side, const Side& other, bool first_only, Meeting& meeting) {
  const std::uint32_t depth = side.level + 1;
  side.next.clear();
  bool goes_on = true;
  for (std::size_t i = 0; goes_on && i < side.frontier.size(); ++i) {
    const VertexIndex vertex = side.frontier[i];
    arcs.prefetch(side.frontier, i);
    arcs.each(vertex, side.backward, [&](const auto& edge, VertexIndex reached) {
      const auto [known, is_new] = side.reached.emplace(reached, {depth, kNone});
      if (known->depth != depth || (!is_new && first_only)) {
        return true;
      }
      side.arrivals.push_back({vertex, edge(), known->arrival});
      known->arrival = static_cast<std::uint32_t>(side.arrivals.size() - 1);
      if (!is_new) {
        return true;
      }
      side.next.push_back(reached);
      if (const Side::Reached* rest = other.reached.find(reached)) {
        meeting.length = std::min(meeting.length, depth + rest->depth);
        meeting.middles.push_back(reached);
        goes_on = !first_only;
      }
      return goes_on;
    });
  }
  side.level = depth;
  side.frontier.swap(side.next);
  side.ahead = 0;
  if (meeting.length == kNone) {  // else nobody goes on
    for (const VertexIndex vertex : side.frontier) {
      side.ahead += arcs.degree(vertex);
    }
  }
}

// The length of the shortest paths and where they meet, with both sides filled in.
template <typename Arcs>
Meeting meet(const Arcs& arcs, const ShortestSearch& search, bool first_only, Side& forward,
             Side& backward) {
  Meeting meeting;
  while (meeting.length == kNone && !forward.frontier.empty() && !backward.frontier.empty() &&
         forward.level + backward.level < search.most) {
    search.step(1);
    if (forward.ahead <= backward.ahead) {
      expand(arcs, forward, backward, first_only, meeting);
    } else {
      expand(arcs, backward, forward, first_only, meeting);
    }
  }
  return meeting;
}

}  // namespace rapport::query
