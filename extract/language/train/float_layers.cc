// Forward and backward passes of the float layers, and Adam.

#include "extract/language/train/float_layers.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace rapport::extract::train {
namespace {

float sigmoid(float x) { return 1.0F / (1.0F + fast_exp(-x)); }
float tanh_of(float x) { return 2.0F * sigmoid(2.0F * x) - 1.0F; }

// One step back through the units: from the gradients of the states and of the cells to those of
// the gates, before they were bent, and of the cells one step earlier.
void unit_gradients(std::size_t units, const float* gate, const float* cell, const float* old_cell,
                    const float* state_gradient, const float* cell_gradient, float* gate_gradient,
                    float* old_cell_gradient) {
#pragma GCC ivdep
  for (std::size_t u = 0; u < units; ++u) {
    const float input = gate[u];
    const float forget = gate[units + u];
    const float output = gate[2 * units + u];
    const float candidate = gate[3 * units + u];
    const float bent = tanh_of(cell[u]);
    const float dh = state_gradient[u];
    const float dc = cell_gradient[u] + dh * output * (1 - bent * bent);
    gate_gradient[u] = dc * candidate * input * (1 - input);
    gate_gradient[units + u] = dc * old_cell[u] * forget * (1 - forget);
    gate_gradient[2 * units + u] = dh * bent * output * (1 - output);
    gate_gradient[3 * units + u] = dc * input * (1 - candidate * candidate);
    old_cell_gradient[u] = dc * forget;
  }
}

void add_bias(const Matrix& bias, Matrix& out) {
  for (std::size_t r = 0; r < out.rows; ++r) {
    float* row = out.row(r);
    for (std::size_t c = 0; c < out.columns; ++c) {
      row[c] += bias.values[c];
    }
  }
}

void add_column_sums(const Matrix& from, Matrix& to) {
  for (std::size_t r = 0; r < from.rows; ++r) {
    const float* row = from.row(r);
    for (std::size_t c = 0; c < from.columns; ++c) {
      to.values[c] += row[c];
    }
  }
}

}  // namespace

// 2^x by the exponent's bits and a polynomial for the fraction; relative error below 1e-5.
float fast_exp(float x) {
  const float y = std::clamp(x, -80.0F, 80.0F) * 1.442695041F;
  const float whole = std::floor(y + 0.5F);
  const float f = y - whole;
  const float power =
      1.0F +
      f * (0.6931472F + f * (0.2402265F + f * (0.0555041F + f * (0.0096181F + f * 0.0013333F))));
  const auto exponent = static_cast<std::uint32_t>(static_cast<std::int32_t>(whole) + 127) << 23;
  return power * std::bit_cast<float>(exponent);
}

void Parameter::start(std::size_t rows, std::size_t columns, float range, Random& random) {
  value.reset(rows, columns);
  gradient.reset(rows, columns);
  mean.reset(rows, columns);
  variance.reset(rows, columns);
  for (float& v : value.values) {
    v = (2 * random.unit() - 1) * range;
  }
}

void Adam::step(const std::vector<Parameter*>& parameters) {
  ++steps;
  double square = 0;
  for (const Parameter* p : parameters) {
    float sum = 0;
    for (const float g : p->gradient.values) {
      sum += g * g;
    }
    square += sum;
  }
  const auto norm = static_cast<float>(std::sqrt(square));
  const float scale = norm > clip ? clip / norm : 1.0F;
  const float mean_start = 1 - std::pow(mean_decay, static_cast<float>(steps));
  const float variance_start = 1 - std::pow(variance_decay, static_cast<float>(steps));
  const float size = rate / mean_start;
  for (Parameter* p : parameters) {
    float* value = p->value.values.data();
    float* gradient = p->gradient.values.data();
    float* mean = p->mean.values.data();
    float* variance = p->variance.values.data();
    for (std::size_t i = 0; i < p->value.values.size(); ++i) {
      const float g = gradient[i] * scale;
      mean[i] += (1 - mean_decay) * (g - mean[i]);
      variance[i] += (1 - variance_decay) * (g * g - variance[i]);
      value[i] -= size * mean[i] / (std::sqrt(variance[i] / variance_start) + 1e-8F);
      gradient[i] = 0;
    }
  }
}

Packing::Packing(std::vector<std::size_t> descending_lengths)
    : lengths(std::move(descending_lengths)) {
  begin.push_back(0);
  for (std::size_t t = 0; !lengths.empty() && t < lengths.front(); ++t) {
    std::size_t active = 0;
    while (active < lengths.size() && lengths[active] > t) {
      sentence.push_back(active++);
    }
    begin.push_back(begin.back() + active);
  }
  mirror.resize(rows());
  for (std::size_t s = 0; s < lengths.size(); ++s) {
    for (std::size_t t = 0; t < lengths[s]; ++t) {
      mirror[row(s, t)] = row(s, lengths[s] - 1 - t);
    }
  }
}

Matrix mirrored(const Packing& packing, const Matrix& in) {
  Matrix out(in.rows, in.columns);
  for (std::size_t r = 0; r < in.rows; ++r) {
    std::copy_n(in.row(packing.mirror[r]), in.columns, out.row(r));
  }
  return out;
}

void apply_mask(const Packing& packing, const Matrix& mask, Matrix& rows) {
  if (mask.rows == 0) {
    return;
  }
  for (std::size_t r = 0; r < rows.rows; ++r) {
    const float* factor = mask.row(packing.sentence[r]);
    float* row = rows.row(r);
    for (std::size_t c = 0; c < rows.columns; ++c) {
      row[c] *= factor[c];
    }
  }
}

