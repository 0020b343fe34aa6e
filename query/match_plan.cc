// The order of a match, chosen greedily: relationships between bound ends first, then the narrowest
// expansion from a bound vertex, and when there is none the vertex with the fewest candidates (a
// name before a label before all).

#include <algorithm>

#include "query/match.h"
#include "query/meeting.h"
#include "query/planner.h"
#include "query/step_arcs.h"

namespace rapport::query {

namespace {

constexpr double kHopsOfWalk = 3.0;  // weight of a relationship of variable length

bool asks_to_differ(const Expression& test) {
  return test.kind == Kind::kCompare && test.keys == std::vector<std::string>{"<>"} &&
         test.args[0]->kind == Kind::kVariable && test.args[1]->kind == Kind::kVariable;
}

}  // namespace

Planner::Planner(Run& run, const Pattern& pattern, bool distinct_ends)
    : run_(run), pattern_(pattern), distinct_ends_(distinct_ends) {
  for (const PathPattern& path : pattern.paths) {
    const std::size_t searches = path.is_chain() ? 1 : path.relationships.size();
    for (std::size_t i = 0; i < searches; ++i) {
      pending_.push_back({&path, i});
    }
  }
  used_.resize(pattern.conditions.size());
  paths_done_.resize(pattern.paths.size());
}

std::vector<Step> Planner::plan() {
  check_bound();
  add_paths();  // of nodes that are bound already
  add_lookups();
  while (add_relationship() || add_scan()) {
  }
  if (!run_.options.has(Rule::kPushDown) && !pattern_.conditions.empty()) {
    add_conditions(steps_.emplace_back());
  }
  if (run_.options.has(Rule::kCloseTriangle)) {
    close_triangles(steps_);
  }
  if (run_.options.has(Rule::kMeet)) {
    meet_in_the_middle(steps_);
  }
  return std::move(steps_);
}

// Variables of earlier clauses have labels and conditions to meet before anything is searched.
void Planner::check_bound() {
  Step step;
  for (const PathPattern& path : pattern_.paths) {
    for (const NodePattern& node : path.nodes) {
      if (!is_fresh(node.slot)) {
        step.labels.emplace_back(node.slot, node.labels.get());
      }
    }
  }
  finish(std::move(step));
}

bool Planner::add_relationship() {
  Pending* best = nullptr;
  double best_cost = 0;
  for (Pending& candidate : pending_) {
    const double cost = candidate.is_done ? -1 : expansion_cost(candidate);
    if (cost >= 0 && (best == nullptr || cost < best_cost)) {
      best = &candidate;
      best_cost = cost;
    }
  }
  if (best == nullptr) {
    return false;
  }
  best->is_done = true;
  add(*best);
  return true;
}

// Whether the part that is joined has both its ends, and nothing of it is bound from outside.
bool Planner::is_inside(const Pending& candidate) const {
  const auto has = [this](Slot slot) {
    return std::find(joined_->part.begin(), joined_->part.end(), slot) != joined_->part.end();
  };
  return !candidate.path->is_chain() && is_fresh(candidate.relationship().slot) &&
         has(candidate.left()) && has(candidate.right());
}

// Below 0: not possible yet.
double Planner::expansion_cost(const Pending& candidate) const {
  const RelationshipPattern& relationship = candidate.relationship();
  const bool left = is_bound(candidate.left());
  const bool right = is_bound(candidate.right());
  if (joined_ && !is_inside(candidate)) {
    return -1;
  }
  if (candidate.path->is_chain()) {
    return left && right &&
                   std::all_of(candidate.path->relationships.begin(),
                               candidate.path->relationships.end(),
                               [&](const RelationshipPattern& one) { return are_bound(one.reads); })
               ? 0.5
               : -1;
  }
  if (!relationship.has_length && (!is_fresh(relationship.slot) || edge_lookup(candidate))) {
    return 0;
  }
  if (candidate.path->search != PathPattern::Search::kAll) {
    return left && right && are_bound(relationship.reads) ? 0.5 : -1;
  }
  if ((!left && !right) || !are_bound(relationship.reads)) {
    return -1;
  }
  const double types = relationship.types == nullptr ? 2 : 1;
  const double length = relationship.has_length ? kHopsOfWalk : 1;
  return (left && right ? 1 : 2) * types * length;
}

Step Planner::search_of(const PathPattern& path, const RelationshipPattern& relationship, Slot from,
                        Slot to, bool reversed) const {
  Step step = search_along(run_, path, relationship, reversed);
  step.from = from;
  step.to = to;
  step.from_is_bound = is_bound(from);
  step.to_is_bound = is_bound(to);
  return step;
}

// What stands in the pattern holds of each path that can be chosen: of inner nodes as well.
void Planner::add_chain(const PathPattern& path) {
  Step step;
  step.kind = Step::Kind::kChain;
  step.path = &path;
  step.from = path.nodes.front().slot;
  step.to = path.nodes.back().slot;
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const NodePattern& node = path.nodes[i + 1];
    Step part = search_of(path, path.relationships[i], path.nodes[i].slot, node.slot, false);
    const bool is_inner = is_fresh(node.slot) && node.slot != step.from && node.slot != step.to;
    part.joins = is_inner && part.to_is_bound;
    part.to_is_bound = !is_inner;
    part.labels.emplace_back(node.slot, node.labels.get());
    for (std::size_t c = 0; is_inner && c < pattern_.inside; ++c) {
      const std::vector<Slot>& reads = pattern_.conditions[c].reads;
      if (std::find(reads.begin(), reads.end(), node.slot) != reads.end() &&
          are_bound(reads, node.slot)) {
        part.conditions.push_back(&pattern_.conditions[c]);
      }
    }
    step.parts.push_back(std::move(part));
  }
  for (const Step& part : step.parts) {
    bind(step, part.to);
    bind_relationship(*part.relationship);
  }
  bind_path(path);
  finish(std::move(step));
  add_paths();
}

