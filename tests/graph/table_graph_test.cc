// The graph that is read from the tables as it is asked: the same answers as the snapshot's.

#include <algorithm>
#include <fstream>
#include <random>
#include <tuple>

#include <boost/graph/breadth_first_search.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "rapport/graph/stop_scope.h"

#include "graph/bgl.h"
#include "graph/codec.h"
#include "graph/rocks.h"
#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

constexpr std::uint32_t kVertices = 20'000, kEdges = 60'000;
constexpr std::uint32_t kLookedAt = 200;  // few enough to stay with the tables

StoreOptions plain(bool read_only) {
  StoreOptions options;
  options.kind = StoreKind::kPlain;
  options.create_if_missing = !read_only;
  options.read_only = read_only;
  return options;
}

PlainEdge random_edge(std::mt19937& random) {
  PlainEdge edge;
  edge.from = VertexId{1 + random() % kVertices};
  edge.to = VertexId{random() % 3 == 0 ? 1 + random() % 50 : 1 + random() % kVertices};
  edge.type = random() % 3 == 0 ? "R" : "S";
  edge.properties = {{"confidence", static_cast<double>(random() % 1001) / 1000}};
  return edge;
}

// Most in one load, the last ones in small writes.
void fill(Store& store) {
  std::mt19937 random(7);
  {
    BulkLoad bulk = std::move(store.bulk()).value();
    for (std::uint32_t v = 0; v < kVertices; ++v) {
      Map properties{{"name", "Vertex " + std::to_string(v / 2)}};
      if (v % 3 == 0) {
        properties["aliases"] = List{"V" + std::to_string(v), "Vertex 7", "Größe"};
      }
      ASSERT_TRUE(bulk.add_vertex({{v % 2 == 0 ? "Even" : "Odd", "Thing"}, properties}));
    }
    for (std::uint32_t e = 0; e < kEdges; ++e) {
      ASSERT_TRUE(bulk.add_edge(random_edge(random)));
    }
    ASSERT_TRUE(bulk.commit());
  }
  for (std::uint32_t e = 0; e < 200; ++e) {
    ASSERT_TRUE(store.add_edge(random_edge(random)));
  }
  ASSERT_TRUE(store.add({{{{"New"}, {{"name", "größe"}, {"since", 2020}}}},
                         {{VertexId{kFresh}, VertexId{1}, "T", {}}}}));
}

using ArcKey = std::tuple<TypeId, std::uint32_t, std::uint32_t>;
std::vector<ArcKey> sorted(const ArcRange& arcs) {
  std::vector<ArcKey> keys;
  for (const Arc arc : arcs) {
    keys.emplace_back(arc.type, arc.edge.value, arc.other.value);
  }
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end(), [](const ArcKey& a, const ArcKey& b) {
    return std::get<0>(a) < std::get<0>(b);
  }));
  std::sort(keys.begin(), keys.end());
  return keys;
}

std::string told(const std::vector<std::pair<std::string, Value>>& properties) {
  std::string text;
  for (const auto& [key, value] : properties) {
    text += key + "=" + encode_value(value).value() + " ";
  }
  return text;
}

class TableGraphs : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto store = open_or_die(folder_ / "db", plain(false));
    fill(*store);
  }
  std::shared_ptr<const Snapshot> tables() const {
    std::filesystem::remove(folder_ / "db" / "rapport.snapshot");
    const auto store = open_or_die(folder_ / "db", plain(true));
    auto graph = store->graph();
    EXPECT_TRUE(graph);
    return std::move(graph).value();
  }
  std::shared_ptr<const Snapshot> snapshot() const {
    return std::move(open_or_die(folder_ / "db", plain(true))->snapshot()).value();
  }
  Folder folder_;
};

TEST_F(TableGraphs, TellWhatTheSnapshotTells) {
  const auto all = snapshot();
  const auto graph = tables();
  ASSERT_TRUE(graph->is_tables());
  ASSERT_EQ(graph->vertex_count(), all->vertex_count());
  ASSERT_EQ(graph->edge_count(), all->edge_count());
  EXPECT_EQ(graph->label_names(), all->label_names());
  EXPECT_EQ(graph->type_names(), all->type_names());
  EXPECT_EQ(graph->key_names(), all->key_names());
  for (LabelId label = 0; label < all->label_names().size(); ++label) {
    EXPECT_EQ(graph->label_count(label), all->label_count(label));
  }
  for (std::uint32_t i = 0; i < kLookedAt; ++i) {
    const VertexIndex v{i < kLookedAt - 1 ? i : kVertices};
    EXPECT_EQ(graph->id(v), all->id(v));
    EXPECT_EQ(told(graph->properties(v)), told(all->properties(v)));
    EXPECT_TRUE(std::ranges::equal(graph->labels(v), all->labels(v)));
    ASSERT_EQ(sorted(graph->out(v)), sorted(all->out(v)));
    ASSERT_EQ(sorted(graph->in(v)), sorted(all->in(v)));
    for (TypeId type = 0; type < all->type_names().size(); ++type) {
      ASSERT_EQ(sorted(graph->out(v, type)), sorted(all->out(v, type)));
      ASSERT_EQ(sorted(graph->in(v, type)), sorted(all->in(v, type)));
    }
    for (const EdgeIndex e : graph->out(v).edges()) {
      EXPECT_EQ(graph->source(e), all->source(e));
      EXPECT_EQ(graph->target(e), all->target(e));
      EXPECT_EQ(graph->type(e), all->type(e));
      EXPECT_EQ(told(graph->properties(e)), told(all->properties(e)));
      EXPECT_EQ(graph->weight(e), all->weight(e));
    }
  }
  for (const char* name : {"vertex 7", "v9", "grosse", "nobody", "", "vertex"}) {
    EXPECT_EQ(graph->find_name(name), all->find_name(name)) << name;
  }
  EXPECT_FALSE(graph->knows_degrees()) << "so few reads need no snapshot";
  EXPECT_TRUE(graph->status());
}

