// Bidirectional Dijkstra over rows sorted by weight, and the verb's face of it.

#include "query/cheapest.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>

#include "query/path_rules.h"
#include "query/run.h"
#include "query/vertex_map.h"

namespace rapport::query {

namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

// A vertex that is open at some distance; one that was reached more cheaply since is skipped.
struct Open {
  double distance = 0;
  VertexIndex vertex;
  bool operator>(const Open& other) const {
    return std::tie(distance, vertex) > std::tie(other.distance, other.vertex);
  }
};

struct Reached {
  double distance = 0;
  VertexIndex from;
  EdgeIndex edge;
};

struct HalfSearch {
  bool backward = false;
  VertexMap<Reached> reached;
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open;

  HalfSearch(VertexIndex origin, bool is_backward) : backward(is_backward) {
    reached.emplace(origin, {0, origin, {}});
    open.push({0, origin});
  }
  double radius() const { return open.empty() ? kFar : open.top().distance; }
};

class TwoSided {
 public:
  explicit TwoSided(const CheapestSearch& search)
      : search_(search),
        weights_(search.graph->weights()),
        forward_(search.from, false),
        backward_(search.to, true) {}

  std::optional<CheapestPath> run() {
    if (search_.from == search_.to) {
      return CheapestPath{{{search_.from}, {}}, 0};
    }
    while (!forward_.open.empty() && !backward_.open.empty() &&
           forward_.radius() + backward_.radius() < best_) {
      if (forward_.open.size() <= backward_.open.size()) {
        settle(forward_, backward_);
      } else {
        settle(backward_, forward_);
      }
    }
    if (best_ == kFar) {
      return std::nullopt;
    }
    return CheapestPath{path(), best_};
  }

 private:
  void settle(HalfSearch& side, const HalfSearch& other) {
    const Open nearest = side.open.top();
    side.open.pop();
    search_.step(1);
    if (nearest.distance > side.reached.find(nearest.vertex)->distance) {
      return;
    }
    const double rest = other.radius();
    const graph::Snapshot& graph = *search_.graph;
    const bool out = side.backward ? search_.arcs.in : search_.arcs.out;
    const bool in = side.backward ? search_.arcs.out : search_.arcs.in;
    if (search_.arcs.all_types) {
      row(nearest, out ? graph.out(nearest.vertex) : graph::ArcRange(), rest, side, other);
      row(nearest, in ? graph.in(nearest.vertex) : graph::ArcRange(), rest, side, other);
      return;
    }
    for (const graph::TypeId type : search_.arcs.types) {
      row(nearest, out ? graph.out(nearest.vertex, type) : graph::ArcRange(), rest, side, other);
      row(nearest, in ? graph.in(nearest.vertex, type) : graph::ArcRange(), rest, side, other);
    }
  }

  void row(const Open& from, const graph::ArcRange& arcs, double rest, HalfSearch& side,
           const HalfSearch& other) {
    std::uint64_t looked_at = 0;
    for (auto at = arcs.begin(); at != arcs.end(); ++looked_at) {
      const graph::Arc arc = *at;
      if (search_.cost && search_.allows && !search_.allows(arc.edge, arc.other)) {
        ++at;  // what it costs is not asked
        continue;
      }
      const double weight = search_.cost ? search_.cost(arc.edge) : weights_[arc.rank];
      const double distance = from.distance + weight;
      // Not a number compares as false with everything: such an arc is never used.
      if (distance + rest < best_) {
        if (search_.cost || !search_.allows || search_.allows(arc.edge, arc.other)) {
          reach(arc, distance, from.vertex, side, other);
        }
        ++at;
      } else if (search_.cost) {
        ++at;
      } else {  // all others of this type cost as much or more
        at = std::partition_point(at, arcs.end(),
                                  [&](const graph::Arc& a) { return a.type == arc.type; });
      }
    }
    search_.step(looked_at);
  }

  void reach(const graph::Arc& arc, double distance, VertexIndex from, HalfSearch& side,
             const HalfSearch& other) {
    const Reached arrival{distance, from, arc.edge};
    const auto [known, is_new] = side.reached.emplace(arc.other, arrival);
    if (!is_new && known->distance <= distance) {
      return;
    }
    *known = arrival;
    side.open.push({distance, arc.other});
    if (const Reached* met = other.reached.find(arc.other);
        met != nullptr && distance + met->distance < best_) {
      best_ = distance + met->distance;
      middle_ = arc.other;
    }
  }

  Path path() const {
    Path result;
    for (VertexIndex at = middle_; at != search_.from; at = forward_.reached.find(at)->from) {
      result.vertices.push_back(at);
      result.edges.push_back(forward_.reached.find(at)->edge);
    }
    result.vertices.push_back(search_.from);
    std::reverse(result.vertices.begin(), result.vertices.end());
    std::reverse(result.edges.begin(), result.edges.end());
    for (VertexIndex at = middle_; at != search_.to; at = result.vertices.back()) {
      result.edges.push_back(backward_.reached.find(at)->edge);
      result.vertices.push_back(backward_.reached.find(at)->from);
    }
    return result;
  }

  const CheapestSearch& search_;
  std::span<const double> weights_;
  HalfSearch forward_, backward_;
  double best_ = kFar;
  VertexIndex middle_;
};

}  // namespace

std::optional<CheapestPath> find_cheapest(const CheapestSearch& search) {
  return TwoSided(search).run();
}

Result<PathAnswer> cheapest_path(const graph::Snapshot& graph, VertexIndex from, VertexIndex to,
                                 const PathFilter& filter, const PathLimits& limits) {
  RAPPORT_TRY(const PathRules rules, PathRules::make(graph, filter));
  return within(graph, limits, [&](Budget& budget, PathAnswer& answer) {
    CheapestSearch search;
    search.from = from;
    search.to = to;
    search.graph = &graph;
    search.arcs = rules.arcs();
    search.step = [&](std::uint64_t n) { budget.step(n); };
    search.allows = [&](EdgeIndex edge, VertexIndex other) {
      return rules.allows(edge) && (other == from || other == to || rules.allows_passing(other));
    };
    if (auto found = find_cheapest(search)) {
      answer.paths.push_back(std::move(found->path));
    }
  });
}

}  // namespace rapport::query