void Planner::bind_relationship(const RelationshipPattern& relationship) {
  bound_.push_back(relationship.slot);
  if (relationship.repeated != nullptr) {
    for (const RepeatedPath::Group& group : relationship.repeated->groups) {
      bound_.push_back(group.all);
    }
  }
}

void Planner::bind_path(const PathPattern& path) {
  if (path.slot != kNoSlot) {
    bound_.push_back(path.slot);
  }
  paths_done_[path_number(path)] = true;
}

void Planner::add(const Pending& pending) {
  if (pending.path->is_chain()) {
    add_chain(*pending.path);
    return;
  }
  const RelationshipPattern& relationship = pending.relationship();
  const auto by_id = edge_lookup(pending);
  if (by_id) {
    scan_edge(relationship, *by_id);
  }
  const bool reversed = !is_bound(pending.left());
  Step step = search_of(*pending.path, relationship, reversed ? pending.right() : pending.left(),
                        reversed ? pending.left() : pending.right(), reversed);
  const bool is_bound_before = by_id || !is_fresh(relationship.slot);
  if (pending.path->search != PathPattern::Search::kAll) {
    step.kind = Step::Kind::kShortest;
  } else if (relationship.repeated != nullptr) {
    step.kind = Step::Kind::kRepeat;
  } else if (!relationship.has_length) {
    step.kind = is_bound_before ? Step::Kind::kBoundEdge : Step::Kind::kExpand;
  } else {
    step.kind = is_bound_before ? Step::Kind::kBoundWalk : Step::Kind::kWalk;
  }
  step.needs_list =
      !relationship.name.empty() || pending.path->slot != kNoSlot || checks_mode(*pending.path);
  step.distinct_ends = distinct_ends_ && run_.options.has(Rule::kDistinctEnds) &&
                       step.kind == Step::Kind::kWalk && !step.to_is_bound &&
                       step.to != step.from && has_only_ends(pattern_);
  // What WHERE says of a path chooses among all, or for the functions of openCypher which ones
  // are searched; of the paths that a selector has chosen it is asked afterwards.
  if (relationship.has_length && relationship.repeated == nullptr &&
      (pending.path->is_function ||
       (pending.path->search == PathPattern::Search::kAll && run_.options.has(Rule::kPushDown)))) {
    add_tests(step);
  }
  step.meets = run_.options.has(Rule::kMeet) && step.kind == Step::Kind::kWalk &&
               step.to_is_bound && relationship.most > 1 &&
               relationship.most <= Meeting::kMostHops && takes_all(step);
  bind(step, step.from);
  bind(step, step.to);
  bind_relationship(relationship);
  if (step.kind == Step::Kind::kShortest) {
    bind_path(*pending.path);
  }
  finish(std::move(step));
  add_paths();
}

