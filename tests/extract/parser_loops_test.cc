// The parser's inner loops: every path of this machine against the plain one, bit by bit.

#include "extract/language/parser_loops.h"

#include <algorithm>
#include <array>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

constexpr std::int32_t kMaxSum = (1 << 24) - 1;
constexpr std::int32_t kMaxMultiplier = (1 << 30) - 1;
constexpr std::int32_t kMaxCell = (16 << 12) - 1;

// Values in [lowest, highest]: those at the ends, small ones, any.
template <typename T>
std::vector<T> values(std::size_t size, std::int32_t lowest, std::int32_t highest,
                      std::mt19937& random) {
  std::uniform_int_distribution<std::int32_t> any(lowest, highest);
  const std::array<std::int32_t, 7> extremes = {lowest, lowest + 1, -1, 0, 1, highest, highest - 1};
  std::vector<T> out(size);
  for (T& value : out) {
    const std::int32_t chosen =
        random() % 2 == 0 ? any(random) : extremes[random() % extremes.size()];
    value = static_cast<T>(std::clamp(chosen, lowest, highest));
  }
  return out;
}

// Two parts of a sum and the bias, so that no sum leaves its bounds.
struct Rows {
  std::vector<std::int32_t> sums;
  std::vector<std::int32_t> step;
  std::vector<std::int32_t> bias;
  std::vector<std::int32_t> multiplier;

  // Small multipliers bring outputs between their limits, large ones past them.
  Rows(std::size_t rows, std::mt19937& random)
      : sums(values<std::int32_t>(rows, -kMaxSum / 2, kMaxSum / 2, random)),
        step(values<std::int32_t>(rows, -kMaxSum / 2, kMaxSum / 2, random)),
        bias(values<std::int32_t>(rows, -kMaxSum, kMaxSum, random)),
        multiplier(random() % 2 == 0
                       ? values<std::int32_t>(rows, -kMaxMultiplier, kMaxMultiplier, random)
                       : values<std::int32_t>(rows, -4000, 4000, random)) {}
  RowScale scale() const { return {bias.data(), multiplier.data(), bias.size()}; }
};

// What a loop writes, and that it writes nothing behind it.
template <typename T, typename Run>
void compare(const std::vector<T>& before, std::size_t size, Run run) {
  std::vector<T> wanted = before;
  wanted.resize(size + 64, T{77});
  const std::vector<T> start = wanted;
  run(parser_loops(CodePath::kPlain), wanted.data());
  for (const CodePath path : {CodePath::kAvx2, CodePath::kAvx512Vnni}) {
    if (has_code_path(path)) {
      std::vector<T> found = start;
      run(parser_loops(path), found.data());
      ASSERT_EQ(found, wanted) << "path " << static_cast<int>(path) << ", size " << size;
    }
  }
}

// Sizes about those of a vector, with a rest and without.
template <typename Check>
void for_sizes(Check check) {
  std::mt19937 random(11);
  for (std::size_t size = 1; size <= 70; ++size) {
    for (int round = 0; round < 20; ++round) {
      check(size, random);
    }
  }
}

TEST(ParserLoops, OutputsAreTheSame) {
  for_sizes([](std::size_t size, std::mt19937& random) {
    const Rows rows(size, random);
    for (const std::int32_t lowest : {-127, 0}) {
      compare<std::int8_t>({}, size, [&](const ParserLoops& loops, std::int8_t* out) {
        loops.to_outputs(rows.scale(), rows.sums.data(), lowest, out);
      });
    }
  });
}

TEST(ParserLoops, PlacesAreTheSameAndInTheTable) {
  for_sizes([](std::size_t units, std::mt19937& random) {
    const Rows rows(4 * units, random);
    compare<std::uint16_t>({}, 4 * units, [&](const ParserLoops& loops, std::uint16_t* places) {
      loops.to_places(rows.scale(), rows.sums.data(), rows.step.data(), places);
      ASSERT_LT(*std::max_element(places, places + 4 * units), GateTable::kSize);
    });
  });
}

TEST(ParserLoops, CellsAreTheSameAndStayInBounds) {
  for_sizes([](std::size_t units, std::mt19937& random) {
    const auto gates = values<std::int16_t>(4 * units, 0, GateTable::kUnit, random);
    const auto cells = values<std::int32_t>(units, -kMaxCell, kMaxCell, random);
    compare<std::int32_t>(cells, units, [&](const ParserLoops& loops, std::int32_t* after) {
      std::vector<std::uint16_t> places(units);
      loops.to_cells(units, gates.data(), after, places.data());
      ASSERT_LT(*std::max_element(places.begin(), places.end()), GateTable::kSize);
      ASSERT_LE(*std::max_element(after, after + units), kMaxCell);
    });
    compare<std::uint16_t>({}, units, [&](const ParserLoops& loops, std::uint16_t* places) {
      std::vector<std::int32_t> after = cells;
      loops.to_cells(units, gates.data(), after.data(), places);
    });
  });
}

TEST(ParserLoops, StatesAreTheSame) {
  for_sizes([](std::size_t units, std::mt19937& random) {
    const auto gates = values<std::int16_t>(units, 0, GateTable::kUnit, random);
    const auto sigmoids = values<std::int16_t>(units, 0, GateTable::kUnit, random);
    compare<std::int8_t>({}, units, [&](const ParserLoops& loops, std::int8_t* states) {
      loops.to_states(units, gates.data(), sigmoids.data(), states);
    });
  });
}

TEST(ParserLoops, AddedOutputsAreTheSame) {
  for_sizes([](std::size_t size, std::mt19937& random) {
    const Rows rows(size, random);
    const auto scores = values<std::int32_t>(size, -kMaxSum, kMaxSum, random);
    for (const std::int32_t factor : {-127, -1, 0, 3, 127}) {
      compare<std::int32_t>(scores, size, [&](const ParserLoops& loops, std::int32_t* sums) {
        loops.add_outputs(rows.scale(), rows.sums.data(), factor, sums);
      });
    }
  });
}

TEST(ParserLoops, AddedRowsAreTheSame) {
  for_sizes([](std::size_t blocks, std::mt19937& random) {
    const std::size_t size = 16 * blocks;
    const auto row = values<std::int16_t>(size, -32768, 32767, random);
    const auto scores = values<std::int32_t>(size, -kMaxSum, kMaxSum, random);
    compare<std::int32_t>(scores, size, [&](const ParserLoops& loops, std::int32_t* sums) {
      loops.add_row(size, row.data(), sums);
    });
  });
}

TEST(ParserLoops, OutputsAreRoundedAndCut) {
  const std::array<std::int32_t, 4> sums = {3, -3, 1000, -1000};
  const std::array<std::int32_t, 4> bias = {0, 0, 0, 0};
  const std::array<std::int32_t, 4> multiplier = {1 << 23, 1 << 23, 1 << 24, 1 << 24};
  std::array<std::int8_t, 4> out{};
  parser_loops(CodePath::kPlain)
      .to_outputs({bias.data(), multiplier.data(), 4}, sums.data(), -127, out.data());
  EXPECT_EQ(out, (std::array<std::int8_t, 4>{2, -1, 127, -127}));
}

}  // namespace
}  // namespace rapport::extract
