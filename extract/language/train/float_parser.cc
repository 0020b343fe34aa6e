// Forward pass, loss and backward pass of the network.

#include "extract/language/train/float_parser.h"

#include <algorithm>
#include <cmath>

namespace rapport::extract::train {
namespace {

constexpr std::size_t kRelations = kDeprelNames.size();

// A mask a sentence: 0 with probability `p`, else 1 / (1 - p).
Matrix make_mask(std::size_t sentences, std::size_t width, float p, Random& random) {
  Matrix mask(sentences, width);
  for (float& value : mask.values) {
    value = random.chance(p) ? 0.0F : 1.0F / (1.0F - p);
  }
  return mask;
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

// Turns scores into the gradient of the cross entropy, scaled; gives the loss.
float softmax_loss(float* scores, std::size_t size, std::size_t right, float weight) {
  const float highest = *std::max_element(scores, scores + size);
  float sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    scores[i] = fast_exp(scores[i] - highest);
    sum += scores[i];
  }
  const float loss = -std::log(std::max(scores[right] / sum, 1e-30F));
  for (std::size_t i = 0; i < size; ++i) {
    scores[i] *= weight / sum;
  }
  scores[right] -= weight;
  return loss * weight;
}

Matrix beside(const Matrix& left, const Matrix& right) {
  Matrix out(left.rows, left.columns + right.columns);
  for (std::size_t r = 0; r < left.rows; ++r) {
    std::copy_n(left.row(r), left.columns, out.row(r));
    std::copy_n(right.row(r), right.columns, out.row(r) + left.columns);
  }
  return out;
}

Matrix columns_of(const Matrix& m, std::size_t begin, std::size_t width) {
  Matrix out(m.rows, width);
  for (std::size_t r = 0; r < m.rows; ++r) {
    std::copy_n(m.row(r) + begin, width, out.row(r));
  }
  return out;
}

void add_to(const Matrix& from, Matrix& to) {
  for (std::size_t i = 0; i < from.values.size(); ++i) {
    to.values[i] += from.values[i];
  }
}

// The rows of one sentence, in the order of its words.
Matrix gather(const Packing& packing, std::size_t s, const Matrix& from) {
  Matrix out(packing.lengths[s], from.columns);
  for (std::size_t t = 0; t < out.rows; ++t) {
    std::copy_n(from.row(packing.row(s, t)), from.columns, out.row(t));
  }
  return out;
}

void scatter(const Packing& packing, std::size_t s, const Matrix& from, Matrix& to) {
  for (std::size_t t = 0; t < from.rows; ++t) {
    std::copy_n(from.row(t), from.columns, to.row(packing.row(s, t)));
  }
}

std::array<std::uint32_t, Parser::kTables> rows_of(const ParserInput& input) {
  return {input.word, input.tag, input.suffix, input.prefix};
}

}  // namespace

struct FloatParser::Gradients {
  std::array<Matrix, 4> faces;
  Matrix arc_products;
  Matrix relation_products;
};

FloatParser::FloatParser(const ParserSizes& sizes, std::size_t words, std::size_t tag_count,
                         Random& random) {
  const std::array<std::size_t, Parser::kTables> counts{words + ParserInput::kFirstWord,
                                                        tag_count + 1, ParserInput::kAffixRows,
                                                        ParserInput::kAffixRows};
  const std::array<std::size_t, Parser::kTables> widths{sizes.word, sizes.tag, sizes.affix,
                                                        sizes.affix};
  std::size_t width = 0;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    tables[t].start(counts[t], widths[t], 0.2F, random);
    width += widths[t];
  }
  for (auto& layer : lstm) {
    for (FloatLstm& direction : layer) {
      direction.start(width, sizes.units, random);
    }
    width = 2 * sizes.units;
  }
  const std::array<std::size_t, 4> face_widths{sizes.arc, sizes.arc, sizes.relation,
                                               sizes.relation};
  for (std::size_t f = 0; f < faces.size(); ++f) {
    faces[f].start(width, face_widths[f], random);
  }
  arc.start(sizes.arc, sizes.arc, random);
  relation.start(sizes.relation, kRelations * sizes.relation, random);
}

std::vector<Parameter*> FloatParser::parameters() {
  std::vector<Parameter*> all;
  for (Parameter& table : tables) {
    all.push_back(&table);
  }
  for (auto& layer : lstm) {
    for (FloatLstm& direction : layer) {
      all.insert(all.end(), {&direction.weights, &direction.bias});
    }
  }
  for (FloatLayer& face : faces) {
    all.insert(all.end(), {&face.weights, &face.bias});
  }
  all.insert(all.end(), {&arc.weights, &arc.bias, &relation.weights, &relation.bias});
  return all;
}

