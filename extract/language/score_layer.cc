// Scores of classes.

#include "extract/language/score_layer.h"

#include <algorithm>

namespace rapport::extract {

bool ScoreLayer::fits(std::size_t inputs_wanted, std::size_t outputs_wanted) const {
  constexpr std::int32_t kMaxBias = 1 << 24;
  return inputs == inputs_wanted && inputs <= Int8Matrix::kMaxColumns &&
         outputs == outputs_wanted && weights.size() == std::size_t{outputs} * inputs &&
         bias.size() == outputs && std::all_of(bias.begin(), bias.end(), [](std::int32_t b) {
           return b > -kMaxBias && b < kMaxBias;
         });
}

void ScoreLayer::run(const std::int8_t* in, std::size_t count, std::size_t in_stride,
                     std::vector<std::int32_t>& scores, CodePath path) const {
  scores.resize(count * stride());
  matrix.multiply(in, count, in_stride, scores.data(), path);
  for (std::size_t i = 0; i < count; ++i) {
    std::int32_t* const row = scores.data() + i * stride();
    for (std::size_t c = 0; c < outputs; ++c) {
      row[c] += bias[c];
    }
  }
}

void write(ModelWriter& out, const ScoreLayer& layer) {
  out.number(layer.inputs);
  out.number(layer.outputs);
  out.array(layer.weights);
  out.array(layer.bias);
}

void read(ModelReader& in, ScoreLayer& layer) {
  layer.inputs = in.number();
  layer.outputs = in.number();
  layer.weights = in.array<std::int8_t>();
  layer.bias = in.array<std::int32_t>();
}

}  // namespace rapport::extract
