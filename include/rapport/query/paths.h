// Paths and neighbourhoods without a query text: what the verbs `neighbors`, `path` and `why` ask.
//
//   resolve_name(graph, "Turkey")            -> the vertex, through names and aliases
//   neighbors(graph, vertex, filter)         -> its edges
//   shortest_paths(graph, a, b, filter, ...) -> all shortest, or up to so many
//   simple_paths(graph, a, b, filter, ...)   -> no vertex twice, shortest first
//   cheapest_path(graph, a, b, filter, ...)  -> the least sum of weights
//
// Every order is fixed by the graph alone: the same graph gives the same paths in the same order.
// Budgets end a search early; the answer then holds what was found, and says why it is not whole.
// Threads: all functions may run at the same time over one graph.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/result.h"
#include "rapport/value.h"

namespace rapport::query {

enum class Along : std::uint8_t { kBoth, kOut, kIn };

// Which edges and vertices may be used.
struct PathFilter {
  std::vector<std::string> types;  // of relationships; empty: all
  // Only edges that are affirmed and asserted, as far as they say (`polarity`, `modality`).
  bool any_status = false;
  Along along = Along::kBoth;
  // Vertices of more edges than this are not passed through (they can be an end); 0: no limit.
  std::uint32_t hub_limit = 0;
};

struct PathLimits {
  std::uint32_t max_hops = 12;
  std::size_t max_paths = 100;
  std::chrono::milliseconds timeout{30'000};
  std::uint64_t max_steps = 500'000'000;      // edges looked at
  const std::atomic<bool>* cancel = nullptr;  // set by Ctrl-C
};

struct PathAnswer {
  std::vector<Path> paths;  // by length, then vertices, then edges
  std::string cut;          // empty, or why there may be more
};

struct Neighbor {
  EdgeIndex edge;
  VertexIndex other;
  bool outward = true;  // the edge leads to `other`
};

// Edges of a vertex: by type name, outward first, then by the name of the other end, then by edge.
// kNotFound: no relationship type of that name; the hint names the nearest.
Result<std::vector<Neighbor>> neighbors(const graph::Snapshot& graph, VertexIndex vertex,
                                        const PathFilter& filter = {});

// All shortest paths, up to max_paths. From a vertex to itself: the path without an edge.
// kCancelled; kNotFound as above.
Result<PathAnswer> shortest_paths(const graph::Snapshot& graph, VertexIndex from, VertexIndex to,
                                  const PathFilter& filter = {}, const PathLimits& limits = {});

// Paths that visit no vertex twice, of up to max_hops edges, the shortest first, up to max_paths.
Result<PathAnswer> simple_paths(const graph::Snapshot& graph, VertexIndex from, VertexIndex to,
                                const PathFilter& filter = {}, const PathLimits& limits = {});

// The path with the least sum of the graph's weights (Snapshot::weight: 1 - confidence, unless the
// store declares another); max_hops does not apply. At most one path.
Result<PathAnswer> cheapest_path(const graph::Snapshot& graph, VertexIndex from, VertexIndex to,
                                 const PathFilter& filter = {}, const PathLimits& limits = {});

// The vertex that the text names: by canonical name, else by alias, both folded (case, accents).
// A label may go before: "Country:Georgia". kNotFound: nothing is named so; the hint has the
// nearest names. kBadInput: several are; the message lists them with their types.
Result<VertexIndex> resolve_name(const graph::Snapshot& graph, std::string_view text);

}  // namespace rapport::query
