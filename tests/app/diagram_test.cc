// Selections and their drawing.

#include "app/diagram.h"

#include <gmock/gmock.h>

namespace rapport::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

struct Small {
  std::shared_ptr<const graph::Snapshot> graph;
  std::vector<VertexIndex> vertices;
};

// 0 -SUPPORTS-> 1 -OPPOSES-> 2, 1 -SUPPORTS (planned)-> 3, 0 -OPPOSES (negated)-> 1.
Small small_graph(const std::string& name = "A") {
  graph::SnapshotBuilder builder;
  Small small;
  for (const std::string& each : {name, std::string("B"), std::string("C"), std::string("D")}) {
    small.vertices.push_back(builder.add_vertex({"Country"}, {{"name", each}}));
  }
  const auto edge = [&](std::size_t from, const char* type, std::size_t to, const char* polarity,
                        const char* modality) {
    builder.add_edge(small.vertices[from], type, small.vertices[to],
                     {{"polarity", polarity}, {"modality", modality}});
  };
  edge(0, "SUPPORTS", 1, "affirmed", "asserted");
  edge(1, "OPPOSES", 2, "affirmed", "asserted");
  edge(1, "SUPPORTS", 3, "affirmed", "planned");
  edge(0, "OPPOSES", 1, "negated", "asserted");
  small.graph = std::move(builder).build();
  return small;
}

std::string dot_of(const Small& small) {
  const auto dot = to_dot(*small.graph, select_all(*small.graph), nullptr);
  return dot ? *dot : to_string(dot.error());
}

TEST(Diagram, AroundTakesFactsWithinSoManySteps) {
  const Small small = small_graph();
  const auto one = select_around(*small.graph, small.vertices[0], 1, {});
  ASSERT_TRUE(one);
  EXPECT_THAT(one->vertices, ElementsAre(small.vertices[0], small.vertices[1]));
  EXPECT_THAT(one->edges, SizeIs(1));
  query::PathFilter any;
  any.any_status = true;
  const auto two = select_around(*small.graph, small.vertices[0], 2, any);
  ASSERT_TRUE(two);
  EXPECT_THAT(two->vertices, SizeIs(4));
  EXPECT_THAT(two->edges, SizeIs(4));
}

TEST(Diagram, WhatIsLeftOutIsSaid) {
  const Small small = small_graph();
  const Selection selection = limit_to(*small.graph, select_all(*small.graph), 2);
  EXPECT_THAT(selection.vertices, ElementsAre(small.vertices[1], small.vertices[0]));
  EXPECT_EQ(selection.left_out,
            "2 of 4 entities and 2 of 4 edges are not shown (see --max-vertices)");
  EXPECT_EQ(limit_to(*small.graph, select_all(*small.graph), 4).left_out, "");
}

TEST(Diagram, StatusIsDrawn) {
  const std::string dot = dot_of(small_graph());
  EXPECT_THAT(dot, HasSubstr("style=dashed"));
  EXPECT_THAT(dot, HasSubstr("#c00000"));
  EXPECT_THAT(dot, HasSubstr("Legend"));
}

TEST(Diagram, NothingInANameBreaksTheDrawing) {
  const std::string dot = dot_of(small_graph("\"]; \\N <b> & &amp;\x01\xFF\xC0\x80 Türkiye\n"));
  EXPECT_THAT(dot, HasSubstr("\\\"]; \\\\N <b>"));
  EXPECT_THAT(dot, HasSubstr("&amp;amp;"));
  EXPECT_THAT(dot, HasSubstr("Türkiye"));
  EXPECT_THAT(dot, Not(HasSubstr("\x01")));
  EXPECT_THAT(dot, Not(HasSubstr("\xFF")));
  EXPECT_THAT(dot, Not(HasSubstr("\xC0\x80")));
  const auto svg = to_svg(dot, 60);
  ASSERT_TRUE(svg) << to_string(svg.error());
  EXPECT_THAT(*svg, HasSubstr("Türkiye"));
  EXPECT_THAT(*svg, HasSubstr("&lt;b&gt;"));
}

TEST(Diagram, AnEndlessDrawingIsCutOff) {
  std::string dot = "digraph {\n";
  for (int i = 0; i < 400; ++i) {
    for (int j = 0; j < 20; ++j) {
      dot += "v" + std::to_string(i) + " -> v" + std::to_string((i * 7 + j * 31) % 400) + "\n";
    }
  }
  const auto svg = to_svg(dot + "}\n", 0.3);
  ASSERT_FALSE(svg);
  EXPECT_EQ(svg.error().code, Code::kLimit);
}

TEST(Diagram, WhatGraphvizRefusesIsAnError) {
  const auto svg = to_svg("digraph { oops", 60);
  ASSERT_FALSE(svg);
  EXPECT_THAT(svg.error().message, HasSubstr("syntax error"));
}

}  // namespace
}  // namespace rapport::app
