// Phrases for open tuples.

#include "extract/open/open_phrase.h"

#include <algorithm>

namespace rapport::extract {
namespace {

// Relations that hang a statement of its own on a noun.
bool says_more(Deprel rel) {
  return rel == Deprel::kAclRelcl || rel == Deprel::kParataxis || rel == Deprel::kDiscourse ||
         rel == Deprel::kDislocated || rel == Deprel::kVocative || rel == Deprel::kList ||
         rel == Deprel::kAdvclRelcl;
}

bool is_left_out(const TreeView& tree, int head, int c, const PhraseOptions& options) {
  const Deprel rel = tree[c].deprel;
  const bool predicate = tree.child(head, {Deprel::kCop}) != kRoot;
  switch (rel) {
    case Deprel::kCase:
      return !options.preposition;
    case Deprel::kConj:
    case Deprel::kCc:
    case Deprel::kCcPreconj:
      return !options.conjuncts;
    case Deprel::kCop:
      return true;
    case Deprel::kAux:
    case Deprel::kMark:
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
    case Deprel::kNsubjOuter:
    case Deprel::kCsubj:
    case Deprel::kExpl:
    case Deprel::kAdvcl:
      return predicate;
    case Deprel::kNmod:
      return options.of_alone && tree.marker(c) != "of" && c > head;
    case Deprel::kAcl:  // set off by a comma
      return c > 0 && tree[c - 1].upos == Upos::kPunct;
    case Deprel::kAppos:  // "the French socialist Henri de Saint-Simon" is one
      return c != head + 1 || tree[c].upos != Upos::kPropn;
    default:
      return says_more(rel);
  }
}

bool is_edge(const Word& word) {
  return word.upos == Upos::kPunct && word.xpos != "$" && word.form != "%";
}

}  // namespace

std::vector<int> open_phrase(const TreeView& tree, int w, const PhraseOptions& options) {
  std::vector<int> words = {w};
  for (int c : tree.children(w)) {
    if (!is_left_out(tree, w, c, options)) {
      const Deprel rel = tree[c].deprel;
      const std::vector<int> more = rel == Deprel::kConj || rel == Deprel::kNmod
                                        ? open_phrase(tree, c, {true, true})
                                        : tree.subtree(c);
      words.insert(words.end(), more.begin(), more.end());
    }
  }
  std::sort(words.begin(), words.end());
  while (words.size() > 1 && is_edge(tree[words.back()])) {
    words.pop_back();
  }
  while (words.size() > 1 &&
         (is_edge(tree[words.front()]) ||
          (!options.preposition && tree[words.front()].deprel == Deprel::kCase))) {
    words.erase(words.begin());
  }
  return words;
}

}  // namespace rapport::extract
