// The loops of the parser's layers. Each is written once, plainly; the compiler makes a version for
// each instruction set of it.
//
// Bounds, for any model that fits (extract/language/parser_layers.cc): sums and biases stay below
// 2^24 each, multipliers below 2^30, so their product stays below 2^56. A cell's state is 2^-12
// fine and held within +-16, so its product with a gate of 2^14 stays below 2^30.

#include "extract/language/parser_loops.h"

#include <algorithm>

#define RAPPORT_INLINE [[gnu::always_inline]] inline

namespace rapport::extract {
namespace {

constexpr std::int32_t kMaxCell = (16 << 12) - 1;

// The low 32 bits of the shifted product. An unsigned shift gives the same and is there for
// vectors.
RAPPORT_INLINE std::int32_t rescale(std::int32_t sum, std::int32_t multiplier) {
  constexpr std::int64_t kHalf = std::int64_t{1} << (kShift - 1);
  const std::int64_t product = static_cast<std::int64_t>(sum) * multiplier + kHalf;
  return static_cast<std::int32_t>(static_cast<std::uint64_t>(product) >> kShift);
}

RAPPORT_INLINE std::int32_t between(std::int32_t value, std::int32_t low, std::int32_t high) {
  return value < low ? low : value > high ? high : value;
}

// Where the sigmoid of `x`, in 1/1024, lies in the table.
RAPPORT_INLINE std::uint16_t place_of(std::int32_t x) {
  constexpr std::int32_t kEnd = 8 << GateTable::kInputBits;
  return static_cast<std::uint16_t>((between(x, -kEnd, kEnd - 1) + kEnd) >> 2);
}

// tanh(x) from the sigmoid of 2x.
RAPPORT_INLINE std::int32_t tanh_of(std::int32_t sigmoid) { return 2 * sigmoid - GateTable::kUnit; }

struct Plain {
  RAPPORT_INLINE static void to_outputs(RowScale scale, const std::int32_t* sums,
                                        std::int32_t lowest, std::int8_t* out) {
    for (std::size_t r = 0; r < scale.rows; ++r) {
      const std::int32_t value = rescale(sums[r] + scale.bias[r], scale.multiplier[r]);
      out[r] = static_cast<std::int8_t>(between(value, lowest, 127));
    }
  }

  RAPPORT_INLINE static void to_places(RowScale scale, const std::int32_t* sums,
                                       const std::int32_t* step, std::uint16_t* places) {
    const std::size_t sigmoids = scale.rows / 4 * 3;
    for (std::size_t r = 0; r < sigmoids; ++r) {
      places[r] = place_of(rescale(sums[r] + step[r] + scale.bias[r], scale.multiplier[r]));
    }
    for (std::size_t r = sigmoids; r < scale.rows; ++r) {
      const std::int32_t value = rescale(sums[r] + step[r] + scale.bias[r], scale.multiplier[r]);
      places[r] = place_of(2 * between(value, -(1 << 20), 1 << 20));
    }
  }

  RAPPORT_INLINE static void to_cells(std::size_t units, const std::int16_t* gates,
                                      std::int32_t* cells, std::uint16_t* places) {
    for (std::size_t u = 0; u < units; ++u) {
      const std::int32_t input = gates[u];
      const std::int32_t forget = gates[units + u];
      const std::int32_t candidate = tanh_of(gates[3 * units + u]);
      const std::int32_t cell = (forget * cells[u] + ((input * candidate) >> 2) + (1 << 13)) >> 14;
      cells[u] = between(cell, -kMaxCell, kMaxCell);
      places[u] = place_of(2 * (cells[u] >> 2));
    }
  }

  RAPPORT_INLINE static void to_states(std::size_t units, const std::int16_t* output_gates,
                                       const std::int16_t* cell_sigmoids, std::int8_t* states) {
    for (std::size_t u = 0; u < units; ++u) {
      const std::int32_t value = (output_gates[u] * tanh_of(cell_sigmoids[u])) >> 14;
      states[u] = static_cast<std::int8_t>(between((value * 127 + (1 << 13)) >> 14, -127, 127));
    }
  }

  RAPPORT_INLINE static void add_outputs(RowScale scale, const std::int32_t* sums,
                                         std::int32_t factor, std::int32_t* scores) {
    for (std::size_t r = 0; r < scale.rows; ++r) {
      const std::int32_t value = rescale(sums[r] + scale.bias[r], scale.multiplier[r]);
      scores[r] += factor * between(value, -127, 127);
    }
  }

  RAPPORT_INLINE static void add_row(std::size_t size, const std::int16_t* row,
                                     std::int32_t* scores) {
    std::int32_t* __restrict to = scores;  // so that compilers see a loop for vectors
    for (std::size_t t = 0; t < size; ++t) {
      to[t] += row[t];
    }
  }
};

// The same functions under an instruction set.
#define RAPPORT_LOOPS_FOR(Name, kTarget)                                                      \
  struct Name {                                                                               \
    __attribute__((target(kTarget))) static void to_outputs(RowScale scale,                   \
                                                            const std::int32_t* sums,         \
                                                            std::int32_t lowest,              \
                                                            std::int8_t* out) {               \
      Plain::to_outputs(scale, sums, lowest, out);                                            \
    }                                                                                         \
    __attribute__((target(kTarget))) static void to_places(RowScale scale,                    \
                                                           const std::int32_t* sums,          \
                                                           const std::int32_t* step,          \
                                                           std::uint16_t* places) {           \
      Plain::to_places(scale, sums, step, places);                                            \
    }                                                                                         \
    __attribute__((target(kTarget))) static void to_cells(std::size_t units,                  \
                                                          const std::int16_t* gates,          \
                                                          std::int32_t* cells,                \
                                                          std::uint16_t* places) {            \
      Plain::to_cells(units, gates, cells, places);                                           \
    }                                                                                         \
    __attribute__((target(kTarget))) static void to_states(std::size_t units,                 \
                                                           const std::int16_t* output_gates,  \
                                                           const std::int16_t* cell_sigmoids, \
                                                           std::int8_t* states) {             \
      Plain::to_states(units, output_gates, cell_sigmoids, states);                           \
    }                                                                                         \
    __attribute__((target(kTarget))) static void add_outputs(RowScale scale,                  \
                                                             const std::int32_t* sums,        \
                                                             std::int32_t factor,             \
                                                             std::int32_t* scores) {          \
      Plain::add_outputs(scale, sums, factor, scores);                                        \
    }                                                                                         \
    __attribute__((target(kTarget))) static void add_row(std::size_t size,                    \
                                                         const std::int16_t* row,             \
                                                         std::int32_t* scores) {              \
      Plain::add_row(size, row, scores);                                                      \
    }                                                                                         \
  };

template <typename Loops>
constexpr ParserLoops kLoops{Loops::to_outputs, Loops::to_places,   Loops::to_cells,
                             Loops::to_states,  Loops::add_outputs, Loops::add_row};

#if defined(__x86_64__)
RAPPORT_LOOPS_FOR(Avx2, "avx2")
RAPPORT_LOOPS_FOR(Avx512, "avx512f,avx512bw,avx512dq,avx512vl")
#endif

}  // namespace

const ParserLoops& parser_loops(CodePath path) {
#if defined(__x86_64__)
  if (path != CodePath::kPlain) {
    return path == CodePath::kAvx2 ? kLoops<Avx2> : kLoops<Avx512>;
  }
#endif
  return kLoops<Plain>;
}

}  // namespace rapport::extract
