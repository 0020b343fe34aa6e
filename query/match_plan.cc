// The order of a match, chosen greedily: relationships between bound ends first, then the narrowest
// expansion from a bound vertex, and when there is none the vertex with the fewest candidates (a
// name before a label before all).

#include <algorithm>

#include "query/estimate.h"
#include "query/match.h"

namespace rapport::query {

namespace {

constexpr double kByName = 1.5;      // candidates of a name: hardly more than one
constexpr double kHopsOfWalk = 3.0;  // weight of a relationship of variable length

bool asks_to_differ(const Expression& test) {
  return test.kind == Kind::kCompare && test.keys == std::vector<std::string>{"<>"} &&
         test.args[0]->kind == Kind::kVariable && test.args[1]->kind == Kind::kVariable;
}

struct Pending {
  const PathPattern* path = nullptr;
  std::size_t position = 0;
  bool is_done = false;
  const RelationshipPattern& relationship() const { return path->relationships[position]; }
  Slot left() const { return path->nodes[position].slot; }
  Slot right() const {
    return path->is_chain() ? path->nodes.back().slot : path->nodes[position + 1].slot;
  }
};

class Planner {
 public:
  Planner(Run& run, const Pattern& pattern, bool distinct_ends)
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

  std::vector<Step> plan() {
    check_bound();
    add_paths();  // of nodes that are bound already
    while (add_relationship() || add_scan()) {
    }
    if (run_.options.has(Rule::kCloseTriangle)) {
      close_triangles(steps_);
    }
    return std::move(steps_);
  }

 private:
  bool is_fresh(Slot slot) const {
    return std::binary_search(pattern_.fresh.begin(), pattern_.fresh.end(), slot);
  }
  bool is_bound(Slot slot) const {
    return !is_fresh(slot) || std::find(bound_.begin(), bound_.end(), slot) != bound_.end();
  }
  bool are_bound(const std::vector<Slot>& slots, Slot but = kNoSlot) const {
    return std::all_of(slots.begin(), slots.end(),
                       [&](Slot slot) { return slot == but || is_bound(slot); });
  }

