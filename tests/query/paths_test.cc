// Path searches against brute force and against Boost's breadth-first search; names.

#include "rapport/query/paths.h"

#include <algorithm>
#include <cmath>

#include <boost/graph/breadth_first_search.hpp>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "graph/bgl.h"
#include "tests/query/path_form.h"
#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

std::vector<std::string> forms(const std::vector<Path>& paths) {
  std::vector<std::string> result;
  for (const Path& path : paths) {
    result.push_back(form(path));
  }
  return result;
}

// All simple paths, by trying everything.
class AllPaths {
 public:
  AllPaths(const graph::Snapshot& graph, Along along, VertexIndex to, std::uint32_t max_hops)
      : graph_(graph), along_(along), to_(to), max_hops_(max_hops) {}

  std::vector<Path> from(VertexIndex vertex) {
    path_.vertices = {vertex};
    extend();
    std::sort(found_.begin(), found_.end(), [](const Path& a, const Path& b) {
      return std::make_tuple(a.edges.size(), a.vertices, a.edges) <
             std::make_tuple(b.edges.size(), b.vertices, b.edges);
    });
    return found_;
  }

 private:
  void extend() {
    const VertexIndex at = path_.vertices.back();
    if (at == to_) {
      found_.push_back(path_);
      return;
    }
    if (path_.edges.size() == max_hops_) {
      return;
    }
    for (std::uint32_t e = 0; e < graph_.edge_count(); ++e) {
      const VertexIndex source = graph_.source(EdgeIndex{e});
      const VertexIndex target = graph_.target(EdgeIndex{e});
      if (along_ != Along::kIn && source == at) {
        attempt(EdgeIndex{e}, target);
      }
      if (along_ != Along::kOut && target == at && source != target) {
        attempt(EdgeIndex{e}, source);
      }
    }
  }
  void attempt(EdgeIndex edge, VertexIndex next) {
    if (std::find(path_.vertices.begin(), path_.vertices.end(), next) != path_.vertices.end()) {
      return;
    }
    path_.vertices.push_back(next);
    path_.edges.push_back(edge);
    extend();
    path_.vertices.pop_back();
    path_.edges.pop_back();
  }

  const graph::Snapshot& graph_;
  Along along_;
  VertexIndex to_;
  std::uint32_t max_hops_;
  Path path_;
  std::vector<Path> found_;
};

struct Setting {
  std::shared_ptr<const graph::Snapshot> graph;
  PathFilter filter;
  VertexIndex from, to;
};

Setting setting(std::uint32_t seed) {
  std::mt19937 random(seed);
  Setting result;
  const std::uint32_t vertices = 2 + seed % 6;
  result.graph = random_graph(random, vertices, seed % 12);
  result.filter.along = static_cast<Along>(random() % 3);
  result.from = VertexIndex{static_cast<std::uint32_t>(random() % vertices)};
  result.to = VertexIndex{static_cast<std::uint32_t>(random() % vertices)};
  return result;
}

TEST(Paths, SimplePathsAgreeWithBruteForce) {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    const Setting s = setting(seed);
    PathLimits limits;
    limits.max_hops = 5;
    limits.max_paths = 100'000;
    const auto found = simple_paths(*s.graph, s.from, s.to, s.filter, limits);
    ASSERT_TRUE(found);
    EXPECT_EQ(forms(found->paths), forms(AllPaths(*s.graph, s.filter.along, s.to, 5).from(s.from)))
        << "seed " << seed;
  }
}

TEST(Paths, ShortestPathsAgreeWithBruteForce) {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    const Setting s = setting(seed);
    auto wanted = AllPaths(*s.graph, s.filter.along, s.to, 10).from(s.from);
    std::erase_if(wanted, [&](const Path& p) { return p.edges.size() > wanted[0].edges.size(); });
    const auto found = shortest_paths(*s.graph, s.from, s.to, s.filter);
    ASSERT_TRUE(found);
    EXPECT_EQ(forms(found->paths), forms(wanted)) << "seed " << seed;
  }
}

