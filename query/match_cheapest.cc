// The search along the steps: cheapest paths.

#include <cmath>

#include <fmt/format.h>

#include "query/cheapest.h"
#include "query/evaluate.h"
#include "query/k_cheapest.h"
#include "query/match.h"
#include "query/step_arcs.h"

namespace rapport::query {

// What an edge costs, by the expression or the graph's weights; a cost that is none is an error
// where the search comes to it.
std::function<double(EdgeIndex)> Matcher::cost_of(const Step& current) {
  const RelationshipPattern& relationship = *current.relationship;
  const auto checked_cost = [this, &relationship](EdgeIndex edge, double cost) {
    if (!(cost >= 0) || std::isinf(cost)) {
      fail_run(relationship.place, "ArgumentError", "InvalidArgumentValue",
               fmt::format("the weight of relationship {} is missing, negative or no finite number",
                           run_.graph.id(edge).value));
    }
    return cost;
  };
  if (relationship.cost == nullptr) {
    return [this, checked_cost](EdgeIndex edge) {
      return checked_cost(edge, run_.graph.weight(edge));
    };
  }
  return [this, &relationship, checked_cost](EdgeIndex edge) {
    run_.row[relationship.element] = edge;
    const Value cost = evaluate(run_, *relationship.cost);
    return checked_cost(edge, cost.as_float() != nullptr ? *cost.as_float()
                              : cost.as_int() != nullptr ? static_cast<double>(*cost.as_int())
                                                         : -1);
  };
}

bool Matcher::cheapest_step(std::size_t k) {
  const Step& current = steps_[k];
  const RelationshipPattern& relationship = *current.relationship;
  const auto from = vertex_in(current.from);
  const auto to = vertex_in(current.to);
  if (!from || !to) {
    return true;
  }
  const std::vector<Value> wanted = wanted_properties(run_, relationship);
  const std::uint64_t count = wanted_paths(*current.path);
  const auto step = [&](std::uint64_t n) { run_.budget.step(n); };
  // One cheapest path between two vertices repeats nothing, whatever its mode.
  const bool is_plain =
      count == 1 && relationship.has_length && (*from != *to || relationship.least == 0);
  if (!is_plain) {
    using Mode = PathPattern::Mode;
    const Mode mode = current.path->mode;
    const std::uint64_t kept = run_.budget.kept();
    std::vector<Path> paths;
    each_by_cost({.from = *from,
                  .to = *to,
                  .least = relationship.least,
                  .most = relationship.most,
                  .mode = mode == Mode::kNone ? Mode::kWalk : mode,
                  .most_paths = count,
                  .arcs = arcs_between(current, wanted, *from, *to),
                  .cost = cost_of(current),
                  .may_pass = [&](VertexIndex vertex) { return may_pass(current, vertex); },
                  .step = step,
                  .keep = [&](std::uint64_t n) { run_.budget.keep(n); }},
                 [&](const Path& path) {
                   paths.push_back(path);
                   return paths.size() < count;
                 });
    return take_paths(k, std::move(paths), run_.budget.kept() - kept);
  }
  CheapestSearch search{.from = *from,
                        .to = *to,
                        .graph = &run_.graph,
                        .arcs = plain_arcs(current),
                        .allows = {},
                        .cost = {},
                        .step = step};
  if (!takes_all(current)) {
    search.allows = [&](EdgeIndex edge, VertexIndex other) {
      return allows_edge(current, edge, wanted) && allows_vertex(current, other) &&
             (other == *from || other == *to || may_pass(current, other));
    };
  }
  const auto weights = run_.graph.weights();
  // Where some edge has no weight, one that the search comes to is an error, not a way around it.
  if (relationship.cost != nullptr || (!weights.empty() && weights.back() != weights.back())) {
    search.cost = cost_of(current);
  }
  auto found = find_cheapest(search);
  return !found || take_path(k, std::move(found->path));
}

}  // namespace rapport::query
