// Small questions to a tree while it is put right, when no view of it is at hand.

#pragma once

#include <algorithm>
#include <cstddef>

#include "rapport/extract/tree.h"

namespace rapport::extract {

inline bool has_child(const Tree& tree, std::size_t of, Deprel rel) {
  return std::any_of(tree.words.begin(), tree.words.end(), [&](const Word& word) {
    return word.head == static_cast<int>(of) && word.deprel == rel;
  });
}

}  // namespace rapport::extract
