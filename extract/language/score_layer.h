// The last layer of a classifier in fixed point: a 32-bit score for each class. All rows have one
// scale, so that scores of different classes can be compared as they are.

#pragma once

#include <cstdint>
#include <vector>

#include "extract/language/int8_matrix.h"
#include "extract/language/model_file.h"

namespace rapport::extract {

struct ScoreLayer {
  std::uint32_t inputs = 0;
  std::uint32_t outputs = 0;
  std::vector<std::int8_t> weights;  // outputs x inputs
  std::vector<std::int32_t> bias;    // in units of the sums
  Int8Matrix matrix;                 // made of `weights` by prepare()

  bool fits(std::size_t inputs_wanted, std::size_t outputs_wanted) const;
  void prepare() { matrix.assign(weights.data(), outputs, inputs, inputs); }
  std::size_t stride() const { return matrix.padded_rows(); }
  // `count` inputs, `in_stride` apart; writes count x stride() scores.
  void run(const std::int8_t* in, std::size_t count, std::size_t in_stride,
           std::vector<std::int32_t>& scores, CodePath path) const;
};

void write(ModelWriter& out, const ScoreLayer& layer);
void read(ModelReader& in, ScoreLayer& layer);

}  // namespace rapport::extract
