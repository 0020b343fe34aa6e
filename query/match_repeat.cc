// The search along what is repeated: ((a)-[r]->(b)-[s]->(c) WHERE a.x < c.x){1,3}.
//
// Depth first, edge by edge, each checked against all conditions of its repetition that read
// nothing later. Under a selector one repetition is one arc of the ordered search, found when the
// search first comes to the vertex that it leaves.

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "query/k_shortest.h"
#include "query/match.h"
#include "query/walk_use.h"

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

namespace {

// All walks of `least` to `most` repetitions.
class RepeatSearch {
 public:
  using Take = std::function<bool(const Path&)>;

  RepeatSearch(Run& run, const std::vector<Step>& hops, WalkUse& use)
      : run_(run), hops_(hops), use_(use) {}

  // Whether `take` wanted all.
  bool each(VertexIndex from, std::uint32_t least, std::uint32_t most, const Take& take) {
    walk_ = Path{{from}, {}};
    depth_ = 0;
    bool goes_on = least > 0 || take(walk_);
    if (most > 0) {
      open();
    }
    while (goes_on && depth_ > 0) {
      Level& level = levels_[depth_ - 1];
      if (level.at == level.hops.size()) {
        --depth_;
        if (!walk_.edges.empty()) {
          pop();
        }
        continue;
      }
      const Hop hop = level.hops[level.at++];
      run_.budget.step();
      if (!use_.allows(hop.edge, hop.other)) {
        continue;
      }
      push(hop);
      if (!meets(1 + (walk_.edges.size() - 1) % length())) {
        pop();
        continue;
      }
      const bool is_whole = walk_.edges.size() % length() == 0;
      const std::size_t repetitions = walk_.edges.size() / length();
      if (is_whole && repetitions >= least) {
        goes_on = take(walk_);
      }
      if ((is_whole && repetitions == most) || !use_.may_go_on()) {
        pop();
      } else {
        open();
      }
    }
    while (!walk_.edges.empty()) {
      pop();
    }
    return goes_on;
  }

 private:
  struct Level {
    std::vector<Hop> hops;
    std::size_t at = 0;
  };

  std::size_t length() const { return hops_.size() - 1; }

  void push(const Hop& hop) {
    walk_.edges.push_back(hop.edge);
    walk_.vertices.push_back(hop.other);
    use_.push(hop.edge, hop.other);
  }
  void pop() {
    walk_.edges.pop_back();
    walk_.vertices.pop_back();
    use_.pop();
  }

  // The edges by which the walk can go on.
  void open() {
    if (levels_.size() == depth_) {
      levels_.emplace_back();
    }
    Level& level = levels_[depth_++];
    level.hops.clear();
    level.at = 0;
    const std::size_t done = walk_.edges.size() % length();
    if (done == 0 && !meets(0)) {
      return;
    }
    const Step& next = hops_[done + 1];
    Arcs arcs(run_.graph, next, walk_.vertices.back());
    while (const Hop* hop = arcs.next()) {
      run_.budget.step();
      if (next.typed || next.relationship->types == nullptr ||
          has_type(run_, *next.relationship->types, hop->edge)) {
        level.hops.push_back(*hop);
      }
    }
  }

  // Whether the walk's end may be what comes after `done` edges of a repetition.
  bool meets(std::size_t done) {
    const Step& hop = hops_[done];
    const VertexIndex end = walk_.vertices.back();
    const std::size_t begin = walk_.edges.size() - done;
    if (hop.labels[0].second != nullptr && !has_labels(run_, *hop.labels[0].second, end)) {
      return false;
    }
    for (std::size_t i = 0; hop.to_is_bound && i < done; ++i) {
      if (hops_[i].to == hop.to && walk_.vertices[begin + i] != end) {
        return false;
      }
    }
    if (hop.conditions.empty()) {
      return true;
    }
    for (std::size_t i = 0; i <= done; ++i) {
      run_.row[hops_[i].to] = walk_.vertices[begin + i];
      if (i > 0) {
        run_.row[hops_[i].relationship->slot] = walk_.edges[begin + i - 1];
      }
    }
    return std::all_of(hop.conditions.begin(), hop.conditions.end(),
                       [&](const Condition* condition) { return holds(run_, *condition); });
  }

  Run& run_;
  const std::vector<Step>& hops_;
  WalkUse& use_;
  Path walk_;
  std::vector<Level> levels_;  // of the walk so far; those behind are kept for their memory
  std::size_t depth_ = 0;
};

void append(Path& path, const Path& more) {
  path.vertices.insert(path.vertices.end(), more.vertices.begin() + 1, more.vertices.end());
  path.edges.insert(path.edges.end(), more.edges.begin(), more.edges.end());
}

// The repetitions that leave a vertex, each found once.
class Repetitions {
 public:
  Repetitions(Run& run, const std::vector<Step>& hops, PathPattern::Mode mode)
      : run_(run), hops_(hops), mode_(mode) {}

  // Their numbers are from the first to before the second.
  std::pair<std::uint32_t, std::uint32_t> from(VertexIndex vertex) {
    const auto known = known_.find(vertex.value);
    if (known != known_.end()) {
      return known->second;
    }
    const auto begin = static_cast<std::uint32_t>(all_.size());
    UsedEdges none;
    WalkUse use(mode_, none, vertex);
    RepeatSearch(run_, hops_, use).each(vertex, 1, 1, [&](const Path& walk) {
      run_.budget.keep(1 + walk.edges.size());
      all_.push_back(walk);
      return true;
    });
    return known_[vertex.value] = {begin, static_cast<std::uint32_t>(all_.size())};
  }
  const Path& operator[](std::uint32_t number) const { return all_[number]; }
  // The whole of a path whose edges are numbers of repetitions.
  Path whole(const Path& path) const {
    Path result{{path.vertices[0]}, {}};
    for (const EdgeIndex number : path.edges) {
      append(result, all_[number.value]);
    }
    return result;
  }

 private:
  Run& run_;
  const std::vector<Step>& hops_;
  PathPattern::Mode mode_;
  std::vector<Path> all_;
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> known_;
};

}  // namespace

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

std::vector<Path> Matcher::repeated_paths(const Step& current, VertexIndex from, VertexIndex to) {
  using Mode = PathPattern::Mode;
  const RelationshipPattern& relationship = *current.relationship;
  const Mode mode = current.path->mode == Mode::kNone ? Mode::kWalk : current.path->mode;
  const std::vector<Step> turned = plan_repeat(run_, *relationship.repeated, !current.reversed);
  Repetitions ahead(run_, current.hops, mode);
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
  std::vector<Path> paths =
      choose(*current.path, {.from = from,
                             .to = to,
                             .least = relationship.least,
                             .most = relationship.most,
                             .mode = Mode::kWalk,
                             .arcs = arcs,
                             .step = [&](std::uint64_t n) { run_.budget.step(n); },
                             .allows = allows});
  for (Path& path : paths) {
    path = ahead.whole(path);
  }
  return paths;
}

}  // namespace rapport::query
