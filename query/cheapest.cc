// The cheapest path by confidence: Dijkstra's algorithm of Boost.Graph over the allowed arcs.
//
// Boost sees a view of the snapshot: its out-edges are what the filter allows, in both directions
// where the search is undirected. Weights are whole thousandths, so that sums are exact and the
// same everywhere; of two equally cheap ways to a vertex the one found first stays, and the arcs
// come in the snapshot's order.

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include <boost/graph/dijkstra_shortest_paths.hpp>

#include "graph/bgl.h"
#include "query/path_rules.h"
#include "query/run.h"

namespace rapport::query {

namespace {

using Cost = std::uint64_t;
constexpr Cost kFar = std::numeric_limits<Cost>::max();
constexpr Cost kFullCost = 1000;  // thousandths

// An edge as it is walked.
struct Move {
  EdgeIndex edge;
  VertexIndex from, to;
  bool operator==(const Move&) const = default;
};

// What Boost asks for: the moves that leave a vertex. One vertex is looked at at a time, so that
// one list is enough.
struct MoveGraph {
  const graph::Snapshot* snapshot = nullptr;
  const PathRules* rules = nullptr;
  Budget* budget = nullptr;
  VertexIndex origin, goal;
  std::unique_ptr<std::vector<Move>> moves = std::make_unique<std::vector<Move>>();
};

}  // namespace

}  // namespace rapport::query

template <>
struct boost::graph_traits<rapport::query::MoveGraph> {
  using vertex_descriptor = rapport::VertexIndex;
  using edge_descriptor = rapport::query::Move;
  using directed_category = boost::directed_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = boost::incidence_graph_tag;
  using out_edge_iterator = std::vector<rapport::query::Move>::const_iterator;
  using degree_size_type = std::size_t;
  using vertices_size_type = std::size_t;
};

namespace rapport::query {

namespace {

VertexIndex source(const Move& move, const MoveGraph&) { return move.from; }
VertexIndex target(const Move& move, const MoveGraph&) { return move.to; }

std::pair<std::vector<Move>::const_iterator, std::vector<Move>::const_iterator> out_edges(
    VertexIndex vertex, const MoveGraph& graph) {
  graph.moves->clear();
  graph.rules->each_arc(vertex, false, [&](EdgeIndex edge, VertexIndex other, bool) {
    graph.budget->step();
    if (other == graph.goal || graph.rules->allows_passing(other)) {
      graph.moves->push_back({edge, vertex, other});
    }
  });
  return {graph.moves->cbegin(), graph.moves->cend()};
}

std::size_t out_degree(VertexIndex vertex, const MoveGraph& graph) {
  const auto [begin, end] = out_edges(vertex, graph);
  return static_cast<std::size_t>(end - begin);
}

Cost cost_of(const graph::Snapshot& graph, EdgeIndex edge) {
  const Value& confidence = graph.property(edge, "confidence");
  double value = 0;
  if (const auto* number = confidence.as_float()) {
    value = *number;
  } else if (const auto* integer = confidence.as_int()) {
    value = static_cast<double>(*integer);
  }
  const double cost = static_cast<double>(kFullCost) * (1 - std::clamp(value, 0.0, 1.0));
  return static_cast<Cost>(std::llround(cost));
}

// Boost's property map of the weights.
struct CostMap {
  using key_type = Move;
  using value_type = Cost;
  using reference = Cost;
  using category = boost::readable_property_map_tag;
  const graph::Snapshot* graph = nullptr;
};
Cost get(const CostMap& map, const Move& move) { return cost_of(*map.graph, move.edge); }

struct Arrived {};  // thrown by the visitor to end the search

struct Visitor : boost::default_dijkstra_visitor {
  VertexIndex goal;
  std::vector<Move>* arrival = nullptr;  // of each vertex: the move that it is best reached by
  void examine_vertex(VertexIndex vertex, const MoveGraph&) const {
    if (vertex == goal) {
      throw Arrived();
    }
  }
  void edge_relaxed(const Move& move, const MoveGraph&) const { (*arrival)[move.to.value] = move; }
};

Path walk_back(const std::vector<Move>& arrival, VertexIndex from, VertexIndex to) {
  Path path;
  for (VertexIndex at = to; at != from; at = arrival[at.value].from) {
    path.vertices.push_back(at);
    path.edges.push_back(arrival[at.value].edge);
  }
  path.vertices.push_back(from);
  std::reverse(path.vertices.begin(), path.vertices.end());
  std::reverse(path.edges.begin(), path.edges.end());
  return path;
}

bool search(const MoveGraph& graph, std::vector<Move>& arrival) {
  const std::size_t count = graph.snapshot->vertex_count();
  std::vector<Cost> distance(count, kFar);
  std::vector<boost::default_color_type> colors(count, boost::white_color);
  const graph::NumberMap<VertexIndex> numbers;
  distance[graph.origin.value] = 0;
  Visitor visitor;
  visitor.goal = graph.goal;
  visitor.arrival = &arrival;
  try {
    boost::dijkstra_shortest_paths_no_init(
        graph, graph.origin, boost::dummy_property_map(),
        boost::make_iterator_property_map(distance.begin(), numbers), CostMap{graph.snapshot},
        numbers, std::less<>(), std::plus<>(), Cost{0}, visitor,
        boost::make_iterator_property_map(colors.begin(), numbers));
  } catch (const Arrived&) {
    return true;
  }
  return false;
}

}  // namespace

Result<PathAnswer> cheapest_path(const graph::Snapshot& graph, VertexIndex from, VertexIndex to,
                                 const PathFilter& filter, const PathLimits& limits) {
  RAPPORT_TRY(const PathRules rules, PathRules::make(graph, filter));
  PathAnswer answer;
  RunOptions options;
  options.timeout = limits.timeout;
  options.max_steps = limits.max_steps;
  options.cancel = limits.cancel;
  try {
    Budget budget(options);
    MoveGraph moves;
    moves.snapshot = &graph;
    moves.rules = &rules;
    moves.budget = &budget;
    moves.origin = from;
    moves.goal = to;
    std::vector<Move> arrival(graph.vertex_count());
    if (search(moves, arrival)) {
      answer.paths.push_back(walk_back(arrival, from, to));
    }
  } catch (const Cut& cut) {
    answer.cut = cut.reason;
  } catch (const Failure& failure) {
    return Error{failure.code, failure.message, "", ""};
  } catch (const std::exception& error) {  // of Boost or the allocator
    return Error{Code::kLimit, std::string("the search failed: ") + error.what(), "", ""};
  }
  return answer;
}

}  // namespace rapport::query
