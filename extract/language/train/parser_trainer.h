// Trains the parser.

#pragma once

#include <functional>
#include <vector>

#include "extract/language/parser.h"
#include "extract/language/train/corpus.h"
#include "extract/language/train/float_parser.h"
#include "extract/language/train/vocabulary.h"

namespace rapport::extract::train {

struct ParserOptions {
  ParserSizes sizes;
  Dropout dropout;
  LossWeights weights;
  std::size_t epochs = 16;
  float rate = 5e-3F;             // falls to zero along a half cosine
  std::size_t batch_nodes = 500;  // words and roots
  std::size_t silver = 40'000;    // sentences of silver an epoch
  std::size_t seed = 1;
};

// What the parser learns from.
struct TrainingSet {
  std::vector<JointTag> tags;
  Vocabulary words;
  std::vector<ParserExample> gold;    // annotated by people: all of it in each epoch
  std::vector<ParserExample> silver;  // by other parsers: a part of it in each epoch, in turn
};

// `tags` are the tags that the parser is to see. Sentences too long to learn from are left out.
std::vector<ParserExample> parser_examples(const std::vector<Example>& examples,
                                           const std::vector<std::vector<TagId>>& tags,
                                           const Vocabulary& words);

// `report(epoch, mean loss, parser so far)` is called after each epoch.
Parser train_parser(
    const TrainingSet& set, const ParserOptions& options,
    const std::function<void(std::size_t, float, const std::function<Parser()>&)>& report);

}  // namespace rapport::extract::train
