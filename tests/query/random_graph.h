// Small random graphs, the same for the same seed.

#pragma once

#include <memory>
#include <random>

#include "rapport/graph/snapshot.h"

namespace rapport::query::test {

inline std::uint32_t below(std::mt19937& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

// Labels A and B, types T and U, a property `p` of 0..2 on vertices and edges; loops and parallel
// edges are there.
inline std::shared_ptr<const graph::Snapshot> random_graph(std::mt19937& random,
                                                           std::uint32_t vertices,
                                                           std::uint32_t edges) {
  graph::SnapshotBuilder builder;
  const auto pick = [&](std::uint32_t below) {
    return static_cast<std::uint32_t>(random() % below);
  };
  for (std::uint32_t v = 0; v < vertices; ++v) {
    std::vector<std::string> labels;
    const std::uint32_t which = pick(4);
    if ((which & 1) != 0) {
      labels.emplace_back("A");
    }
    if ((which & 2) != 0) {
      labels.emplace_back("B");
    }
    builder.add_vertex(labels,
                       {{"p", std::int64_t{pick(3)}}, {"name", "v" + std::to_string(v % 4)}});
  }
  for (std::uint32_t e = 0; e < edges; ++e) {
    builder.add_edge(VertexIndex{pick(vertices)}, pick(2) == 0 ? "T" : "U",
                     VertexIndex{pick(vertices)},
                     {{"p", std::int64_t{pick(3)}}, {"confidence", pick(11) / 10.0}});
  }
  return std::move(builder).build();
}

}  // namespace rapport::query::test
