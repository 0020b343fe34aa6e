// Learns the lemmatiser's decision list from the treebanks.

#pragma once

#include "extract/language/lemmatiser.h"
#include "extract/language/train/corpus.h"

namespace rapport::extract::train {

Lemmatiser train_lemmatiser(const Corpus& corpus);

}  // namespace rapport::extract::train
