// Depth first, with a stack of its own.

#include "query/repeat_search.h"

#include <algorithm>

namespace rapport::query {

bool RepeatSearch::each(VertexIndex from, std::uint32_t least, std::uint32_t most,
                        const Take& take) {
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

void RepeatSearch::open() {
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

bool RepeatSearch::meets(std::size_t done) {
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

void append(Path& path, const Path& more) {
  path.vertices.insert(path.vertices.end(), more.vertices.begin() + 1, more.vertices.end());
  path.edges.insert(path.edges.end(), more.edges.begin(), more.edges.end());
}

std::pair<std::uint32_t, std::uint32_t> Repetitions::from(VertexIndex vertex) {
  const auto known = known_.find(vertex.value);
  if (known != known_.end()) {
    return known->second;
  }
  const auto begin = static_cast<std::uint32_t>(all_.size());
  UsedEdges none;
  WalkUse use(mode_, none, vertex);
  RepeatSearch(run_, hops_, use).each(vertex, 1, 1, [&](const Path& walk) {
    held_.keep(1 + walk.edges.size());
    all_.push_back(walk);
    return true;
  });
  return known_[vertex.value] = {begin, static_cast<std::uint32_t>(all_.size())};
}

Path Repetitions::whole(const Path& path) const {
  Path result{{path.vertices[0]}, {}};
  for (const EdgeIndex number : path.edges) {
    append(result, all_[number.value]);
  }
  return result;
}

}  // namespace rapport::query