TEST(Paths, ShortestInTheLanguageAgrees) {
  auto query = Query::prepare(
      "MATCH (a), (b) WHERE id(a) = $a AND id(b) = $b MATCH p = allShortestPaths((a)-[*]-(b)) "
      "RETURN p");
  ASSERT_TRUE(query) << to_string(query.error());
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const Setting s = setting(seed);
    if (s.from == s.to) {
      continue;
    }
    RunOptions options;
    options.parameters = {{"a", static_cast<std::int64_t>(s.graph->id(s.from).value)},
                          {"b", static_cast<std::int64_t>(s.graph->id(s.to).value)}};
    const auto rows = query->run(*s.graph, options);
    std::vector<Path> paths;
    for (const auto& row : rows->rows) {
      paths.push_back(*row[0].as_path());
    }
    EXPECT_EQ(forms(paths), forms(shortest_paths(*s.graph, s.from, s.to)->paths))
        << "seed " << seed;
  }
}

TEST(Paths, DistancesAgreeWithBoost) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const Setting s = setting(seed);
    const graph::NumberMap<VertexIndex> numbers;
    std::vector<std::size_t> distance(s.graph->vertex_count(), 0);
    std::vector<boost::default_color_type> colors(s.graph->vertex_count());
    boost::breadth_first_search(
        *s.graph, s.from,
        boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                           boost::make_iterator_property_map(distance.begin(), numbers),
                           boost::on_tree_edge())))
            .color_map(boost::make_iterator_property_map(colors.begin(), numbers))
            .vertex_index_map(numbers));
    PathFilter outward;
    outward.along = Along::kOut;
    const auto found = shortest_paths(*s.graph, s.from, s.to, outward);
    const bool reached = colors[s.to.value] != boost::white_color;
    ASSERT_EQ(!found->paths.empty(), reached) << "seed " << seed;
    if (reached) {
      EXPECT_EQ(found->paths[0].edges.size(), distance[s.to.value]) << "seed " << seed;
    }
  }
}

TEST(Paths, CheapestAgreesWithBruteForce) {
  const auto cost = [](const graph::Snapshot& graph, const Path& path) {
    std::int64_t sum = 0;
    for (const EdgeIndex edge : path.edges) {
      sum += std::llround(1000 * (1 - *graph.property(edge, "confidence").as_float()));
    }
    return sum;
  };
  for (std::uint32_t seed = 0; seed < 500; ++seed) {
    const Setting s = setting(seed);
    const auto all = AllPaths(*s.graph, s.filter.along, s.to, 10).from(s.from);
    const auto found = cheapest_path(*s.graph, s.from, s.to, s.filter);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->paths.empty(), all.empty()) << "seed " << seed;
    if (all.empty()) {
      continue;
    }
    std::int64_t least = cost(*s.graph, all[0]);
    for (const Path& path : all) {
      least = std::min(least, cost(*s.graph, path));
    }
    EXPECT_EQ(cost(*s.graph, found->paths[0]), least) << "seed " << seed;
  }
}

std::shared_ptr<const graph::Snapshot> states() {
  graph::SnapshotBuilder builder;
  const auto turkey = builder.add_vertex(
      {"Country", "Actor"}, {{"name", "Türkiye"}, {"aliases", List{"Turkey", "Ankara"}}});
  const auto iraq = builder.add_vertex({"Country", "Actor"}, {{"name", "Iraq"}});
  const auto nato = builder.add_vertex({"Organization", "Actor"}, {{"name", "NATO"}});
  builder.add_vertex({"Country"}, {{"name", "Georgia"}});
  builder.add_vertex({"State"}, {{"name", "Georgia"}});
  const auto edge = [&](VertexIndex a, const char* type, VertexIndex b, const char* polarity,
                        const char* modality) {
    builder.add_edge(a, type, b, {{"polarity", polarity}, {"modality", modality}});
  };
  edge(turkey, "COOPERATES_WITH", nato, "negated", "asserted");
  edge(turkey, "COOPERATES_WITH", iraq, "affirmed", "asserted");
  edge(iraq, "COOPERATES_WITH", nato, "affirmed", "asserted");
  edge(turkey, "SUPPORTS", nato, "affirmed", "planned");
  return std::move(builder).build();
}

