// The layers of the parser's network in fixed point.
//
// Values between layers are 8-bit integers in [-127, 127]; what 127 stands for is folded into the
// weights of the layer that reads them. A layer sums in 32 bits and brings each sum to the scale of
// its output by a multiplier of its row: (sum + bias) * multiplier / 2^kShift. LSTM gates are
// looked up in a table that is part of the model, since exp() differs between machines.

#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "extract/language/int8_matrix.h"
#include "extract/language/model_file.h"
#include "extract/language/parser_loops.h"
#include "extract/large_pages.h"

namespace rapport::extract {

// Rows of 8-bit numbers.
struct Embedding {
  std::uint32_t width = 0;
  BigTable<std::int8_t> rows;

  std::size_t size() const { return width == 0 ? 0 : rows.size() / width; }
};

struct LayerScratch {
  std::vector<std::int32_t> sums;  // only grows, or each larger layer would fill it with zeros
  std::int32_t* room_for_sums(std::size_t size) {
    sums.resize(std::max(sums.size(), size));
    return sums.data();
  }
  // Of an LSTM, each for all sequences in step.
  std::vector<std::int8_t> states;
  std::vector<std::int32_t> step;
  std::vector<std::int32_t> cells;
  // Of an LSTM, for one sequence.
  std::vector<std::uint16_t> places;
  std::vector<std::int16_t> gates;
};

// Inputs that belong together: `size` of them from number `begin` on.
struct Sequence {
  std::size_t begin = 0;
  std::size_t size = 0;
};

// An affine layer. Outputs are 8-bit; negative ones become 0 where it rectifies.
struct QuantisedLayer {
  std::uint32_t inputs = 0;
  std::uint32_t outputs = 0;
  std::vector<std::int8_t> weights;  // outputs x inputs
  std::vector<std::int32_t> bias;    // in units of the sums
  std::vector<std::int32_t> multiplier;
  Int8Matrix matrix;  // made of `weights` by prepare()

  bool fits(std::size_t inputs_wanted) const;
  void prepare() { matrix.assign(weights.data(), outputs, inputs, inputs); }
  // `count` inputs, `stride` apart; writes count x matrix.padded_rows() outputs.
  void run(const std::int8_t* in, std::size_t count, std::size_t stride, bool rectify,
           LayerScratch& scratch, std::vector<std::int8_t>& out, CodePath path) const;
};

// One direction of an LSTM layer (Hochreiter and Schmidhuber 1997, forget gates of Gers et al.
// 2000). Rows: input, forget and output gates, then the candidate, `units` each; columns: the
// inputs, then the layer's own state. One scale a row for both.
struct LstmLayer {
  std::uint32_t inputs = 0;
  std::uint32_t units = 0;
  std::vector<std::int8_t> weights;  // 4 * units x (inputs + units)
  std::vector<std::int32_t> bias;
  std::vector<std::int32_t> multiplier;
  Int8Matrix from_input;  // the parts of `weights`, made by prepare()
  Int8Matrix from_state;

  bool fits(std::size_t inputs_wanted) const;
  void prepare();
  // Runs over each sequence, from its last input to its first when `backward`; writes the state
  // after input i to out + i * out_stride. Sequences go in step, so that they share each load of
  // weights; what comes out is the same as of one by one. REQUIRES: the longest sequence first, and
  // so on down.
  void run(const std::int8_t* in, std::size_t stride, const std::vector<Sequence>& sequences,
           bool backward, const std::vector<std::int16_t>& sigmoid, LayerScratch& scratch,
           std::int8_t* out, std::size_t out_stride, CodePath path) const;

 private:
  void step(const std::int32_t* sums, const std::int32_t* from_states, const std::int16_t* sigmoid,
            LayerScratch& scratch, std::int32_t* cells, std::int8_t* states,
            const ParserLoops& loops) const;
};

void write(ModelWriter& out, const Embedding& embedding);
void write(ModelWriter& out, const QuantisedLayer& layer);
void write(ModelWriter& out, const LstmLayer& layer);
void read(ModelReader& in, Embedding& embedding);
void read(ModelReader& in, QuantisedLayer& layer);
void read(ModelReader& in, LstmLayer& layer);

}  // namespace rapport::extract
