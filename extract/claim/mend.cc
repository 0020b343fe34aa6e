// Mending trees.

#include "extract/claim/mend.h"

#include <cstddef>

namespace rapport::extract {
namespace {

bool is_title_of(const Word& noun, const Word& name) {
  const bool argument = noun.deprel == Deprel::kNsubj || noun.deprel == Deprel::kNsubjPass ||
                        noun.deprel == Deprel::kObj;
  return noun.upos == Upos::kNoun && name.upos == Upos::kPropn && argument &&
         name.deprel == noun.deprel && name.head == noun.head;
}

// "EaP-SIPPAP": two parts of one name, which some parses take for a name and its apposition.
bool is_hyphened(const Tree& tree, std::size_t i) {
  const auto name = [&](std::size_t w) { return tree.words[w].upos == Upos::kPropn; };
  return i + 2 < tree.words.size() && name(i) && name(i + 2) && tree.words[i + 1].form == "-" &&
         tree.words[i + 2].deprel == Deprel::kAppos &&
         tree.words[i + 2].head == static_cast<int>(i);
}

// "We, the ministers of ..., declare": the first noun after the comma that hangs where "we" does.
void mend_apposition(Tree& tree, std::size_t pronoun) {
  constexpr std::size_t kFarthest = 6;  // words, for an article and modifiers
  const Word& we = tree.words[pronoun];
  for (std::size_t i = pronoun + 2; i < tree.words.size() && i < pronoun + kFarthest; ++i) {
    Word& noun = tree.words[i];
    if (noun.head == we.head && noun.deprel == we.deprel &&
        (noun.upos == Upos::kNoun || noun.upos == Upos::kPropn)) {
      noun.head = static_cast<int>(pronoun);
      noun.deprel = Deprel::kAppos;
      return;
    }
  }
}

}  // namespace

void mend(Tree& tree) {
  for (std::size_t i = 0; i + 1 < tree.words.size(); ++i) {
    if (is_hyphened(tree, i)) {
      tree.words[i + 2].head = static_cast<int>(i);
      tree.words[i + 2].deprel = Deprel::kFlat;
    }
    if (is_title_of(tree.words[i], tree.words[i + 1])) {
      tree.words[i].head = static_cast<int>(i) + 1;
      tree.words[i].deprel = Deprel::kNmodDesc;
    } else if (tree.words[i].upos == Upos::kPron && tree.words[i].deprel == Deprel::kNsubj &&
               tree.words[i + 1].form == ",") {
      mend_apposition(tree, i);
    }
  }
}

}  // namespace rapport::extract
