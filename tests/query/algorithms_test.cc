// Procedures on random multigraphs, against what their definitions say, computed naively.

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

using Matrix = std::vector<std::vector<double>>;

// How many edges lead from each vertex to each.
Matrix edges_of(const graph::Snapshot& graph, const std::string& type, bool both_ways) {
  Matrix count(graph.vertex_count(), std::vector<double>(graph.vertex_count()));
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    if (!type.empty() && graph.type_names()[graph.type(EdgeIndex{e})] != type) {
      continue;
    }
    const std::uint32_t from = graph.source(EdgeIndex{e}).value;
    const std::uint32_t to = graph.target(EdgeIndex{e}).value;
    ++count[from][to];
    if (both_ways && from != to) {
      ++count[to][from];
    }
  }
  return count;
}

// Distances, and how many shortest paths there are.
struct Shortest {
  Matrix distance, paths;
};

Shortest shortest_of(const Matrix& edges) {
  const std::size_t n = edges.size();
  Shortest result{Matrix(n, std::vector<double>(n, 1e9)), Matrix(n, std::vector<double>(n))};
  for (std::size_t s = 0; s < n; ++s) {
    auto& distance = result.distance[s];
    auto& paths = result.paths[s];
    distance[s] = 0;
    paths[s] = 1;
    for (std::size_t depth = 0; depth < n; ++depth) {
      for (std::size_t v = 0; v < n; ++v) {
        for (std::size_t w = 0; distance[v] == static_cast<double>(depth) && w < n; ++w) {
          if (edges[v][w] > 0 && distance[w] >= static_cast<double>(depth) + 1) {
            paths[w] += paths[v] * edges[v][w];
            distance[w] = static_cast<double>(depth) + 1;
          }
        }
      }
    }
  }
  return result;
}

// The second column, in the order of the vertices.
std::vector<double> numbers(const graph::Snapshot& graph, const std::string& call) {
  const auto query = Query::prepare("CALL " + call);
  EXPECT_TRUE(query) << to_string(query.error());
  const auto rows = query->run(graph);
  EXPECT_TRUE(rows) << to_string(rows.error());
  std::vector<double> result;
  for (const auto& row : rows->rows) {
    EXPECT_EQ(row[0].as_vertex()->value, result.size());
    result.push_back(row[1].as_int() != nullptr ? static_cast<double>(*row[1].as_int())
                                                : *row[1].as_float());
  }
  EXPECT_EQ(result.size(), graph.vertex_count());
  return result;
}

void expect_near(const std::vector<double>& found, const std::vector<double>& wanted,
                 const std::string& what) {
  ASSERT_EQ(found.size(), wanted.size()) << what;
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_NEAR(found[i], wanted[i], 1e-9) << what << ", vertex " << i;
  }
}

// Numbered in the order of their first vertices.
std::vector<double> classes(std::size_t n,
                            const std::function<bool(std::size_t, std::size_t)>& same) {
  std::vector<double> result;
  double next = 0;
  for (std::size_t v = 0; v < n; ++v) {
    std::size_t first = 0;
    while (first < v && !same(first, v)) {
      ++first;
    }
    result.push_back(first < v ? result[first] : next++);
  }
  return result;
}

std::vector<double> naive_cores(const Matrix& edges) {
  const std::size_t n = edges.size();
  std::vector<double> core(n);
  for (double k = 1; k < 100; ++k) {
    std::vector<bool> in(n, true);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t v = 0; v < n; ++v) {
        double degree = 0;
        for (std::size_t w = 0; w < n; ++w) {
          degree += in[w] ? edges[v][w] : 0;
        }
        if (in[v] && degree < k) {
          in[v] = false;
          changed = true;
        }
      }
    }
    for (std::size_t v = 0; v < n; ++v) {
      core[v] = in[v] ? k : core[v];
    }
  }
  return core;
}

std::vector<double> naive_ranks(const Matrix& edges, double damping, int iterations) {
  const std::size_t n = edges.size();
  std::vector<double> rank(n, 1 / static_cast<double>(n));
  for (int i = 0; i < iterations; ++i) {
    std::vector<double> next(n, 1 - damping);
    for (std::size_t v = 0; v < n; ++v) {
      double degree = 0;
      for (std::size_t w = 0; w < n; ++w) {
        degree += edges[v][w];
      }
      for (std::size_t w = 0; w < n; ++w) {
        next[w] += degree > 0 ? damping * rank[v] * edges[v][w] / degree : 0;
      }
    }
    rank = next;
  }
  return rank;
}