// all(x IN relationships(p) WHERE ...) and none(...) can stop a walk early, and so with the list
// that the relationship itself stands for.
void Planner::add_tests(Step& step) const {
  for (const Condition& condition : pattern_.conditions) {
    const Expression& test = *condition.test;
    if (condition.owner != kNoSlot || test.kind != Kind::kQuantifier ||
        (test.keys[0] != "all" && test.keys[0] != "none")) {
      continue;
    }
    const Expression& list = *test.args[0];
    const bool is_of_path = list.kind == Kind::kCall && list.args.size() == 1 &&
                            list.args[0]->slot == step.path->slot && step.path->slot != kNoSlot;
    const bool is_relationship =
        list.kind == Kind::kVariable && list.slot == step.relationship->slot;
    const bool is_edges =
        is_relationship || (is_of_path && (list.name == "relationships" || list.name == "rels"));
    const bool is_nodes = is_of_path && list.name == "nodes";
    if ((is_edges || is_nodes) &&
        are_bound(condition.reads, is_relationship ? list.slot : step.path->slot)) {
      step.tests.push_back({&test, is_edges, test.keys[0] == "all"});
    }
  }
}

// The mode of one walk is kept while it grows; that of several parts only the whole path shows,
// and a single relationship may be a loop.
bool Planner::checks_mode(const PathPattern& path) {
  const bool is_walk = path.search != PathPattern::Search::kAll ||
                       (path.relationships.size() == 1 && path.relationships[0].has_length);
  return !path.relationships.empty() && !is_walk && path.mode != PathPattern::Mode::kNone &&
         path.mode != PathPattern::Mode::kWalk;
}

// The path variables whose parts are all there, and the paths whose mode is to be checked.
void Planner::add_paths() {
  for (std::size_t i = 0; i < pattern_.paths.size(); ++i) {
    const PathPattern& path = pattern_.paths[i];
    const bool is_ready =
        (path.slot != kNoSlot || checks_mode(path)) && !paths_done_[i] &&
        std::all_of(path.nodes.begin(), path.nodes.end(),
                    [&](const NodePattern& node) { return is_bound(node.slot); }) &&
        std::all_of(pending_.begin(), pending_.end(), [&](const Pending& pending) {
          return pending.path != &path || pending.is_done;
        });
    if (is_ready) {
      paths_done_[i] = true;
      if (path.slot != kNoSlot) {
        bound_.push_back(path.slot);
      }
      Step step;
      step.kind = Step::Kind::kPathVariable;
      step.path = &path;
      finish(std::move(step));
    }
  }
}

// A vertex variable gets its value in this step: all its labels are checked with it.
void Planner::bind(Step& step, Slot slot) {
  if (is_bound(slot)) {
    return;
  }
  bound_.push_back(slot);
  for (const PathPattern& path : pattern_.paths) {
    for (const NodePattern& node : path.nodes) {
      if (node.slot == slot && node.labels != nullptr) {
        step.labels.emplace_back(slot, node.labels.get());
      }
    }
  }
}

void Planner::finish(Step step) {
  if (run_.options.has(Rule::kPushDown)) {
    add_conditions(step);
  }
  steps_.push_back(std::move(step));
}

// Those that can be checked by now, and are not yet.
void Planner::add_conditions(Step& step) {
  for (std::size_t i = 0; i < pattern_.conditions.size(); ++i) {
    if (!used_[i] && are_bound(pattern_.conditions[i].reads)) {
      used_[i] = true;
      step.conditions.push_back(&pattern_.conditions[i]);
      step.asks_to_differ.push_back(asks_to_differ(*pattern_.conditions[i].test));
    }
  }
}

std::vector<Step> plan_match(Run& run, const Pattern& pattern, bool distinct_ends) {
  return Planner(run, pattern, distinct_ends).plan();
}

}  // namespace rapport::query
