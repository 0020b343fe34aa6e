// The network's loss and its way back.

#include <algorithm>
#include <cmath>

#include "extract/language/train/float_parser.h"

namespace rapport::extract::train {
namespace {

constexpr std::size_t kRelations = kDeprelNames.size();

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

}  // namespace

struct FloatParser::Gradients {
  std::array<Matrix, 4> faces;
  Matrix arc_products;
  Matrix relation_products;
};

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

// Tags and names; adds to the gradient of the states.
float FloatParser::class_loss(const std::vector<const ParserExample*>& batch, float weight,
                              Pass& pass, Matrix& states) {
  float loss = 0;
  const auto learn = [&](Matrix& scores, float part, const auto& answers_of) {
    for (std::size_t s = 0; s < batch.size(); ++s) {
      const std::vector<std::size_t>& answers = answers_of(*batch[s]);
      for (std::size_t t = 0; t < batch[s]->inputs.size(); ++t) {
        float* const row = scores.row(pass.packing.row(s, t));
        if (t == 0 || answers.empty()) {
          std::fill_n(row, scores.columns, 0.0F);
        } else {
          loss += softmax_loss(row, scores.columns, answers[t], weight * part);
        }
      }
    }
  };
  learn(pass.tag_scores, weights.tag, [](const ParserExample& e) -> auto& { return e.tags; });
  learn(pass.name_scores, weights.name, [](const ParserExample& e) -> auto& { return e.names; });
  tag.backward(pass.states, pass.tag_scores, states);
  name.backward(pass.states, pass.name_scores, states);
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
    if (!batch[s]->heads.empty()) {
      loss += arc_loss(*batch[s], s, weight, pass, gradients);
      loss += relation_loss(*batch[s], s, weight, pass, gradients);
    }
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
  loss += class_loss(batch, weight, pass, states);
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
  const std::size_t word_width = tables[0].value.columns;
  add_product(pass.vectors.columns, word_width, gradient.rows, transposed(pass.vectors),
              gradient.values.data(), gradient.columns, projection.gradient.values.data(),
              word_width);
  for (std::size_t r = 0; r < gradient.rows; ++r) {
    const auto rows = pass.inputs[r].rows();
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
