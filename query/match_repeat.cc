// The search along what is repeated: ((a)-[r]->(b)-[s]->(c) WHERE a.x < c.x){1,3}.
//
// Under a selector one repetition is one arc of the ordered search, found when the search first
// comes to the vertex that it leaves.

#include <algorithm>

#include "query/k_shortest.h"
#include "query/match.h"
#include "query/repeat_search.h"

namespace rapport::query {

std::vector<Step> plan_repeat(Run& run, const RepeatedPath& repeated, bool reversed) {
  const PathPattern& path = repeated.pattern.paths[0];
  const std::size_t length = path.relationships.size();
  const auto node = [&](std::size_t i) -> const NodePattern& {
    return path.nodes[reversed ? length - i : i];
  };
  std::vector<bool> used(repeated.pattern.conditions.size());
  std::vector<Slot> bound;
  const auto is_bound = [&](Slot slot) {
    return !std::binary_search(repeated.pattern.fresh.begin(), repeated.pattern.fresh.end(),
                               slot) ||
           std::find(bound.begin(), bound.end(), slot) != bound.end();
  };
  std::vector<Step> hops;
  for (std::size_t i = 0; i <= length; ++i) {
    Step hop;
    if (i > 0) {
      hop.kind = Step::Kind::kExpand;
      hop.relationship = &path.relationships[reversed ? length - i : i - 1];
      hop.reversed = reversed;
      hop.typed = hop.relationship->types != nullptr &&
                  list_types(run, *hop.relationship->types, hop.types);
      hop.typed_rows = hop.typed ? &run.typed_rows : nullptr;
      std::sort(hop.types.begin(), hop.types.end());
      hop.types.erase(std::unique(hop.types.begin(), hop.types.end()), hop.types.end());
      bound.push_back(hop.relationship->slot);
    }
    hop.to = node(i).slot;
    hop.to_is_bound = is_bound(hop.to);
    bound.push_back(hop.to);
    hop.labels.emplace_back(hop.to, node(i).labels.get());
    for (std::size_t c = 0; c < used.size(); ++c) {
      const Condition& condition = repeated.pattern.conditions[c];
      if (!used[c] && std::all_of(condition.reads.begin(), condition.reads.end(), is_bound)) {
        used[c] = true;
        hop.conditions.push_back(&condition);
      }
    }
    hops.push_back(std::move(hop));
  }
  return hops;
}

bool Matcher::repeat(std::size_t k) {
  const Step& current = steps_[k];
  const RelationshipPattern& relationship = *current.relationship;
  const auto from = vertex_in(current.from);
  if (!from) {
    return true;
  }
  WalkUse use(current.path->mode, used_, *from);
  return RepeatSearch(run_, current.hops, use)
      .each(*from, relationship.least, relationship.most, [&](const Path& walk) {
        if (!set_vertex(current.to, walk.vertices.back(),
                        current.to_is_bound || current.to == current.from)) {
          return true;
        }
        Path path = walk;
        if (current.reversed) {
          std::reverse(path.vertices.begin(), path.vertices.end());
          std::reverse(path.edges.begin(), path.edges.end());
        }
        run_.budget.step(path.edges.size());
        bind_groups(relationship, path);
        if (current.needs_list) {
          run_.row[relationship.slot] = Value(List(path.edges.begin(), path.edges.end()));
        }
        return next(k);
      });
}

// What the variables of the repetitions stand for outside of them. REQUIRES: the path goes from
// left to right.
void Matcher::bind_groups(const RelationshipPattern& relationship, const Path& path) {
  const RepeatedPath& repeated = *relationship.repeated;
  const std::size_t length = repeated.pattern.paths[0].relationships.size();
  for (const RepeatedPath::Group& group : repeated.groups) {
    List list;
    for (std::size_t begin = 0; begin < path.edges.size(); begin += length) {
      list.push_back(group.is_node ? Value(path.vertices[begin + group.position])
                                   : Value(path.edges[begin + group.position]));
    }
    run_.row[group.all] = Value(std::move(list));
  }
}

bool Matcher::choose_repeated(const Step& current, VertexIndex from, VertexIndex to,
                              const TakePath& take) {
  using Mode = PathPattern::Mode;
  const RelationshipPattern& relationship = *current.relationship;
  const Mode mode = current.path->mode == Mode::kNone ? Mode::kWalk : current.path->mode;
  const std::vector<Step> turned = plan_repeat(run_, *relationship.repeated, !current.reversed);
  Holding held(run_.budget);
  Repetitions ahead(run_, current.hops, mode, held);
  const auto arcs = [&](VertexIndex vertex, bool backward, const ArcVisitor& visit) {
    if (backward) {  // of which only the ends are asked for
      UsedEdges none;
      WalkUse use(mode, none, vertex);
      RepeatSearch(run_, turned, use).each(vertex, 1, 1, [&](const Path& walk) {
        visit({}, walk.vertices.back());
        return true;
      });
      return;
    }
    const auto [begin, end] = ahead.from(vertex);
    for (std::uint32_t number = begin; number < end; ++number) {
      run_.budget.step();
      visit(EdgeIndex{number}, ahead[number].vertices.back());
    }
  };
  const auto allows = [&](const Path& path, EdgeIndex number, VertexIndex other, bool is_last) {
    if (mode == Mode::kWalk) {
      return true;
    }
    Path whole = ahead.whole(path);
    append(whole, ahead[number.value]);
    run_.budget.step(whole.edges.size());
    const bool ends_here = mode == Mode::kSimple && other == whole.vertices.front();
    return keeps_mode(mode, whole) && (!ends_here || is_last);
  };
  return choose(*current.path,
                {.from = from,
                 .to = to,
                 .least = relationship.least,
                 .most = relationship.most,
                 .mode = Mode::kWalk,
                 .arcs = arcs,
                 .length = {},
                 .step = [&](std::uint64_t n) { run_.budget.step(n); },
                 .keep = {},
                 .allows = allows},
                [&](const Path& path) { return take(ahead.whole(path)); });
}

}  // namespace rapport::query
