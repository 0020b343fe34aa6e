// The snapshot file: the same graph as the tables, and never one of another state.

#include <fstream>
#include <random>

#include <gtest/gtest.h>

#include "rapport/graph/store.h"

#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kVertices = 5'000, kEdges = 20'000;

StoreOptions plain(bool read_only = false) {
  StoreOptions options;
  options.kind = StoreKind::kPlain;
  options.create_if_missing = !read_only;
  options.read_only = read_only;
  return options;
}

void fill(Store& store) {
  std::mt19937 random(7);
  BulkLoad bulk = std::move(store.bulk()).value();
  for (std::uint32_t v = 0; v < kVertices; ++v) {
    Map properties{{"name", "Vertex " + std::to_string(v)}};
    if (v % 3 == 0) {
      properties["aliases"] = List{"V" + std::to_string(v), "Größe"};
    }
    ASSERT_TRUE(bulk.add_vertex({{v % 2 == 0 ? "Even" : "Odd", "Thing"}, properties}));
  }
  for (std::uint32_t e = 0; e < kEdges; ++e) {
    const VertexId from{1 + random() % kVertices};
    const VertexId to{1 + random() % kVertices};
    ASSERT_TRUE(bulk.add_edge({from,
                               to,
                               e % 3 == 0 ? "R" : "S",
                               {{"confidence", static_cast<double>(random() % 1001) / 1000},
                                {"year", static_cast<std::int64_t>(1990 + random() % 30)}}}));
  }
  ASSERT_TRUE(bulk.commit());
}

// Everything that a snapshot answers, as one text.
std::string told(const Snapshot& graph) {
  std::string text;
  const auto arcs = [&](const ArcRange& range) {
    for (const Arc arc : range) {
      text += std::to_string(arc.other.value) + "," + std::to_string(arc.edge.value) + "," +
              std::to_string(arc.type) + "," + std::to_string(arc.rank) + ";";
    }
  };
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const VertexIndex vertex{v};
    text += std::to_string(graph.id(vertex).value) + " ";
    for (const LabelId label : graph.labels(vertex)) {
      text += graph.label_names()[label] + " ";
    }
    for (const auto& [key, value] : graph.properties(vertex)) {
      text += key + "=" + text_of(value) + " ";
    }
    arcs(graph.out(vertex));
    arcs(graph.in(vertex));
  }
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    const EdgeIndex edge{e};
    text += graph.type_names()[graph.type(edge)] + std::to_string(graph.source(edge).value) + ">" +
            std::to_string(graph.target(edge).value) + std::to_string(graph.weight(edge));
    for (const auto& [key, value] : graph.properties(edge)) {
      text += key + "=" + text_of(value) + " ";
    }
  }
  for (const VertexIndex vertex : graph.find_name("grosse")) {
    text += std::to_string(vertex.value) + " ";
  }
  return text;
}

std::string told(const fs::path& path) {
  const auto store = open_or_die(path, plain(true));
  const auto graph = store->snapshot();
  EXPECT_TRUE(graph);
  return told(**graph);
}

class Image : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto store = open_or_die(folder_ / "db", plain());
    fill(*store);
  }
  Folder folder_;
  fs::path file_ = folder_ / "db" / "rapport.snapshot";
};

TEST_F(Image, TellsWhatTheTablesTell) {
  const std::string first = told(folder_ / "db");  // from the tables; writes the file
  ASSERT_TRUE(fs::exists(file_));
  EXPECT_EQ(told(folder_ / "db"), first);
}

TEST_F(Image, IsNotUsedAfterACommit) {
  told(folder_ / "db");
  {
    const auto store = open_or_die(folder_ / "db", plain());
    ASSERT_TRUE(store->add_vertex({{"New"}, {}}));
  }
  const auto store = open_or_die(folder_ / "db", plain(true));
  EXPECT_EQ((*store->snapshot())->vertex_count(), kVertices + 1);
}

TEST_F(Image, OfAnotherStoreIsNotUsed) {
  told(folder_ / "db");
  {
    const auto other = open_or_die(folder_ / "other", plain());
    ASSERT_TRUE(other->add_vertex({{"Only"}, {}}));
  }
  fs::copy_file(file_, folder_ / "other" / "rapport.snapshot");
  const auto store = open_or_die(folder_ / "other", plain(true));
  EXPECT_EQ((*store->snapshot())->vertex_count(), 1U);
}

