// A snapshot as Boost.Graph's algorithms see it during a run: only relationships of the types asked
// for, along their direction or both ways, and every row that is looked at counted against the
// budget, so that whatever algorithm runs can be cancelled and ends within its limits.

#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "graph/bgl.h"
#include "query/run.h"

namespace rapport::query {

// An arc: an edge, in the direction in which it is followed.
struct WatchedEdge {
  VertexIndex from, to;
  EdgeIndex edge;
  friend bool operator==(const WatchedEdge& a, const WatchedEdge& b) {
    return a.edge == b.edge && a.from == b.from;
  }
};

class WatchedGraph {
 public:
  // `types`: sorted; empty: all.
  WatchedGraph(const graph::Snapshot& graph, Budget& budget, std::vector<graph::TypeId> types,
               bool both_ways)
      : graph_(&graph), budget_(&budget), types_(std::move(types)), both_ways_(both_ways) {}

  const graph::Snapshot& snapshot() const { return *graph_; }
  Budget& budget() const { return *budget_; }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = WatchedEdge;
    using difference_type = std::ptrdiff_t;
    using pointer = void;
    using reference = WatchedEdge;

    Iterator() = default;
    Iterator(const WatchedGraph& graph, VertexIndex vertex, std::uint32_t at)
        : graph_(&graph), vertex_(vertex), at_(at), out_(graph.graph_->out(vertex)) {
      if (graph.both_ways_) {
        in_ = graph.graph_->in(vertex);
      }
      skip();
    }
    std::uint32_t size() const { return static_cast<std::uint32_t>(out_.size() + in_.size()); }

    WatchedEdge operator*() const { return {vertex_, arc().other, arc().edge}; }
    Iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    graph::Arc arc() const { return at_ < out_.size() ? out_[at_] : in_[at_ - out_.size()]; }
    // A loop leads both ways, and counts once.
    void skip() {
      while (at_ < size() &&
             (!graph_->takes(arc().type) || (at_ >= out_.size() && arc().other == vertex_))) {
        ++at_;
      }
    }

    const WatchedGraph* graph_ = nullptr;
    VertexIndex vertex_;
    std::uint32_t at_ = 0;
    graph::ArcRange out_, in_;
  };

  std::pair<Iterator, Iterator> out(VertexIndex vertex) const {
    const Iterator begin(*this, vertex, 0);
    budget_->step(1 + begin.size());
    return {begin, Iterator(*this, vertex, begin.size())};
  }

 private:
  bool takes(graph::TypeId type) const {
    return types_.empty() || std::binary_search(types_.begin(), types_.end(), type);
  }

  const graph::Snapshot* graph_;
  Budget* budget_;
  std::vector<graph::TypeId> types_;
  bool both_ways_;
};

struct EndOfEdge {
  VertexIndex operator()(const WatchedEdge& edge) const { return edge.to; }
};
using WatchedNeighbour = boost::transform_iterator<EndOfEdge, WatchedGraph::Iterator, VertexIndex>;

// --- what Boost.Graph looks for, by these names ---

inline VertexIndex source(const WatchedEdge& e, const WatchedGraph& /*graph*/) { return e.from; }
inline VertexIndex target(const WatchedEdge& e, const WatchedGraph& /*graph*/) { return e.to; }
inline std::pair<WatchedGraph::Iterator, WatchedGraph::Iterator> out_edges(
    VertexIndex v, const WatchedGraph& graph) {
  return graph.out(v);
}
inline std::pair<WatchedNeighbour, WatchedNeighbour> adjacent_vertices(VertexIndex v,
                                                                       const WatchedGraph& graph) {
  const auto [begin, end] = graph.out(v);
  return {WatchedNeighbour(begin), WatchedNeighbour(end)};
}
inline std::size_t out_degree(VertexIndex v, const WatchedGraph& graph) {
  const auto [begin, end] = graph.out(v);
  return static_cast<std::size_t>(std::distance(begin, end));
}
inline std::size_t num_vertices(const WatchedGraph& graph) {
  return graph.snapshot().vertex_count();
}
inline std::pair<graph::VertexIterator, graph::VertexIterator> vertices(const WatchedGraph& graph) {
  return graph::vertices(graph.snapshot());
}
inline graph::NumberMap<VertexIndex> get(boost::vertex_index_t /*tag*/,
                                         const WatchedGraph& /*graph*/) {
  return {};
}

struct WatchedTraversal : boost::incidence_graph_tag,
                          boost::adjacency_graph_tag,
                          boost::vertex_list_graph_tag {};

}  // namespace rapport::query

template <>
struct boost::graph_traits<rapport::query::WatchedGraph> {
  using vertex_descriptor = rapport::VertexIndex;
  using edge_descriptor = rapport::query::WatchedEdge;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = rapport::query::WatchedTraversal;
  using out_edge_iterator = rapport::query::WatchedGraph::Iterator;
  using adjacency_iterator = rapport::query::WatchedNeighbour;
  using vertex_iterator = rapport::graph::VertexIterator;
  using degree_size_type = std::size_t;
  using vertices_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return {UINT32_MAX}; }
};

template <>
struct boost::property_map<rapport::query::WatchedGraph, boost::vertex_index_t> {
  using type = rapport::graph::NumberMap<rapport::VertexIndex>;
  using const_type = type;
};
