// Dijkstra's algorithm, settled as far as it was asked.

#include "query/cheapest_tree.h"

#include <algorithm>
#include <utility>

namespace rapport::query {

CheapestTree::CheapestTree(VertexIndex root, bool backward, CheapestSearch search,
                           std::function<bool(VertexIndex)> may_pass)
    : root_(root),
      backward_(backward),
      search_(std::move(search)),
      may_pass_(std::move(may_pass)),
      weights_(search_.graph->weights()) {
  reached_.emplace(root, {0, root, {}, false});
  open_.push({0, root});
}

CheapestTree::Answer CheapestTree::ask(VertexIndex end, std::uint64_t most_arcs) {
  const std::uint64_t last = arcs_ + most_arcs;
  for (;;) {
    const Reached* known = reached_.find(end);
    if (known != nullptr && known->is_settled) {
      return Answer::kPath;
    }
    if (open_.empty()) {
      return Answer::kNoPath;
    }
    if (arcs_ >= last) {
      return Answer::kUnknown;
    }
    const Open nearest = open_.top();
    open_.pop();
    settle(nearest);
  }
}

void CheapestTree::settle(const Open& nearest) {
  const Reached known = *reached_.find(nearest.vertex);
  if (known.is_settled || nearest.distance > known.distance) {
    return;  // it was reached more cheaply since
  }
  if (nearest.vertex == root_ || may_pass_(nearest.vertex)) {
    const graph::Snapshot& graph = *search_.graph;
    const bool out = backward_ ? search_.arcs.in : search_.arcs.out;
    const bool in = backward_ ? search_.arcs.out : search_.arcs.in;
    if (search_.arcs.all_types) {
      follow(nearest, out ? graph.out(nearest.vertex) : graph::ArcRange());
      follow(nearest, in ? graph.in(nearest.vertex) : graph::ArcRange());
    }
    for (const graph::TypeId type : search_.arcs.types) {
      follow(nearest, out ? graph.out(nearest.vertex, type) : graph::ArcRange());
      follow(nearest, in ? graph.in(nearest.vertex, type) : graph::ArcRange());
    }
  }
  reached_.find(nearest.vertex)->is_settled = true;
}

void CheapestTree::follow(const Open& from, const graph::ArcRange& arcs) {
  arcs_ += arcs.size() + 1;
  search_.step(arcs.size() + 1);
  for (const graph::Arc& arc : arcs) {
    if (search_.allows && !search_.allows(arc.edge, arc.other)) {
      continue;
    }
    const double weight = search_.cost ? search_.cost(arc.edge) : weights_[arc.rank];
    const Reached arrival{from.distance + weight, from.vertex, arc.edge, false};
    const auto [known, is_new] = reached_.emplace(arc.other, arrival);
    if (is_new || arrival.distance < known->distance) {
      *known = arrival;
      open_.push({arrival.distance, arc.other});
    }
  }
}

Path CheapestTree::path(VertexIndex end) const {
  Path path{{end}, {}};
  while (path.vertices.back() != root_) {
    const Reached& reached = *reached_.find(path.vertices.back());
    path.edges.push_back(reached.edge);
    path.vertices.push_back(reached.from);
  }
  if (!backward_) {
    std::reverse(path.vertices.begin(), path.vertices.end());
    std::reverse(path.edges.begin(), path.edges.end());
  }
  return path;
}

}  // namespace rapport::query
