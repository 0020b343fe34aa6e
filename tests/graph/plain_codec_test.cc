// The bytes of plain stores: vertices, runs of edges, the rows by which they are found.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/codec.h"
#include "graph/edge_run.h"
#include "tests/graph/codec_fixture.h"

namespace rapport::graph {
namespace {

std::string run_of(EdgeId first, const std::vector<PlainEdge>& edges) {
  EdgeRunWriter writer;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    EXPECT_TRUE(writer.add(EdgeId{first.value + i}, edges[i]));
  }
  EXPECT_EQ(writer.first(), first);
  std::string record = writer.take();
  EXPECT_TRUE(writer.is_empty());
  return record;
}

// All edges of a record, or why it is damaged.
Result<std::vector<PlainEdge>> edges_of(std::string_view key, std::string_view record) {
  RAPPORT_TRY(EdgeRun run, EdgeRun::open(key, record));
  std::vector<PlainEdge> edges;
  while (run.next()) {
    EXPECT_EQ(run.id().value, run.first().value + edges.size());
    const EdgeShape& shape = run.shapes()[run.shape()];
    PlainEdge& edge = edges.emplace_back(run.from(), run.to(), std::string(shape.type), Map{});
    for (std::size_t i = 0; i < shape.keys.size(); ++i) {
      edge.properties[std::string(shape.keys[i])] = decode_value(run.values()[i]);
    }
  }
  RAPPORT_CHECK(run.status());
  return edges;
}

TEST(PlainCodec, PinnedVertex) {
  EXPECT_EQ(
      hex(encode_plain_vertex({{"L"}, {{"i", -1}, {"s", "t"}, {"x", List{Value(true), Value()}}}})
              .value()),
      "01"
      "014c"
      "03"
      "0169"
      "03ffffffffffffffff"
      "0173"
      "050174"
      "0178"
      "06020200");
}

TEST(PlainCodec, PinnedRunOfEdges) {
  const std::vector<PlainEdge> edges = {
      {VertexId{1}, VertexId{300}, "T", {{"f", 1.0}, {"none", Value()}}},
      {VertexId{2}, VertexId{1}, "S", {}},
      {VertexId{2}, VertexId{3}, "T", {{"f", "x"}}}};
  EXPECT_EQ(hex(run_of(EdgeId{5}, edges)),
            "03"        // edges
            "02"        // shapes
            "0154"      // T
            "010166"    // with f
            "0153"      // S
            "00"        // with nothing
            "0001ac02"  // T from 1 to 300
            "043ff0000000000000"
            "010201"  // S from 2 to 1
            "000203"  // T from 2 to 3
            "050178");
}

TEST(PlainCodec, EdgesAreReadAsTheyWereWritten) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    std::vector<PlainEdge> edges(1 + random.below(20));
    for (PlainEdge& edge : edges) {
      edge = {VertexId{random.number()}, VertexId{random.number()}, random.text(), {}};
      for (std::uint64_t n = random.below(3); n > 0; --n) {
        edge.properties[random.text()] = List{random.value()};
      }
    }
    const EdgeId first{1 + random.below(1000)};
    const std::string record = run_of(first, edges);
    const auto read = edges_of(key_of(first), record);
    ASSERT_TRUE(read) << to_string(read.error());
    ASSERT_EQ(read->size(), edges.size());
    EXPECT_EQ(run_of(first, *read), record);
    for (std::size_t i = 0; i < edges.size(); ++i) {
      EXPECT_EQ((*read)[i].type, edges[i].type);
      EXPECT_EQ((*read)[i].properties.size(), edges[i].properties.size());
    }
    EdgeRun run = EdgeRun::open(key_of(first), record).value();
    const std::uint64_t one = random.below(edges.size());
    ASSERT_TRUE(run.seek(EdgeId{first.value + one}));
    EXPECT_EQ(run.to(), edges[one].to);
    EXPECT_FALSE(run.seek(EdgeId{first.value + edges.size()}));
    EXPECT_TRUE(run.status());
  }
}

