// The words of an argument.

#pragma once

#include <vector>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

struct PhraseOptions {
  bool preposition = false;  // with the one before it
  bool conjuncts = true;     // with what is coordinated with it
  bool of_alone = false;     // of the nouns that depend on it only those with "of"
};

// What belongs to the argument headed by `w`, in order of the text: without clauses that say more
// of it (relative clauses, appositions), which give tuples of their own. Of a word that a copula
// links to, without copula and subject.
std::vector<int> open_phrase(const TreeView& tree, int w, const PhraseOptions& options);

}  // namespace rapport::extract