TEST_F(TableGraphs, MakeTheSnapshotForWhatConcernsAll) {
  const auto all = snapshot();
  const auto graph = tables();
  const auto held = graph->out(VertexIndex{3});
  EXPECT_TRUE(std::ranges::equal(graph->with_label(1), all->with_label(1)));
  EXPECT_TRUE(graph->knows_degrees());
  EXPECT_TRUE(std::ranges::equal(graph->weights(), all->weights()));
  EXPECT_EQ(graph->similar_names("vertex 77", 3), all->similar_names("vertex 77", 3));
  EXPECT_EQ(sorted(held), sorted(all->out(VertexIndex{3}))) << "what was given out stays";
  EXPECT_EQ(told(graph->properties(VertexIndex{9})), told(all->properties(VertexIndex{9})));
}

TEST_F(TableGraphs, MakeTheSnapshotAfterManyReads) {
  const auto graph = tables();
  std::size_t arcs = 0;
  for (std::uint32_t v = 0; v < graph->vertex_count(); ++v) {
    arcs += graph->out(VertexIndex{v}).size();
  }
  EXPECT_EQ(arcs, graph->edge_count());
  EXPECT_TRUE(graph->knows_degrees());
}

TEST_F(TableGraphs, AreLeftAsTheyWereWhereMakingTheSnapshotIsStopped) {
  const auto all = snapshot();
  const auto store = open_or_die(folder_ / "db", plain(false));
  ASSERT_TRUE(store->add({{{}}, {}}));  // the file is of another state now
  int stopped = 0;
  for (bool is_made = false; !is_made; ++stopped) {
    const auto graph = store->graph().value();
    ASSERT_TRUE(graph->is_tables());
    ASSERT_TRUE(graph->status());
    int left = stopped;
    const StopScope scope([&left] { return left-- <= 0; });
    const std::size_t labelled = graph->with_label(1).size();
    is_made = static_cast<bool>(graph->status());
    EXPECT_EQ(labelled, is_made ? all->with_label(1).size() : 0);
    EXPECT_TRUE(is_made || graph->status().error().code == Code::kCancelled);
  }
  EXPECT_GT(stopped, 20) << "it is asked often";
}

TEST_F(TableGraphs, AreNotUsedWhereTheSnapshotIsAtHand) {
  snapshot();
  EXPECT_FALSE(open_or_die(folder_ / "db", plain(true))->graph().value()->is_tables());
}

TEST_F(TableGraphs, SeeWhatWasWrittenAfterTheSnapshot) {
  snapshot();
  const auto store = open_or_die(folder_ / "db", plain(false));
  ASSERT_TRUE(store->add_vertex({{"Late"}, {{"name", "Latecomer"}}}));
  const auto graph = store->graph().value();
  EXPECT_TRUE(graph->is_tables());
  EXPECT_THAT(graph->find_name("latecomer"),
              ::testing::ElementsAre(VertexIndex{graph->vertex_count() - 1}));
}

TEST_F(TableGraphs, AreNotUsedWhereAnIdIsNotInUse) {
  {
    auto rocks = Rocks::open(folder_ / "db", Rocks::Mode::kWrite);
    ASSERT_TRUE(rocks);
    ASSERT_TRUE(rocks->write({{Family::kMeta, "next_edge", encode_number(kEdges + 900)}}, true));
  }
  const auto graph = tables();
  EXPECT_FALSE(graph->is_tables());
  EXPECT_EQ(graph->edge_count(), kEdges + 201);
}

TEST_F(TableGraphs, SayWhatCouldNotBeRead) {
  {
    auto rocks = Rocks::open(folder_ / "db", Rocks::Mode::kWrite);
    ASSERT_TRUE(rocks);
    ASSERT_TRUE(rocks->write({{Family::kPlainVertices, key_of(VertexId{5}), std::nullopt},
                              {Family::kArcs, arcs_key(VertexId{6}, Way::kOut, EdgeId{1}), "\x09"}},
                             true));
  }
  const auto gone = tables();
  EXPECT_TRUE(gone->properties(VertexIndex{4}).empty());
  ASSERT_FALSE(gone->status());
  EXPECT_EQ(gone->status().error().code, Code::kCorrupt);
  EXPECT_TRUE(gone->with_label(0).empty()) << "a snapshot cannot be made either";
  const auto damaged = tables();
  EXPECT_TRUE(damaged->out(VertexIndex{5}).empty());
  EXPECT_FALSE(damaged->status());
}

TEST_F(TableGraphs, AreAGraphOfBoost) {
  const auto distances_in = [](const Snapshot& graph) {
    std::vector<std::uint32_t> distance(graph.vertex_count(), 0);
    boost::breadth_first_search(
        graph, VertexIndex{2},
        boost::visitor(boost::make_bfs_visitor(boost::record_distances(
            boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, graph)),
            boost::on_tree_edge()))));
    return distance;
  };
  EXPECT_EQ(distances_in(*tables()), distances_in(*snapshot()));
}

}  // namespace
}  // namespace rapport::graph::test
