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

}  // namespace

void mend(Tree& tree) {
  for (std::size_t i = 0; i + 1 < tree.words.size(); ++i) {
    if (is_title_of(tree.words[i], tree.words[i + 1])) {
      tree.words[i].head = static_cast<int>(i) + 1;
      tree.words[i].deprel = Deprel::kNmodDesc;
    }
  }
}

}  // namespace rapport::extract
