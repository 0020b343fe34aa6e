// The layers of the parser's network in floating point, with their gradients: what training
// changes, and what extract/language/train/quantise.h turns into extract/language/parser_layers.h.

#pragma once

#include <cstddef>
#include <vector>

#include "extract/language/train/matrix.h"
#include "extract/language/train/random.h"

namespace rapport::extract::train {

// Numbers to learn, with their gradient and the moments of Adam (Kingma and Ba 2015).
struct Parameter {
  Matrix value;
  Matrix gradient;
  Matrix mean;
  Matrix variance;

  // Uniform in [-range, range].
  void start(std::size_t rows, std::size_t columns, float range, Random& random);
};

struct Adam {
  float rate = 2e-3F;
  float mean_decay = 0.9F;
  float variance_decay = 0.95F;
  float clip = 5.0F;  // of the norm of all gradients together
  int steps = 0;

  // Changes the parameters and sets their gradients to zero.
  void step(const std::vector<Parameter*>& parameters);
};

// Sentences packed for a recurrent layer: at step t come the t-th nodes of all sentences that have
// one, longest sentence first. `mirror` gives, for each row, the row that stands there when each
// sentence is read backwards.
struct Packing {
  std::vector<std::size_t> lengths;  // descending
  std::vector<std::size_t> begin;    // the first row of each step, and the end
  std::vector<std::size_t> mirror;
  std::vector<std::size_t> sentence;  // of each row

  explicit Packing(std::vector<std::size_t> descending_lengths);
  std::size_t rows() const { return begin.back(); }
  std::size_t row(std::size_t s, std::size_t t) const { return begin[t] + s; }
};

struct FloatLayer {
  Parameter weights;  // inputs x outputs
  Parameter bias;     // 1 x outputs

  void start(std::size_t inputs, std::size_t outputs, Random& random);
  void forward(const Matrix& in, Matrix& out) const;
  // Adds to the gradients, and to `in_gradient`.
  void backward(const Matrix& in, const Matrix& out_gradient, Matrix& in_gradient);
};

// One direction of an LSTM layer; gates in the order of extract/language/parser_layers.h.
struct FloatLstm {
  std::size_t units = 0;
  Parameter weights;  // (inputs + units) x (4 * units)
  Parameter bias;

  struct Memory {  // of a forward pass
    Matrix in;
    Matrix gates;
    Matrix cells;
    Matrix states;
  };

  void start(std::size_t inputs, std::size_t units_wanted, Random& random);
  void forward(const Packing& packing, Memory& memory) const;
  void backward(const Packing& packing, const Memory& memory, const Matrix& state_gradient,
                Matrix& in_gradient);
};

// Reads each sentence backwards: out.row(r) = in.row(mirror[r]).
Matrix mirrored(const Packing& packing, const Matrix& in);

// Multiplies each row by the row of its sentence in `mask`; nothing when the mask is empty.
void apply_mask(const Packing& packing, const Matrix& mask, Matrix& rows);

float fast_exp(float x);

}  // namespace rapport::extract::train
