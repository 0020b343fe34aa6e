// Iterative deepening between two vertices.

#include "query/k_shortest.h"

#include <algorithm>

#include "query/vertex_map.h"

namespace rapport::query {

namespace {

using Mode = PathPattern::Mode;
using Arrow = std::pair<VertexIndex, EdgeIndex>;

class ByLength {
 public:
  using Take = std::function<bool(const Path&, std::uint64_t)>;

  ByLength(const OrderedSearch& search, const Take& take)
      : search_(search), take_(take), frontier_{search.to} {
    distance_.emplace(search.to, 0);
  }

  void run() {
    while (distance_.find(search_.from) == nullptr && !frontier_.empty()) {
      measure_to(measured_ + 1);
    }
    const std::uint32_t* nearest = distance_.find(search_.from);
    if (nearest == nullptr) {
      return;
    }
    std::uint64_t group = 0;
    for (std::uint32_t length = std::max(*nearest, search_.least); length <= search_.most;
         ++length) {
      measure_to(length);
      const Outcome outcome = walk(length, group, false);
      if (outcome == Outcome::kEnough) {
        return;
      }
      if (outcome == Outcome::kFound) {
        ++group;
      } else {
        measure_to(kUnbounded);
        if (walk(length, group, true) == Outcome::kNone) {
          return;  // nothing of this length that could still arrive, so nothing longer either
        }
      }
      if (length == search_.most) {
        return;
      }
    }
  }

 private:
  enum class Outcome { kNone, kFound, kEnough };
  struct Frame {
    std::vector<Arrow> arrows;
    std::size_t next = 0;
  };

  // The distance of each vertex to the target, over walks, as far as it is at most `depth`.
  void measure_to(std::uint32_t depth) {
    while (measured_ < depth && !frontier_.empty()) {
      ++measured_;
      std::vector<VertexIndex> next;
      for (const VertexIndex vertex : frontier_) {
        search_.arcs(vertex, true, [&](EdgeIndex, VertexIndex other) {
          if (distance_.emplace(other, measured_).second) {
            next.push_back(other);
          }
        });
      }
      frontier_ = std::move(next);
    }
  }

  // All paths of this length, or (probing) whether any prefix of this length can still arrive.
  Outcome walk(std::uint32_t length, std::uint64_t group, bool is_probe) {
    path_ = Path{{search_.from}, {}};
    Outcome outcome = Outcome::kNone;
    if (length == 0) {
      return search_.from != search_.to || is_probe ? (is_probe ? Outcome::kFound : Outcome::kNone)
             : take_(path_, group)                  ? Outcome::kFound
                                                    : Outcome::kEnough;
    }
    std::vector<Frame> stack;
    stack.push_back(open(length, is_probe));
    while (!stack.empty()) {
      Frame& frame = stack.back();
      if (frame.next == frame.arrows.size()) {
        stack.pop_back();
        if (!path_.edges.empty()) {
          path_.edges.pop_back();
          path_.vertices.pop_back();
        }
        continue;
      }
      search_.step(1);
      const auto [vertex, edge] = frame.arrows[frame.next++];
      path_.vertices.push_back(vertex);
      path_.edges.push_back(edge);
      if (path_.edges.size() < length) {
        stack.push_back(open(length, is_probe));
        continue;
      }
      if (is_probe) {
        return Outcome::kFound;
      }
      outcome = Outcome::kFound;
      if (!take_(path_, group)) {
        return Outcome::kEnough;
      }
      path_.vertices.pop_back();
      path_.edges.pop_back();
    }
    return outcome;
  }

  Frame open(std::uint32_t length, bool is_probe) {
    Frame frame;
    const auto left = static_cast<std::uint32_t>(length - path_.edges.size());
    search_.arcs(path_.vertices.back(), false, [&](EdgeIndex edge, VertexIndex other) {
      const std::uint32_t* rest = distance_.find(other);
      if (rest != nullptr && (is_probe || *rest < left) && may_go(edge, other, left, is_probe)) {
        frame.arrows.emplace_back(other, edge);
      }
    });
    std::sort(frame.arrows.begin(), frame.arrows.end());
    return frame;
  }

  bool may_go(EdgeIndex edge, VertexIndex other, std::uint32_t left, bool is_probe) const {
    const auto& vertices = path_.vertices;
    if (search_.allows && !search_.allows(path_, edge, other, left == 1 && !is_probe)) {
      return false;
    }
    switch (search_.mode) {
      case Mode::kNone:
      case Mode::kWalk:
        return true;
      case Mode::kTrail:
        return std::find(path_.edges.begin(), path_.edges.end(), edge) == path_.edges.end();
      case Mode::kAcyclic:
        return std::find(vertices.begin(), vertices.end(), other) == vertices.end();
      case Mode::kSimple:
        // The start may come again as the end, and a probe must not run on from there.
        return other == vertices.front()
                   ? left == 1 && !is_probe && other == search_.to
                   : std::find(vertices.begin(), vertices.end(), other) == vertices.end();
    }
    return true;
  }

  const OrderedSearch& search_;
  const Take& take_;
  VertexMap<std::uint32_t> distance_;
  std::vector<VertexIndex> frontier_;  // those at the distance `measured_`
  std::uint32_t measured_ = 0;
  Path path_;
};

}  // namespace

void each_by_length(const OrderedSearch& search,
                    const std::function<bool(const Path& path, std::uint64_t group)>& take) {
  ByLength(search, take).run();
}

}  // namespace rapport::query