void FloatParser::embed(const Pass& pass, Matrix& out) const {
  std::size_t width = 0;
  for (const Parameter& table : tables) {
    width += table.value.columns;
  }
  out.reset(pass.inputs.size(), width);
  for (std::size_t r = 0; r < pass.inputs.size(); ++r) {
    const auto rows = rows_of(pass.inputs[r]);
    float* to = out.row(r);
    for (std::size_t t = 0; t < tables.size(); ++t) {
      const Matrix& table = tables[t].value;
      if (t != 1 || !pass.no_tag[r]) {
        std::copy_n(table.row(rows[t]), table.columns, to);
      }
      to += table.columns;
    }
  }
}

void FloatParser::forward(const std::vector<const ParserExample*>& batch, const Dropout* dropout,
                          Random& random, Pass& pass) const {
  std::vector<std::size_t> lengths;
  for (const ParserExample* example : batch) {
    lengths.push_back(example->inputs.size());
  }
  pass.packing = Packing(lengths);
  const Packing& packing = pass.packing;
  pass.inputs.resize(packing.rows());
  pass.no_tag.assign(packing.rows(), false);
  for (std::size_t s = 0; s < batch.size(); ++s) {
    for (std::size_t t = 0; t < lengths[s]; ++t) {
      ParserInput& input = pass.inputs[packing.row(s, t)] = batch[s]->inputs[t];
      if (dropout != nullptr && t > 0) {
        input.word = random.chance(dropout->word) ? ParserInput::kUnknown : input.word;
        pass.no_tag[packing.row(s, t)] = random.chance(dropout->tag);
      }
    }
  }
  Matrix in;
  embed(pass, in);
  pass.masks = {};
  pass.face_masks = {};
  if (dropout != nullptr) {
    pass.masks[0] = make_mask(batch.size(), in.columns, dropout->input, random);
  }
  apply_mask(packing, pass.masks[0], in);
  for (std::size_t layer = 0; layer < lstm.size(); ++layer) {
    auto& memory = pass.lstm[layer];
    memory[1].in = mirrored(packing, in);
    memory[0].in = std::move(in);
    lstm[layer][0].forward(packing, memory[0]);
    lstm[layer][1].forward(packing, memory[1]);
    in = beside(memory[0].states, mirrored(packing, memory[1].states));
    if (dropout != nullptr) {
      pass.masks[layer + 1] = make_mask(batch.size(), in.columns, dropout->state, random);
    }
    apply_mask(packing, pass.masks[layer + 1], in);
  }
  pass.states = std::move(in);
  for (std::size_t f = 0; f < faces.size(); ++f) {
    faces[f].forward(pass.states, pass.faces[f]);
    for (float& value : pass.faces[f].values) {
      value = std::max(value, 0.0F);
    }
    if (dropout != nullptr) {
      pass.face_masks[f] = make_mask(batch.size(), pass.faces[f].columns, dropout->face, random);
    }
    apply_mask(packing, pass.face_masks[f], pass.faces[f]);
  }
  arc.forward(pass.faces[0], pass.arc_products);
  relation.forward(pass.faces[2], pass.relation_products);
}

float FloatParser::arc_loss(const ParserExample& example, std::size_t s, float weight,
                            const Pass& pass, Gradients& gradients) const {
  const Matrix products = gather(pass.packing, s, pass.arc_products);
  const Matrix heads = gather(pass.packing, s, pass.faces[1]);
  const Matrix heads_down = transpose(heads);
  const std::size_t nodes = products.rows;
  const std::size_t width = products.columns;
  Matrix scores(nodes, nodes);
  add_product(nodes, nodes, width, plain(products), heads_down.values.data(), nodes,
              scores.values.data(), nodes);
  float loss = 0;
  std::fill_n(scores.row(0), nodes, 0.0F);
  for (std::size_t t = 1; t < nodes; ++t) {
    scores.row(t)[t] = -1e9F;  // never its own head
    loss += softmax_loss(scores.row(t), nodes, example.heads[t], weight);
  }
  Matrix product_gradient(nodes, width);
  Matrix head_gradient(nodes, width);
  add_product(nodes, width, nodes, plain(scores), heads.values.data(), width,
              product_gradient.values.data(), width);
  add_product(nodes, width, nodes, transposed(scores), products.values.data(), width,
              head_gradient.values.data(), width);
  scatter(pass.packing, s, product_gradient, gradients.arc_products);
  scatter(pass.packing, s, head_gradient, gradients.faces[1]);
  return loss;
}