TEST(Paths, LeaveOutWhatIsNegatedOrPlanned) {
  const auto graph = states();
  const VertexIndex turkey{0}, nato{2};
  EXPECT_EQ(shortest_paths(*graph, turkey, nato)->paths[0].edges.size(), 2u);
  PathFilter any;
  any.any_status = true;
  EXPECT_EQ(shortest_paths(*graph, turkey, nato, any)->paths.size(), 2u);
  any.types = {"SUPPORTS"};
  EXPECT_EQ(shortest_paths(*graph, turkey, nato, any)->paths.size(), 1u);
  EXPECT_EQ(neighbors(*graph, turkey)->size(), 1u);
}

TEST(Paths, NameAnUnknownType) {
  PathFilter filter;
  filter.types = {"SUPORTS"};
  const auto found = neighbors(*states(), VertexIndex{0}, filter);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Code::kNotFound);
  EXPECT_EQ(found.error().hint, "did you mean SUPPORTS?");
}

TEST(Paths, DoNotPassThroughHubs) {
  const auto graph = states();
  PathFilter filter;
  filter.hub_limit = 1;
  EXPECT_TRUE(shortest_paths(*graph, VertexIndex{0}, VertexIndex{2}, filter)->paths.empty());
  EXPECT_TRUE(simple_paths(*graph, VertexIndex{0}, VertexIndex{2}, filter)->paths.empty());
  EXPECT_TRUE(cheapest_path(*graph, VertexIndex{0}, VertexIndex{2}, filter)->paths.empty());
}

TEST(Paths, StopAtTheirLimits) {
  graph::SnapshotBuilder builder;  // a chain of 30 diamonds: 2^30 shortest paths
  VertexIndex at = builder.add_vertex({}, {});
  const VertexIndex first = at;
  for (int i = 0; i < 30; ++i) {
    const VertexIndex next = builder.add_vertex({}, {});
    for (int side = 0; side < 2; ++side) {
      const VertexIndex middle = builder.add_vertex({}, {});
      builder.add_edge(at, "T", middle, {});
      builder.add_edge(middle, "T", next, {});
    }
    at = next;
  }
  const auto graph = std::move(builder).build();
  PathLimits limits;
  limits.max_hops = 100;
  limits.max_paths = 10;
  const auto few = shortest_paths(*graph, first, at, {}, limits);
  EXPECT_EQ(few->paths.size(), 10u);
  EXPECT_EQ(few->cut, "stopped at 10 paths");
  limits.max_paths = 1'000'000'000;
  limits.max_steps = 100'000;
  EXPECT_EQ(shortest_paths(*graph, first, at, {}, limits)->cut, "stopped after 100000 steps");
  const std::atomic<bool> cancel{true};
  limits.cancel = &cancel;
  EXPECT_EQ(shortest_paths(*graph, first, at, {}, limits).error().code, Code::kCancelled);
}

TEST(ResolveName, ThroughNamesAndAliases) {
  const auto graph = states();
  EXPECT_EQ(resolve_name(*graph, "turkiye")->value, 0u);
  EXPECT_EQ(resolve_name(*graph, "Turkey")->value, 0u);
  EXPECT_EQ(resolve_name(*graph, "country:georgia")->value, 3u);
}

TEST(ResolveName, SaysWhatIsNear) {
  const auto found = resolve_name(*states(), "Iraqq");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Code::kNotFound);
  EXPECT_NE(found.error().hint.find("Iraq"), std::string::npos);
}

TEST(ResolveName, ListsWhatIsAmbiguous) {
  const auto found = resolve_name(*states(), "Georgia");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, Code::kBadInput);
  EXPECT_NE(found.error().message.find("Georgia (Country), Georgia (State)"), std::string::npos);
}

}  // namespace
}  // namespace rapport::query::test
