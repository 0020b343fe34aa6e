// Triangles: of a step whose end the next step joins to a bound vertex, only the neighbours of that
// vertex are looked at.

#include "query/match.h"

namespace rapport::query {

// An expansion whose new vertex the next step joins to one that is bound: neighbours of that one
// alone can be its end.
void close_triangles(std::vector<Step>& steps) {
  for (std::size_t k = 0; k + 1 < steps.size(); ++k) {
    Step& open = steps[k];
    const Step& closing = steps[k + 1];
    const bool joins = open.kind == Step::Kind::kExpand && !open.to_is_bound &&
                       closing.kind == Step::Kind::kExpand && closing.to_is_bound &&
                       closing.from_is_bound && closing.from != closing.to && open.to != open.from;
    if (joins && closing.from == open.to) {
      open.closes_at = closing.to;
    } else if (joins && closing.to == open.to) {
      open.closes_at = closing.from;
    }
  }
}

// The vertices that the closing step, the one after step k, can reach from `vertex`. Step k mostly
// asks again for the same one.
const std::vector<std::uint8_t>& Matcher::neighbours_of(std::size_t k, VertexIndex vertex) {
  Neighbours& near = neighbours_[k];
  if (near.of == vertex) {
    return near.marks;
  }
  near.marks.resize(run_.graph.vertex_count());
  for (const VertexIndex marked : near.marked) {
    near.marks[marked.value] = 0;
  }
  near.marked.clear();
  near.of = vertex;
  const Step& closing = steps_[k + 1];
  Arcs arcs(run_.graph, closing, vertex, closing.from != steps_[k].closes_at);
  while (const Hop* hop = arcs.next()) {
    run_.budget.step();
    near.marks[hop->other.value] = 1;
    near.marked.push_back(hop->other);
  }
  return near.marks;
}

}  // namespace rapport::query
