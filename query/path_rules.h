// A PathFilter resolved against one graph: which arcs may be used.

#pragma once

#include <functional>
#include <vector>

#include "rapport/query/paths.h"

#include "query/shortest.h"

namespace rapport::query {

class PathRules {
 public:
  // kNotFound: a relationship type that the graph does not have.
  static Result<PathRules> make(const graph::Snapshot& graph, const PathFilter& filter);

  // Affirmed and asserted as far as the edge says, unless any status will do; and of a type asked
  // for.
  bool allows(EdgeIndex edge) const;
  // Whether a search may pass through the vertex.
  bool allows_passing(VertexIndex vertex) const;
  // Calls `visit` for each allowed arc that leaves `vertex`, or (backward) that leads to it; loops
  // once.
  template <typename Visit>
  void each_arc(VertexIndex vertex, bool backward, Visit visit) const;

  const PathFilter& filter() const { return filter_; }

 private:
  PathRules(const graph::Snapshot& graph, const PathFilter& filter)
      : graph_(&graph), filter_(filter) {}
  bool is_asked_for(graph::TypeId type) const;

  const graph::Snapshot* graph_;
  PathFilter filter_;
  std::vector<graph::TypeId> types_;  // sorted; empty: all
};

template <typename Visit>
void PathRules::each_arc(VertexIndex vertex, bool backward, Visit visit) const {
  const bool both = filter_.along == Along::kBoth;
  if (both || (filter_.along == Along::kOut) != backward) {
    for (const graph::Arc& arc : graph_->out(vertex)) {
      if (is_asked_for(arc.type) && allows(arc.edge)) {
        visit(arc.edge, arc.other, true);
      }
    }
  }
  if (both || (filter_.along == Along::kIn) != backward) {
    for (const graph::Arc& arc : graph_->in(vertex)) {
      if (is_asked_for(arc.type) && !(both && arc.other == vertex) && allows(arc.edge)) {
        visit(arc.edge, arc.other, false);
      }
    }
  }
}

}  // namespace rapport::query