void FloatLayer::start(std::size_t inputs, std::size_t outputs, Random& random) {
  weights.start(inputs, outputs, std::sqrt(6.0F / static_cast<float>(inputs + outputs)), random);
  bias.start(1, outputs, 0, random);
}

void FloatLayer::forward(const Matrix& in, Matrix& out) const {
  const Matrix& w = weights.value;
  out.reset(in.rows, w.columns);
  add_product(in.rows, w.columns, w.rows, plain(in), w.values.data(), w.columns, out.values.data(),
              w.columns);
  add_bias(bias.value, out);
}

void FloatLayer::backward(const Matrix& in, const Matrix& out_gradient, Matrix& in_gradient) {
  const Matrix& w = weights.value;
  add_product(w.rows, w.columns, in.rows, transposed(in), out_gradient.values.data(), w.columns,
              weights.gradient.values.data(), w.columns);
  add_column_sums(out_gradient, bias.gradient);
  const Matrix back = transpose(w);
  add_product(in.rows, w.rows, w.columns, plain(out_gradient), back.values.data(), w.rows,
              in_gradient.values.data(), w.rows);
}

void FloatLstm::start(std::size_t inputs, std::size_t units_wanted, Random& random) {
  units = units_wanted;
  weights.start(inputs + units, 4 * units, std::sqrt(6.0F / static_cast<float>(inputs + 2 * units)),
                random);
  bias.start(1, 4 * units, 0, random);
  std::fill_n(bias.value.values.data() + units, units, 1.0F);  // remember, to begin with
}

void FloatLstm::forward(const Packing& packing, Memory& memory) const {
  const std::size_t rows = packing.rows();
  const std::size_t inputs = memory.in.columns;
  const std::size_t width = 4 * units;
  const float* state_weights = weights.value.row(inputs);
  memory.gates.reset(rows, width);
  memory.cells.reset(rows, units);
  memory.states.reset(rows, units);
  add_product(rows, width, inputs, plain(memory.in), weights.value.values.data(), width,
              memory.gates.values.data(), width);
  add_bias(bias.value, memory.gates);
  for (std::size_t t = 0; t + 1 < packing.begin.size(); ++t) {
    const std::size_t first = packing.begin[t];
    const std::size_t count = packing.begin[t + 1] - first;
    if (t > 0) {
      add_product(count, width, units, {memory.states.row(packing.begin[t - 1]), units, 1},
                  state_weights, width, memory.gates.row(first), width);
    }
    for (std::size_t s = 0; s < count; ++s) {
      float* gate = memory.gates.row(first + s);
      float* cell = memory.cells.row(first + s);
      float* state = memory.states.row(first + s);
      for (std::size_t u = 0; u < 3 * units; ++u) {
        gate[u] = sigmoid(gate[u]);
      }
      for (std::size_t u = 0; u < units; ++u) {
        gate[3 * units + u] = tanh_of(gate[3 * units + u]);
        cell[u] = gate[u] * gate[3 * units + u];
      }
      if (t > 0) {
        const float* before = memory.cells.row(packing.row(s, t - 1));
        for (std::size_t u = 0; u < units; ++u) {
          cell[u] += gate[units + u] * before[u];
        }
      }
      for (std::size_t u = 0; u < units; ++u) {
        state[u] = gate[2 * units + u] * tanh_of(cell[u]);
      }
    }
  }
}

void FloatLstm::backward(const Packing& packing, const Memory& memory, const Matrix& state_gradient,
                         Matrix& in_gradient) {
  const std::size_t rows = packing.rows();
  const std::size_t inputs = memory.in.columns;
  const std::size_t width = 4 * units;
  const Matrix back = transpose(weights.value);  // width x (inputs + units)
  Matrix gates(rows, width);
  Matrix states = state_gradient;
  Matrix cells(rows, units);
  Matrix before(rows, units);               // the state that each row came from
  const std::vector<float> nothing(units);  // the cells before the first step
  std::vector<float> unused(units);
  for (std::size_t t = packing.begin.size() - 1; t-- > 0;) {
    const std::size_t first = packing.begin[t];
    const std::size_t count = packing.begin[t + 1] - first;
    for (std::size_t s = 0; s < count; ++s) {
      const std::size_t r = first + s;
      const float* old_cell = t > 0 ? memory.cells.row(packing.row(s, t - 1)) : nothing.data();
      float* old_cell_gradient = t > 0 ? cells.row(packing.row(s, t - 1)) : unused.data();
      unit_gradients(units, memory.gates.row(r), memory.cells.row(r), old_cell, states.row(r),
                     cells.row(r), gates.row(r), old_cell_gradient);
      if (t > 0) {
        std::copy_n(memory.states.row(packing.row(s, t - 1)), units, before.row(r));
      }
    }
    if (t > 0) {
      add_product(count, units, width, {gates.row(first), width, 1}, back.values.data() + inputs,
                  inputs + units, states.row(packing.begin[t - 1]), units);
    }
  }
  add_product(inputs, width, rows, transposed(memory.in), gates.values.data(), width,
              weights.gradient.values.data(), width);
  add_product(units, width, rows, transposed(before), gates.values.data(), width,
              weights.gradient.row(inputs), width);
  add_column_sums(gates, bias.gradient);
  add_product(rows, inputs, width, plain(gates), back.values.data(), inputs + units,
              in_gradient.values.data(), inputs);
}

}  // namespace rapport::extract::train
