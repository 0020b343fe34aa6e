// Who does what a verb of saying tells.

#include "extract/claim/teller.h"

#include "rapport/pack/fold.h"

#include "extract/claim/saying.h"

namespace rapport::extract {
namespace {

constexpr int kMostSteps = 4;

// Of several that a parser finds the last before the verb: "In his book, Rights, Keller argues".
int nearest_subject(const TreeView& tree, int verb) {
  int nearest = kRoot;
  for (int s : tree.children(verb, {Deprel::kNsubj, Deprel::kNsubjOuter, Deprel::kNsubjPass})) {
    nearest = nearest == kRoot || s < verb ? s : nearest;
  }
  return nearest;
}

// "the report, which claims that ...": the noun that the pronoun stands for.
int whole(const TreeView& tree, int clause, int subject) {
  const std::string& xpos = tree[subject].xpos;
  const bool relative = (xpos == "WDT" || xpos == "WP") && tree[clause].deprel == Deprel::kAclRelcl;
  return relative ? tree[clause].head : subject;
}

bool shares_subject(Deprel rel) {
  return rel == Deprel::kConj || rel == Deprel::kAdvcl || rel == Deprel::kXcomp ||
         rel == Deprel::kAcl || rel == Deprel::kCsubj;
}

}  // namespace

bool says(const TreeView& tree, int verb) { return is_saying(pack::fold(tree[verb].lemma)); }

bool only_attributes(const TreeView& tree, int verb) {
  const std::string lemma = pack::fold(tree[verb].lemma);
  const int told = tree.child(verb, {Deprel::kCcomp});
  const bool finds = is_finding(lemma) && told != kRoot && tree.marker(told) == "that";
  if (!tree.is_verb(verb) || !(says(tree, verb) || finds)) {
    return false;
  }
  const bool object = tree.child(verb, {Deprel::kObj}) != kRoot && !takes_hearer(lemma);
  const bool aside = tree[verb].deprel == Deprel::kParataxis ||
                     (tree[verb].deprel == Deprel::kAdvcl && tree.marker(verb) == "as");
  return !object && (told != kRoot || aside);
}

int teller_of(const TreeView& tree, int verb) {
  if (tree.is_passive(verb)) {
    const int agent = tree.child(verb, {Deprel::kOblAgent, Deprel::kObl});
    return agent != kRoot && tree.marker(agent) == "by" ? agent : kRoot;
  }
  for (int at = verb, steps = 0; at != kRoot && steps < kMostSteps; at = tree[at].head, ++steps) {
    const int subject = nearest_subject(tree, at);
    if (subject != kRoot) {
      const bool expletive = at != verb && tree[subject].lemma == "it";  // "it is fair to say that"
      return expletive ? kRoot : whole(tree, at, subject);
    }
    // "can be explained by assuming that": who assumes is not told.
    const Deprel rel = tree[at].deprel;
    const int up = tree[at].head;
    const bool infinitive = rel == Deprel::kXcomp && tree.marker(at) == "to";
    const int object = infinitive ? tree.child(up, {Deprel::kObj}) : kRoot;
    if (object != kRoot && object < at) {
      return object;  // "led them to believe that"
    }
    if (!shares_subject(rel) || (rel == Deprel::kAdvcl && tree.is_passive(up))) {
      return kRoot;
    }
  }
  return kRoot;
}

}  // namespace rapport::extract
