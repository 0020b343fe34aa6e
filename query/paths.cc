// Neighbourhoods and paths for the verbs, over the snapshot's arcs.

#include "rapport/query/paths.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "query/nearest.h"
#include "query/path_rules.h"
#include "query/run.h"

namespace rapport::query {

namespace {

std::string nearest_type(const graph::Snapshot& graph, const std::string& name) {
  Nearest nearest(name);
  for (const std::string& candidate : graph.type_names()) {
    nearest.offer(candidate);
  }
  return did_you_mean(nearest.best());
}

std::string name_of(const graph::Snapshot& graph, VertexIndex vertex) {
  const Value value = graph.property(vertex, "name");
  const auto* name = value.as_string();
  return name != nullptr ? *name : std::string();
}

// Paths of exactly `length` edges without a repeated vertex, depth first, never going where the
// rest of the way is too long.
class SimplePaths {
 public:
  SimplePaths(const PathRules& rules, VertexIndex from, VertexIndex to, const PathLimits& limits,
              Budget& budget, PathAnswer& answer)
      : rules_(rules), from_(from), to_(to), limits_(limits), budget_(budget), answer_(answer) {}

  void run() {
    measure();
    const auto nearest = distance_.find(from_.value);
    if (nearest == distance_.end()) {
      return;
    }
    path_.vertices.push_back(from_);
    for (std::uint32_t length = nearest->second; length <= limits_.max_hops; ++length) {
      const auto shorter = static_cast<std::ptrdiff_t>(answer_.paths.size());
      const bool goes_on = extend(length);
      std::sort(answer_.paths.begin() + shorter, answer_.paths.end(),
                [](const Path& a, const Path& b) {
                  return std::tie(a.vertices, a.edges) < std::tie(b.vertices, b.edges);
                });
      if (!goes_on) {
        answer_.cut = fmt::format("stopped at {} paths", limits_.max_paths);
        return;
      }
    }
  }

 private:
  // Distance of each vertex to the target, up to max_hops.
  void measure() {
    std::vector<VertexIndex> frontier = {to_};
    distance_.emplace(to_.value, 0);
    for (std::uint32_t depth = 1; depth <= limits_.max_hops && !frontier.empty(); ++depth) {
      std::vector<VertexIndex> next;
      for (const VertexIndex vertex : frontier) {
        rules_.each_arc(vertex, true, [&](EdgeIndex, VertexIndex other, bool) {
          budget_.step();
          if ((other == from_ || rules_.allows_passing(other)) &&
              distance_.emplace(other.value, depth).second) {
            next.push_back(other);
          }
        });
      }
      frontier = std::move(next);
    }
  }

  // Depth is bounded by max_hops. False: there are enough.
  bool extend(std::uint32_t left) {
    const VertexIndex at = path_.vertices.back();
    if (left == 0) {
      if (at == to_) {
        if (answer_.paths.size() == limits_.max_paths) {
          return false;
        }
        answer_.paths.push_back(path_);
      }
      return true;
    }
    if (at == to_) {
      return true;
    }
    std::vector<std::pair<VertexIndex, EdgeIndex>> arrows;
    rules_.each_arc(at, false, [&](EdgeIndex edge, VertexIndex other, bool) {
      budget_.step();
      const auto rest = distance_.find(other.value);
      if (rest != distance_.end() && rest->second < left &&
          std::find(path_.vertices.begin(), path_.vertices.end(), other) == path_.vertices.end()) {
        arrows.emplace_back(other, edge);
      }
    });
    std::sort(arrows.begin(), arrows.end());
    for (const auto& [vertex, edge] : arrows) {
      path_.vertices.push_back(vertex);
      path_.edges.push_back(edge);
      const bool goes_on = extend(left - 1);
      path_.vertices.pop_back();
      path_.edges.pop_back();
      if (!goes_on) {
        return false;
      }
    }
    return true;
  }

