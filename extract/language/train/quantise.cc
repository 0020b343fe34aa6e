// From the float network to the integer one: each row of weights gets the scale that fills 8 bits,
// each value between layers the scale that all but the rarest values of a sample fit.

#include "extract/language/train/quantise.h"

#include <algorithm>
#include <cmath>

namespace rapport::extract::train {
namespace {

constexpr float kStateScale = 1.0F / 127;  // LSTM states lie in (-1, 1)

// What one unit of an 8-bit value stands for, when all but a 20000th of `values` are to fit.
float scale_of(std::vector<float> values) {
  for (float& value : values) {
    value = std::fabs(value);
  }
  const std::size_t last = values.size() - 1 - values.size() / 20000;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(last),
                   values.end());
  return std::max(values[last], 1e-6F) / 127;
}

std::int8_t to_8_bits(float value) {
  return static_cast<std::int8_t>(std::clamp(std::lround(value), -127L, 127L));
}

Embedding quantise(const Matrix& table, float scale) {
  Embedding out;
  out.width = static_cast<std::uint32_t>(table.columns);
  for (const float value : table.values) {
    out.rows.push_back(to_8_bits(value / scale));
  }
  return out;
}

// The rows of the integer layer are the columns of the float one. `in_scale[i]` is what one unit of
// input i stands for, `out_scale` of each output.
template <typename Layer>
void quantise_rows(const Matrix& weights, const Matrix& bias, const std::vector<float>& in_scale,
                   float out_scale, Layer& out) {
  for (std::size_t r = 0; r < weights.columns; ++r) {
    float largest = 1e-9F;
    for (std::size_t i = 0; i < weights.rows; ++i) {
      largest = std::max(largest, std::fabs(weights.row(i)[r] * in_scale[i]));
    }
    const float unit = largest / 127;
    for (std::size_t i = 0; i < weights.rows; ++i) {
      out.weights.push_back(to_8_bits(weights.row(i)[r] * in_scale[i] / unit));
    }
    out.bias.push_back(static_cast<std::int32_t>(
        std::clamp(std::lround(bias.values[r] / unit), -(1L << 24) + 1, (1L << 24) - 1)));
    out.multiplier.push_back(static_cast<std::int32_t>(std::clamp(
        std::lround(unit / out_scale * static_cast<float>(1 << kShift)), 1L, (1L << 30) - 1)));
  }
}

QuantisedLayer quantise(const FloatLayer& layer, float in_scale, float out_scale) {
  QuantisedLayer out;
  out.inputs = static_cast<std::uint32_t>(layer.weights.value.rows);
  out.outputs = static_cast<std::uint32_t>(layer.weights.value.columns);
  quantise_rows(layer.weights.value, layer.bias.value, std::vector<float>(out.inputs, in_scale),
                out_scale, out);
  return out;
}

LstmLayer quantise(const FloatLstm& layer, std::vector<float> in_scale) {
  LstmLayer out;
  out.inputs = static_cast<std::uint32_t>(in_scale.size());
  out.units = static_cast<std::uint32_t>(layer.units);
  in_scale.resize(in_scale.size() + layer.units, kStateScale);
  quantise_rows(layer.weights.value, layer.bias.value, in_scale,
                1.0F / static_cast<float>(1 << GateTable::kInputBits), out);
  return out;
}

ScoreLayer quantise_scores(const FloatLayer& layer, float in_scale) {
  const Matrix& weights = layer.weights.value;
  ScoreLayer out;
  out.inputs = static_cast<std::uint32_t>(weights.rows);
  out.outputs = static_cast<std::uint32_t>(weights.columns);
  float largest = 1e-9F;
  for (const float value : weights.values) {
    largest = std::max(largest, std::fabs(value));
  }
  const float unit = largest / 127;
  for (std::size_t r = 0; r < weights.columns; ++r) {
    for (std::size_t i = 0; i < weights.rows; ++i) {
      out.weights.push_back(to_8_bits(weights.row(i)[r] / unit));
    }
    out.bias.push_back(static_cast<std::int32_t>(std::clamp(
        std::lround(layer.bias.value.values[r] / (unit * in_scale)), -(1L << 23), 1L << 23)));
  }
  return out;
}

// The embeddings of the whole vocabulary.
Matrix word_table(const FloatParser& network) {
  Matrix table(network.words.words.size() + ParserInput::kFirstWord,
               network.tables[0].value.columns);
  for (std::size_t w = 0; w < table.rows; ++w) {
    const std::vector<float> row = network.word_embedding(w);
    std::copy(row.begin(), row.end(), table.row(w));
  }
  return table;
}

std::vector<std::int16_t> sigmoid_table() {
  std::vector<std::int16_t> table;
  for (std::size_t i = 0; i < GateTable::kSize; ++i) {
    const double x = (static_cast<double>(i) + 0.5) / 256 - 8;
    table.push_back(static_cast<std::int16_t>(std::lround(GateTable::kUnit / (1 + std::exp(-x)))));
  }
  return table;
}

}  // namespace

Parser quantise(const FloatParser& network, const std::string& tags,
                const std::vector<const ParserExample*>& sample) {
  Parser::Model model;
  model.tags = tags;
  model.vocabulary = network.words.words;
  model.sigmoid = sigmoid_table();
  std::vector<float> in_scale;
  for (std::size_t t = 0; t < model.tables.size(); ++t) {
    const Matrix table = t == 0 ? word_table(network) : network.tables[t].value;
    const float scale = scale_of(table.values);
    model.tables[t] = quantise(table, scale);
    in_scale.insert(in_scale.end(), table.columns, scale);
  }
  for (std::size_t layer = 0; layer < model.lstm.size(); ++layer) {
    for (std::size_t direction = 0; direction < 2; ++direction) {
      const FloatLstm& from = network.lstm[layer][direction];
      model.lstm[layer][direction] = quantise(from, in_scale);
    }
    in_scale.assign(2 * network.lstm[layer][0].units, kStateScale);
  }
  FloatParser::Pass pass;
  Random random(0);
  network.forward(sample, nullptr, random, pass);
  std::array<float, 4> face_scales{};
  const std::array<QuantisedLayer*, 4> faces{&model.arc_dependent, &model.arc_head,
                                             &model.relation_dependent, &model.relation_head};
  for (std::size_t f = 0; f < faces.size(); ++f) {
    face_scales[f] = scale_of(pass.faces[f].values);
    *faces[f] = quantise(network.faces[f], kStateScale, face_scales[f]);
  }
  model.arc = quantise(network.arc, face_scales[0], scale_of(pass.arc_products.values));
  model.relation =
      quantise(network.relation, face_scales[2], scale_of(pass.relation_products.values));
  model.tag = quantise_scores(network.tag, kStateScale);
  model.name = quantise_scores(network.name, kStateScale);
  return Parser::make(std::move(model), "the trained parser").value();
}

}  // namespace rapport::extract::train
