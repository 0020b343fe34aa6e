// The search along the steps: relationships of variable length and shortest paths.

#include <algorithm>
#include <array>

#include "query/compare.h"
#include "query/match.h"
#include "query/meeting.h"
#include "query/step_arcs.h"
#include "query/walk_use.h"

namespace rapport::query {

namespace {

bool passes(Run& run, const WalkTest& test, Value element) {
  run.row[test.quantifier->slot] = std::move(element);
  return truth(run, *test.quantifier->args[1]) == test.wanted;
}

}  // namespace

std::vector<Value> wanted_properties(Run& run, const RelationshipPattern& relationship) {
  std::vector<Value> wanted;
  if (relationship.properties != nullptr) {
    for (const ExpressionPtr& arg : relationship.properties->args) {
      wanted.push_back(evaluate(run, *arg));
    }
  }
  return wanted;
}

bool Matcher::meets_pattern(const Step& current, EdgeIndex edge, const std::vector<Value>& wanted) {
  const RelationshipPattern& relationship = *current.relationship;
  if (!current.typed && relationship.types != nullptr &&
      !has_type(run_, *relationship.types, edge)) {
    return false;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (equals(run_.graph.property(edge, relationship.properties->keys[i]), wanted[i]) != true) {
      return false;
    }
  }
  return true;
}

bool Matcher::allows_edge(const Step& current, EdgeIndex edge, const std::vector<Value>& wanted) {
  auto& tests = edge_tests(current);
  return meets_pattern(current, edge, wanted) &&
         std::all_of(tests.begin(), tests.end(),
                     [&](EdgeTest& test) { return test.passes(run_, edge); });
}

// The arcs that a walk may follow from a vertex, as far as the vertex alone decides it.
void Matcher::hops_of(const Step& current, VertexIndex vertex, const std::vector<Value>& wanted,
                      std::vector<Hop>& hops) {
  hops.clear();
  auto& tests = edge_tests(current);
  Arcs arcs(run_.graph, current, vertex);
  while (arcs.next_range()) {
    const auto others = arcs.others();
    const auto edges = arcs.edges();
    run_.budget.step(others.size());
    for (std::size_t begin = 0; begin < others.size(); begin += EdgeTest::kAtOnce) {
      const std::size_t count = std::min(EdgeTest::kAtOnce, others.size() - begin);
      std::array<bool, EdgeTest::kAtOnce> ok = {};
      for (std::size_t i = 0; i < count; ++i) {
        ok[i] = meets_pattern(current, edges[begin + i], wanted);
      }
      for (EdgeTest& test : tests) {
        test.sift(run_, edges.subspan(begin, count), std::span(ok).first(count));
      }
      for (std::size_t i = 0; i < count; ++i) {
        const Hop hop{others[begin + i], edges[begin + i]};
        if (ok[i] && !arcs.is_second_loop(hop.other) && allows_vertex(current, hop.other)) {
          hops.push_back(hop);
        }
      }
    }
  }
}

// Made when they are first needed: what else the predicates read is bound by then, and may be
// another at the next row, unless it is constant, which alone an EdgeTest keeps answers of.
std::vector<EdgeTest>& Matcher::edge_tests(const Step& current) {
  auto& tests = edge_tests_[static_cast<std::size_t>(&current - steps_.data())];
  if (!tests) {
    tests.emplace();
    const RelationshipPattern& relationship = *current.relationship;
    if (relationship.element != kNoSlot && relationship.where != nullptr) {
      tests->emplace_back(run_, *relationship.where, relationship.element, true);
    }
    for (const WalkTest& test : current.tests) {
      if (test.of_edges) {
        tests->emplace_back(run_, *test.quantifier->args[1], test.quantifier->slot, test.wanted);
      }
    }
  }
  return *tests;
}

bool Matcher::allows_vertex(const Step& current, VertexIndex vertex) {
  return std::all_of(current.tests.begin(), current.tests.end(), [&](const WalkTest& test) {
    return test.of_edges || passes(run_, test, vertex);
  });
}

// Depth first, with a stack of its own: a walk can be longer than the program's stack is deep.
bool Matcher::walk(std::size_t k) {
  const Step& current = steps_[k];
  const auto from = vertex_in(current.from);
  if (!from || !allows_vertex(current, *from)) {
    return true;
  }
  const std::uint32_t least = current.relationship->least;
  const std::uint32_t most = current.relationship->most;
  const std::vector<Value> wanted = wanted_properties(run_, *current.relationship);
  const PlainArcs ways = plain_arcs(current);
  WalkUse use(current.path->mode, used_, *from);
  std::optional<Meeting> meeting;
  if (current.meets) {
    const auto to = vertex_in(current.to);
    if (!to) {
      return true;
    }
    meeting.emplace(run_, *from, *to, most, [&](std::uint32_t) { return MeetingHop{&current}; });
  }
  const auto may_end = [&](VertexIndex vertex, std::size_t hops) {
    const auto taken = static_cast<std::uint32_t>(hops);
    return !meeting || meeting->may_end(vertex, least - std::min(least, taken), most - taken);
  };
  struct Level {
    std::vector<Hop> hops;
    std::size_t at = 0;
  };
  std::vector<EdgeIndex> edges;
  std::vector<Level> levels;  // of the walk so far; those behind are kept for their memory
  std::size_t depth = 0;
  const auto open = [&](VertexIndex vertex) {
    if (levels.size() == depth) {
      levels.emplace_back();
    }
    hops_of(current, vertex, wanted, levels[depth].hops);
    levels[depth++].at = 0;
    if (depth < most) {
      for (const Hop& hop : levels[depth - 1].hops) {
        run_.graph.prefetch_starts(hop.other);
      }
    }
  };
  if (least == 0 && !end_walk(k, *from, edges)) {
    return false;
  }
  if (most > 0) {
    open(*from);
  }
  bool goes_on = true;
  while (goes_on && depth > 0) {
    Level& level = levels[depth - 1];
    if (level.at == level.hops.size()) {
      --depth;
      if (!edges.empty()) {
        edges.pop_back();
        use.pop();
      }
      continue;
    }
    const Hop hop = level.hops[level.at++];
    if (depth < most && level.at < level.hops.size()) {
      run_.graph.prefetch_rows(level.hops[level.at].other, ways.out, ways.in);
    }
    run_.budget.step();
    if (!may_end(hop.other, edges.size() + 1) || !use.allows(hop.edge, hop.other)) {
      continue;
    }
    edges.push_back(hop.edge);
    use.push(hop.edge, hop.other);
    if (edges.size() >= least) {
      goes_on = end_walk(k, hop.other, edges);
    }
    if (edges.size() < most && use.may_go_on() && may_pass(current, hop.other)) {
      open(hop.other);
    } else {
      edges.pop_back();
      use.pop();
    }
  }
  for (std::size_t i = 0; i < edges.size(); ++i) {
    use.pop();
  }
  return goes_on;
}

bool Matcher::end_walk(std::size_t k, VertexIndex at, const std::vector<EdgeIndex>& edges) {
  const Step& current = steps_[k];
  if (!set_vertex(current.to, at, current.to_is_bound || current.to == current.from)) {
    return true;
  }
  if (current.needs_list) {
    List list(edges.begin(), edges.end());
    if (current.reversed) {
      std::reverse(list.begin(), list.end());
    }
    run_.budget.step(list.size());
    run_.row[current.relationship->slot] = Value(std::move(list));
  }
  return next(k);
}

// The list of edges is given: follow it from the bound end, or from either end of its first edge.
bool Matcher::bound_walk(std::size_t k) {
  const Step& current = steps_[k];
  const Value held = run_.row[current.relationship->slot];
  const List* list = held.as_list();
  const auto from = vertex_in(current.from);
  if (list == nullptr || !from || list->size() < current.relationship->least ||
      list->size() > current.relationship->most) {
    return true;
  }
  const std::vector<Value> wanted = wanted_properties(run_, *current.relationship);
  const Direction direction = current.relationship->direction;
  const bool is_free = current.path->mode != PathPattern::Mode::kNone;
  VertexIndex at = *from;
  std::size_t taken = 0;
  bool fits = true;
  for (std::size_t i = 0; fits && i < list->size(); ++i) {
    const EdgeIndex* edge = (*list)[current.reversed ? list->size() - 1 - i : i].as_edge();
    fits = edge != nullptr && edge->value < run_.graph.edge_count() &&
           (is_free || !used_.contains(*edge)) &&
           (!current.relationship->types || has_type(run_, *current.relationship->types, *edge)) &&
           allows_edge(current, *edge, wanted);
    if (!fits) {
      break;
    }
    if (i > 0 && !may_pass(current, at)) {
      fits = false;
      break;
    }
    const VertexIndex source = run_.graph.source(*edge);
    const VertexIndex target = run_.graph.target(*edge);
    const bool out =
        direction == Direction::kBoth || (direction == Direction::kOut) != current.reversed;
    const bool in =
        direction == Direction::kBoth || (direction == Direction::kIn) != current.reversed;
    fits = (out && source == at) || (in && target == at);
    at = out && source == at ? target : source;
    if (!is_free) {
      used_.push(*edge);
      ++taken;
    }
  }
  bool goes_on = true;
  if (fits && set_vertex(current.to, at, current.to_is_bound || current.to == current.from)) {
    goes_on = next(k);
  }
  for (; taken > 0; --taken) {
    used_.pop();
  }
  return goes_on;
}

}  // namespace rapport::query
