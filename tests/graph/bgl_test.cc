// The Boost.Graph face: its concepts, and an algorithm of Boost against a naive one.

#include "graph/bgl.h"

#include <deque>
#include <limits>
#include <random>

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/strong_components.hpp>
#include <gtest/gtest.h>

namespace rapport::graph {
namespace {

BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Snapshot>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<Snapshot, VertexIndex, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<Snapshot, EdgeIndex, boost::edge_index_t>));

constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();

struct Links {
  std::uint32_t vertices = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
};

Links random_links(std::mt19937& random) {
  Links links;
  links.vertices = 1 + static_cast<std::uint32_t>(random() % 40);
  const std::uint32_t edges = static_cast<std::uint32_t>(random() % 100);
  for (std::uint32_t e = 0; e < edges; ++e) {
    links.edges.emplace_back(random() % links.vertices, random() % links.vertices);
  }
  return links;
}

std::shared_ptr<const Snapshot> build(const Links& links) {
  SnapshotBuilder builder;
  for (std::uint32_t v = 0; v < links.vertices; ++v) {
    builder.add_vertex({}, {});
  }
  for (const auto& [from, to] : links.edges) {
    builder.add_edge(VertexIndex{from}, from % 2 == 0 ? "A" : "B", VertexIndex{to}, {});
  }
  return std::move(builder).build();
}

// Relaxes every edge until nothing changes.
std::vector<std::uint32_t> naive_distances(const Links& links, std::uint32_t start) {
  std::vector<std::uint32_t> distance(links.vertices, kFar);
  distance[start] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [from, to] : links.edges) {
      if (distance[from] != kFar && distance[from] + 1 < distance[to]) {
        distance[to] = distance[from] + 1;
        changed = true;
      }
    }
  }
  return distance;
}

TEST(Bgl, BreadthFirstSearchFindsTheDistancesOfANaiveOne) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const Links links = random_links(random);
    const auto graph = build(links);
    const auto start = static_cast<std::uint32_t>(random() % links.vertices);
    std::vector<std::uint32_t> distance(links.vertices, kFar);
    distance[start] = 0;
    const auto distances =
        boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, *graph));
    boost::breadth_first_search(*graph, VertexIndex{start},
                                boost::visitor(boost::make_bfs_visitor(
                                    boost::record_distances(distances, boost::on_tree_edge()))));
    ASSERT_EQ(distance, naive_distances(links, start)) << "round " << round;
  }
}

TEST(Bgl, StrongComponentsAreMutuallyReachable) {
  std::mt19937 random(11);
  for (int round = 0; round < 50; ++round) {
    const Links links = random_links(random);
    const auto graph = build(links);
    std::vector<std::uint32_t> component(links.vertices);
    boost::strong_components(*graph, boost::make_iterator_property_map(
                                         component.begin(), get(boost::vertex_index, *graph)));
    for (std::uint32_t a = 0; a < links.vertices; ++a) {
      const auto from_a = naive_distances(links, a);
      for (std::uint32_t b = 0; b < links.vertices; ++b) {
        const bool mutual = from_a[b] != kFar && naive_distances(links, b)[a] != kFar;
        ASSERT_EQ(component[a] == component[b], mutual);
      }
    }
  }
}

TEST(Bgl, ListsVerticesEdgesAndDegrees) {
  std::mt19937 random(3);
  const Links links = random_links(random);
  const auto graph = build(links);
  std::size_t out = 0, in = 0;
  for (auto [v, end] = vertices(*graph); v != end; ++v) {
    out += out_degree(*v, *graph);
    in += in_degree(*v, *graph);
    for (auto [e, last] = in_edges(*v, *graph); e != last; ++e) {
      EXPECT_EQ(target(*e, *graph), *v);
    }
  }
  EXPECT_EQ(out, links.edges.size());
  EXPECT_EQ(in, links.edges.size());
  std::size_t listed = 0;
  for (auto [e, end] = edges(*graph); e != end; ++e, ++listed) {
    EXPECT_EQ(source(*e, *graph).value, links.edges[listed].first);
  }
  EXPECT_EQ(listed, num_edges(*graph));
}

}  // namespace
}  // namespace rapport::graph
