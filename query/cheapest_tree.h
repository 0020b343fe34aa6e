// The cheapest paths from one vertex to many, or from many to one: one search (Dijkstra's
// algorithm) that goes on from where it stopped.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

#include "query/cheapest.h"
#include "query/vertex_map.h"

namespace rapport::query {

class CheapestTree {
 public:
  // `search` without its ends and its `step`: `allows` is asked of the edge and of the vertex that
  // a path goes to, `may_pass` of those that it goes on from. `backward`: paths lead to the root.
  CheapestTree(VertexIndex root, bool backward, CheapestSearch search,
               std::function<bool(VertexIndex)> may_pass);

  enum class Answer : std::uint8_t { kPath, kNoPath, kUnknown };
  // Goes on until it is known, or until so many arcs were looked at: then it is unknown.
  Answer ask(VertexIndex end, std::uint64_t most_arcs);
  // REQUIRES: ask(end) was kPath.
  Path path(VertexIndex end) const;
  std::uint64_t arcs() const { return arcs_; }  // looked at so far

 private:
  struct Reached {
    double distance = 0;
    VertexIndex from;
    EdgeIndex edge;
    bool is_settled = false;
  };
  struct Open {
    double distance = 0;
    VertexIndex vertex;
    bool operator>(const Open& other) const {
      return distance != other.distance ? distance > other.distance : vertex > other.vertex;
    }
  };
  void settle(const Open& nearest);
  void follow(const Open& from, const graph::ArcRange& arcs);

  VertexIndex root_;
  bool backward_;
  CheapestSearch search_;
  std::function<bool(VertexIndex)> may_pass_;
  std::span<const double> weights_;
  VertexMap<Reached> reached_;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
  std::uint64_t arcs_ = 0;
};

}  // namespace rapport::query
