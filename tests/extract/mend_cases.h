// Small trees for tests of mends: written as lines, shown as arcs, checked.

#pragma once

#include <algorithm>
#include <array>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "extract/language/tree_mend.h"

namespace rapport::extract {

template <typename Enum, std::size_t kSize>
Enum named(const std::array<std::string_view, kSize>& names, const std::string& name) {
  const auto at = std::find(names.begin(), names.end(), name);
  EXPECT_NE(at, names.end()) << name;
  return static_cast<Enum>(at - names.begin());
}

// A word a line: form, XPOS, UPOS, head from 1, relation, and a name tag where there is one.
inline Tree tree_of(const std::string& lines) {
  Tree tree;
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string form, xpos, upos, rel, name;
    int head = 0;
    if (fields >> form >> xpos >> upos >> head >> rel) {
      Word word;
      word.form = word.lemma = form;
      word.xpos = xpos;
      word.upos = named<Upos>(kUposNames, upos);
      word.head = head - 1;
      word.deprel = named<Deprel>(kDeprelNames, rel);
      if (fields >> name) {
        word.name = named<NameTag>(kNameTagNames, name);
      }
      tree.words.push_back(word);
    }
  }
  return tree;
}

// "form head relation" of each word that is no mark, heads as forms.
inline std::string arcs(const Tree& tree) {
  std::string text;
  for (const Word& word : tree.words) {
    if (word.upos != Upos::kPunct) {
      const std::string head =
          word.head == kRoot ? "-" : tree.words[static_cast<std::size_t>(word.head)].form;
      text += word.form + " " + std::string(to_string(word.deprel)) + " " + head + "; ";
    }
  }
  return text;
}

inline std::string mended(const std::string& lines) {
  Tree tree = tree_of(lines);
  mend_parse(tree);
  return arcs(tree);
}

inline bool is_tree(const Tree& tree) {
  std::size_t roots = 0;
  for (const Word& word : tree.words) {
    roots += word.head == kRoot ? 1 : 0;
    if ((word.head == kRoot) != (word.deprel == Deprel::kRoot)) {
      return false;
    }
    int at = word.head;
    for (std::size_t steps = 0; at != kRoot; ++steps) {
      if (steps > tree.words.size()) {
        return false;
      }
      at = tree.words[static_cast<std::size_t>(at)].head;
    }
  }
  return roots == 1;
}

}  // namespace rapport::extract
