// The network's forward pass.

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

Matrix beside(const Matrix& left, const Matrix& right) {
  Matrix out(left.rows, left.columns + right.columns);
  for (std::size_t r = 0; r < left.rows; ++r) {
    std::copy_n(left.row(r), left.columns, out.row(r));
    std::copy_n(right.row(r), right.columns, out.row(r) + left.columns);
  }
  return out;
}

}  // namespace

FloatParser::FloatParser(const ParserSizes& sizes, const Vocabulary& vocabulary,
                         std::size_t tag_count, Random& random)
    : words(vocabulary) {
  const std::array<std::size_t, Parser::kTables> counts{words.own + ParserInput::kFirstWord,
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
  tag.start(width, tag_count, random);
  name.start(width, kNameTagNames.size(), random);
  projection.start(words.vectors.columns, sizes.word, 0.18F, random);
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
  for (FloatLayer* layer : {&arc, &relation, &tag, &name}) {
    all.insert(all.end(), {&layer->weights, &layer->bias});
  }
  all.push_back(&projection);
  return all;
}

void FloatParser::embed(const Pass& pass, Matrix& out) const {
  std::size_t width = 0;
  for (const Parameter& table : tables) {
    width += table.value.columns;
  }
  out.reset(pass.inputs.size(), width);
  const std::size_t word_width = tables[0].value.columns;
  for (std::size_t r = 0; r < pass.inputs.size(); ++r) {
    const auto rows = pass.inputs[r].rows();
    float* to = out.row(r);
    for (std::size_t t = 0; t < tables.size(); ++t) {
      const Matrix& table = tables[t].value;
      if (t != 1 || !pass.no_tag[r]) {
        std::copy_n(table.row(rows[t]), table.columns, to);
      }
      to += table.columns;
    }
  }
  add_product(out.rows, word_width, pass.vectors.columns, plain(pass.vectors),
              projection.value.values.data(), word_width, out.values.data(), width);
}

std::vector<float> FloatParser::word_embedding(std::size_t word) const {
  const Matrix& table = tables[0].value;
  const float* own = table.row(words.table_row(static_cast<std::uint32_t>(word)));
  std::vector<float> sum(own, own + table.columns);
  if (words.vectors.columns > 0) {
    add_product(1, sum.size(), words.vectors.columns,
                {words.vectors.row(word), words.vectors.columns, 1}, projection.value.values.data(),
                sum.size(), sum.data(), sum.size());
  }
  return sum;
}

void FloatParser::choose_inputs(const std::vector<const ParserExample*>& batch,
                                const Dropout* dropout, Random& random, Pass& pass) const {
  const Packing& packing = pass.packing;
  const std::size_t width = words.vectors.columns;
  pass.inputs.resize(packing.rows());
  pass.no_tag.assign(packing.rows(), false);
  pass.vectors.reset(packing.rows(), width);
  for (std::size_t s = 0; s < batch.size(); ++s) {
    for (std::size_t t = 0; t < packing.lengths[s]; ++t) {
      const std::size_t row = packing.row(s, t);
      ParserInput& input = pass.inputs[row] = batch[s]->inputs[t];
      std::uint32_t vector = input.word;
      input.word = words.table_row(input.word);
      if (dropout != nullptr && t > 0) {
        if (random.chance(dropout->word)) {
          input.word = ParserInput::kUnknown;
          vector = random.chance(dropout->vector) ? ParserInput::kUnknown : vector;
        }
        pass.no_tag[row] = random.chance(dropout->tag);
      }
      if (width > 0) {
        std::copy_n(words.vectors.row(vector), width, pass.vectors.row(row));
      }
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
  choose_inputs(batch, dropout, random, pass);
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
  tag.forward(pass.states, pass.tag_scores);
  name.forward(pass.states, pass.name_scores);
}

}  // namespace rapport::extract::train