  const PathRules& rules_;
  VertexIndex from_, to_;
  const PathLimits& limits_;
  Budget& budget_;
  PathAnswer& answer_;
  std::unordered_map<std::uint32_t, std::uint32_t> distance_;
  Path path_;
};

}  // namespace

Result<PathRules> PathRules::make(const graph::Snapshot& graph, const PathFilter& filter) {
  PathRules rules(graph, filter);
  for (const std::string& name : filter.types) {
    const auto type = graph.find_type(name);
    if (!type) {
      return Error{Code::kNotFound, fmt::format("no relationship type {} in this graph", name), "",
                   nearest_type(graph, name)};
    }
    rules.types_.push_back(*type);
  }
  std::sort(rules.types_.begin(), rules.types_.end());
  return rules;
}

bool PathRules::is_asked_for(graph::TypeId type) const {
  return types_.empty() || std::binary_search(types_.begin(), types_.end(), type);
}

bool PathRules::allows(EdgeIndex edge) const {
  if (!is_asked_for(graph_->type(edge))) {
    return false;
  }
  if (filter_.any_status) {
    return true;
  }
  const auto is = [&](std::string_view key, std::string_view wanted) {
    const Value value = graph_->property(edge, key);
    return value.as_string() == nullptr || *value.as_string() == wanted;
  };
  return is("polarity", to_string(Polarity::kAffirmed)) &&
         is("modality", to_string(Modality::kAsserted));
}

bool PathRules::allows_passing(VertexIndex vertex) const {
  return filter_.hub_limit == 0 ||
         graph_->out(vertex).size() + graph_->in(vertex).size() <= filter_.hub_limit;
}

Result<std::vector<Neighbor>> neighbors(const graph::Snapshot& graph, VertexIndex vertex,
                                        const PathFilter& filter) {
  RAPPORT_TRY(const PathRules rules, PathRules::make(graph, filter));
  std::vector<std::pair<std::string, Neighbor>> named;
  rules.each_arc(vertex, false, [&](EdgeIndex edge, VertexIndex other, bool outward) {
    named.push_back({name_of(graph, other), {edge, other, outward}});
  });
  std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) {
    const auto key = [&](const auto& entry) {
      return std::make_tuple(graph.type(entry.second.edge), !entry.second.outward,
                             std::string_view(entry.first), entry.second.edge);
    };
    return key(a) < key(b);  // types are numbered in the order of their names
  });
  std::vector<Neighbor> result;
  for (auto& entry : named) {
    result.push_back(entry.second);
  }
  RAPPORT_CHECK(graph.status());
  return result;
}

Result<PathAnswer> shortest_paths(const graph::Snapshot& graph, VertexIndex from, VertexIndex to,
                                  const PathFilter& filter, const PathLimits& limits) {
  RAPPORT_TRY(const PathRules rules, PathRules::make(graph, filter));
  return within(graph, limits, [&](Budget& budget, PathAnswer& answer) {
    ShortestSearch search;
    search.from = from;
    search.to = to;
    search.least = 0;
    search.most = limits.max_hops;
    search.step = [&](std::uint64_t n) { budget.step(n); };
    search.arcs = [&](VertexIndex vertex, bool backward, const ArcVisitor& visit) {
      rules.each_arc(vertex, backward, [&](EdgeIndex edge, VertexIndex other, bool) {
        budget.step();
        if (other == from || other == to || rules.allows_passing(other)) {
          visit(edge, other);
        }
      });
    };
    each_shortest(search, [&](const Path& path) {
      if (answer.paths.size() == limits.max_paths) {
        answer.cut = fmt::format("stopped at {} paths", limits.max_paths);
        return false;
      }
      answer.paths.push_back(path);
      return true;
    });
  });
}

Result<PathAnswer> simple_paths(const graph::Snapshot& graph, VertexIndex from, VertexIndex to,
                                const PathFilter& filter, const PathLimits& limits) {
  RAPPORT_TRY(const PathRules rules, PathRules::make(graph, filter));
  PathLimits bounded = limits;
  bounded.max_hops = std::min<std::uint32_t>(limits.max_hops, 100);  // the search recurses
  return within(graph, bounded, [&](Budget& budget, PathAnswer& answer) {
    SimplePaths(rules, from, to, bounded, budget, answer).run();
  });
}

}  // namespace rapport::query
