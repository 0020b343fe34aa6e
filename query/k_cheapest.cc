// Best-first search with lower bounds that become exact as they are needed.

#include "query/k_cheapest.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>
#include <vector>

#include "query/vertex_map.h"

namespace rapport::query {

namespace {

using Mode = PathPattern::Mode;

constexpr double kFar = std::numeric_limits<double>::infinity();

// The cost of the cheapest way from a vertex to the target.
class CostToTarget {
 public:
  explicit CostToTarget(const CostOrderedSearch& search) : search_(search) {
    open_.push({0, search.to});
  }

  bool is_exact(VertexIndex vertex) const {
    return settled_.find(vertex) != nullptr || open_.empty();
  }
  // At least so much; from a vertex for which it is exact, just so much.
  double at_least(VertexIndex vertex) const {
    const double* cost = settled_.find(vertex);
    return cost != nullptr ? *cost : open_.empty() ? kFar : open_.top().first;
  }
  // Goes on until at_least(vertex) is exact or has risen.
  void improve(VertexIndex vertex) {
    const double before = at_least(vertex);
    while (!is_exact(vertex) && at_least(vertex) <= before) {
      settle();
    }
  }

 private:
  using Open = std::pair<double, VertexIndex>;

  void settle() {
    const auto [cost, vertex] = open_.top();
    open_.pop();
    search_.step(1);
    if (settled_.emplace(vertex, cost).second &&
        (vertex == search_.to || search_.may_pass(vertex))) {
      search_.arcs(vertex, true, [&](EdgeIndex edge, VertexIndex other) {
        const double arrival = cost + search_.cost(edge);
        const auto [known, is_new] = reached_.emplace(other, arrival);
        if (is_new || arrival < *known) {
          *known = arrival;
          open_.push({arrival, other});
        }
      });
    }
    while (!open_.empty() && settled_.find(open_.top().second) != nullptr) {
      open_.pop();
    }
  }

  const CostOrderedSearch& search_;
  VertexMap<double> settled_, reached_;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
};

class ByCost {
 public:
  ByCost(const CostOrderedSearch& search, const std::function<bool(const Path&)>& take)
      : search_(search), take_(take), rest_(search) {}

  void run() {
    add({kNoParent, 0, search_.from, {}, 0});
    while (!open_.empty()) {
      const auto [bound, rest, edges, number] = open_.top();
      open_.pop();
      search_.step(1);
      // What is known of the rest may be more than when it was pushed.
      const VertexIndex at = parts_[number].vertex;
      while (!rest_.is_exact(at) && bound_of(number) <= bound) {
        rest_.improve(at);
      }
      if (bound_of(number) > bound) {
        push(number);
      } else if (!visit(number)) {
        return;
      }
    }
  }

 private:
  static constexpr std::uint32_t kNoParent = std::numeric_limits<std::uint32_t>::max();

  // A path from the start: the last arc, and the path before it.
  struct Part {
    std::uint32_t parent;
    std::uint32_t edges;
    VertexIndex vertex;
    EdgeIndex edge;
    double cost;
  };
  // The least that a whole path with this beginning costs; of equal ones first that of which the
  // least is left, so that one of many equally cheap ways is followed to its end before the others
  // are, then the shorter.
  using Open = std::tuple<double, double, std::uint32_t, std::uint32_t>;

  void add(const Part& part) {
    search_.keep(1);
    parts_.push_back(part);
    push(static_cast<std::uint32_t>(parts_.size() - 1));
  }
  void push(std::uint32_t number) {
    if (const double bound = bound_of(number); bound < kFar) {
      open_.emplace(bound, rest_.at_least(parts_[number].vertex), parts_[number].edges, number);
    }
  }
  double bound_of(std::uint32_t number) const {
    return parts_[number].cost + rest_.at_least(parts_[number].vertex);
  }

  // Takes the path where it is at the target, and goes on from it.
  bool visit(std::uint32_t number) {
    const Part part = parts_[number];
    const bool is_start = part.edges == 0;
    if (part.vertex == search_.to && part.edges >= search_.least && !take_(path(number))) {
      return false;
    }
    if (part.edges == search_.most) {
      return true;
    }
    const bool is_closed = search_.mode == Mode::kSimple && part.vertex == search_.from;
    if (!is_start &&
        (is_closed || !search_.may_pass(part.vertex) || has_come_enough(part.vertex))) {
      return true;
    }
    search_.arcs(part.vertex, false, [&](EdgeIndex edge, VertexIndex other) {
      if (allows(number, edge, other)) {
        add({number, part.edges + 1, other, edge, part.cost + search_.cost(edge)});
      }
    });
    return true;
  }

  // Where anything may repeat, as many ways to a vertex are enough as paths are wanted.
  bool has_come_enough(VertexIndex vertex) {
    if (search_.mode != Mode::kWalk) {
      return false;
    }
    return ++*visits_.emplace(vertex, 0).first > search_.most_paths;
  }

  bool allows(std::uint32_t number, EdgeIndex edge, VertexIndex other) const {
    if (search_.mode == Mode::kWalk) {
      return true;
    }
    if (search_.mode == Mode::kSimple && other == search_.from) {
      return other == search_.to;
    }
    search_.step(1 + parts_[number].edges);
    for (std::uint32_t at = number; at != kNoParent; at = parts_[at].parent) {
      const Part& part = parts_[at];
      if (search_.mode == Mode::kTrail ? part.edges > 0 && part.edge == edge
                                       : part.vertex == other) {
        return false;
      }
    }
    return true;
  }

  Path path(std::uint32_t number) const {
    Path result;
    for (std::uint32_t at = number; at != kNoParent; at = parts_[at].parent) {
      result.vertices.push_back(parts_[at].vertex);
      if (parts_[at].edges > 0) {
        result.edges.push_back(parts_[at].edge);
      }
    }
    std::reverse(result.vertices.begin(), result.vertices.end());
    std::reverse(result.edges.begin(), result.edges.end());
    return result;
  }

  const CostOrderedSearch& search_;
  const std::function<bool(const Path&)>& take_;
  CostToTarget rest_;
  std::vector<Part> parts_;
  VertexMap<std::uint64_t> visits_;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
};

}  // namespace

void each_by_cost(const CostOrderedSearch& search, const std::function<bool(const Path&)>& take) {
  ByCost(search, take).run();
}

}  // namespace rapport::query
