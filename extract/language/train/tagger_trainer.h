// Trains the tagger: an averaged perceptron (Collins 2002), in integers.

#pragma once

#include <cstdint>
#include <vector>

#include "extract/language/tagger.h"
#include "extract/language/train/corpus.h"

namespace rapport::extract::train {

struct TaggerOptions {
  int passes = 8;
  std::uint32_t min_updates = 3;  // features that training touched less often are dropped
  std::uint64_t seed = 1;
};

Tagger train_tagger(const std::vector<JointTag>& tags, const std::vector<const Example*>& examples,
                    const TaggerOptions& options);

// Tags each example by a tagger that has not seen its source: five folds. The parser learns on
// such tags, since it will read tags with the tagger's errors.
std::vector<std::vector<TagId>> jackknife_tags(const Corpus& corpus, const TaggerOptions& options);

}  // namespace rapport::extract::train
