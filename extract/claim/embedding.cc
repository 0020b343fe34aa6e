// Subjects, complements, conjuncts and nouns around a clause.

#include "extract/claim/embedding.h"

#include <algorithm>
#include <string>

namespace rapport::extract {

bool has_own_subject(const TreeView& tree, int w) {
  return tree.child(w, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNsubjOuter}) != kRoot;
}

bool is_complement(const TreeView& tree, int w) {
  const std::string marker = tree.marker(w);
  const Deprel rel = tree[w].deprel;
  return rel == Deprel::kXcomp || rel == Deprel::kCsubj || rel == Deprel::kCcomp ||
         (rel == Deprel::kAdvcl && (marker == "of" || marker == "to" || marker.ends_with(" to")));
}

bool is_finite_beside(const TreeView& tree, int w) {
  if (tree[w].deprel != Deprel::kConj) {
    return false;
  }
  const auto finite = [&](int at) {
    return tree[at].xpos == "VBD" || tree[at].xpos == "VBZ" || tree[at].xpos == "VBP";
  };
  const std::vector<int> helpers = tree.children(w, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop});
  const std::string& first = tree[tree[w].head].xpos;
  const bool past = tree[w].xpos == "VBD" || tree[w].xpos == "VBZ";
  return std::any_of(helpers.begin(), helpers.end(), finite) ||
         (past && (first == "VB" || first == "VBG"));
}

int noun_above(const TreeView& tree, int w, const Words& nouns) {
  const int governor = tree[w].head;
  const std::string marker = tree.marker(w);
  const Deprel rel = tree[w].deprel;
  if (governor == kRoot || marker.empty()) {
    return kRoot;
  }
  const bool hangs = rel == Deprel::kAcl || rel == Deprel::kAdvcl || rel == Deprel::kXcomp;
  const int before = tree.subtree(w).front() - 1;
  // "the need for states to act", "the right of all of us to speak": also past who is to do so
  for (int at = before; hangs && marker == "to" && at > governor; at = tree[at].head) {
    if (tree[at].upos == Upos::kNoun && nouns.contains(tree[at].lemma)) {
      return at;
    }
    const std::string with = tree.marker(at);
    const bool owner = tree[at].deprel == Deprel::kNmod && (with == "for" || with == "of");
    if (!owner || tree.subtree(at).back() != before) {
      break;
    }
  }
  return rel == Deprel::kAcl && nouns.contains(tree[governor].lemma) ? governor : kRoot;
}

int clause_above(const TreeView& tree, const std::vector<Clause>& clauses, int w) {
  int up = tree[w].head;
  while (up != kRoot && clauses[static_cast<std::size_t>(up)].verb == kRoot) {
    up = tree[up].head;
  }
  return up;
}

}  // namespace rapport::extract
