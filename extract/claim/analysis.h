// A document as the claim stages see it: its repaired text, blocks, sentences and trees, side by
// side.

#pragma once

#include <vector>

#include "rapport/extract/structure.h"
#include "rapport/extract/text.h"

#include "extract/claim/tree_view.h"

namespace rapport::extract {

// A word of a document.
struct WordRef {
  int sentence = 0;
  int word = 0;
  auto operator<=>(const WordRef&) const = default;
};

struct Analysis {
  const MappedText* text = nullptr;
  std::vector<Block> blocks;
  std::vector<Sentence> sentences;
  std::vector<Tree> trees;      // one a sentence; empty where the sentence was skipped
  std::vector<TreeView> views;  // one a tree

  const TreeView& view(int sentence) const { return views[static_cast<std::size_t>(sentence)]; }
  const Word& word(WordRef ref) const { return view(ref.sentence)[ref.word]; }
  const Block& block_of(int sentence) const {
    return blocks[static_cast<std::size_t>(sentences[static_cast<std::size_t>(sentence)].block)];
  }
};

}  // namespace rapport::extract
