// 10,000 random queries on random graphs: all rules on, each off, all off, and a naive evaluator
// give the same rows.

#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/random_query.h"

namespace rapport::query::test {
namespace {

TEST(RandomQueries, AgreeWithANaiveEvaluator) {
  constexpr std::uint32_t kAll = (1U << kRules) - 1;
  constexpr std::uint32_t kNoPushDown = 1U << static_cast<unsigned>(Rule::kPushDown);
  std::size_t compared = 0;
  std::size_t with_rows = 0;
  std::size_t too_large = 0;
  for (std::uint32_t seed = 0; compared < 10'000; ++seed) {
    std::mt19937 random(seed);
    const Dice dice = [&](std::uint32_t bound) {
      return static_cast<std::uint32_t>(random() % bound);
    };
    const auto graph = random_graph_of(dice);
    const Clauses clauses = random_query(dice);
    const std::string text = to_text(clauses);
    const auto wanted = naive_rows(*graph, clauses);
    if (!wanted) {
      continue;
    }
    const auto query = Query::prepare(text);
    ASSERT_TRUE(query) << fmt::format("seed {}: ", seed) << to_string(query.error());
    std::vector<std::uint32_t> settings = {0, kAll};
    for (std::uint32_t rule = 0; rule < kRules; ++rule) {
      settings.push_back(1U << rule);
    }
    for (const std::uint32_t off : settings) {
      RunOptions options;
      options.rules_off = off;
      if ((off & kNoPushDown) != 0) {
        options.max_steps = 20'000;  // without conditions on the way some find millions of matches
      }
      const auto rows = query->run(*graph, options);
      ASSERT_TRUE(rows) << text << "\n" << to_string(rows.error());
      if ((off & kNoPushDown) != 0 && !rows->cut.empty()) {
        ++too_large;
        continue;
      }
      ASSERT_EQ(rows->cut, "") << text;
      ASSERT_EQ(rows_as_text(rows->rows), *wanted)
          << fmt::format("seed {}, rules off {:b}: {}", seed, off, text);
    }
    ++compared;
    with_rows += wanted->empty() ? 0 : 1;
  }
  EXPECT_LT(too_large, compared / 10) << "too few are compared without conditions on the way";
  EXPECT_GT(with_rows, compared / 3) << "too few queries find something";
}

}  // namespace
}  // namespace rapport::query::test
