// Trains the parser.

#pragma once

#include <functional>
#include <vector>

#include "extract/language/parser.h"
#include "extract/language/train/corpus.h"
#include "extract/language/train/float_parser.h"

namespace rapport::extract::train {

struct ParserOptions {
  ParserSizes sizes;
  Dropout dropout;
  std::size_t epochs = 16;
  float rate = 5e-3F;             // falls to zero along a half cosine
  std::size_t batch_nodes = 500;  // words and roots
  std::size_t min_word_count = 2;
  std::size_t seed = 1;
};

// `tags` are the tags that the parser is to see, one list an example (jackknife_tags()).
// `report(epoch, mean loss, parser so far)` is called after each epoch.
Parser train_parser(
    const Corpus& corpus, const std::vector<std::vector<TagId>>& tags, const ParserOptions& options,
    const std::function<void(std::size_t, float, const std::function<Parser()>&)>& report);

}  // namespace rapport::extract::train