std::vector<double> naive_betweenness(const Shortest& all) {
  const std::size_t n = all.distance.size();
  std::vector<double> score(n);
  for (std::size_t v = 0; v < n; ++v) {
    for (std::size_t s = 0; s < n; ++s) {
      for (std::size_t t = 0; t < n; ++t) {
        if (s != v && t != v && s != t && all.distance[s][t] < 1e9 &&
            all.distance[s][v] + all.distance[v][t] == all.distance[s][t]) {
          score[v] += all.paths[s][v] * all.paths[v][t] / all.paths[s][t];
        }
      }
    }
  }
  return score;
}

TEST(Algorithms, AgreeWithTheirDefinitions) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    const std::size_t n = 1 + seed % 8;
    const auto graph = random_graph(random, static_cast<std::uint32_t>(n), below(random, 20));
    const std::string type = graph->find_type("T") && seed % 2 == 0 ? "T" : "";
    const std::string types = type.empty() ? "" : "types: ['T'], ";
    const std::string what = fmt::format("seed {}", seed);
    const Matrix out = edges_of(*graph, type, false);
    const Matrix both = edges_of(*graph, type, true);
    const Shortest directed = shortest_of(out);
    const Shortest undirected = shortest_of(both);
    const std::string only = type.empty() ? "()" : "({types: ['T']})";
    expect_near(
        numbers(*graph, "algo.components" + only),
        classes(n, [&](std::size_t a, std::size_t b) { return undirected.distance[a][b] < 1e9; }),
        what);
    expect_near(numbers(*graph, "algo.strongComponents" + only),
                classes(n,
                        [&](std::size_t a, std::size_t b) {
                          return directed.distance[a][b] < 1e9 && directed.distance[b][a] < 1e9;
                        }),
                what);
    expect_near(numbers(*graph, "algo.coreNumbers" + only), naive_cores(both), what);
    expect_near(
        numbers(*graph, fmt::format("algo.pagerank({{{}damping: 0.5, iterations: 9}})", types)),
        naive_ranks(out, 0.5, 9), what);
    expect_near(numbers(*graph, fmt::format("algo.pagerank({{{}directed: false}})", types)),
                naive_ranks(both, 0.85, 20), what);
    expect_near(numbers(*graph, "algo.betweenness" + only), naive_betweenness(directed), what);
    std::vector<double> halves = naive_betweenness(undirected);
    for (double& half : halves) {
      half /= 2;
    }
    expect_near(numbers(*graph, fmt::format("algo.betweenness({{{}directed: false}})", types)),
                halves, what);
    if (HasFailure()) {
      return;
    }
  }
}

TEST(Algorithms, ASampleIsNearTheWhole) {
  std::mt19937 random(3);
  const auto graph = random_graph(random, 300, 1200);
  const std::vector<double> whole = numbers(*graph, "algo.betweenness()");
  const std::vector<double> sample = numbers(*graph, "algo.betweenness({sample: 150})");
  double sum = 0, sampled_sum = 0;
  for (std::size_t v = 0; v < whole.size(); ++v) {
    sum += whole[v];
    sampled_sum += sample[v];
  }
  EXPECT_NEAR(sampled_sum / sum, 1, 0.1);
  EXPECT_EQ(sample, numbers(*graph, "algo.betweenness({sample: 150})")) << "the same in every run";
}

TEST(Algorithms, StopAtOnce) {
  std::mt19937 random(1);
  const auto graph = random_graph(random, 20'000, 400'000);
  const auto query = Query::prepare("CALL algo.betweenness({sample: 20000})");
  ASSERT_TRUE(query);
  std::atomic<bool> cancel = false;
  RunOptions options;
  options.cancel = &cancel;
  std::chrono::steady_clock::time_point asked;
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    asked = std::chrono::steady_clock::now();
    cancel = true;
  });
  const auto rows = query->run(*graph, options);
  const auto ended = std::chrono::steady_clock::now();
  other.join();
  ASSERT_FALSE(rows);
  EXPECT_EQ(rows.error().code, Code::kCancelled);
  EXPECT_LT(ended - asked, std::chrono::milliseconds(300));
  options.cancel = nullptr;
  options.max_steps = 100'000;
  const auto cut = query->run(*graph, options);
  ASSERT_TRUE(cut);
  EXPECT_NE(cut->cut.find("steps"), std::string::npos);
}

}  // namespace
}  // namespace rapport::query::test
