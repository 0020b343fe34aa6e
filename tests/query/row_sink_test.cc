// Rows that are handed on one at a time: as they are found, without being held, until no more are
// wanted.

#include <thread>

#include <gtest/gtest.h>

#include "rapport/query/query.h"

namespace rapport::query {
namespace {

using Row = std::vector<Value>;

std::shared_ptr<const graph::Snapshot> nodes(std::int64_t count) {
  graph::SnapshotBuilder builder;
  for (std::int64_t v = 0; v < count; ++v) {
    builder.add_vertex({"N"}, {{"v", v}});
  }
  return std::move(builder).build();
}

Result<Rows> ask(const graph::Snapshot& graph, std::string_view text, const RunOptions& options,
                 const RowSink& take) {
  const auto query = Query::prepare(text);
  EXPECT_TRUE(query) << to_string(query.error());
  return query->run(graph, options, take);
}

constexpr std::string_view kMillion = "MATCH (a), (b), (c) RETURN a.v, b.v, c.v";

TEST(RowSink, GetsTheRowsOfTheAnswerInItsOrder) {
  const auto graph = nodes(5);
  for (const char* text :
       {"MATCH (a), (b) RETURN a, b.v", "MATCH (a), (b) RETURN a.v, count(b) ORDER BY a.v DESC",
        "MATCH (a) RETURN a UNION MATCH (b) RETURN b AS a", "UNWIND [] AS x RETURN x"}) {
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << to_string(query.error());
    std::vector<Row> taken;
    const auto rest = query->run(*graph, {}, [&](Row row) {
      taken.push_back(std::move(row));
      return true;
    });
    ASSERT_TRUE(rest) << to_string(rest.error());
    const auto whole = query->run(*graph);
    EXPECT_TRUE(rest->rows.empty()) << text;
    EXPECT_EQ(rest->columns, whole->columns) << text;
    EXPECT_EQ(query->columns(), whole->columns) << text;
    ASSERT_EQ(taken.size(), whole->rows.size()) << text;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      for (std::size_t c = 0; c < taken[i].size(); ++c) {
        EXPECT_EQ(to_json(taken[i][c], *graph), to_json(whole->rows[i][c], *graph)) << text;
      }
    }
  }
}

// A million rows where only a hundred values may be held.
TEST(RowSink, HoldsNoRows) {
  const auto graph = nodes(100);
  RunOptions options;
  options.max_values = 100;
  std::uint64_t count = 0;
  const auto rest = ask(*graph, kMillion, options, [&](const Row&) { return ++count > 0; });
  ASSERT_TRUE(rest) << to_string(rest.error());
  EXPECT_EQ(rest->cut, "");
  EXPECT_EQ(count, 1'000'000U);
  EXPECT_EQ(Query::prepare(kMillion)->run(*graph, options)->cut, "stopped at 100 values in memory");
}

TEST(RowSink, IsTheEndWhereNoMoreIsWanted) {
  const auto graph = nodes(100);
  RunOptions options;
  options.max_steps = 5000;
  for (const char* text :
       {"MATCH (a), (b), (c) RETURN a, b, c", "MATCH (a) CALL { MATCH (b), (c) RETURN c } RETURN a",
        "UNWIND [1, 2] AS x MATCH (a), (b), (c) WITH a WHERE a.v >= 0 RETURN a SKIP 2",
        "MATCH (a), (b), (c) RETURN a UNION ALL MATCH (a), (b), (c) RETURN a"}) {
    int count = 0;
    const auto rest = ask(*graph, text, options, [&](const Row&) { return ++count < 3; });
    ASSERT_TRUE(rest) << to_string(rest.error());
    EXPECT_EQ(rest->cut, "") << text;
    EXPECT_EQ(count, 3) << text;
  }
  int count = 0;
  ASSERT_TRUE(ask(*graph, "RETURN 1 AS x UNION RETURN 2 AS x", {}, [&](const Row&) {
    ++count;
    return false;
  }));
  EXPECT_EQ(count, 1) << "no row of the next part";
}

TEST(RowSink, StaysWithinTheLimits) {
  const auto graph = nodes(100);
  std::uint64_t count = 0;
  const auto take = [&](const Row&) { return ++count > 0; };
  RunOptions rows;
  rows.max_rows = 7;
  EXPECT_EQ(ask(*graph, kMillion, rows, take)->cut, "stopped at 7 rows");
  EXPECT_EQ(std::exchange(count, 0), 7U);
  RunOptions steps;
  steps.max_steps = 10'000;
  EXPECT_EQ(ask(*graph, kMillion, steps, take)->cut, "stopped after 10000 steps");
  EXPECT_GT(std::exchange(count, 0), 0U) << "those before the cut";
  RunOptions memory;
  memory.max_values = 1000;
  EXPECT_EQ(ask(*graph, "MATCH (a), (b) RETURN a.v ORDER BY b.v", memory, take)->cut,
            "stopped at 1000 values in memory");
  std::atomic<bool> cancel = false;
  RunOptions cancelled;
  cancelled.cancel = &cancel;
  const auto stopped = ask(*graph, kMillion, cancelled, [&](const Row&) { return cancel = true; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, Code::kCancelled);
}

TEST(RowSink, TakesItsOwnTime) {
  const auto graph = nodes(10);
  RunOptions options;
  options.timeout = std::chrono::milliseconds(100);
  int count = 0;
  const auto rest = ask(*graph, "MATCH (a), (b), (c), (d) RETURN a", options, [&](const Row&) {
    if (count++ < 3) {
      std::this_thread::sleep_for(std::chrono::milliseconds(60));
    }
    return true;
  });
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->cut, "");
  EXPECT_EQ(count, 10'000);
}

TEST(RowSink, IsToldOfAnErrorHalfWay) {
  const auto graph = nodes(3);
  std::vector<std::int64_t> taken;
  const auto rest = ask(*graph, "UNWIND [2, 1, 0, 3] AS x RETURN 6 / x AS y", {}, [&](Row row) {
    taken.push_back(*row[0].as_int());
    return true;
  });
  ASSERT_FALSE(rest);
  EXPECT_EQ(rest.error().where, "line 1, column 33");
  EXPECT_EQ(taken, (std::vector<std::int64_t>{3, 6})) << "the rows before it stand";
}

TEST(RowSink, MayAskAgain) {
  const auto graph = nodes(4);
  const auto inner = Query::prepare("MATCH (a {v: $v}) RETURN a.v");
  std::int64_t sum = 0;
  ASSERT_TRUE(ask(*graph, "MATCH (a) RETURN a.v", {}, [&](const Row& row) {
    RunOptions options;
    options.parameters["v"] = row[0];
    sum += *inner->run(*graph, options)->rows[0][0].as_int();
    return true;
  }));
  EXPECT_EQ(sum, 6);
}

TEST(RowSink, DoesNotCreate) {
  const auto rest = ask(*nodes(1), "CREATE (a) RETURN a", {}, [](const Row&) { return true; });
  ASSERT_FALSE(rest);
  EXPECT_EQ(rest.error().code, Code::kUnsupported);
}

}  // namespace
}  // namespace rapport::query