  // Variables of earlier clauses have labels and conditions to meet before anything is searched.
  void check_bound() {
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

  bool add_relationship() {
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

  // Below 0: not possible yet.
  double expansion_cost(const Pending& candidate) const {
    const RelationshipPattern& relationship = candidate.relationship();
    const bool left = is_bound(candidate.left());
    const bool right = is_bound(candidate.right());
    if (candidate.path->is_chain()) {
      return left && right &&
                     std::all_of(
                         candidate.path->relationships.begin(), candidate.path->relationships.end(),
                         [&](const RelationshipPattern& one) { return are_bound(one.reads); })
                 ? 0.5
                 : -1;
    }
    if (!relationship.has_length && !is_fresh(relationship.slot)) {
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

  Step search_of(const PathPattern& path, const RelationshipPattern& relationship, Slot from,
                 Slot to, bool reversed) const {
    Step step = search_along(run_, path, relationship, reversed);
    step.from = from;
    step.to = to;
    step.from_is_bound = is_bound(from);
    step.to_is_bound = is_bound(to);
    return step;
  }

  // What stands in the pattern holds of each path that can be chosen: of inner nodes as well.
  void add_chain(const PathPattern& path) {
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

  void bind_relationship(const RelationshipPattern& relationship) {
    bound_.push_back(relationship.slot);
    if (relationship.repeated != nullptr) {
      for (const RepeatedPath::Group& group : relationship.repeated->groups) {
        bound_.push_back(group.all);
      }
    }
  }
  void bind_path(const PathPattern& path) {
    if (path.slot != kNoSlot) {
      bound_.push_back(path.slot);
    }
    paths_done_[path_number(path)] = true;
  }

  void add(const Pending& pending) {
    if (pending.path->is_chain()) {
      add_chain(*pending.path);
      return;
    }
    const RelationshipPattern& relationship = pending.relationship();
    const bool reversed = !is_bound(pending.left());
    Step step = search_of(*pending.path, relationship, reversed ? pending.right() : pending.left(),
                          reversed ? pending.left() : pending.right(), reversed);
    const bool is_bound_before = !is_fresh(relationship.slot);
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
        (pending.path->search == PathPattern::Search::kAll || pending.path->is_function)) {
      add_tests(step);
    }
    bind(step, step.from);
    bind(step, step.to);
    bind_relationship(relationship);
    if (step.kind == Step::Kind::kShortest) {
      bind_path(*pending.path);
    }
    finish(std::move(step));
    add_paths();
  }

  std::size_t path_number(const PathPattern& path) const {
    return static_cast<std::size_t>(&path - pattern_.paths.data());
  }

  // all(x IN relationships(p) WHERE ...) and none(...) can stop a walk early.
  void add_tests(Step& step) const {
    for (const Condition& condition : pattern_.conditions) {
      const Expression& test = *condition.test;
      if (condition.owner != kNoSlot || test.kind != Kind::kQuantifier ||
          (test.keys[0] != "all" && test.keys[0] != "none") || test.args[0]->kind != Kind::kCall ||
          test.args[0]->args.size() != 1 || test.args[0]->args[0]->slot != step.path->slot ||
          step.path->slot == kNoSlot || !are_bound(condition.reads, step.path->slot)) {
        continue;
      }
      const std::string_view function = test.args[0]->name;
      if (function == "relationships" || function == "rels" || function == "nodes") {
        step.tests.push_back({&test, function != "nodes", test.keys[0] == "all"});
      }
    }
  }

  bool add_scan() {
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
    if (best == nullptr) {
      return false;
    }
    Step step;
    step.kind = Step::Kind::kScan;
    step.slot = best->slot;
    step.name = name_of(best->slot);
    for (const PathPattern& path : pattern_.paths) {
      for (const NodePattern& node : path.nodes) {
        const LabelExpression* label =
            node.slot == best->slot && node.labels ? rarest(run_, *node.labels) : nullptr;
        if (label != nullptr &&
            (step.label == nullptr || frequency(run_, *label) < frequency(run_, *step.label))) {
          step.label = label;
        }
      }
    }
    bind(step, best->slot);
    finish(std::move(step));
    add_paths();
    return true;
  }

  double scan_cost(const NodePattern& node) const {
    if (name_of(node.slot) != nullptr) {
      return kByName;
    }
    return node.labels == nullptr ? run_.graph.vertex_count() : frequency(run_, *node.labels);
  }

  // The expression that the vertex's name must equal, where it can be evaluated already.
  const Expression* name_of(Slot slot) const {
    for (const Condition& condition : pattern_.conditions) {
      if (!are_bound(condition.reads, slot)) {
        continue;
      }
      const Expression& test = *condition.test;
      if (condition.owner == slot && condition.key == "name" && !reads_slot(test, slot)) {
        return &test;
      }
      if (condition.owner != kNoSlot || test.kind != Kind::kCompare || test.args.size() != 2 ||
          test.keys[0] != "=") {
        continue;
      }
      for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
        const Expression& property = *test.args[side];
        if (property.kind == Kind::kProperty && property.name == "name" &&
            property.args[0]->kind == Kind::kVariable && property.args[0]->slot == slot &&
            !reads_slot(*test.args[1 - side], slot)) {
          return test.args[1 - side].get();
        }
      }
    }
    return nullptr;
  }

  // The mode of one walk is kept while it grows; that of several parts only the whole path shows,
  // and a single relationship may be a loop.
  static bool checks_mode(const PathPattern& path) {
    const bool is_walk = path.search != PathPattern::Search::kAll ||
                         (path.relationships.size() == 1 && path.relationships[0].has_length);
    return !path.relationships.empty() && !is_walk && path.mode != PathPattern::Mode::kNone &&
           path.mode != PathPattern::Mode::kWalk;
  }

  // The path variables whose parts are all there, and the paths whose mode is to be checked.
  void add_paths() {
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
  void bind(Step& step, Slot slot) {
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

  void finish(Step step) {
    for (std::size_t i = 0; i < pattern_.conditions.size(); ++i) {
      if (!used_[i] && are_bound(pattern_.conditions[i].reads)) {
        used_[i] = true;
        step.conditions.push_back(&pattern_.conditions[i]);
        step.asks_to_differ.push_back(asks_to_differ(*pattern_.conditions[i].test));
      }
    }
    steps_.push_back(std::move(step));
  }

  Run& run_;
  const Pattern& pattern_;
  bool distinct_ends_;
  std::vector<Pending> pending_;
  std::vector<Slot> bound_;
  std::vector<bool> used_;        // conditions that a step checks
  std::vector<bool> paths_done_;  // path variables that a step sets
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> plan_match(Run& run, const Pattern& pattern, bool distinct_ends) {
  return Planner(run, pattern, distinct_ends).plan();
}

}  // namespace rapport::query
