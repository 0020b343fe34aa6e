// Boost.Graph's algorithms over the watched graph.

#include "query/algorithms.h"

#include <algorithm>
#include <limits>
#include <random>

// clang-format off: the others have names that would hide those that this one looks for
#include <boost/pending/disjoint_sets.hpp>
// clang-format on
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/page_rank.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/pending/queue.hpp>

namespace rapport::query {

namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

template <typename Number>
auto map_of(std::vector<Number>& numbers, const WatchedGraph& graph) {
  graph.budget().keep_bytes(numbers.size() * sizeof(Number));
  return boost::make_iterator_property_map(numbers.begin(), get(boost::vertex_index, graph));
}

void number_in_order(std::vector<std::uint32_t>& components) {
  std::vector<std::uint32_t> numbers(components.size(), kNone);
  std::uint32_t next = 0;
  for (std::uint32_t& component : components) {
    if (numbers[component] == kNone) {
      numbers[component] = next++;
    }
    component = numbers[component];
  }
}

// A breadth-first search from one vertex that counts the shortest paths to each.
struct ShortestCounts {
  explicit ShortestCounts(const WatchedGraph& graph)
      : colors(num_vertices(graph), boost::white_color),
        distances(colors.size()),
        paths(colors.size()),
        shares(colors.size()) {
    graph.budget().keep_bytes(28 * colors.size());
  }
  std::vector<boost::default_color_type> colors;
  std::vector<std::uint32_t> distances;
  std::vector<double> paths;         // from the start
  std::vector<double> shares;        // of the paths to all that lie behind
  std::vector<VertexIndex> reached;  // in order
};

class CountPaths : public boost::default_bfs_visitor {
 public:
  explicit CountPaths(ShortestCounts& counts) : counts_(&counts) {}
  void discover_vertex(VertexIndex v, const WatchedGraph& /*graph*/) const {
    counts_->reached.push_back(v);
  }
  void tree_edge(const WatchedEdge& e, const WatchedGraph& /*graph*/) const {
    counts_->distances[e.to.value] = counts_->distances[e.from.value] + 1;
    counts_->paths[e.to.value] = counts_->paths[e.from.value];
  }
  void non_tree_edge(const WatchedEdge& e, const WatchedGraph& /*graph*/) const {
    if (counts_->distances[e.to.value] == counts_->distances[e.from.value] + 1) {
      counts_->paths[e.to.value] += counts_->paths[e.from.value];
    }
  }

 private:
  ShortestCounts* counts_;
};

void add_shares(const WatchedGraph& graph, VertexIndex start, ShortestCounts& counts,
                std::vector<double>& scores) {
  counts.reached.clear();
  counts.distances[start.value] = 0;
  counts.paths[start.value] = 1;
  boost::queue<VertexIndex> waiting;
  boost::breadth_first_visit(
      graph, start, waiting, CountPaths(counts),
      boost::make_iterator_property_map(counts.colors.begin(), get(boost::vertex_index, graph)));
  for (auto at = counts.reached.rbegin(); at != counts.reached.rend(); ++at) {
    const VertexIndex v = *at;
    double share = 0;
    const auto [begin, end] = out_edges(v, graph);
    for (auto edge = begin; edge != end; ++edge) {
      const std::uint32_t w = (*edge).to.value;
      if (counts.distances[w] == counts.distances[v.value] + 1) {
        share += counts.paths[v.value] / counts.paths[w] * (1 + counts.shares[w]);
      }
    }
    counts.shares[v.value] = share;
    scores[v.value] += v == start ? 0 : share;
    counts.colors[v.value] = boost::white_color;
  }
}

// So many vertices, each as likely, the same in every run.
std::vector<VertexIndex> sampled(std::size_t vertices, std::size_t sample) {
  std::vector<VertexIndex> all(vertices);
  for (std::uint32_t v = 0; v < vertices; ++v) {
    all[v] = VertexIndex{v};
  }
  if (sample < vertices) {
    std::mt19937_64 random(1);
    for (std::size_t i = 0; i < sample; ++i) {
      std::swap(all[i], all[i + random() % (vertices - i)]);
    }
    all.resize(sample);
  }
  return all;
}

}  // namespace

std::vector<std::uint32_t> components(const WatchedGraph& graph) {
  const auto count = static_cast<std::uint32_t>(num_vertices(graph));
  graph.budget().keep_bytes(std::uint64_t{21} * count);
  boost::disjoint_sets_with_storage<> sets(count);
  for (std::uint32_t v = 0; v < count; ++v) {
    const auto [begin, end] = out_edges(VertexIndex{v}, graph);
    for (auto edge = begin; edge != end; ++edge) {
      sets.union_set(v, (*edge).to.value);
    }
  }
  std::vector<std::uint32_t> result(count);
  for (std::uint32_t v = 0; v < count; ++v) {
    result[v] = static_cast<std::uint32_t>(sets.find_set(v));
  }
  number_in_order(result);
  return result;
}

std::vector<std::uint32_t> strong_components(const WatchedGraph& graph) {
  std::vector<std::uint32_t> result(num_vertices(graph));
  boost::strong_components(graph, map_of(result, graph));
  number_in_order(result);
  return result;
}

std::vector<double> page_rank(const WatchedGraph& graph, double damping, std::size_t iterations) {
  std::vector<double> ranks(num_vertices(graph));
  std::vector<double> others(ranks.size());
  boost::graph::page_rank(graph, map_of(ranks, graph), boost::graph::n_iterations(iterations),
                          damping, ranks.size(), map_of(others, graph));
  return ranks;
}

std::vector<std::uint32_t> core_numbers(const WatchedGraph& graph) {
  std::vector<std::uint32_t> result(num_vertices(graph));
  WatchedGraph same = graph;  // it takes a graph that is not const
  boost::core_numbers(same, map_of(result, graph));
  return result;
}

std::vector<double> betweenness(const WatchedGraph& graph, std::size_t sample) {
  const std::size_t count = num_vertices(graph);
  graph.budget().keep_bytes(count * sizeof(double));
  std::vector<double> scores(count);
  ShortestCounts counts(graph);
  const std::vector<VertexIndex> starts = sampled(count, sample);
  for (const VertexIndex start : starts) {
    add_shares(graph, start, counts, scores);
  }
  const double scale =
      starts.empty() ? 1 : static_cast<double>(count) / static_cast<double>(starts.size());
  for (double& score : scores) {
    score *= scale;
  }
  return scores;
}

}  // namespace rapport::query
