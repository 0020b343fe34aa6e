// Which verb tells a clause that a parser hangs elsewhere.

#include "extract/claim/told.h"

#include <string>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/embedding.h"
#include "extract/claim/teller.h"

namespace rapport::extract {
namespace {

// "keep declaring they will act": the complement between the verb above and the clause
int inner_verb(const TreeView& tree, int clause) {
  const int above = tree[clause].head;
  const int inner = above == kRoot ? kRoot : tree.child(above, {Deprel::kXcomp});
  const bool told = tree[clause].deprel == Deprel::kCcomp && inner > above && inner < clause &&
                    !says(tree, above) && says(tree, inner);
  return told && tree.is_verb(inner) ? inner : kRoot;
}

// Do only words of the clause stand between its verb and that of saying?
bool reaches(const TreeView& tree, int verb, int clause) {
  for (int w = verb + 1; w < clause; ++w) {
    if (!tree.dominates(clause, w) || tree.dominates(verb, w)) {
      return false;
    }
  }
  return verb < clause;
}

// "a deal that Keller thought would fail": a clause whose subject is the noun that both tell of
int verb_beside(const TreeView& tree, int clause) {
  const int noun = tree[clause].head;
  if (tree[clause].deprel != Deprel::kAclRelcl || has_own_subject(tree, clause)) {
    return kRoot;
  }
  for (int verb : tree.children(noun, {Deprel::kAclRelcl})) {
    const bool told = tree.is_verb(verb) && verb < clause && says(tree, verb);
    if (told && has_own_subject(tree, verb) && reaches(tree, verb, clause)) {
      return verb;
    }
  }
  return kRoot;
}

// "She left, believing they would come": where a parser hangs the participle on the clause it
// tells, the verb above has who believes.
int participle_within(const TreeView& tree, int clause) {
  for (int verb : tree.children(clause, {Deprel::kAdvcl})) {
    if (tree[clause].deprel == Deprel::kCcomp && tree[verb].xpos == "VBG" && verb > 0 &&
        tree[verb - 1].form == "," && says(tree, verb) && reaches(tree, verb, clause) &&
        has_own_subject(tree, clause) && tree.children(verb).size() < 2) {
      return tree[clause].head;
    }
  }
  return kRoot;
}

// "accused officials of breaking it", where the clause hangs on the accused
int charging_verb(const TreeView& tree, int clause) {
  const int accused = tree[clause].head;
  if (tree[clause].deprel != Deprel::kAcl || tree[clause].xpos != "VBG" ||
      (tree[accused].deprel != Deprel::kObj && tree[accused].deprel != Deprel::kNsubjPass)) {
    return kRoot;
  }
  const int verb = tree[accused].head;
  return is_charge(tree, verb, tree.marker(clause)) ? verb : kRoot;
}

}  // namespace

int told_by(const TreeView& tree, int clause) {
  for (const auto& look : {inner_verb, verb_beside, participle_within, charging_verb}) {
    if (const int verb = look(tree, clause); verb != kRoot) {
      return verb;
    }
  }
  return kRoot;
}

bool is_charge(const TreeView& tree, int verb, std::string_view marker) {
  const std::string lemma = pack::fold(tree[verb].lemma);
  return (marker == "of" && (lemma == "accuse" || lemma == "suspect")) ||
         (marker == "with" && (lemma == "credit" || lemma == "charge")) ||
         (marker == "for" && lemma == "blame");
}

bool sets_right(const TreeView& tree, int clause) {
  static const std::unordered_set<std::string_view> kTruths = {"fact", "reality", "truth",
                                                               "actuality"};
  if (tree[clause].deprel != Deprel::kAdvcl) {
    return false;
  }
  const std::vector<int> words = tree.subtree(clause);
  const bool comma = words.size() > 1 && tree[words.front()].upos == Upos::kPunct;
  const std::string opens = pack::fold(tree[words[comma ? 1 : 0]].form);
  if (opens != "though" && opens != "although") {
    return false;
  }
  for (int w : words) {
    if (kTruths.contains(tree[w].lemma) && tree.marker(w) == "in") {
      return true;
    }
  }
  return false;
}

}  // namespace rapport::extract
