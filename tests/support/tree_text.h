// A tree from text, for tests: one word a line, "form lemma UPOS XPOS head deprel", heads from 1.

#pragma once

#include <sstream>
#include <string>
#include <string_view>

#include "rapport/extract/tree.h"

namespace rapport::test {

inline extract::Tree tree_of(std::string_view text) {
  extract::Tree tree;
  std::istringstream lines{std::string(text)};
  std::string form, lemma, upos, xpos, deprel;
  int head = 0;
  std::uint32_t offset = 0;
  while (lines >> form >> lemma >> upos >> xpos >> head >> deprel) {
    extract::Word word;
    word.form = form;
    word.lemma = lemma;
    word.xpos = xpos;
    word.head = head - 1;
    for (std::size_t i = 0; i < extract::kUposNames.size(); ++i) {
      if (extract::kUposNames[i] == upos) {
        word.upos = static_cast<extract::Upos>(i);
      }
    }
    for (std::size_t i = 0; i < extract::kDeprelNames.size(); ++i) {
      if (extract::kDeprelNames[i] == deprel) {
        word.deprel = static_cast<extract::Deprel>(i);
      }
    }
    word.span = {offset, offset + static_cast<std::uint32_t>(form.size())};
    offset = word.span.end + 1;
    tree.words.push_back(std::move(word));
  }
  return tree;
}

}  // namespace rapport::test
