// The inner loops of the tagger and the parser outside the matrix products, compiled for each code
// path. All are in integers, element by element or as sums, so every path gives the same bits.

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

  RowScale from(std::size_t row) const { return {bias + row, multiplier + row, rows - row}; }
};

struct ParserLoops {
  // 8-bit outputs in [lowest, 127].
  void (*to_outputs)(RowScale scale, const std::int32_t* sums, std::int32_t lowest,
                     std::int8_t* out);
  // What the gates of an LSTM read, as places in its table; sums[r] and step[r] are the two parts
  // of a sum. The last quarter of the rows is the candidate, a tanh.
  void (*to_places)(RowScale scale, const std::int32_t* sums, const std::int32_t* step,
                    std::uint16_t* places);
  // The cells after a step, and where their tanh lies in the table.
  void (*to_cells)(std::size_t units, const std::int16_t* gates, std::int32_t* cells,
                   std::uint16_t* places);
  void (*to_states)(std::size_t units, const std::int16_t* output_gates,
                    const std::int16_t* cell_sigmoids, std::int8_t* states);
  // Adds each of to_outputs()'s outputs, times `factor`, to its place in `scores`.
  void (*add_outputs)(RowScale scale, const std::int32_t* sums, std::int32_t factor,
                      std::int32_t* scores);
  // Adds a row of the tagger's weights, `size` of them, a multiple of 16.
  void (*add_row)(std::size_t size, const std::int16_t* row, std::int32_t* scores);
};

const ParserLoops& parser_loops(CodePath path);

}  // namespace rapport::extract