void flip(const fs::path& file, std::streamoff at) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(at);
  const auto byte = static_cast<char>(stream.get() ^ 0x55);
  stream.seekp(at);
  stream.put(byte);
}

TEST_F(Image, DamagedIsMadeAnew) {
  const std::string first = told(folder_ / "db");
  const auto size = fs::file_size(file_);
  fs::resize_file(file_, size - 1);
  EXPECT_EQ(told(folder_ / "db"), first);
  EXPECT_EQ(fs::file_size(file_), size) << "the next one who asks finds it whole";
  const auto last = static_cast<std::streamoff>(size - 1);
  for (const std::streamoff at :
       {std::streamoff{0}, std::streamoff{9}, std::streamoff{41}, std::streamoff{57},
        std::streamoff{90}, std::streamoff{200}, last / 5, last / 3, last / 2, last}) {
    flip(file_, at);
    EXPECT_EQ(told(folder_ / "db"), first) << "byte " << at;
  }
}

TEST_F(Image, CopiedIsReadOnceAndThenTrusted) {
  const std::string first = told(folder_ / "db");
  const auto written = fs::last_write_time(file_);
  fs::last_write_time(file_, fs::file_time_type::clock::now());
  EXPECT_EQ(told(folder_ / "db"), first);
  EXPECT_EQ(fs::last_write_time(file_), written);
}

// A disk that forgets changes no time.
TEST_F(Image, DamagedUnseenIsFoundByVerify) {
  told(folder_ / "db");
  const auto written = fs::last_write_time(file_);
  flip(file_, static_cast<std::streamoff>(fs::file_size(file_) / 2));
  fs::last_write_time(file_, written);
  const auto faults = [this] {
    return open_or_die(folder_ / "db", plain(true))->verify().value().faults.size();
  };
  EXPECT_EQ(faults(), 1U);
  EXPECT_FALSE(fs::exists(file_));
  EXPECT_EQ(faults(), 0U);
}

TEST_F(Image, OfADeclaredWeightSortsByIt) {
  {
    const auto store = open_or_die(folder_ / "db", plain());
    ASSERT_TRUE(store->declare_weight("year"));
  }
  for (int round = 0; round < 2; ++round) {  // from the tables, then from the file
    const auto store = open_or_die(folder_ / "db", plain(true));
    const auto graph = *store->snapshot();
    EXPECT_EQ(graph->weight_key(), "year");
    EXPECT_EQ(graph->weight(EdgeIndex{0}), *graph->property(EdgeIndex{0}, "year").as_int());
    double before = 0;
    for (const Arc arc : graph->out(VertexIndex{0}, *graph->find_type("S"))) {
      EXPECT_LE(before, graph->weights()[arc.rank]);
      before = graph->weights()[arc.rank];
    }
  }
}

TEST(Bulk, WithoutCommitNothingCame) {
  Folder folder;
  const auto store = open_or_die(folder / "db", plain());
  {
    BulkLoad bulk = std::move(store->bulk()).value();
    ASSERT_TRUE(bulk.add_vertex({{"A"}, {}}));
  }
  EXPECT_EQ((*store->snapshot())->vertex_count(), 0U);
  for (const auto& entry : fs::directory_iterator(folder / "db")) {
    EXPECT_EQ(entry.path().string().find("rapport.load"), std::string::npos);
  }
}

TEST(Bulk, JoinsWhatWasThereBefore) {
  const auto store = std::move(Store::scratch(plain())).value();
  const VertexId old = std::move(store->add_vertex({{"Old"}, {}})).value();
  BulkLoad bulk = std::move(store->bulk()).value();
  const VertexId fresh = std::move(bulk.add_vertex({{"Fresh"}, {}})).value();
  ASSERT_TRUE(bulk.add_edge({old, fresh, "R", {}}));
  EXPECT_FALSE(bulk.add_edge({old, VertexId{9}, "R", {}}));
  ASSERT_TRUE(bulk.commit());
  const auto graph = *store->snapshot();
  ASSERT_EQ(graph->edge_count(), 1U);
  EXPECT_EQ(graph->id(graph->target(EdgeIndex{0})), fresh);
}

}  // namespace
}  // namespace rapport::graph::test
