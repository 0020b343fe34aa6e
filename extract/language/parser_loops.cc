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

RAPPORT_INLINE std::int32_t rescale(std::int32_t sum, std::int32_t multiplier) {
  const std::int64_t product = static_cast<std::int64_t>(sum) * multiplier;
  return static_cast<std::int32_t>((product + (std::int64_t{1} << (kShift - 1))) >> kShift);
}

RAPPORT_INLINE std::int32_t between(std::int32_t value, std::int32_t low, std::int32_t high) {
  return value < low ? low : value > high ? high : value;
}

// `x` in 1/1024.
RAPPORT_INLINE std::int32_t sigmoid_of(const std::int16_t* table, std::int32_t x) {
  constexpr std::int32_t kEnd = 8 << GateTable::kInputBits;
  return table[(between(x, -kEnd, kEnd - 1) + kEnd) >> 2];
}

// 2 * x cannot overflow: gates are held within +-2^20 by to_gates, cells by kMaxCell.
RAPPORT_INLINE std::int32_t tanh_of(const std::int16_t* table, std::int32_t x) {
  return 2 * sigmoid_of(table, 2 * x) - GateTable::kUnit;
}

struct Plain {
  RAPPORT_INLINE static void to_outputs(RowScale scale, const std::int32_t* sums,
                                        std::int32_t lowest, std::int8_t* out) {
    for (std::size_t r = 0; r < scale.rows; ++r) {
      const std::int32_t value = rescale(sums[r] + scale.bias[r], scale.multiplier[r]);
      out[r] = static_cast<std::int8_t>(between(value, lowest, 127));
    }
  }

  RAPPORT_INLINE static void to_gates(RowScale scale, const std::int32_t* step,
                                      std::int32_t* gates) {
    for (std::size_t r = 0; r < scale.rows; ++r) {
      const std::int32_t value = rescale(gates[r] + step[r] + scale.bias[r], scale.multiplier[r]);
      gates[r] = between(value, -(1 << 20), 1 << 20);
    }
  }

  RAPPORT_INLINE static void step(std::size_t units, const std::int16_t* sigmoid,
                                  const std::int32_t* gates, std::int32_t* cells,
                                  std::int8_t* states) {
    for (std::size_t u = 0; u < units; ++u) {
      const std::int32_t input = sigmoid_of(sigmoid, gates[u]);
      const std::int32_t forget = sigmoid_of(sigmoid, gates[units + u]);
      const std::int32_t output = sigmoid_of(sigmoid, gates[2 * units + u]);
      const std::int32_t candidate = tanh_of(sigmoid, gates[3 * units + u]);
      const std::int32_t cell = (forget * cells[u] + ((input * candidate) >> 2) + (1 << 13)) >> 14;
      cells[u] = between(cell, -kMaxCell, kMaxCell);
      const std::int32_t value = (output * tanh_of(sigmoid, cells[u] >> 2)) >> 14;
      states[u] = static_cast<std::int8_t>(between((value * 127 + (1 << 13)) >> 14, -127, 127));
    }
  }

  RAPPORT_INLINE static void products(const std::int8_t* vectors, const std::int8_t* with,
                                      std::size_t width, std::size_t count, std::int32_t* scores) {
    for (std::size_t i = 0; i < count; ++i) {
      std::int32_t sum = 0;
      for (std::size_t c = 0; c < width; ++c) {
        sum += vectors[i * width + c] * with[c];
      }
      scores[i] = sum;
    }
  }
};

// The same four functions under an instruction set.
#define RAPPORT_LOOPS_FOR(Name, kTarget)                                                          \
  struct Name {                                                                                   \
    __attribute__((target(kTarget))) static void to_outputs(RowScale scale,                       \
                                                            const std::int32_t* sums,             \
                                                            std::int32_t lowest,                  \
                                                            std::int8_t* out) {                   \
      Plain::to_outputs(scale, sums, lowest, out);                                                \
    }                                                                                             \
    __attribute__((target(kTarget))) static void to_gates(RowScale scale,                         \
                                                          const std::int32_t* step,               \
                                                          std::int32_t* gates) {                  \
      Plain::to_gates(scale, step, gates);                                                        \
    }                                                                                             \
    __attribute__((target(kTarget))) static void step(std::size_t units,                          \
                                                      const std::int16_t* sigmoid,                \
                                                      const std::int32_t* gates,                  \
                                                      std::int32_t* cells, std::int8_t* states) { \
      Plain::step(units, sigmoid, gates, cells, states);                                          \
    }                                                                                             \
    __attribute__((target(kTarget))) static void products(const std::int8_t* vectors,             \
                                                          const std::int8_t* with,                \
                                                          std::size_t width, std::size_t count,   \
                                                          std::int32_t* scores) {                 \
      Plain::products(vectors, with, width, count, scores);                                       \
    }                                                                                             \
  };

template <typename Loops>
constexpr ParserLoops kLoops{Loops::to_outputs, Loops::to_gates, Loops::step, Loops::products};

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
