// What comes into a plain store comes whole or not at all, also where somebody ends it on the way.

#include <gtest/gtest.h>

#include "rapport/graph/store.h"

#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

std::unique_ptr<Store> plain_store() {
  StoreOptions options;
  options.kind = StoreKind::kPlain;
  return std::move(Store::scratch(options)).value();
}

// Enough for a graph that is read from the tables.
PlainAddition large_addition() {
  constexpr std::uint32_t kVertices = 10'000, kEdges = 15'000;
  PlainAddition addition;
  for (std::uint32_t v = 0; v < kVertices; ++v) {
    addition.vertices.push_back({{"A"}, {{"name", "Vertex " + std::to_string(v)}}});
  }
  for (std::uint32_t e = 0; e < kEdges; ++e) {
    addition.edges.push_back(
        {VertexId{kFresh + e % kVertices}, VertexId{kFresh + e * 7 % kVertices}, "T", {}});
  }
  return addition;
}

// Says so when it is asked for the last time of so many.
class StopAfter {
 public:
  explicit StopAfter(int asked) : left_(asked) {}
  std::function<bool()> function() {
    return [this] { return left_-- <= 0; };
  }

 private:
  int left_;
};

TEST(PlainStore, AnAdditionThatIsStoppedLeavesNothing) {
  const auto store = plain_store();
  const PlainAddition addition = large_addition();
  int asked = 0;
  for (bool is_in = false; !is_in; ++asked) {
    StopAfter stop(asked);
    const auto added = store->add(addition, stop.function());
    is_in = static_cast<bool>(added);
    EXPECT_TRUE(is_in || added.error().code == Code::kCancelled);
    EXPECT_EQ((*store->graph())->vertex_count(), is_in ? addition.vertices.size() : 0U);
  }
  EXPECT_GT(asked, 12) << "while it is encoded, and while it is put together";
}

TEST(PlainStore, APreviewThatIsStoppedIsNone) {
  const auto store = plain_store();
  const PlainAddition addition = large_addition();
  int asked = 0;
  for (bool is_whole = false; !is_whole; ++asked) {
    StopAfter stop(asked);
    const auto seen = store->preview(addition, stop.function());
    if (seen) {
      ASSERT_TRUE((*seen)->is_tables());
      is_whole = (*seen)->with_label(0).size() == addition.vertices.size();  // all of them are read
      EXPECT_EQ(is_whole, static_cast<bool>((*seen)->status()));
    }
    const Error error = !seen ? seen.error() : is_whole ? Error{} : (*seen)->status().error();
    EXPECT_TRUE(is_whole || error.code == Code::kCancelled) << to_string(error);
  }
  EXPECT_GT(asked, 20) << "also while arrays are made of the tables";
  EXPECT_EQ((*store->graph())->vertex_count(), 0U);
}

}  // namespace
}  // namespace rapport::graph::test
