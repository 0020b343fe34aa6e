// Where a match begins, and begins again: the vertex with the fewest candidates.

#include <algorithm>

#include "query/estimate.h"
#include "query/planner.h"

namespace rapport::query {

namespace {

constexpr double kByName = 1.5;  // candidates of a name: hardly more than one

}  // namespace

bool Planner::add_scan() {
  const NodePattern* const node = narrowest();
  if (node == nullptr) {
    return false;
  }
  if (!run_.options.has(Rule::kHashJoin) || lookup(node->slot) || !add_joined(node->slot)) {
    scan(node->slot);
  }
  return true;
}

const NodePattern* Planner::narrowest() const {
  const NodePattern* best = nullptr;
  double best_cost = 0;
  for (const PathPattern& path : pattern_.paths) {
    for (const NodePattern& node : path.nodes) {
      const bool is_inner =
          path.is_chain() && &node != &path.nodes.front() && &node != &path.nodes.back();
      if (is_inner || is_bound(node.slot)) {
        continue;
      }
      const double cost = run_.options.has(Rule::kOrder) ? scan_cost(node) : 0;
      if (best == nullptr || cost < best_cost) {
        best = &node;
        best_cost = cost;
      }
    }
  }
  return best;
}

void Planner::scan(Slot slot) {
  Step step;
  step.kind = Step::Kind::kScan;
  step.slot = slot;
  step.lookup = lookup(slot);
  for (const PathPattern& path : pattern_.paths) {
    for (const NodePattern& node : path.nodes) {
      const LabelExpression* label =
          node.slot == slot && node.labels ? rarest(run_, *node.labels) : nullptr;
      if (label != nullptr &&
          (step.label == nullptr || frequency(run_, *label) < frequency(run_, *step.label))) {
        step.label = label;
      }
    }
  }
  bind(step, slot);
  finish(std::move(step));
  add_paths();
}

// A vertex of the part of the pattern around this one that a condition joins to what is bound; else
// the whole part, where the condition is on a relationship of it.
bool Planner::add_joined(Slot slot) {
  std::vector<Slot> part = connected(slot);
  std::optional<Join> join;
  for (std::size_t i = 0; i < part.size() && !join; ++i) {
    join = join_with({part[i]});
    if (join && join->found.slot != part[i]) {
      join.reset();  // on a loop of the vertex, not on the vertex
    }
  }
  if (join) {
    slot = join->found.slot;
    part = {slot};
  } else {
    join = join_with(part);
  }
  if (!join) {
    return false;
  }
  const std::size_t begin = steps_.size();
  Step step;
  step.kind = Step::Kind::kJoin;
  steps_.push_back(std::move(step));
  joined_ = {bound_.size(), std::move(part)};
  scan(slot);
  while (add_relationship()) {
  }
  join->end = steps_.size();
  join->slots.assign(bound_.begin() + static_cast<std::ptrdiff_t>(joined_->first), bound_.end());
  joined_.reset();
  const std::vector<Slot>& found = join->slots;
  if (std::find(found.begin(), found.end(), join->found.slot) == found.end()) {
    steps_[begin].kind = Step::Kind::kCheck;  // a relationship that reads what is outside
  }
  steps_[begin].join = std::move(*join);
  finish({});  // what else is asked of both sides
  add_paths();
  return true;
}

// The vertices that relationships join to this one, without a look at what is bound.
std::vector<Slot> Planner::connected(Slot slot) const {
  std::vector<Slot> part = {slot};
  const auto has = [&](Slot one) { return std::find(part.begin(), part.end(), one) != part.end(); };
  for (std::size_t known = 0; known != part.size();) {
    known = part.size();
    for (const Pending& pending : pending_) {
      if (pending.is_done || pending.path->search != PathPattern::Search::kAll ||
          has(pending.left()) == has(pending.right())) {
        continue;
      }
      const Slot other = has(pending.left()) ? pending.right() : pending.left();
      if (!is_bound(other)) {
        part.push_back(other);
      }
    }
  }
  return part;
}

// An equality between a vertex of the part, or a relationship of it, and what is bound.
std::optional<Join> Planner::join_with(const std::vector<Slot>& part) const {
  const auto has = [&](Slot slot) {
    return std::find(part.begin(), part.end(), slot) != part.end();
  };
  const auto is_found = [&](const JoinSide& side) {
    return has(side.slot) ||
           std::any_of(pending_.begin(), pending_.end(), [&](const Pending& pending) {
             return !pending.is_done && pending.relationship().slot == side.slot &&
                    !pending.relationship().has_length && has(pending.left()) &&
                    has(pending.right());
           });
  };
  for (std::size_t i = 0; i < pattern_.conditions.size(); ++i) {
    auto sides = used_[i] ? std::nullopt : join_sides(pattern_.conditions[i]);
    if (!sides) {
      continue;
    }
    auto& [left, right] = *sides;
    if (is_found(left) && is_bound(right.slot)) {
      return Join{right, left, &pattern_.conditions[i], 0, {}};
    }
    if (is_found(right) && is_bound(left.slot)) {
      return Join{left, right, &pattern_.conditions[i], 0, {}};
    }
  }
  return std::nullopt;
}

double Planner::scan_cost(const NodePattern& node) const {
  if (lookup(node.slot)) {
    return kByName;
  }
  return node.labels == nullptr ? run_.graph.vertex_count() : frequency(run_, *node.labels);
}

// By what the vertex or edge can be found, where that can be evaluated already.
std::optional<Lookup> Planner::lookup(Slot slot) const {
  if (!run_.options.has(Rule::kLookUp)) {
    return std::nullopt;
  }
  std::optional<Lookup> best;
  for (const Condition& condition : pattern_.conditions) {
    if (are_bound(condition.reads, slot)) {
      const auto one = lookup_of(condition, slot);
      if (one && (!best || (best->is_list && !one->is_list))) {
        best = one;
      }
    }
  }
  return best;
}

// By its id, where that is told: of a single relationship that is to be found.
std::optional<Lookup> Planner::edge_lookup(const Pending& pending) const {
  const RelationshipPattern& relationship = pending.relationship();
  if (relationship.has_length || pending.path->search != PathPattern::Search::kAll ||
      !is_fresh(relationship.slot)) {
    return std::nullopt;
  }
  const auto found = lookup(relationship.slot);
  return found && found->by != Lookup::By::kName ? found : std::nullopt;
}

void Planner::scan_edge(const RelationshipPattern& relationship, const Lookup& lookup) {
  Step step;
  step.kind = Step::Kind::kScanEdge;
  step.slot = relationship.slot;
  step.relationship = &relationship;
  step.lookup = lookup;
  bound_.push_back(relationship.slot);
  finish(std::move(step));
}

// Vertices that are a few by their names or ids come first, all of them: what lies between is then
// searched from one towards another.
void Planner::add_lookups() {
  constexpr std::size_t kFew = 8;
  for (const PathPattern& path : pattern_.paths) {
    for (const NodePattern& node : path.nodes) {
      const bool is_inner =
          path.is_chain() && &node != &path.nodes.front() && &node != &path.nodes.back();
      const auto found = is_inner || is_bound(node.slot) ? std::nullopt : lookup(node.slot);
      const bool is_constant = found && !found->is_list &&
                               (found->value->kind == Kind::kLiteral ||
                                (found->value->kind == Kind::kParameter &&
                                 run_.options.parameters.count(found->value->name) > 0));
      const auto all = is_constant ? look_up(run_, *found) : std::nullopt;
      if (all && all->size() <= kFew) {
        scan(node.slot);
      }
    }
  }
}

}  // namespace rapport::query
