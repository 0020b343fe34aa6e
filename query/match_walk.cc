// The search along the steps: relationships of variable length and shortest paths.

#include <algorithm>

#include "query/compare.h"
#include "query/match.h"
#include "query/shortest.h"

namespace rapport::query {

namespace {

// The values that the properties of each edge of a walk must have.
std::vector<Value> wanted_properties(Run& run, const RelationshipPattern& relationship) {
  std::vector<Value> wanted;
  if (relationship.properties != nullptr) {
    for (const ExpressionPtr& arg : relationship.properties->args) {
      wanted.push_back(evaluate(run, *arg));
    }
  }
  return wanted;
}

bool passes(Run& run, const WalkTest& test, Value element) {
  run.row[test.quantifier->slot] = std::move(element);
  return truth(run, *test.quantifier->args[1]) == test.wanted;
}

}  // namespace

bool Matcher::allows_edge(const Step& current, EdgeIndex edge, const std::vector<Value>& wanted) {
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
  return std::all_of(current.tests.begin(), current.tests.end(), [&](const WalkTest& test) {
    return !test.of_edges || passes(run_, test, edge);
  });
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
  std::vector<EdgeIndex> edges;
  std::vector<Arcs> stack;
  if (least == 0 && !end_walk(k, *from, edges)) {
    return false;
  }
  if (most > 0) {
    stack.emplace_back(run_.graph, current, *from);
  }
  bool goes_on = true;
  while (goes_on && !stack.empty()) {
    const graph::Arc* arc = stack.back().next();
    if (arc == nullptr) {
      stack.pop_back();
      if (!edges.empty()) {
        edges.pop_back();
        used_.pop();
      }
      continue;
    }
    run_.budget.step();
    if (used_.contains(arc->edge) || !allows_edge(current, arc->edge, wanted) ||
        !allows_vertex(current, arc->other)) {
      continue;
    }
    edges.push_back(arc->edge);
    used_.push(arc->edge);
    if (edges.size() >= least) {
      goes_on = end_walk(k, arc->other, edges);
    }
    if (edges.size() < most) {
      stack.emplace_back(run_.graph, current, arc->other);
    } else {
      edges.pop_back();
      used_.pop();
    }
  }
  for (std::size_t i = 0; i < edges.size(); ++i) {
    used_.pop();
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
  VertexIndex at = *from;
  std::size_t taken = 0;
  bool fits = true;
  for (std::size_t i = 0; fits && i < list->size(); ++i) {
    const EdgeIndex* edge = (*list)[current.reversed ? list->size() - 1 - i : i].as_edge();
    fits = edge != nullptr && edge->value < run_.graph.edge_count() && !used_.contains(*edge) &&
           (!current.relationship->types || has_type(run_, *current.relationship->types, *edge)) &&
           allows_edge(current, *edge, wanted);
    if (!fits) {
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
    used_.push(*edge);
    ++taken;
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

std::vector<Path> Matcher::shortest_paths(const Step& current, std::size_t at_most) {
  const auto from = vertex_in(current.from);
  const auto to = vertex_in(current.to);
  if (!from || !to) {
    return {};
  }
  const std::vector<Value> wanted = wanted_properties(run_, *current.relationship);
  ShortestSearch search;
  search.from = *from;
  search.to = *to;
  search.least = current.relationship->least;
  search.most = current.relationship->most;
  search.at_most = at_most;
  search.arcs = [&](VertexIndex vertex, bool backward, const ArcVisitor& visit) {
    Step turned;
    turned.relationship = current.relationship;
    turned.reversed = current.reversed != backward;
    turned.typed = current.typed;
    turned.types = current.types;
    Arcs arcs(run_.graph, turned, vertex);
    while (const graph::Arc* arc = arcs.next()) {
      run_.budget.step();
      if (allows_edge(current, arc->edge, wanted) && allows_vertex(current, arc->other)) {
        visit(arc->edge, arc->other);
      }
    }
  };
  search.step = [&](std::uint64_t n) { run_.budget.step(n); };
  if (!allows_vertex(current, *from)) {
    return {};
  }
  return find_shortest(search);
}

bool Matcher::shortest_step(std::size_t k) {
  const Step& current = steps_[k];
  const bool all = current.path->search == PathPattern::Search::kAllShortest;
  for (Path& path : shortest_paths(current, all ? kNoLimit : 1)) {
    if (current.reversed) {
      std::reverse(path.vertices.begin(), path.vertices.end());
      std::reverse(path.edges.begin(), path.edges.end());
    }
    if (current.relationship->has_length) {
      run_.row[current.relationship->slot] = Value(List(path.edges.begin(), path.edges.end()));
    } else {
      run_.row[current.relationship->slot] = path.edges.front();
    }
    if (current.path->slot != kNoSlot) {
      run_.row[current.path->slot] = Value(std::move(path));
    }
    if (!next(k)) {
      return false;
    }
  }
  return true;
}

Value Matcher::shortest() {
  const PathPattern& path = pattern_.paths[0];
  List paths;
  each([&] {
    paths.push_back(run_.row[path.slot]);
    return path.search == PathPattern::Search::kAllShortest;
  });
  if (path.search == PathPattern::Search::kAllShortest) {
    return checked(run_, std::move(paths));
  }
  return paths.empty() ? Value() : paths[0];
}

}  // namespace rapport::query
