// A PathFilter resolved against one graph: which arcs may be used; and a search within limits.

#pragma once

#include <functional>
#include <new>
#include <vector>

#include "rapport/query/paths.h"

#include "query/run.h"
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
  // The arcs of the types and directions asked for; allows() has to be asked too.
  PlainArcs arcs() const {
    return {.out = filter_.along != Along::kIn,
            .in = filter_.along != Along::kOut,
            .all_types = types_.empty(),
            .types = types_};
  }

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
    for (const graph::Arc arc : graph_->out(vertex)) {
      if (is_asked_for(arc.type) && allows(arc.edge)) {
        visit(arc.edge, arc.other, true);
      }
    }
  }
  if (both || (filter_.along == Along::kIn) != backward) {
    for (const graph::Arc arc : graph_->in(vertex)) {
      if (is_asked_for(arc.type) && !(both && arc.other == vertex) && allows(arc.edge)) {
        visit(arc.edge, arc.other, false);
      }
    }
  }
}

// Runs a search in `graph` within the limits: what it throws becomes an error, or a cut answer.
template <typename Search>
Result<PathAnswer> within(const graph::Snapshot& graph, const PathLimits& limits, Search search) {
  RunOptions options;
  options.timeout = limits.timeout;
  options.max_steps = limits.max_steps;
  options.cancel = limits.cancel;
  PathAnswer answer;
  try {
    Budget budget(options);
    search(budget, answer);
  } catch (const Cut& cut) {
    answer.cut = cut.reason;
  } catch (const Failure& failure) {
    return Error{failure.code, failure.message, "", ""};
  } catch (const std::bad_alloc&) {
    return Error{Code::kLimit, "the search needs more memory than there is", "",
                 "lower the number of hops"};
  }
  RAPPORT_CHECK(graph.status());
  return answer;
}

}  // namespace rapport::query
