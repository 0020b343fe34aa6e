// The search along the steps: shortest, cheapest, and distinct ends.

#include <algorithm>

#include <fmt/format.h>

#include "query/evaluate.h"
#include "query/k_shortest.h"
#include "query/match.h"
#include "query/shortest.h"
#include "query/step_arcs.h"

namespace rapport::query {

namespace {

using Search = PathPattern::Search;
using Mode = PathPattern::Mode;

void reverse(Path& path) {
  std::reverse(path.vertices.begin(), path.vertices.end());
  std::reverse(path.edges.begin(), path.edges.end());
}

}  // namespace

std::uint64_t Matcher::wanted_paths(const PathPattern& path) {
  if (path.count == nullptr) {
    return 1;
  }
  const Value value = evaluate(run_, *path.count);
  if (value.as_int() == nullptr || *value.as_int() < 1) {
    fail_run(path.count->place, "ArgumentError", "InvalidArgumentValue",
             "the number of paths is an integer of at least 1");
  }
  return static_cast<std::uint64_t>(*value.as_int());
}

// The arcs of the step, for a search from one vertex to another. `wanted` must outlive it.
Matcher::EachArc Matcher::arcs_between(const Step& current, const std::vector<Value>& wanted,
                                       VertexIndex from, VertexIndex to) {
  return [&, from, to](VertexIndex vertex, bool backward, const ArcVisitor& visit) {
    if (vertex != (backward ? to : from) && !may_pass(current, vertex)) {
      return;
    }
    Arcs all(run_.graph, current, vertex, backward);
    while (const Hop* arc = all.next()) {
      run_.budget.step();
      const Hop held = *arc;
      const bool is_end = held.other == (backward ? from : to);
      if ((is_end || may_pass(current, held.other)) && allows_edge(current, held.edge, wanted) &&
          allows_vertex(current, held.other)) {
        visit(held.edge, held.other);
      }
    }
  };
}

// Where a path comes back to its start, arcs_between() cannot tell that it passes through it.
Matcher::Allows Matcher::hub_test(const Step& current) const {
  if (current.hub_limit == kNoHubLimit) {
    return {};
  }
  return [&current, this](const Path& path, EdgeIndex, VertexIndex, bool) {
    return path.edges.empty() || may_pass(current, path.vertices.back());
  };
}

bool Matcher::each_chosen(const Step& current, const TakePath& take) {
  const auto from = vertex_in(current.from);
  const auto to = vertex_in(current.to);
  if (!from || !to || !allows_vertex(current, *from)) {
    return true;
  }
  if (current.relationship->repeated != nullptr) {
    return choose_repeated(current, *from, *to, take);
  }
  const std::vector<Value> wanted = wanted_properties(run_, *current.relationship);
  const auto step = [&](std::uint64_t n) { run_.budget.step(n); };
  const auto arcs = arcs_between(current, wanted, *from, *to);
  const PathPattern& path = *current.path;
  const bool is_shortest = path.search == Search::kShortest || path.search == Search::kAllShortest;
  const std::uint32_t least = current.relationship->least;
  const std::uint32_t most = current.relationship->most;
  // Between two vertices a shortest walk repeats nothing; from one to itself it may.
  if (least <= 1 && (path.is_function || (is_shortest && *from != *to))) {
    ShortestSearch search{.from = *from,
                          .to = *to,
                          .least = least,
                          .most = most,
                          .only_one = path.search != Search::kAllShortest,
                          .arcs = arcs,
                          .step = step};
    const PlainArcs plain = plain_arcs(current);
    if (takes_all(current)) {
      search.graph = &run_.graph;
      search.plain = &plain;
    }
    return each_shortest(search, take);
  }
  return choose(path,
                {.from = *from,
                 .to = *to,
                 .least = least,
                 .most = most,
                 .mode = path.is_function ? Mode::kTrail : path.mode,
                 .arcs = arcs,
                 .length = {},
                 .step = step,
                 .keep = {},
                 .allows = hub_test(current)},
                take);
}

// As many paths, or groups of them, as the selector asks for; of the search all but how many groups
// there are, and what counts memory. `is_new`: whether a path counts; none: each does.
bool Matcher::choose(const PathPattern& path, OrderedSearch search, const TakePath& take,
                     const TakePath& is_new) {
  const bool by_groups =
      path.search == Search::kShortestGroups || path.search == Search::kAllShortest;
  const std::uint64_t count = wanted_paths(path);
  Holding held(run_.budget);
  search.keep = [&](std::uint64_t bytes) { held.keep_bytes(bytes); };
  search.most_groups = by_groups ? count : kEveryGroup;
  bool goes_on = true;
  std::uint64_t taken = 0;
  each_by_length(search, [&](const Path& found) {
    if (is_new && !is_new(found)) {
      return true;
    }
    goes_on = take(found);
    return goes_on && (by_groups || ++taken < count);
  });
  return goes_on;
}

// How many shortest paths there are, where that can be told without making them.
std::optional<std::uint64_t> Matcher::count_paths(const Step& current) {
  const auto from = vertex_in(current.from);
  const auto to = vertex_in(current.to);
  const RelationshipPattern& relationship = *current.relationship;
  if (current.path->search != Search::kAllShortest || !takes_all(current) || !from || !to ||
      *from == *to || relationship.least > 1 || !relationship.has_length) {
    return std::nullopt;
  }
  const PlainArcs plain = plain_arcs(current);
  ShortestSearch search{.from = *from,
                        .to = *to,
                        .least = relationship.least,
                        .most = relationship.most,
                        .arcs = {},
                        .step = [&](std::uint64_t n) { run_.budget.step(n); },
                        .graph = &run_.graph,
                        .plain = &plain};
  return count_shortest(search);
}

// Binds a path that was found, from `from` to `to`.
bool Matcher::take_path(std::size_t k, Path path) {
  const Step& current = steps_[k];
  if (current.reversed) {
    reverse(path);
  }
  if (current.relationship->repeated != nullptr) {
    bind_groups(*current.relationship, path);
  }
  if (current.relationship->has_length) {
    if (current.needs_list) {
      run_.row[current.relationship->slot] = Value(List(path.edges.begin(), path.edges.end()));
    }
  } else {
    run_.row[current.relationship->slot] = path.edges.front();
  }
  if (current.path->slot != kNoSlot) {
    run_.row[current.path->slot] = Value(std::move(path));
  }
  return next(k);
}

bool Matcher::shortest_step(std::size_t k) {
  const Step& current = steps_[k];
  if (current.path->search == Search::kCheapest) {
    return cheapest_step(k);
  }
  if (counts_ && k + 1 == steps_.size() && current.conditions.empty()) {
    if (const auto count = count_paths(current)) {
      multiplicity_ = *count;
      const bool goes_on = *count == 0 || next(k);
      multiplicity_.reset();
      return goes_on;
    }
  }
  return each_chosen(current, [&](const Path& path) { return take_path(k, path); });
}

Value Matcher::shortest() {
  const PathPattern& path = pattern_.paths[0];
  if (path.search == Search::kAllShortest) {
    GrowingList paths(run_.budget);
    each([&] {
      paths.add(run_.row[path.slot]);
      return true;
    });
    return checked(run_, paths.take(), path.place);
  }
  Value found;
  each([&] {
    found = run_.row[path.slot];
    return false;
  });
  return found;
}

bool has_only_ends(const Pattern& pattern) {
  if (pattern.paths.size() != 1 || pattern.paths[0].relationships.size() != 1) {
    return false;
  }
  const PathPattern& path = pattern.paths[0];
  const RelationshipPattern& relationship = path.relationships[0];
  return path.search == Search::kAll && path.slot == kNoSlot && relationship.has_length &&
         relationship.repeated == nullptr && relationship.name.empty() && relationship.least <= 1 &&
         path.mode != Mode::kAcyclic && path.mode != Mode::kSimple;
}

// Breadth first. A vertex that is not the start and can be reached by a walk can be reached by one
// that repeats nothing; the start itself needs a closer look where edges have no direction.
bool Matcher::distinct_ends(std::size_t k) {
  const Step& current = steps_[k];
  const RelationshipPattern& relationship = *current.relationship;
  const auto from = vertex_in(current.from);
  if (!from || !allows_vertex(current, *from)) {
    return true;
  }
  const std::vector<Value> wanted = wanted_properties(run_, relationship);
  const bool takes_every = takes_all(current);
  const PlainArcs ways = plain_arcs(current);
  const std::vector<EdgeIndex> no_edges;
  std::vector<bool> seen(run_.graph.vertex_count());
  std::vector<VertexIndex> frontier = {*from};
  std::vector<VertexIndex> next_frontier;
  bool is_closed = relationship.least == 0;
  for (std::uint32_t depth = 1; depth <= relationship.most && !frontier.empty(); ++depth) {
    next_frontier.clear();
    for (std::size_t f = 0; f < frontier.size(); ++f) {
      prefetch_ahead(run_.graph, ways, frontier, f);
      Arcs arcs(run_.graph, current, frontier[f]);
      while (arcs.next_range()) {
        const auto others = arcs.others();
        run_.budget.step(others.size());
        for (std::size_t i = 0; i < others.size(); ++i) {
          const VertexIndex other = others[i];
          if (seen[other.value] ||
              (!takes_every && (!allows_edge(current, arcs.edges()[i], wanted) ||
                                !allows_vertex(current, other)))) {
            continue;
          }
          if (other == *from) {
            is_closed = is_closed || relationship.direction != Direction::kBoth;
            continue;
          }
          seen[other.value] = true;
          if (may_pass(current, other)) {
            next_frontier.push_back(other);
          }
          if (!end_walk(k, other, no_edges)) {
            return false;
          }
        }
      }
    }
    frontier.swap(next_frontier);
  }
  is_closed = is_closed || (relationship.direction == Direction::kBoth && closed_trail(k, *from));
  return !is_closed || end_walk(k, *from, no_edges);
}

// Whether a walk of the step leads back to its start.
bool Matcher::closed_trail(std::size_t k, VertexIndex at) {
  const Step& current = steps_[k];
  const std::vector<Value> wanted = wanted_properties(run_, *current.relationship);
  Holding held(run_.budget);
  bool found = false;
  each_by_length({.from = at,
                  .to = at,
                  .least = 1,
                  .most = current.relationship->most,
                  .mode = current.path->mode == Mode::kWalk ? Mode::kWalk : Mode::kTrail,
                  .arcs = arcs_between(current, wanted, at, at),
                  .length = {},
                  .step = [&](std::uint64_t n) { run_.budget.step(n); },
                  .keep = [&](std::uint64_t bytes) { held.keep_bytes(bytes); },
                  .allows = hub_test(current)},
                 [&](const Path&) {
                   found = true;
                   return false;
                 });
  return found;
}

}  // namespace rapport::query
