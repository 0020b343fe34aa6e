// Iterative deepening between two vertices.

#include "query/k_shortest.h"

#include <algorithm>
#include <unordered_map>

#include "query/vertex_map.h"

namespace rapport::query {

namespace {

using Mode = PathPattern::Mode;
using Arrow = std::pair<VertexIndex, EdgeIndex>;

class ByLength {
 public:
  ByLength(const OrderedSearch& search, const TakePath& take)
      : search_(search), take_(take), near_{{search.to}} {
    distance_.emplace(search.to, 0);
  }

  void run() {
    const std::uint32_t* nearest = distance_.find(search_.from);
    for (; (nearest == nullptr || *nearest > measured_) &&
           measured_ < std::min<std::size_t>(near_.size(), search_.most);
         nearest = distance_.find(search_.from)) {
      measure_to(measured_ + 1);
    }
    if (nearest == nullptr) {
      return;
    }
    std::uint64_t groups = 0;
    for (std::uint32_t length = std::max(*nearest, search_.least); length <= search_.most;
         ++length) {
      measure_to(length);
      const Outcome outcome = walk(length, false);
      if (outcome == Outcome::kEnough) {
        return;
      }
      if (outcome == Outcome::kFound) {
        if (++groups == search_.most_groups) {
          return;
        }
      } else if (length < search_.most) {
        measure_to(search_.most);
        if (walk(length, true) == Outcome::kNone) {
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
    const std::vector<Arrow>* arrows;
    std::size_t next = 0;
  };
  static constexpr std::uint32_t kAnyRest = kUnbounded;

  std::uint32_t length_of(EdgeIndex edge) const {
    return search_.length ? search_.length(edge) : 1;
  }

  // The distance of each vertex to the target, over walks, as far as it is at most `depth`; one
  // that is greater may become less.
  void measure_to(std::uint32_t depth) {
    for (; measured_ < depth && measured_ < near_.size(); ++measured_) {
      for (const VertexIndex vertex : std::exchange(near_[measured_], {})) {
        if (*distance_.find(vertex) == measured_) {
          measure_before(vertex);
        }
      }
    }
  }
  void measure_before(VertexIndex vertex) {
    search_.arcs(vertex, true, [&](EdgeIndex edge, VertexIndex other) {
      const std::uint32_t distance = measured_ + length_of(edge);
      const auto [known, is_new] = distance_.emplace(other, distance);
      if (is_new || distance < *known) {
        *known = distance;
        near_.resize(std::max<std::size_t>(near_.size(), distance + std::size_t{1}));
        near_[distance].push_back(other);
      }
    });
  }

  // All paths of this length, or (probing) whether any prefix of this length can still arrive.
  Outcome walk(std::uint32_t length, bool is_probe) {
    path_ = Path{{search_.from}, {}};
    done_ = 0;
    Outcome outcome = Outcome::kNone;
    if (length == 0) {
      return search_.from != search_.to || is_probe ? (is_probe ? Outcome::kFound : Outcome::kNone)
             : take_(path_)                         ? Outcome::kFound
                                                    : Outcome::kEnough;
    }
    const auto open = [&] { return Frame{&arrows_from(is_probe ? kAnyRest : length - done_)}; };
    std::vector<Frame> stack = {open()};
    while (!stack.empty()) {
      Frame& frame = stack.back();
      if (frame.next == frame.arrows->size()) {
        stack.pop_back();
        if (!path_.edges.empty()) {
          go_back();
        }
        continue;
      }
      search_.step(1);
      const auto [vertex, edge] = (*frame.arrows)[frame.next++];
      const std::uint32_t left = length - done_;
      const std::uint32_t own = length_of(edge);
      if (!may_go(edge, vertex, is_probe ? own > left : own == left)) {
        continue;
      }
      path_.vertices.push_back(vertex);
      path_.edges.push_back(edge);
      done_ += own;
      if (own < left) {
        stack.push_back(open());
        continue;
      }
      if (is_probe) {
        return Outcome::kFound;
      }
      outcome = Outcome::kFound;
      if (!take_(path_)) {
        return Outcome::kEnough;
      }
      go_back();
    }
    return outcome;
  }

  void go_back() {
    done_ -= length_of(path_.edges.back());
    path_.edges.pop_back();
    path_.vertices.pop_back();
  }

  // The arcs that leave the end of the path and from which it is no farther to the target than
  // `left`, with the arc itself. REQUIRES: it has been measured to there.
  const std::vector<Arrow>& arrows_from(std::uint32_t left) {
    const VertexIndex at = path_.vertices.back();
    const auto [known, is_new] = arrows_.try_emplace(std::uint64_t{left} << 32 | at.value);
    std::vector<Arrow>& arrows = known->second;
    if (!is_new) {
      return arrows;
    }
    search_.arcs(at, false, [&](EdgeIndex edge, VertexIndex other) {
      const std::uint32_t* rest = distance_.find(other);
      const std::uint32_t own = length_of(edge);
      if (rest != nullptr && (left == kAnyRest || (own <= left && *rest <= left - own))) {
        arrows.emplace_back(other, edge);
      }
    });
    std::sort(arrows.begin(), arrows.end());
    arrows.shrink_to_fit();
    search_.keep(sizeof(*known) + arrows.size() * sizeof(Arrow));
    return arrows;
  }

  // `may_end`: the path has its length then, or, probing, more.
  bool may_go(EdgeIndex edge, VertexIndex other, bool may_end) const {
    const auto& vertices = path_.vertices;
    if (search_.allows && !search_.allows(path_, edge, other, may_end)) {
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
                   ? may_end && other == search_.to
                   : std::find(vertices.begin(), vertices.end(), other) == vertices.end();
    }
    return true;
  }

  const OrderedSearch& search_;
  const TakePath& take_;
  VertexMap<std::uint32_t> distance_;
  std::vector<std::vector<VertexIndex>> near_;  // by distance; from `measured_` on
  std::uint32_t measured_ = 0;                  // all at less are known, and those before them
  // By vertex and by how long the rest is.
  std::unordered_map<std::uint64_t, std::vector<Arrow>> arrows_;
  Path path_;
  std::uint32_t done_ = 0;  // its length
};

}  // namespace

void each_by_length(const OrderedSearch& search, const TakePath& take) {
  ByLength(search, take).run();
}

}  // namespace rapport::query
