// The layers of the parser's network in fixed point.
//
// Bounds, for any model that fits(): sums stay below 2^24 (Int8Matrix), biases too, multipliers
// below 2^30, so (sum + bias) * multiplier stays below 2^56. A cell's state is 2^-12 fine and held
// within +-16, so its product with a gate of 2^14 stays below 2^30.

#include "extract/parser_layers.h"

#include <algorithm>
#include <cstring>

namespace rapport::extract {
namespace {

constexpr std::int32_t kMaxBias = 1 << 24;
constexpr std::int32_t kMaxMultiplier = 1 << 30;
constexpr std::int32_t kMaxCell = (16 << 12) - 1;

bool within(const std::vector<std::int32_t>& values, std::int32_t limit) {
  return std::all_of(values.begin(), values.end(),
                     [&](std::int32_t v) { return v > -limit && v < limit; });
}

std::int32_t rescale(std::int32_t sum, std::int32_t multiplier) {
  const std::int64_t product = static_cast<std::int64_t>(sum) * multiplier;
  return static_cast<std::int32_t>((product + (std::int64_t{1} << (kShift - 1))) >> kShift);
}

std::int32_t to_8_bits(std::int32_t value, std::int32_t lowest) {
  return std::clamp(value, lowest, 127);
}

// `x` in 1/1024.
std::int32_t sigmoid_of(const std::int16_t* table, std::int32_t x) {
  constexpr std::int32_t kEnd = 8 << GateTable::kInputBits;
  return table[(std::clamp(x, -kEnd, kEnd - 1) + kEnd) >> 2];
}

std::int32_t tanh_of(const std::int16_t* table, std::int32_t x) {
  return 2 * sigmoid_of(table, 2 * x) - GateTable::kUnit;
}

}  // namespace

bool QuantisedLayer::fits(std::size_t inputs_wanted) const {
  return inputs == inputs_wanted && inputs <= Int8Matrix::kMaxColumns && outputs > 0 &&
         weights.size() == std::size_t{outputs} * inputs && bias.size() == outputs &&
         multiplier.size() == outputs && within(bias, kMaxBias) &&
         within(multiplier, kMaxMultiplier);
}

void QuantisedLayer::run(const std::int8_t* in, std::size_t count, std::size_t stride, bool rectify,
                         LayerScratch& scratch, std::vector<std::int8_t>& out,
                         CodePath path) const {
  const std::size_t rows = matrix.padded_rows();
  scratch.sums.resize(count * rows);
  matrix.multiply(in, count, stride, scratch.sums.data(), path);
  out.assign(count * rows, 0);
  const std::int32_t lowest = rectify ? 0 : -127;
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t r = 0; r < outputs; ++r) {
      const std::int32_t value = rescale(scratch.sums[i * rows + r] + bias[r], multiplier[r]);
      out[i * rows + r] = static_cast<std::int8_t>(to_8_bits(value, lowest));
    }
  }
}

bool LstmLayer::fits(std::size_t inputs_wanted) const {
  const std::size_t rows = std::size_t{4} * units;
  const std::size_t columns = std::size_t{inputs} + units;
  return inputs == inputs_wanted && units > 0 && units % 8 == 0 && inputs % 4 == 0 &&
         columns <= Int8Matrix::kMaxColumns && weights.size() == rows * columns &&
         bias.size() == rows && multiplier.size() == rows && within(bias, kMaxBias) &&
         within(multiplier, kMaxMultiplier);
}

void LstmLayer::prepare() {
  const std::size_t rows = std::size_t{4} * units;
  const std::size_t columns = std::size_t{inputs} + units;
  from_input.assign(weights.data(), rows, inputs, columns);
  from_state.assign(weights.data() + inputs, rows, units, columns);
}

void LstmLayer::run(const std::int8_t* in, std::size_t count, std::size_t stride, bool backward,
                    const std::vector<std::int16_t>& sigmoid, LayerScratch& scratch,
                    std::int8_t* out, std::size_t out_stride, CodePath path) const {
  const std::size_t rows = from_input.padded_rows();
  scratch.sums.resize(count * rows);
  from_input.multiply(in, count, stride, scratch.sums.data(), path);
  scratch.step.assign(rows, 0);
  scratch.cell.assign(units, 0);
  const std::int16_t* table = sigmoid.data();
  const std::int8_t* state = nullptr;
  for (std::size_t n = 0; n < count; ++n) {
    const std::size_t i = backward ? count - 1 - n : n;
    if (state != nullptr) {
      from_state.multiply(state, 1, 0, scratch.step.data(), path);
    }
    std::int32_t* gates = scratch.sums.data() + i * rows;
    for (std::size_t r = 0; r < rows; ++r) {
      gates[r] = rescale(gates[r] + scratch.step[r] + bias[r], multiplier[r]);
    }
    std::int8_t* next = out + i * out_stride;
    for (std::size_t u = 0; u < units; ++u) {
      const std::int32_t input = sigmoid_of(table, gates[u]);
      const std::int32_t forget = sigmoid_of(table, gates[units + u]);
      const std::int32_t output = sigmoid_of(table, gates[2 * units + u]);
      const std::int32_t candidate = tanh_of(table, gates[3 * units + u]);
      const std::int32_t cell =
          (forget * scratch.cell[u] + ((input * candidate) >> 2) + (1 << 13)) >> 14;
      scratch.cell[u] = std::clamp(cell, -kMaxCell, kMaxCell);
      const std::int32_t value = (output * tanh_of(table, scratch.cell[u] >> 2)) >> 14;
      next[u] = static_cast<std::int8_t>(to_8_bits((value * 127 + (1 << 13)) >> 14, -127));
    }
    state = next;
  }
}

void write(ModelWriter& out, const Embedding& embedding) {
  out.number(embedding.width);
  out.array(embedding.rows);
}

void read(ModelReader& in, Embedding& embedding) {
  embedding.width = in.number();
  embedding.rows = in.array<std::int8_t>();
}

void write(ModelWriter& out, const QuantisedLayer& layer) {
  out.number(layer.inputs);
  out.number(layer.outputs);
  out.array(layer.weights);
  out.array(layer.bias);
  out.array(layer.multiplier);
}

void read(ModelReader& in, QuantisedLayer& layer) {
  layer.inputs = in.number();
  layer.outputs = in.number();
  layer.weights = in.array<std::int8_t>();
  layer.bias = in.array<std::int32_t>();
  layer.multiplier = in.array<std::int32_t>();
}

void write(ModelWriter& out, const LstmLayer& layer) {
  out.number(layer.inputs);
  out.number(layer.units);
  out.array(layer.weights);
  out.array(layer.bias);
  out.array(layer.multiplier);
}

void read(ModelReader& in, LstmLayer& layer) {
  layer.inputs = in.number();
  layer.units = in.number();
  layer.weights = in.array<std::int8_t>();
  layer.bias = in.array<std::int32_t>();
  layer.multiplier = in.array<std::int32_t>();
}

}  // namespace rapport::extract
