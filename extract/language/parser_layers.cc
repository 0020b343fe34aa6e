// The layers of the parser's network in fixed point.
// What fits() asks for keeps all arithmetic within its bounds; see
// extract/language/parser_loops.cc.

#include "extract/language/parser_layers.h"

#include <algorithm>
#include <cstring>

namespace rapport::extract {
namespace {

constexpr std::int32_t kMaxBias = 1 << 24;
constexpr std::int32_t kMaxMultiplier = 1 << 30;

bool within(const std::vector<std::int32_t>& values, std::int32_t limit) {
  return std::all_of(values.begin(), values.end(),
                     [&](std::int32_t v) { return v > -limit && v < limit; });
}

// A gather instruction would take longer.
void look_up(const std::int16_t* table, const std::uint16_t* places, std::size_t count,
             std::int16_t* out) {
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = table[places[i]];
  }
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
  std::int32_t* sums = scratch.room_for_sums(count * rows);
  matrix.multiply(in, count, stride, sums, path);
  out.assign(count * rows, 0);
  const ParserLoops& loops = parser_loops(path);
  for (std::size_t i = 0; i < count; ++i) {
    loops.to_outputs({bias.data(), multiplier.data(), outputs}, sums + i * rows, rectify ? 0 : -127,
                     out.data() + i * rows);
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

// One step of one sequence: from the sums of its gates to its new state.
void LstmLayer::step(const std::int32_t* sums, const std::int32_t* from_states,
                     const std::int16_t* sigmoid, LayerScratch& scratch, std::int32_t* cells,
                     std::int8_t* states, const ParserLoops& loops) const {
  const std::size_t rows = std::size_t{4} * units;
  std::uint16_t* places = scratch.places.data();
  std::int16_t* gates = scratch.gates.data();
  loops.to_places({bias.data(), multiplier.data(), rows}, sums, from_states, places);
  look_up(sigmoid, places, rows, gates);
  loops.to_cells(units, gates, cells, places);
  look_up(sigmoid, places, units, gates);
  loops.to_states(units, gates + std::size_t{2} * units, gates, states);
}

void LstmLayer::run(const std::int8_t* in, std::size_t stride,
                    const std::vector<Sequence>& sequences, bool backward,
                    const std::vector<std::int16_t>& sigmoid, LayerScratch& scratch,
                    std::int8_t* out, std::size_t out_stride, CodePath path) const {
  const std::size_t rows = from_input.padded_rows();
  std::size_t count = 0;
  for (const Sequence& sequence : sequences) {
    count = std::max(count, sequence.begin + sequence.size);
  }
  std::int32_t* sums = scratch.room_for_sums(count * rows);
  from_input.multiply(in, count, stride, sums, path);
  scratch.states.assign(sequences.size() * units, 0);
  scratch.step.resize(sequences.size() * rows);
  scratch.cells.assign(sequences.size() * units, 0);
  scratch.places.resize(rows);
  scratch.gates.resize(rows);
  const ParserLoops& loops = parser_loops(path);
  std::size_t active = sequences.size();
  for (std::size_t n = 0;; ++n) {
    while (active > 0 && sequences[active - 1].size <= n) {
      --active;
    }
    if (active == 0) {
      break;
    }
    from_state.multiply(scratch.states.data(), active, units, scratch.step.data(), path);
    for (std::size_t s = 0; s < active; ++s) {
      const Sequence& sequence = sequences[s];
      const std::size_t i = sequence.begin + (backward ? sequence.size - 1 - n : n);
      std::int8_t* states = scratch.states.data() + s * units;
      step(sums + i * rows, scratch.step.data() + s * rows, sigmoid.data(), scratch,
           scratch.cells.data() + s * units, states, loops);
      std::copy(states, states + units, out + i * out_stride);
    }
  }
}

void write(ModelWriter& out, const Embedding& embedding) {
  out.number(embedding.width);
  out.array(embedding.rows);
}

void read(ModelReader& in, Embedding& embedding) {
  embedding.width = in.number();
  embedding.rows = in.array<std::int8_t, LargePages<std::int8_t>>();
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
