// The graph in memory: rows, labels, properties, names.

#include "rapport/graph/snapshot.h"

#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rapport::graph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::shared_ptr<const Snapshot> names(const std::vector<std::pair<std::string, List>>& named) {
  SnapshotBuilder builder;
  for (const auto& [name, aliases] : named) {
    builder.add_vertex({"Thing"}, {{"name", name}, {"aliases", aliases}});
  }
  return std::move(builder).build();
}

TEST(Snapshot, AnEmptyGraphAnswers) {
  const auto graph = SnapshotBuilder().build();
  EXPECT_EQ(graph->vertex_count(), 0U);
  EXPECT_EQ(graph->edge_count(), 0U);
  EXPECT_THAT(graph->find_name("x"), IsEmpty());
  EXPECT_THAT(graph->similar_names("", 5), IsEmpty());
  EXPECT_FALSE(graph->find_label("x"));
  EXPECT_FALSE(graph->is_reports());
}

TEST(Snapshot, RowsAreSortedByTypeEndAndEdge) {
  SnapshotBuilder builder;
  const VertexIndex a = builder.add_vertex({}, {});
  const VertexIndex b = builder.add_vertex({}, {});
  builder.add_edge(a, "Z", b, {});
  builder.add_edge(a, "A", b, {});
  builder.add_edge(a, "Z", a, {});
  builder.add_edge(a, "Z", b, {});
  const auto graph = std::move(builder).build();
  std::vector<std::uint32_t> order;
  for (const Arc& arc : graph->out(a)) {
    order.push_back(arc.edge.value);
  }
  EXPECT_THAT(order, ElementsAre(1, 2, 0, 3));
  EXPECT_THAT(graph->out(a, *graph->find_type("Z")), SizeIs(3));
  EXPECT_THAT(graph->in(b, *graph->find_type("A")), SizeIs(1));
  EXPECT_THAT(graph->out(b), IsEmpty());
}

TEST(Snapshot, RowsOfRandomGraphsHoldEveryEdgeOnce) {
  std::mt19937 random(5);
  const std::vector<std::string> types = {"R", "S", "T"};
  SnapshotBuilder builder;
  for (int v = 0; v < 50; ++v) {
    builder.add_vertex({}, {});
  }
  for (int e = 0; e < 400; ++e) {
    builder.add_edge(VertexIndex{static_cast<std::uint32_t>(random() % 50)}, types[random() % 3],
                     VertexIndex{static_cast<std::uint32_t>(random() % 50)}, {});
  }
  const auto graph = std::move(builder).build();
  std::set<std::uint32_t> out, in;
  for (std::uint32_t v = 0; v < 50; ++v) {
    for (const std::string& name : types) {
      const TypeId type = *graph->find_type(name);
      for (const Arc& arc : graph->out(VertexIndex{v}, type)) {
        EXPECT_EQ(graph->source(arc.edge).value, v);
        EXPECT_EQ(graph->target(arc.edge), arc.other);
        EXPECT_EQ(graph->type(arc.edge), type);
        out.insert(arc.edge.value);
      }
      for (const Arc& arc : graph->in(VertexIndex{v}, type)) {
        EXPECT_EQ(graph->source(arc.edge), arc.other);
        in.insert(arc.edge.value);
      }
    }
  }
  EXPECT_THAT(out, SizeIs(400));
  EXPECT_THAT(in, SizeIs(400));
}

TEST(Snapshot, LabelsAndPropertiesAreFoundByName) {
  SnapshotBuilder builder;
  const VertexIndex v =
      builder.add_vertex({"Country", "Actor"}, {{"name", "Iraq"}, {"n", 3}, {"gone", Value()}});
  const VertexIndex w = builder.add_vertex({"Actor"}, {});
  const EdgeIndex e = builder.add_edge(v, "KNOWS", w, {{"n", 4}}, EdgeId{70});
  const auto graph = std::move(builder).build();
  EXPECT_THAT(graph->label_names(), ElementsAre("Actor", "Country"));
  EXPECT_THAT(graph->labels(v), ElementsAre(1U, 0U)) << "most specific first";
  EXPECT_THAT(graph->with_label(0), ElementsAre(v, w));
  EXPECT_EQ(*graph->property(v, "n").as_int(), 3);
  EXPECT_EQ(*graph->property(e, *graph->find_key("n")).as_int(), 4);
  EXPECT_TRUE(graph->property(v, "none").is_null());
  EXPECT_TRUE(graph->property(w, "n").is_null());
  ASSERT_THAT(graph->properties(v), SizeIs(2)) << "null is not kept";
  EXPECT_EQ(graph->properties(v)[0].first, "n");
  EXPECT_EQ(graph->id(e), EdgeId{70});
  EXPECT_EQ(graph->id(w), VertexId{2});
  EXPECT_TRUE(graph->evidence(e).value().empty());
}

TEST(Snapshot, FindsNamesAndAliasesCanonicalFirst) {
  const auto graph = names({{"Turkey Run", {"Türkiye"}}, {"Türkiye", {"Turkey", "TUR"}}});
  EXPECT_THAT(graph->find_name("turkiye"), ElementsAre(VertexIndex{1}, VertexIndex{0}));
  EXPECT_THAT(graph->find_name("tur"), ElementsAre(VertexIndex{1}));
  EXPECT_THAT(graph->find_name("turk"), IsEmpty());
}

TEST(Snapshot, CompletesNames) {
  const auto graph = names({{"United Nations", {"UN"}}, {"Unity", {}}, {"Iraq", {}}});
  EXPECT_THAT(graph->complete_name("un", 10), ElementsAre("UN", "United Nations", "Unity"));
  EXPECT_THAT(graph->complete_name("un", 2), SizeIs(2));
  EXPECT_THAT(graph->complete_name("x", 2), IsEmpty());
}

TEST(Snapshot, FindsSimilarNames) {
  const auto graph = names(
      {{"Türkiye", {}}, {"Iraq", {}}, {"Iran", {}}, {"Jens Stoltenberg", {}}, {"Afghanistan", {}}});
  EXPECT_THAT(graph->similar_names("turkije", 3), ElementsAre("Türkiye"));
  EXPECT_THAT(graph->similar_names("irak", 3), ElementsAre("Iran", "Iraq"));
  EXPECT_THAT(graph->similar_names("stoltenberg", 3), ElementsAre("Jens Stoltenberg"));
  EXPECT_THAT(graph->similar_names("afganistan", 3), ElementsAre("Afghanistan"));
  EXPECT_THAT(graph->similar_names("completely different", 3), IsEmpty());
}

}  // namespace
}  // namespace rapport::graph
