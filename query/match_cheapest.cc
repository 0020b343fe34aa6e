// The search along the steps: cheapest paths.

#include <cmath>

#include <fmt/format.h>

#include "query/cheapest_tree.h"
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

// The search from an end that stays the same, or to it.
struct Matcher::CheapestTreeOf {
  CheapestTreeOf(bool is_backward, std::optional<VertexIndex> end)
      : backward(is_backward), root(end) {}
  bool backward;
  std::optional<VertexIndex> root;
  std::uint64_t spent = 0;  // steps of its pairs
  std::unique_ptr<CheapestTree> tree;
  bool has_failed = false;
};

struct Matcher::CheapestTrees {
  CheapestTreeOf from{false, std::nullopt};
  CheapestTreeOf to{true, std::nullopt};
};

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
    Holding held(run_.budget);
    bool goes_on = true;
    std::uint64_t taken = 0;
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
                  .keep = [&](std::uint64_t n) { held.keep(n); }},
                 [&](const Path& path) {
                   goes_on = take_path(k, path);
                   return goes_on && ++taken < count;
                 });
    return goes_on;
  }
  const bool may_repeat = run_.options.has(Rule::kOneToMany) && relationship.reads.empty();
  if (may_repeat) {
    if (const auto answered = ask_trees(k, *from, *to)) {
      return *answered;
    }
  }
  CheapestSearch search = cheapest_search(current);
  search.from = *from;
  search.to = *to;
  if (search.allows) {
    search.allows = [&, allows = std::move(search.allows)](EdgeIndex edge, VertexIndex other) {
      return allows(edge, other) && (other == *from || other == *to || may_pass(current, other));
    };
  }
  const std::uint64_t steps_before = run_.budget.steps();
  auto found = find_cheapest(search);
  if (may_repeat) {
    const std::uint64_t taken = run_.budget.steps() - steps_before;
    trees_[k]->from.spent += taken;
    trees_[k]->to.spent += taken;
  }
  return !found || take_path(k, std::move(found->path));
}

// All of the search but its ends, and but which vertices may be passed.
CheapestSearch Matcher::cheapest_search(const Step& current) {
  CheapestSearch search{.from = {},
                        .to = {},
                        .graph = &run_.graph,
                        .arcs = plain_arcs(current),
                        .allows = {},
                        .cost = {},
                        .step = [this](std::uint64_t n) { run_.budget.step(n); }};
  if (!takes_all(current)) {
    search.allows = [this, &current, wanted = wanted_properties(run_, *current.relationship)](
                        EdgeIndex edge, VertexIndex other) {
      return allows_edge(current, edge, wanted) && allows_vertex(current, other);
    };
  }
  const auto weights = run_.graph.weights();
  // Where some edge has no weight, one that the search comes to is an error, not a way around it.
  if (current.relationship->cost != nullptr ||
      (!weights.empty() && weights.back() != weights.back())) {
    search.cost = cost_of(current);
  }
  return search;
}

// Where an end is that of the pair before, a search from it to all others may know the answer. It
// is given as much work as the pairs took: all in all at most twice that, however many there are,
// and at most twice what it takes to come to all vertices.
std::optional<bool> Matcher::ask_trees(std::size_t k, VertexIndex from, VertexIndex to) {
  if (trees_[k] == nullptr) {
    trees_[k] = std::make_shared<CheapestTrees>();
  }
  std::optional<bool> answer;
  for (CheapestTreeOf* const one : {&trees_[k]->from, &trees_[k]->to}) {
    const VertexIndex root = one->backward ? to : from;
    if (one->root != root) {
      *one = CheapestTreeOf(one->backward, root);
    } else if (!answer && one->spent > 0 && !one->has_failed) {
      answer = ask_tree(k, *one, one->backward ? from : to);
    }
  }
  return answer;
}

std::optional<bool> Matcher::ask_tree(std::size_t k, CheapestTreeOf& one, VertexIndex end) {
  const Step& current = steps_[k];
  if (one.tree == nullptr) {
    one.tree = std::make_unique<CheapestTree>(
        *one.root, one.backward, cheapest_search(current),
        [this, &current](VertexIndex vertex) { return may_pass(current, vertex); });
  }
  const std::uint64_t done = one.tree->arcs();
  CheapestTree::Answer answer = CheapestTree::Answer::kUnknown;
  try {
    answer = one.tree->ask(end, one.spent > done ? one.spent - done : 0);
  } catch (const Failure& failure) {
    if (failure.code == Code::kCancelled) {
      throw;
    }
    one.has_failed = true;  // at an edge that no pair may come to
  }
  switch (answer) {
    case CheapestTree::Answer::kPath:
      return take_path(k, one.tree->path(end));
    case CheapestTree::Answer::kNoPath:
      return true;
    case CheapestTree::Answer::kUnknown:
      break;
  }
  return std::nullopt;
}

}  // namespace rapport::query
