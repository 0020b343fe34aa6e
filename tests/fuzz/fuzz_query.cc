// Whole random queries on random graphs, both made from the bytes: whatever the planner's rules
// are, the rows are those of the naive evaluator, and a profile changes none.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "rapport/query/query.h"

#include "tests/query/random_query.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rapport::query;
  std::size_t at = 0;
  const test::Dice dice = [&](std::uint32_t bound) { return at < size ? data[at++] % bound : 0; };
  const auto graph = test::random_graph_of(dice);
  const test::Clauses clauses = test::random_query(dice);
  const std::string text = test::to_text(clauses);
  const auto fail = [&](const char* what) {
    std::fprintf(stderr, "%s: %s\n", what, text.c_str());
    std::abort();
  };
  const auto query = Query::prepare(text);
  if (!query) {
    fail("refused");
  }
  const auto wanted = test::naive_rows(*graph, clauses);
  constexpr std::uint32_t kAll = (1U << kRules) - 1;
  for (std::uint32_t setting = 0; setting < 2U * kRules + 2; ++setting) {
    const std::uint32_t some = setting / 2 < kRules ? 1U << setting / 2 : 0;
    RunOptions options;
    options.rules_off = setting % 2 == 0 ? some : kAll - some;  // each off, each alone, none, all
    options.max_steps = 1'000'000;
    options.profile = setting % 2 == 1;
    const auto rows = query->run(*graph, options);
    if (!rows) {
      fail("failed");
    }
    if (rows->cut.empty() && wanted && test::rows_as_text(rows->rows) != *wanted) {
      fail("differs");
    }
  }
  return 0;
}
