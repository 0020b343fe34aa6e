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
  Slot right() const { return path->nodes[position + 1].slot; }
};

class Planner {
 public:
  Planner(Run& run, const Pattern& pattern, bool distinct_ends)
      : run_(run), pattern_(pattern), distinct_ends_(distinct_ends) {
    for (const PathPattern& path : pattern.paths) {
      for (std::size_t i = 0; i < path.relationships.size(); ++i) {
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
      close_triangles();
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

  void add(const Pending& pending) {
    const RelationshipPattern& relationship = pending.relationship();
    Step step;
    step.relationship = &relationship;
    step.path = pending.path;
    step.reversed = !is_bound(pending.left());
    step.from = step.reversed ? pending.right() : pending.left();
    step.to = step.reversed ? pending.left() : pending.right();
    step.from_is_bound = is_bound(step.from);
    step.to_is_bound = is_bound(step.to);
    step.typed = relationship.types != nullptr && list_types(run_, *relationship.types, step.types);
    std::sort(step.types.begin(), step.types.end());
    step.types.erase(std::unique(step.types.begin(), step.types.end()), step.types.end());
    const bool is_bound_before = !is_fresh(relationship.slot);
    step.hub_limit = hub_limit(relationship);
    if (relationship.repeated != nullptr) {
      step.hops = plan_repeat(run_, *relationship.repeated, step.reversed);
    }
    if (pending.path->search != PathPattern::Search::kAll) {
      step.kind = Step::Kind::kShortest;
    } else if (relationship.repeated != nullptr) {
      step.kind = Step::Kind::kRepeat;
    } else if (!relationship.has_length) {
      step.kind = is_bound_before ? Step::Kind::kBoundEdge : Step::Kind::kExpand;
    } else {
      step.kind = is_bound_before ? Step::Kind::kBoundWalk : Step::Kind::kWalk;
    }
    step.typed_rows = step.typed ? &run_.typed_rows : nullptr;
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
    bound_.push_back(relationship.slot);
    if (relationship.repeated != nullptr) {
      for (const RepeatedPath::Group& group : relationship.repeated->groups) {
        bound_.push_back(group.all);
      }
    }
    if (step.kind == Step::Kind::kShortest && pending.path->slot != kNoSlot) {
      bound_.push_back(pending.path->slot);
      paths_done_[path_number(*pending.path)] = true;
    }
    finish(std::move(step));
    add_paths();
  }

  // A number, or a parameter, which EXPLAIN may lack.
  std::uint64_t hub_limit(const RelationshipPattern& relationship) const {
    if (relationship.hub_limit == nullptr ||
        (relationship.hub_limit->kind == Kind::kParameter &&
         run_.options.parameters.count(relationship.hub_limit->name) == 0)) {
      return kNoHubLimit;
    }
    const Value limit = evaluate(run_, *relationship.hub_limit);
    if (limit.as_int() == nullptr || *limit.as_int() < 0) {
      fail_run(relationship.hub_limit->place, "ArgumentError", "InvalidArgumentValue",
               "HUB LIMIT is an integer of at least 0");
    }
    return static_cast<std::uint64_t>(*limit.as_int());
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
        if (is_bound(node.slot)) {
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
    const bool is_walk =
        path.relationships.size() == 1 &&
        (path.relationships[0].has_length || path.search != PathPattern::Search::kAll);
    return !path.relationships.empty() && !is_walk && path.mode != PathPattern::Mode::kNone &&
           path.mode != PathPattern::Mode::kWalk;
  }

  // An expansion whose new vertex the next step joins to one that is bound: neighbours of that one
  // alone can be its end.
  void close_triangles() {
    for (std::size_t k = 0; k + 1 < steps_.size(); ++k) {
      Step& open = steps_[k];
      const Step& closing = steps_[k + 1];
      const bool joins = open.kind == Step::Kind::kExpand && !open.to_is_bound &&
                         closing.kind == Step::Kind::kExpand && closing.to_is_bound &&
                         closing.from_is_bound && closing.from != closing.to &&
                         open.to != open.from;
      if (joins && closing.from == open.to) {
        open.closes_at = closing.to;
      } else if (joins && closing.to == open.to) {
        open.closes_at = closing.from;
      }
    }
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

bool list_types(const Run& run, const LabelExpression& types, std::vector<graph::TypeId>& out) {
  if (types.kind == LabelExpression::Kind::kName) {
    if (const auto type = run.types[types.symbol]) {
      out.push_back(*type);
    }
    return true;
  }
  return types.kind == LabelExpression::Kind::kOr &&
         std::all_of(types.args.begin(), types.args.end(),
                     [&](const LabelExpression& arg) { return list_types(run, arg, out); });
}

std::vector<Step> plan_match(Run& run, const Pattern& pattern, bool distinct_ends) {
  return Planner(run, pattern, distinct_ends).plan();
}

}  // namespace rapport::query
