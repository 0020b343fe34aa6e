// The snapshot file: the same graph as the tables, and never one of another state.

#include "graph/image.h"

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

// A small graph, so that each array is known.
std::shared_ptr<Snapshot::Data> two_vertices() {
  Draft draft;
  const VertexIndex a = draft.add_vertex({"A"}, {{"name", "a"}}, {});
  const VertexIndex b = draft.add_vertex({"B"}, {{"name", "b"}}, {});
  draft.add_edge(a, "R", b, {{"confidence", 0.5}}, {});
  draft.add_edge(b, "S", a, {{"confidence", 0.25}}, {});
  return std::move(draft).finish().value();
}

using Harm = std::function<void(Snapshot::Data&)>;

// Whether the file of a graph that was changed so is used; its checksums are right.
bool is_used(const fs::path& file, const Harm& harm, bool is_copy) {
  const auto data = two_vertices();
  (void)data->name_index();  // made before the harm, which it must not read
  harm(*data);
  const Stamp stamp{7, 1};
  EXPECT_TRUE(save_image(*data, stamp, file));
  if (is_copy) {
    fs::last_write_time(file, fs::file_time_type::clock::now());
  }
  const bool is_mapped = static_cast<bool>(map_image(file, stamp));
  if (is_copy && !is_mapped) {
    EXPECT_TRUE(drop_damaged_image(file, stamp));
  }
  return is_mapped;
}

TEST(ImageOfAnother, IsNotUsedWhereAnIndexLeadsOutOfIt) {
  Folder folder;
  const fs::path file = folder / "x.snapshot";
  EXPECT_TRUE(is_used(file, [](Snapshot::Data&) {}, true));
  const auto vertices = [](std::uint32_t x, std::uint32_t y) {
    return Array<VertexIndex>({VertexIndex{x}, VertexIndex{y}});
  };
  const auto numbers = [](std::vector<std::uint32_t> list) {
    return Array<std::uint32_t>(std::move(list));
  };
  const std::vector<Harm> harms = {
      [&](Snapshot::Data& data) { data.sources = vertices(0, 2); },
      [&](Snapshot::Data& data) { data.targets = vertices(1, 2); },
      [&](Snapshot::Data& data) { data.edge_types = Narrow({0, 2}); },
      [&](Snapshot::Data& data) { data.out.others = vertices(2, 0); },
      [&](Snapshot::Data& data) { data.in.edges = Array<EdgeIndex>({EdgeIndex{0}, EdgeIndex{2}}); },
      [&](Snapshot::Data& data) { data.in.types = Narrow({0, 9}); },
      [&](Snapshot::Data& data) { data.out.ranks = Narrow({0, 9}); },
      [&](Snapshot::Data& data) { data.out.starts = numbers({0, 9, 2}); },
      [&](Snapshot::Data& data) { data.vertex_labels.items = numbers({0, 2}); },
      [&](Snapshot::Data& data) { data.labelled.starts = numbers({0, 9, 2}); },
      [&](Snapshot::Data& data) { data.labelled.items = vertices(0, 2); },
      [&](Snapshot::Data& data) { data.ranks_of_codes = numbers({0, 0, 9}); },
      [&](Snapshot::Data& data) {
        NameEntry entry;
        entry.folded = 1;
        entry.folded_size = 9;
        data.names = NameIndex(Array<NameEntry>({entry}), Array<char>({'a', 'b'}));
        data.has_names = true;
      },
      [&](Snapshot::Data& data) {
        Column column;
        column.key = *data.find_key("name");
        column.codes = Narrow({1, 2});
        column.starts = Array<std::uint64_t>({0, 1});
        column.heap = Array<char>({'x'});
        std::vector<Column> columns;
        columns.push_back(std::move(column));
        data.vertex_columns = Columns(std::move(columns));
      }};
  for (std::size_t i = 0; i < harms.size(); ++i) {
    EXPECT_FALSE(is_used(file, harms[i], true)) << "harm " << i;
  }
}

// Also where its time is that of its writing.
TEST(ImageOfAnother, IsNeverUsedWhereLengthsDoNotFit) {
  Folder folder;
  const fs::path file = folder / "x.snapshot";
  EXPECT_TRUE(is_used(file, [](Snapshot::Data&) {}, false));
  const std::vector<Harm> harms = {
      [](Snapshot::Data& data) { data.vertex_ids = Array<VertexId>({VertexId{1}}); },
      [](Snapshot::Data& data) { data.sources = Array<VertexIndex>({VertexIndex{0}}); },
      [](Snapshot::Data& data) { data.vertex_labels.items = Array<LabelId>({0}); },
      [](Snapshot::Data& data) { data.in.starts = Array<std::uint32_t>({0, 1, 3}); },
      [](Snapshot::Data& data) { data.ranks_of_codes = Array<std::uint32_t>({0, 0}); },
      [](Snapshot::Data& data) {
        data.keys.clear();
        data.weight_key = "name";
      }};
  for (std::size_t i = 0; i < harms.size(); ++i) {
    EXPECT_FALSE(is_used(file, harms[i], false)) << "harm " << i;
  }
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
