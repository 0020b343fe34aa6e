// The Boost.Graph face of a Snapshot: an IncidenceGraph, BidirectionalGraph, VertexListGraph and
// EdgeListGraph with index maps, so that the algorithms of that library run straight on it.
//
// Directed, with parallel edges. A vertex is a VertexIndex, an edge an EdgeIndex. This header alone
// includes Boost.Graph; no public header includes this one.

#pragma once

#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>

#include "rapport/graph/snapshot.h"

namespace rapport::graph {

struct EdgeOfArc {
  EdgeIndex operator()(const Arc& arc) const { return arc.edge; }
};
struct ToVertex {
  VertexIndex operator()(std::uint32_t number) const { return VertexIndex{number}; }
};
struct ToEdge {
  EdgeIndex operator()(std::uint32_t number) const { return EdgeIndex{number}; }
};
using ArcIterator = boost::transform_iterator<EdgeOfArc, ArcRange::Iterator>;
using VertexIterator = boost::transform_iterator<ToVertex, boost::counting_iterator<std::uint32_t>>;
using EdgeIterator = boost::transform_iterator<ToEdge, boost::counting_iterator<std::uint32_t>>;

struct SnapshotTraversal : boost::bidirectional_graph_tag,
                           boost::vertex_list_graph_tag,
                           boost::edge_list_graph_tag {};

// Reads the number of a vertex or an edge: what colour and distance maps are indexed by.
template <typename Index>
struct NumberMap {
  using key_type = Index;
  using value_type = std::uint32_t;
  using reference = std::uint32_t;
  using category = boost::readable_property_map_tag;
};
template <typename Index>
std::uint32_t get(NumberMap<Index> /*map*/, Index index) {
  return index.value;
}

inline std::pair<ArcIterator, ArcIterator> arc_range(ArcRange arcs) {
  return {ArcIterator(arcs.begin()), ArcIterator(arcs.end())};
}

// --- what Boost.Graph looks for, by these names ---

inline VertexIndex source(EdgeIndex e, const Snapshot& graph) { return graph.source(e); }
inline VertexIndex target(EdgeIndex e, const Snapshot& graph) { return graph.target(e); }
inline std::pair<ArcIterator, ArcIterator> out_edges(VertexIndex v, const Snapshot& graph) {
  return arc_range(graph.out(v));
}
inline std::pair<ArcIterator, ArcIterator> in_edges(VertexIndex v, const Snapshot& graph) {
  return arc_range(graph.in(v));
}
inline std::size_t out_degree(VertexIndex v, const Snapshot& graph) { return graph.out(v).size(); }
inline std::size_t in_degree(VertexIndex v, const Snapshot& graph) { return graph.in(v).size(); }
inline std::size_t degree(VertexIndex v, const Snapshot& graph) {
  return out_degree(v, graph) + in_degree(v, graph);
}
inline std::size_t num_vertices(const Snapshot& graph) { return graph.vertex_count(); }
inline std::size_t num_edges(const Snapshot& graph) { return graph.edge_count(); }
inline std::pair<VertexIterator, VertexIterator> vertices(const Snapshot& graph) {
  return {VertexIterator(boost::counting_iterator<std::uint32_t>(0)),
          VertexIterator(boost::counting_iterator<std::uint32_t>(graph.vertex_count()))};
}
inline std::pair<EdgeIterator, EdgeIterator> edges(const Snapshot& graph) {
  return {EdgeIterator(boost::counting_iterator<std::uint32_t>(0)),
          EdgeIterator(boost::counting_iterator<std::uint32_t>(graph.edge_count()))};
}
inline NumberMap<VertexIndex> get(boost::vertex_index_t /*tag*/, const Snapshot& /*graph*/) {
  return {};
}
inline NumberMap<EdgeIndex> get(boost::edge_index_t /*tag*/, const Snapshot& /*graph*/) {
  return {};
}
inline std::uint32_t get(boost::vertex_index_t /*tag*/, const Snapshot& /*graph*/, VertexIndex v) {
  return v.value;
}
inline std::uint32_t get(boost::edge_index_t /*tag*/, const Snapshot& /*graph*/, EdgeIndex e) {
  return e.value;
}

}  // namespace rapport::graph

template <>
struct boost::graph_traits<rapport::graph::Snapshot> {
  using vertex_descriptor = rapport::VertexIndex;
  using edge_descriptor = rapport::EdgeIndex;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = rapport::graph::SnapshotTraversal;
  using out_edge_iterator = rapport::graph::ArcIterator;
  using in_edge_iterator = rapport::graph::ArcIterator;
  using vertex_iterator = rapport::graph::VertexIterator;
  using edge_iterator = rapport::graph::EdgeIterator;
  using degree_size_type = std::size_t;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  static vertex_descriptor null_vertex() { return {UINT32_MAX}; }
};

template <>
struct boost::property_map<rapport::graph::Snapshot, boost::vertex_index_t> {
  using type = rapport::graph::NumberMap<rapport::VertexIndex>;
  using const_type = type;
};
template <>
struct boost::property_map<rapport::graph::Snapshot, boost::edge_index_t> {
  using type = rapport::graph::NumberMap<rapport::EdgeIndex>;
  using const_type = type;
};
