// The parser's network in floating point: what is trained. The same layers as
// extract/language/parser.h, with dropout, the loss (cross entropy of heads, relations, tags and
// names), and gradients.
//
// The embedding of a word is the sum of a row of its own, for the words of the treebanks, and of
// its word vector, projected. The vectors do not change; quantise.h folds the sum into one table.

#pragma once

#include <array>
#include <vector>

#include "extract/language/parser.h"
#include "extract/language/train/corpus.h"
#include "extract/language/train/float_layers.h"
#include "extract/language/train/vocabulary.h"

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
  float word = 0.2F;    // the word has no row of its own,
  float vector = 0.3F;  // and then no vector either
  float tag = 0.05F;    // no tag
  float input = 0.05F;  // of each component, the same ones in the whole sentence
  float state = 0.2F;   // after each LSTM layer, likewise
  float face = 0.15F;   // likewise
};

// How much each part counts beside the loss of heads and relations.
struct LossWeights {
  float tag = 0.5F;
  float name = 0.5F;
};

// One sentence as the network sees it, the root first. What is not known of it is left empty, and
// nothing is learned from that part.
struct ParserExample {
  std::vector<ParserInput> inputs;
  std::vector<std::size_t> heads;      // of each input; 0 for the root itself
  std::vector<std::size_t> relations;  // the same
  std::vector<std::size_t> tags;       // the same
  std::vector<std::size_t> names;      // the same
};

class FloatParser {
 public:
  FloatParser(const ParserSizes& sizes, const Vocabulary& words, std::size_t tags, Random& random);

  std::vector<Parameter*> parameters();

  // What passes between the layers, kept for the way back.
  struct Pass {
    Packing packing{{}};
    std::vector<ParserInput> inputs;  // one a row, after dropout
    Matrix vectors;                   // the same
    std::vector<bool> no_tag;
    std::array<std::array<FloatLstm::Memory, 2>, Parser::kLayers> lstm;
    std::array<Matrix, Parser::kLayers + 1> masks;  // of the input and of each layer's states
    Matrix states;                                  // of the last layer
    std::array<Matrix, 4> faces;                    // in the order of Parser::Model
    std::array<Matrix, 4> face_masks;
    Matrix arc_products;
    Matrix relation_products;
    Matrix tag_scores;
    Matrix name_scores;
  };

  // `batch` longest first. No dropout when `dropout` is null.
  void forward(const std::vector<const ParserExample*>& batch, const Dropout* dropout,
               Random& random, Pass& pass) const;
  // Adds the gradients of the mean loss a word, and gives the loss.
  float backward(const std::vector<const ParserExample*>& batch, Pass& pass);

  // The embedding of row `word` of the vocabulary, own row and vector together.
  std::vector<float> word_embedding(std::size_t word) const;

  LossWeights weights;
  const Vocabulary& words;
  std::array<Parameter, Parser::kTables> tables;
  Parameter projection;  // width of the vectors x width of a word's row
  std::array<std::array<FloatLstm, 2>, Parser::kLayers> lstm;
  std::array<FloatLayer, 4> faces;  // arc dependent, arc head, relation dependent, relation head
  FloatLayer arc;
  FloatLayer relation;
  FloatLayer tag;
  FloatLayer name;

 private:
  struct Gradients;
  void choose_inputs(const std::vector<const ParserExample*>& batch, const Dropout* dropout,
                     Random& random, Pass& pass) const;
  void embed(const Pass& pass, Matrix& out) const;
  float arc_loss(const ParserExample& example, std::size_t s, float weight, const Pass& pass,
                 Gradients& gradients) const;
  float relation_loss(const ParserExample& example, std::size_t s, float weight, const Pass& pass,
                      Gradients& gradients) const;
  float class_loss(const std::vector<const ParserExample*>& batch, float weight, Pass& pass,
                   Matrix& states);
  void backward_encoder(Pass& pass, Matrix gradient);
};

}  // namespace rapport::extract::train
