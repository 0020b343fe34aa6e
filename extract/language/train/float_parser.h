// The parser's network in floating point: what is trained. The same layers as
// extract/language/parser.h, with dropout, the loss (cross entropy of heads and of relations), and
// gradients.

#pragma once

#include <array>
#include <vector>

#include "extract/language/parser.h"
#include "extract/language/train/corpus.h"
#include "extract/language/train/float_layers.h"

namespace rapport::extract::train {

struct ParserSizes {
  std::size_t word = 96;  // widths of the embeddings
  std::size_t tag = 32;
  std::size_t affix = 16;
  std::size_t units = 80;  // of an LSTM layer in one direction
  std::size_t arc = 96;    // widths of the faces
  std::size_t relation = 40;
};

struct Dropout {
  float word = 0.15F;   // the word is unknown
  float tag = 0.05F;    // no tag
  float input = 0.05F;  // of each component, the same ones in the whole sentence
  float state = 0.2F;   // after each LSTM layer, likewise
  float face = 0.15F;   // likewise
};

// One sentence as the network sees it, the root first.
struct ParserExample {
  std::vector<ParserInput> inputs;
  std::vector<std::size_t> heads;      // of each input; 0 for the root itself
  std::vector<std::size_t> relations;  // the same
};

class FloatParser {
 public:
  FloatParser(const ParserSizes& sizes, std::size_t words, std::size_t tags, Random& random);

  std::vector<Parameter*> parameters();

  // What passes between the layers, kept for the way back.
  struct Pass {
    Packing packing{{}};
    std::vector<ParserInput> inputs;  // one a row, after dropout
    std::vector<bool> no_tag;
    std::array<std::array<FloatLstm::Memory, 2>, Parser::kLayers> lstm;
    std::array<Matrix, Parser::kLayers + 1> masks;  // of the input and of each layer's states
    Matrix states;                                  // of the last layer
    std::array<Matrix, 4> faces;                    // in the order of Parser::Model
    std::array<Matrix, 4> face_masks;
    Matrix arc_products;
    Matrix relation_products;
  };

  // `batch` longest first. No dropout when `dropout` is null.
  void forward(const std::vector<const ParserExample*>& batch, const Dropout* dropout,
               Random& random, Pass& pass) const;
  // Adds the gradients of the mean loss a word, and gives the loss.
  float backward(const std::vector<const ParserExample*>& batch, Pass& pass);

  std::array<Parameter, Parser::kTables> tables;
  std::array<std::array<FloatLstm, 2>, Parser::kLayers> lstm;
  std::array<FloatLayer, 4> faces;  // arc dependent, arc head, relation dependent, relation head
  FloatLayer arc;
  FloatLayer relation;

 private:
  struct Gradients;
  void embed(const Pass& pass, Matrix& out) const;
  float arc_loss(const ParserExample& example, std::size_t s, float weight, const Pass& pass,
                 Gradients& gradients) const;
  float relation_loss(const ParserExample& example, std::size_t s, float weight, const Pass& pass,
                      Gradients& gradients) const;
  void backward_encoder(Pass& pass, Matrix gradient);
};

}  // namespace rapport::extract::train
