// Verbless phrases side by side that the parser took for appositions.

#include "extract/language/tree_links.h"
#include "extract/language/tree_mend.h"
#include "extract/language/word_form.h"

namespace rapport::extract {
namespace {

bool is_common(const Word& word) { return word.xpos == "NN" || word.xpos == "NNS"; }

bool is_modifier(Deprel rel) { return rel == Deprel::kAmod || rel == Deprel::kNummod; }

// "great products", "5 stars"
bool is_modified(const TreeLinks& tree, int noun) {
  return tree.has_child(noun,
                        [&](int child) { return child < noun && is_modifier(tree[child].deprel); });
}

// "Great atmosphere, great food", not "Annual report, second edition"
bool share_modifier(const TreeLinks& tree, int a, int b) {
  return tree.has_child(a, [&](int of_a) {
    return is_modifier(tree[of_a].deprel) && tree.has_child(b, [&](int of_b) {
      return is_modifier(tree[of_b].deprel) &&
             lower_case(tree[of_a].form) == lower_case(tree[of_b].form);
    });
  });
}

}  // namespace

void mend_fragments(Tree& words) {
  if (!is_verbless(words)) {
    return;
  }
  TreeLinks tree(words);
  for (int word = 1; word < tree.size(); ++word) {
    const int first = tree[word].head;
    if (tree[word].deprel != Deprel::kAppos || first > word || tree[first].head != kRoot ||
        !is_common(tree[word]) || !is_common(tree[first]) || !is_modified(tree, word)) {
      continue;
    }
    const int left = tree.left_edge(word);
    if (tree.follows_comma(word)) {
      tree.hang(word, first, share_modifier(tree, word, first) ? Deprel::kConj : Deprel::kAppos);
    } else if (left > 0 && tree[left].upos != Upos::kPunct && tree[left - 1].upos != Upos::kPunct) {
      tree.hang(word, first, Deprel::kParataxis);
    }
    tree.settle();
  }
}

}  // namespace rapport::extract
