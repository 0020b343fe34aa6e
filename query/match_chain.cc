// The search along the steps: paths of several parts under a selector.

#include <algorithm>
#include <string>
#include <unordered_set>

#include "query/chain_states.h"
#include "query/compare.h"
#include "query/k_shortest.h"
#include "query/match.h"

namespace rapport::query {

namespace {

using Mode = PathPattern::Mode;

// The walk that a path through the states stands for.
Path whole_walk(const ChainStates& states, VertexIndex from, const std::vector<EdgeIndex>& arcs) {
  Path walk{{from}, {}};
  for (const EdgeIndex arc : arcs) {
    append(walk, states.walk(walk.vertices.back(), arc));
  }
  return walk;
}

Value value_of(const RelationshipPattern& relationship, const Path& walk) {
  return relationship.has_length ? Value(List(walk.edges.begin(), walk.edges.end()))
                                 : Value(walk.edges.front());
}

// The variables of a chain that have a name.
std::vector<Slot> named_slots(const Step& step) {
  std::vector<Slot> slots;
  for (std::size_t p = 0; p < step.parts.size(); ++p) {
    const RelationshipPattern& relationship = *step.parts[p].relationship;
    if (!relationship.name.empty()) {
      slots.push_back(relationship.slot);
    }
    if (relationship.repeated != nullptr) {
      for (const RepeatedPath::Group& group : relationship.repeated->groups) {
        slots.push_back(group.all);
      }
    }
    if (!step.path->nodes[p + 1].name.empty()) {
      slots.push_back(step.parts[p].to);
    }
  }
  return slots;
}

}  // namespace

bool Matcher::chain_step(std::size_t k) {
  const Step& current = steps_[k];
  const auto from = vertex_in(current.from);
  const auto to = vertex_in(current.to);
  if (!from || !to) {
    return true;
  }
  // The search tries its own values of inner variables that another path has bound.
  std::vector<Value> held;
  for (const Step& part : current.parts) {
    held.push_back(run_.row[part.to]);
  }
  const auto restore = [&] {
    for (std::size_t p = 0; p < held.size(); ++p) {
      run_.row[current.parts[p].to] = held[p];
    }
  };
  ChainStates states(run_, current.parts, mode_of_chain(*current.path), *from, *to,
                     chain_tests(current, *to));
  const bool goes_on = choose_chains(current, states, *from, [&](const Path& path) {
    restore();
    return !bind_chain(current, states, *from, path.edges, true) || next(k);
  });
  restore();
  return goes_on;
}

PathPattern::Mode Matcher::mode_of_chain(const PathPattern& path) {
  return path.mode == Mode::kNone ? Mode::kWalk : path.mode;
}

ChainTests Matcher::chain_tests(const Step& current, VertexIndex to) {
  std::vector<std::vector<Value>> wanted;
  std::vector<std::vector<EdgeTest>> tests;
  for (const Step& part : current.parts) {
    const RelationshipPattern& relationship = *part.relationship;
    wanted.push_back(wanted_properties(run_, relationship));
    auto& own = tests.emplace_back();
    if (relationship.element != kNoSlot && relationship.where != nullptr) {
      own.emplace_back(run_, *relationship.where, relationship.element, true);
    }
  }
  const auto edge = [this, &current, wanted = std::move(wanted), tests = std::move(tests)](
                        std::size_t part, EdgeIndex one) mutable {
    return meets_pattern(current.parts[part], one, wanted[part]) &&
           std::all_of(tests[part].begin(), tests[part].end(),
                       [&](EdgeTest& test) { return test.passes(run_, one); });
  };
  const auto end = [this, &current, to](std::size_t p, VertexIndex vertex) {
    const Step& part = current.parts[p];
    if (p + 1 == current.parts.size()) {
      return vertex == to;
    }
    if (!set_vertex(part.to, vertex, part.to_is_bound)) {
      return false;
    }
    const LabelExpression* const labels = part.labels[0].second;
    return (labels == nullptr || has_labels(run_, *labels, vertex)) &&
           std::all_of(part.conditions.begin(), part.conditions.end(),
                       [&](const Condition* condition) { return holds(*condition); });
  };
  const auto pass = [this, &current](std::size_t part, VertexIndex vertex) {
    return may_pass(current.parts[part], vertex);
  };
  return {.edge = edge, .end = end, .pass = pass};
}

// Paths that differ only in what has no name are one.
bool Matcher::choose_chains(const Step& current, ChainStates& states, VertexIndex from,
                            const TakePath& take) {
  const Mode mode = mode_of_chain(*current.path);
  const std::vector<Slot> named = named_slots(current);
  std::unordered_set<std::string> known;  // of the length that is searched for
  std::size_t length = 0;
  Holding held(run_.budget);
  const auto is_new = [&](const Path& found) {
    bind_chain(current, states, from, found.edges, false);
    Path walk = whole_walk(states, from, found.edges);
    if (walk.edges.size() != length) {
      length = walk.edges.size();
      known.clear();
      held.free();
    }
    std::string key;
    append_key(key, Value(std::move(walk)));
    for (const Slot slot : named) {
      append_key(key, run_.row[slot]);
    }
    held.keep_bytes(sizeof(key) + key.size());
    return known.insert(std::move(key)).second;
  };
  const auto allows = [&](const Path& before, EdgeIndex arc, VertexIndex, bool is_last) {
    if (!before.edges.empty() && before.vertices.back() == ChainStates::end()) {
      return false;
    }
    if (mode == Mode::kWalk) {
      return true;
    }
    Path walk = whole_walk(states, from, before.edges);
    append(walk, states.walk(walk.vertices.back(), arc));
    run_.budget.step(walk.edges.size());
    const bool ends_here = mode == Mode::kSimple && walk.vertices.back() == walk.vertices.front();
    return keeps_mode(mode, walk) && (!ends_here || is_last);
  };
  const OrderedSearch search{
      .from = states.start(),
      .to = ChainStates::end(),
      .least = 0,
      .most = kUnbounded,
      .mode = Mode::kWalk,
      .arcs = [&](VertexIndex state, bool backward,
                  const ArcVisitor& visit) { states.arcs(state, backward, visit); },
      .length = [&](EdgeIndex arc) { return states.length(arc); },
      .step = [&](std::uint64_t n) { run_.budget.step(n); },
      .keep = {},
      .allows = allows};
  return choose(*current.path, search, take, is_new);
}

// Sets what the parts stand for. False: it `joins` other paths, and one of them has bound a
// variable to something else.
bool Matcher::bind_chain(const Step& current, const ChainStates& states, VertexIndex from,
                         const std::vector<EdgeIndex>& arcs, bool joins) {
  Path whole{{from}, {}};
  auto arc = arcs.begin();
  for (std::size_t p = 0; p < current.parts.size(); ++p) {
    const Step& part = current.parts[p];
    Path walk{{whole.vertices.back()}, {}};
    for (; arc != arcs.end() && states.part_of(*arc) == p; ++arc) {
      append(walk, states.walk(walk.vertices.back(), *arc));
    }
    if (!set_vertex(part.to, walk.vertices.back(), part.to_is_bound || (joins && part.joins))) {
      return false;
    }
    if (part.relationship->repeated != nullptr) {
      bind_groups(*part.relationship, walk);
    }
    run_.row[part.relationship->slot] = value_of(*part.relationship, walk);
    append(whole, walk);
  }
  run_.budget.step(whole.edges.size());
  if (current.path->slot != kNoSlot) {
    run_.row[current.path->slot] = Value(std::move(whole));
  }
  return true;
}

}  // namespace rapport::query
