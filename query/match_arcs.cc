// The edges that leave a vertex along a step, and those that a match has used.

#include <algorithm>

#include "query/match.h"

namespace rapport::query {

bool UsedEdges::contains(EdgeIndex edge) const {
  const auto few = edges_.begin() + static_cast<std::ptrdiff_t>(std::min(edges_.size(), kFew));
  return std::find(edges_.begin(), few, edge) != few ||
         (edges_.size() > kFew && rest_.count(edge.value) > 0);
}

void UsedEdges::push(EdgeIndex edge) {
  if (edges_.size() >= kFew) {
    rest_.insert(edge.value);
  }
  edges_.push_back(edge);
}

void UsedEdges::pop() {
  if (edges_.size() > kFew) {
    rest_.erase(edges_.back().value);
  }
  edges_.pop_back();
}

void UsedEdges::clear() {
  edges_.clear();
  rest_.clear();
}

Arcs::Arcs(const graph::Snapshot& graph, const Step& step, VertexIndex vertex, bool turned)
    : graph_(graph), step_(step), vertex_(vertex), reversed_(step.reversed != turned) {}

// Spans are numbered: all outward ones by type, then all inward ones.
bool Arcs::next_range() {
  const Direction direction = step_.relationship->direction;
  const bool out = direction == Direction::kBoth || (direction == Direction::kOut) != reversed_;
  const bool in = direction == Direction::kBoth || (direction == Direction::kIn) != reversed_;
  const std::size_t kinds = step_.typed ? step_.types.size() : 1;
  const std::size_t outward = out ? kinds : 0;
  if (span_ >= outward + (in ? kinds : 0)) {
    return false;
  }
  outward_ = span_ < outward;
  const std::size_t kind = outward_ ? span_ : span_ - outward;
  if (step_.typed) {
    arcs_ = step_.typed_rows->find(graph_, vertex_, outward_, step_.types[kind]);
  } else {
    const graph::ArcRange all = outward_ ? graph_.out(vertex_) : graph_.in(vertex_);
    arcs_ = {all.others(), all.edges()};
  }
  ++span_;
  at_ = 0;
  skips_loops_ = !outward_ && direction == Direction::kBoth;
  return true;
}

const Hop* Arcs::next() {
  for (;;) {
    while (at_ >= arcs_.others.size()) {
      if (!next_range()) {
        return nullptr;
      }
    }
    const std::size_t at = at_++;
    if (!is_second_loop(arcs_.others[at])) {
      current_ = {arcs_.others[at], arcs_.edges[at]};
      return &current_;
    }
  }
}

}  // namespace rapport::query