TEST(PlainCodec, RunsAreFullAfterManyEdgesOrManyBytes) {
  EdgeRunWriter writer;
  std::uint64_t edges = 0;
  for (; !writer.is_full(); ++edges) {
    ASSERT_TRUE(writer.add(EdgeId{1 + edges}, {VertexId{1}, VertexId{2}, "T", {}}));
  }
  EXPECT_EQ(edges, 128U);
  (void)writer.take();
  ASSERT_TRUE(
      writer.add(EdgeId{1}, {VertexId{1}, VertexId{2}, "T", {{"k", std::string(20'000, 'x')}}}));
  EXPECT_TRUE(writer.is_full());
}

TEST(PlainCodec, AnEdgeThatCannotBeStoredIsNotAdded) {
  EdgeRunWriter writer;
  const auto refused = writer.add(EdgeId{1}, {VertexId{1}, VertexId{2}, "T", {{"m", Map{}}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::kBadInput);
  EXPECT_EQ(refused.error().where, "m");
  EXPECT_TRUE(writer.is_empty());
}

TEST(PlainCodec, ShortenedRunsOfEdgesAreCorrupt) {
  const std::string key = key_of(EdgeId{1});
  const std::string record = run_of(EdgeId{1}, {{VertexId{1}, VertexId{2}, "T", {{"f", 1.0}}},
                                                {VertexId{1}, VertexId{2}, "T", {{"f", "x"}}}});
  for (std::size_t size = 0; size < record.size(); ++size) {
    const auto read = edges_of(key, std::string_view(record).substr(0, size));
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().code, Code::kCorrupt);
  }
  EXPECT_FALSE(edges_of(key, record + '\0'));
  EXPECT_FALSE(edges_of("short", record));
  EXPECT_FALSE(edges_of(key, std::string("\x00\x00", 2))) << "a run of nothing";
  EXPECT_FALSE(edges_of(key, "\x01\x01\x01T\x00\x01\x01\x01")) << "a shape that is not there";
}

TEST(PlainCodec, PinnedRowsOfTheIndex) {
  EXPECT_EQ(hex(name_key("nato", VertexId{2})), "6e61746f000000000000000002");
  EXPECT_EQ(hex(encode_name(true)), "01");
  EXPECT_EQ(hex(arcs_key(VertexId{1}, Way::kIn, EdgeId{5})), "0000000000000001010000000000000005");
  const std::vector<StoredArc> arcs = {{"R", EdgeId{5}, VertexId{7}},
                                       {"R", EdgeId{300}, VertexId{1}},
                                       {"S", EdgeId{6}, VertexId{2}}};
  EXPECT_EQ(hex(encode_arcs(arcs)),
            "0152"
            "02"
            "0007"
            "a70201"
            "0153"
            "01"
            "0102");
  EXPECT_EQ(hex(key_of(TallyKey{Tallied::kType, "R"})), "0352");
}

TEST(PlainCodec, RowsOfTheIndexAreReadAsTheyWereWritten) {
  const std::string key = arcs_key(VertexId{1}, Way::kOut, EdgeId{5});
  const std::string value = encode_arcs(
      std::vector<StoredArc>{{"R", EdgeId{9}, VertexId{7}}, {"S", EdgeId{5}, VertexId{300}}});
  std::string text;
  ASSERT_TRUE(visit_arcs(key, value, [&](const StoredArc& arc) {
    text += std::string(arc.type) + std::to_string(arc.edge.value) + ">" +
            std::to_string(arc.other.value) + " ";
  }));
  EXPECT_EQ(text, "R9>7 S5>300 ");
  for (std::size_t size = 1; size < value.size(); ++size) {
    const auto read = visit_arcs(key, value.substr(0, size), [](const StoredArc&) {});
    EXPECT_EQ(!read, size != 5) << size << ": only the end of a type's arcs is an end";
  }
  EXPECT_FALSE(visit_arcs("short", value, [](const StoredArc&) {}));
  const auto named = decode_name("a", name_key("a", VertexId{3}), encode_name(false));
  ASSERT_TRUE(named && *named);
  EXPECT_EQ((*named)->vertex, VertexId{3});
  EXPECT_FALSE(*decode_name("a", name_key("ab", VertexId{3}), encode_name(false)));
  EXPECT_FALSE(decode_name("a", name_key("a", VertexId{3}), "\x02"));
  EXPECT_EQ(decode_tally_key(key_of(TallyKey{Tallied::kLabel, "L"})).value().name, "L");
  EXPECT_FALSE(decode_tally_key("\x05x"));
}

TEST(PlainCodec, VerticesAreReadAsTheyWereWritten) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const PlainVertex vertex{random.texts(),
                             {{random.text(), random.value()}, {"k", random.value()}}};
    const std::string plain = encode_plain_vertex(vertex).value();
    EXPECT_EQ(encode_plain_vertex(decode_plain_vertex(plain).value()).value(), plain);
  }
}

TEST(PlainCodec, DamagedBytesNeverCrash) {
  Random random(1);
  const std::vector<std::string> whole = {
      encode_plain_vertex({random.texts(), {{"k", random.value()}}}).value(),
      run_of(EdgeId{1}, {{VertexId{1}, VertexId{2}, "T", {{"k", random.value()}}},
                         {VertexId{1}, VertexId{2}, "S", {{"k", random.value()}}}})};
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = whole[random.below(whole.size())];
    for (std::uint64_t n = 1 + random.below(3); n > 0; --n) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    (void)decode_plain_vertex(bytes);
    (void)edges_of(key_of(EdgeId{1}), bytes);
  }
}

TEST(PlainCodec, ListsNestedTooDeepAreRefused) {
  Value deep = 1;
  for (int depth = 0; depth <= kDeepestValue; ++depth) {
    deep = List{deep};
  }
  EXPECT_EQ(encode_plain_vertex({{}, {{"x", deep}}}).error().code, Code::kBadInput);
  const std::string hostile = std::string("\x00\x01\x01x", 4) + [] {
    std::string lists;
    for (int depth = 0; depth < 100000; ++depth) {
      lists += std::string("\x06\x01", 2);
    }
    return lists;
  }();
  EXPECT_FALSE(decode_plain_vertex(hostile));
}

}  // namespace
}  // namespace rapport::graph
