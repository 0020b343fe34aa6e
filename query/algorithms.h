// Whole-graph algorithms, mostly Boost.Graph's: one number for each vertex.
//
// All count their work against the graph's budget, and throw as it does.

#pragma once

#include <cstdint>
#include <vector>

#include "query/watched_graph.h"

namespace rapport::query {

// The component of each vertex, numbered in the order of their first vertices.
// REQUIRES of components(): a graph that goes both ways, or one way; it makes no difference.
std::vector<std::uint32_t> components(const WatchedGraph& graph);
std::vector<std::uint32_t> strong_components(const WatchedGraph& graph);

// rank(v) = 1 - damping + damping * sum over arcs (u, v) of rank(u) / degree(u).
std::vector<double> page_rank(const WatchedGraph& graph, double damping, std::size_t iterations);

// The greatest k such that the vertex is in a part of the graph in which all have k or more
// neighbours. REQUIRES: the graph goes both ways. A loop counts as one.
std::vector<std::uint32_t> core_numbers(const WatchedGraph& graph);

// Over all pairs of other vertices, the share of their shortest paths that pass through the vertex
// (Brandes, "A faster algorithm for betweenness centrality", 2001). With a sample, from so many
// vertices only, chosen the same in every run, and scaled up.
std::vector<double> betweenness(const WatchedGraph& graph, std::size_t sample);

}  // namespace rapport::query
