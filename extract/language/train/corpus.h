// The sentences that the models learn from: UD_English-EWT, and of UD_English-GUM the genres whose
// texts are free (the others may not be used commercially). Besides each treebank's own sentences,
// noisy copies of some: lower-cased starts, Title Case, all capitals, no full stop, which our
// documents have and treebanks hardly know.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "rapport/extract/conllu.h"
#include "rapport/result.h"

#include "extract/language/tagger.h"
#include "extract/language/word_form.h"

namespace rapport::extract::train {

struct Example {
  std::vector<WordForm> words;
  std::vector<std::string> lemmas;
  std::vector<TagId> tags;
  std::vector<int> heads;  // 0-based, kRoot for the root
  std::vector<Deprel> deprels;
  std::vector<NameTag> names;  // empty where nobody has marked them
  std::size_t source = 0;      // number of the treebank sentence, the same for its noisy copy
  bool noisy = false;
};

struct Corpus {
  std::vector<JointTag> tags;
  std::vector<Example> examples;
};

// `treebanks` holds UD_English-EWT/, UD_English-GUM/ and UNER_English-EWT/, the names of the first;
// reads their training files alone.
Result<Corpus> read_corpus(const std::filesystem::path& treebanks);

// The whole file of a treebank: `bank` "EWT" or "GUM", `part` "train", "dev" or "test". Of GUM the
// free genres only.
Result<std::vector<ConlluSentence>> read_treebank(const std::filesystem::path& treebanks,
                                                  const std::string& bank, const std::string& part);

}  // namespace rapport::extract::train