float FloatParser::relation_loss(const ParserExample& example, std::size_t s, float weight,
                                 const Pass& pass, Gradients& gradients) const {
  const std::size_t width = pass.faces[3].columns;
  float loss = 0;
  std::array<float, kRelations> scores{};
  for (std::size_t t = 1; t < example.inputs.size(); ++t) {
    const std::size_t row = pass.packing.row(s, t);
    const std::size_t head = pass.packing.row(s, example.heads[t]);
    const float* products = pass.relation_products.row(row);
    const float* face = pass.faces[3].row(head);
    for (std::size_t l = 0; l < kRelations; ++l) {
      float score = 0;
      for (std::size_t c = 0; c < width; ++c) {
        score += products[l * width + c] * face[c];
      }
      scores[l] = score;
    }
    loss += softmax_loss(scores.data(), kRelations, example.relations[t], weight);
    float* product_gradient = gradients.relation_products.row(row);
    float* face_gradient = gradients.faces[3].row(head);
    for (std::size_t l = 0; l < kRelations; ++l) {
      for (std::size_t c = 0; c < width; ++c) {
        product_gradient[l * width + c] = scores[l] * face[c];
        face_gradient[c] += scores[l] * products[l * width + c];
      }
    }
  }
  return loss;
}

float FloatParser::backward(const std::vector<const ParserExample*>& batch, Pass& pass) {
  const std::size_t rows = pass.packing.rows();
  Gradients gradients;
  for (std::size_t f = 0; f < faces.size(); ++f) {
    gradients.faces[f].reset(rows, pass.faces[f].columns);
  }
  gradients.arc_products.reset(rows, pass.arc_products.columns);
  gradients.relation_products.reset(rows, pass.relation_products.columns);
  const float weight = 1.0F / static_cast<float>(rows - batch.size());
  float loss = 0;
  for (std::size_t s = 0; s < batch.size(); ++s) {
    loss += arc_loss(*batch[s], s, weight, pass, gradients);
    loss += relation_loss(*batch[s], s, weight, pass, gradients);
  }
  arc.backward(pass.faces[0], gradients.arc_products, gradients.faces[0]);
  relation.backward(pass.faces[2], gradients.relation_products, gradients.faces[2]);
  Matrix states(rows, pass.states.columns);
  for (std::size_t f = 0; f < faces.size(); ++f) {
    Matrix& gradient = gradients.faces[f];
    apply_mask(pass.packing, pass.face_masks[f], gradient);
    for (std::size_t i = 0; i < gradient.values.size(); ++i) {
      gradient.values[i] = pass.faces[f].values[i] > 0 ? gradient.values[i] : 0.0F;
    }
    faces[f].backward(pass.states, gradient, states);
  }
  backward_encoder(pass, std::move(states));
  return loss;
}

void FloatParser::backward_encoder(Pass& pass, Matrix gradient) {
  const Packing& packing = pass.packing;
  for (std::size_t layer = lstm.size(); layer-- > 0;) {
    apply_mask(packing, pass.masks[layer + 1], gradient);
    const std::size_t units = lstm[layer][0].units;
    const auto& memory = pass.lstm[layer];
    Matrix in_gradient(packing.rows(), memory[0].in.columns);
    Matrix mirror_gradient(packing.rows(), memory[0].in.columns);
    lstm[layer][0].backward(packing, memory[0], columns_of(gradient, 0, units), in_gradient);
    lstm[layer][1].backward(packing, memory[1],
                            mirrored(packing, columns_of(gradient, units, units)), mirror_gradient);
    add_to(mirrored(packing, mirror_gradient), in_gradient);
    gradient = std::move(in_gradient);
  }
  apply_mask(packing, pass.masks[0], gradient);
  for (std::size_t r = 0; r < gradient.rows; ++r) {
    const auto rows = rows_of(pass.inputs[r]);
    const float* from = gradient.row(r);
    for (std::size_t t = 0; t < tables.size(); ++t) {
      const std::size_t width = tables[t].value.columns;
      if (t != 1 || !pass.no_tag[r]) {
        float* to = tables[t].gradient.row(rows[t]);
        for (std::size_t c = 0; c < width; ++c) {
          to[c] += from[c];
        }
      }
      from += width;
    }
  }
}

}  // namespace rapport::extract::train
