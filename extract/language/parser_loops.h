// The loops of the parser's layers outside the matrix products, compiled for each code path. All
// are in integers, element by element or as sums, so every path gives the same bits.

#pragma once

#include <cstddef>
#include <cstdint>

#include "extract/language/int8_matrix.h"

namespace rapport::extract {

inline constexpr int kShift = 24;  // of multipliers

// The sigmoid over [-8, 8) in steps of 1/256, times 2^14. tanh(x) = 2 sigmoid(2x) - 1.
struct GateTable {
  static constexpr std::size_t kSize = 4096;
  static constexpr int kInputBits = 10;  // gates read 1/1024
  static constexpr int kUnit = 1 << 14;
};

// What the rows of a layer need after their sums: (sum + bias) * multiplier / 2^kShift.
struct RowScale {
  const std::int32_t* bias;
  const std::int32_t* multiplier;
  std::size_t rows;
};

struct ParserLoops {
  // 8-bit outputs in [lowest, 127].
  void (*to_outputs)(RowScale scale, const std::int32_t* sums, std::int32_t lowest,
                     std::int8_t* out);
  // gates[r] and step[r] are the two parts of a sum; gates[r] becomes what the gate reads.
  void (*to_gates)(RowScale scale, const std::int32_t* step, std::int32_t* gates);
  // One step of an LSTM from its gates: changes the cells, writes the states.
  void (*step)(std::size_t units, const std::int16_t* sigmoid, const std::int32_t* gates,
               std::int32_t* cells, std::int8_t* states);
  // scores[i] = the product of vector i of `vectors` and `with`, both `width` long.
  void (*products)(const std::int8_t* vectors, const std::int8_t* with, std::size_t width,
                   std::size_t count, std::int32_t* scores);
};

const ParserLoops& parser_loops(CodePath path);

}  // namespace rapport::extract
