// The search along the steps: single vertices and edges.

#include "query/match.h"

#include <algorithm>

#include "rapport/pack/fold.h"

#include "query/compare.h"
#include "query/meeting.h"

namespace rapport::query {

Matcher::Matcher(Run& run, const Pattern& pattern) : run_(run), pattern_(pattern) {}

Matcher& matcher_of(Run& run, const Pattern& pattern) {
  auto& matcher = run.matchers[&pattern];
  if (matcher == nullptr) {
    matcher = std::make_unique<Matcher>(run, pattern);
  }
  return *matcher;
}

const std::vector<Step>& Matcher::plan() {
  if (!is_planned_) {
    steps_ = plan_match(run_, pattern_, distinct_ends_);
    edge_tests_.resize(steps_.size());
    neighbours_.resize(steps_.size());
    meetings_.resize(steps_.size());
    trees_.resize(steps_.size());
    join_tables_.resize(steps_.size());
    work_.resize(steps_.size() + 1);
    is_planned_ = true;
  }
  return steps_;
}

bool Matcher::each(const Emit& emit) {
  plan();
  used_.clear();
  const Emit* outer = std::exchange(emit_, &emit);
  const bool went_on = step(0);
  emit_ = outer;
  return went_on;
}

bool Matcher::exists() {
  bool found = false;
  each([&] {
    found = true;
    return false;
  });
  return found;
}

bool Matcher::step(std::size_t k) {
  if (joining_ != nullptr && k == joining_->join.end) {
    return keep_joined();
  }
  if (!run_.options.profile) {
    return take(k);
  }
  const Meter meter(work_[k], run_);
  work_[k].rows += k == steps_.size() ? multiplicity_.value_or(1) : 1;
  return take(k);
}

bool Matcher::take(std::size_t k) {
  if (k == steps_.size()) {
    return (*emit_)();
  }
  run_.budget.step();
  switch (steps_[k].kind) {
    case Step::Kind::kCheck:
      return next(k);
    case Step::Kind::kScan:
      return scan(k);
    case Step::Kind::kScanEdge:
      return scan_edge(k);
    case Step::Kind::kExpand:
      return expand(k);
    case Step::Kind::kBoundEdge:
      return bound_edge(k);
    case Step::Kind::kWalk:
      return steps_[k].distinct_ends ? distinct_ends(k) : walk(k);
    case Step::Kind::kBoundWalk:
      return bound_walk(k);
    case Step::Kind::kRepeat:
      return repeat(k);
    case Step::Kind::kShortest:
      return shortest_step(k);
    case Step::Kind::kChain:
      return chain_step(k);
    case Step::Kind::kJoin:
      return join(k);
    case Step::Kind::kPathVariable:
      return path(k);
  }
  return true;
}

bool Matcher::next(std::size_t k) {
  const Step& current = steps_[k];
  for (const auto& [slot, labels] : current.labels) {
    const auto vertex = vertex_in(slot);
    if (!vertex || (labels != nullptr && !has_labels(run_, *labels, *vertex))) {
      return true;
    }
  }
  for (std::size_t i = 0; i < current.conditions.size(); ++i) {
    const Condition& condition = *current.conditions[i];
    if (!(current.asks_to_differ[i] ? differ(condition) : holds(condition))) {
      return true;
    }
  }
  return step(k + 1);
}

// `a <> b` of two vertices, without evaluating it.
bool Matcher::differ(const Condition& condition) {
  const Value& left = run_.row[condition.test->args[0]->slot];
  const Value& right = run_.row[condition.test->args[1]->slot];
  const VertexIndex* a = left.as_vertex();
  const VertexIndex* b = right.as_vertex();
  return a != nullptr && b != nullptr ? *a != *b : holds(condition);
}

bool holds(Run& run, const Condition& condition) {
  if (condition.owner == kNoSlot) {
    return truth(run, *condition.test) == true;
  }
  Value property_scratch;
  Value wanted_scratch;
  const Value& property = property_of(run, run.row[condition.owner], condition.key,
                                      condition.test->place, property_scratch);
  return equals(property, look(run, *condition.test, wanted_scratch)) == true;
}

std::optional<VertexIndex> Matcher::vertex_in(Slot slot) const {
  const VertexIndex* vertex = run_.row[slot].as_vertex();
  if (vertex == nullptr || vertex->value >= run_.graph.vertex_count()) {
    return std::nullopt;
  }
  return *vertex;
}

// Binds the variable, or checks it where it is bound.
bool Matcher::set_vertex(Slot slot, VertexIndex vertex, bool is_bound) {
  if (is_bound) {
    const VertexIndex* known = run_.row[slot].as_vertex();
    return known != nullptr && *known == vertex;
  }
  run_.row[slot] = vertex;
  return true;
}

bool Matcher::scan(std::size_t k) {
  const Step& current = steps_[k];
  Value& target = run_.row[current.slot];
  const auto visit = [&](VertexIndex vertex) {
    run_.budget.step();
    target = vertex;
    return next(k);
  };
  if (current.lookup) {  // the condition itself is checked too: exact equality
    if (const auto found = look_up(run_, *current.lookup)) {
      return std::all_of(found->begin(), found->end(), visit);
    }
  }
  if (current.label != nullptr) {
    const auto label = run_.labels[current.label->symbol];
    const auto labelled = label ? run_.graph.with_label(*label) : std::span<const VertexIndex>();
    return std::all_of(labelled.begin(), labelled.end(), visit);
  }
  for (std::uint32_t v = 0; v < run_.graph.vertex_count(); ++v) {
    if (!visit(VertexIndex{v})) {
      return false;
    }
  }
  return true;
}

// Its ends are set by the step behind.
bool Matcher::scan_edge(std::size_t k) {
  const auto visit = [&](EdgeIndex edge) {
    run_.budget.step();
    run_.row[steps_[k].slot] = edge;
    return next(k);
  };
  if (const auto found = look_up_edges(run_, *steps_[k].lookup)) {
    return std::all_of(found->begin(), found->end(), visit);
  }
  for (std::uint32_t e = 0; e < run_.graph.edge_count(); ++e) {
    if (!visit(EdgeIndex{e})) {
      return false;
    }
  }
  return true;
}

bool Matcher::expand(std::size_t k) {
  const Step& current = steps_[k];
  const auto from = vertex_in(current.from);
  const auto to = current.to_is_bound ? vertex_in(current.to) : std::nullopt;
  if (!from || (current.to_is_bound && !to)) {
    return true;
  }
  if (current.meeting.end == kNoSlot || current.meeting.first != k) {
    return expand_between(k, *from, to);
  }
  if (!begin_meeting(k, *from)) {
    return true;
  }
  const bool goes_on = expand_between(k, *from, to);
  meetings_[k].reset();
  return goes_on;
}

// Those of the arcs that `may_be` lets through by their other end. `to`: where that is bound.
template <typename MayBe>
bool Matcher::follow_all(std::size_t k, Arcs& arcs, std::optional<VertexIndex> to, MayBe may_be) {
  while (arcs.next_range()) {
    const auto others = arcs.others();
    run_.budget.step(others.size());
    for (std::size_t i = 0; i < others.size(); ++i) {
      const VertexIndex other = others[i];
      if (may_be(other) && !arcs.is_second_loop(other) &&
          !follow(k, arcs.edges()[i], to.value_or(other))) {
        return false;
      }
    }
  }
  return true;
}

// `to`: where the other end is bound.
bool Matcher::expand_between(std::size_t k, VertexIndex from, std::optional<VertexIndex> to) {
  const Step& current = steps_[k];
  if (to) {  // the row of that end with fewer arcs is looked through
    const auto degree = [&](VertexIndex v) {
      return run_.graph.out(v).size() + run_.graph.in(v).size();
    };
    const bool turned = degree(*to) < degree(from);
    Arcs arcs(run_.graph, current, turned ? *to : from, turned);
    const VertexIndex wanted = turned ? from : *to;
    return follow_all(k, arcs, to, [wanted](VertexIndex other) { return other == wanted; });
  }
  Arcs arcs(run_.graph, current, from);
  const auto corner = current.closes_at != kNoSlot ? vertex_in(current.closes_at) : std::nullopt;
  if (corner) {
    const std::uint8_t* near = neighbours_of(k, *corner).data();
    return follow_all(k, arcs, to, [near](VertexIndex other) { return near[other.value] != 0; });
  }
  if (current.meeting.end != kNoSlot) {
    const Meeting& meeting = *meetings_[current.meeting.first];
    const auto left = static_cast<std::uint32_t>(current.meeting.last - k);
    return follow_all(k, arcs, to, [&meeting, left](VertexIndex other) {
      return meeting.may_end(other, left, left);
    });
  }
  return follow_all(k, arcs, to, [](VertexIndex) { return true; });
}

// One edge from the bound end to `other`.
bool Matcher::follow(std::size_t k, EdgeIndex edge, VertexIndex other) {
  const Step& current = steps_[k];
  const LabelExpression* types = current.relationship->types.get();
  const bool is_free = current.path->mode != PathPattern::Mode::kNone;  // the mode is checked later
  if ((!is_free && used_.contains(edge)) ||
      (!current.typed && types != nullptr && !has_type(run_, *types, edge)) ||
      !set_vertex(current.to, other, current.to_is_bound || current.to == current.from)) {
    return true;
  }
  run_.row[current.relationship->slot] = edge;
  if (is_free) {
    return next(k);
  }
  used_.push(edge);
  const bool goes_on = next(k);
  used_.pop();
  return goes_on;
}

bool Matcher::bound_edge(std::size_t k) {
  const Step& current = steps_[k];
  const EdgeIndex* bound = run_.row[current.relationship->slot].as_edge();
  const LabelExpression* types = current.relationship->types.get();
  const bool is_free = current.path->mode != PathPattern::Mode::kNone;
  if (bound == nullptr || bound->value >= run_.graph.edge_count() ||
      (!is_free && used_.contains(*bound)) ||
      (types != nullptr && !has_type(run_, *types, *bound))) {
    return true;
  }
  const EdgeIndex edge = *bound;
  const auto source = run_.graph.source(edge);
  const auto target = run_.graph.target(edge);
  const auto attempt = [&](VertexIndex from, VertexIndex to) {
    if (!set_vertex(current.from, from, current.from_is_bound) ||
        !set_vertex(current.to, to, current.to_is_bound || current.to == current.from)) {
      return true;
    }
    if (is_free) {
      return next(k);
    }
    used_.push(edge);
    const bool goes_on = next(k);
    used_.pop();
    return goes_on;
  };
  const Direction direction = current.relationship->direction;
  const bool forward =
      direction == Direction::kBoth || (direction == Direction::kOut) != current.reversed;
  const bool backward =
      direction == Direction::kBoth || (direction == Direction::kIn) != current.reversed;
  if (forward && !attempt(source, target)) {
    return false;
  }
  return !backward || (forward && source == target) || attempt(target, source);
}

bool keeps_mode(PathPattern::Mode mode, const Path& path) {
  const auto repeats = [](auto items) {
    std::sort(items.begin(), items.end());
    return std::adjacent_find(items.begin(), items.end()) != items.end();
  };
  switch (mode) {
    case PathPattern::Mode::kNone:
    case PathPattern::Mode::kWalk:
      return true;
    case PathPattern::Mode::kTrail:
      return !repeats(path.edges);
    case PathPattern::Mode::kAcyclic:
      return !repeats(path.vertices);
    case PathPattern::Mode::kSimple: {
      std::vector<VertexIndex> inner = path.vertices;
      if (inner.size() > 1 && inner.front() == inner.back()) {
        inner.pop_back();
      }
      return !repeats(std::move(inner));
    }
  }
  return true;
}

// Puts the path variable together from its parts, from left to right.
bool Matcher::path(std::size_t k) {
  const PathPattern& pattern = *steps_[k].path;
  Path result;
  const auto first = vertex_in(pattern.nodes[0].slot);
  if (!first) {
    return true;
  }
  result.vertices.push_back(*first);
  const auto add = [&](EdgeIndex edge) {
    const VertexIndex source = run_.graph.source(edge);
    result.vertices.push_back(source == result.vertices.back() ? run_.graph.target(edge) : source);
    result.edges.push_back(edge);
  };
  for (const RelationshipPattern& relationship : pattern.relationships) {
    const Value& value = run_.row[relationship.slot];
    if (const EdgeIndex* edge = value.as_edge()) {
      add(*edge);
    } else if (const List* edges = value.as_list()) {
      for (const Value& one : *edges) {
        add(*one.as_edge());
      }
    }
  }
  run_.budget.step(result.edges.size());
  if (!keeps_mode(pattern.mode, result)) {
    return true;
  }
  if (pattern.slot != kNoSlot) {
    run_.row[pattern.slot] = Value(std::move(result));
  }
  return next(k);
}

}  // namespace rapport::query
