// A treebank as running text again, as the raw text of the CoNLL 2018 shared task has it: documents
// and paragraphs apart by a blank line, the sentences of a paragraph by a blank. What a parser that
// starts from text is given; read_conllu() and score_parses() say how well it did.

#pragma once

#include <string>
#include <vector>

#include "rapport/extract/conllu.h"
#include "rapport/extract/structure.h"

namespace rapport::extract {

struct RawTreebank {
  std::string text;
  std::vector<Block> paragraphs;  // of `text`, for sentences()
  // The comments that began each paragraph: "# newdoc id = ...", "# newpar".
  std::vector<std::vector<std::string>> comments;
};

// From "# text" of each sentence; of one that has none, from its words and their SpaceAfter=No.
RawTreebank raw_treebank(const std::vector<ConlluSentence>& sentences);

}  // namespace rapport::extract
