// Who does what a verb of saying tells.

#include "extract/claim/teller.h"

#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/quotation.h"
#include "extract/claim/saying.h"

namespace rapport::extract {
namespace {

constexpr int kMostSteps = 4;

// Of several that a parser finds the last before the verb: "In his book, Rights, Keller argues".
int nearest_subject(const TreeView& tree, int verb) {
  int nearest = kRoot;
  const bool inverts = verb > 0 && (tree[verb - 1].form == "," || is_quote_mark(tree, verb - 1));
  for (int s : tree.children(verb, {Deprel::kNsubj, Deprel::kNsubjOuter, Deprel::kNsubjPass})) {
    if (inverts && tree.subtree(s).front() == verb + 1) {
      return s;  // "“Friend, you did it”, said Keller"
    }
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

// "asked by them, told nobody": a past participle without an auxiliary is passive.
bool is_bare_participle(const TreeView& tree, int verb) {
  return tree[verb].xpos == "VBN" && tree[verb].deprel != Deprel::kConj &&
         tree.child(verb, {Deprel::kAux, Deprel::kNsubj}) == kRoot;
}

// "a notice stating that", "those saying that": does the noun that a participle modifies tell?
bool is_said_in(const TreeView& tree, int verb) {
  const int noun = tree[verb].head;
  return noun != kRoot && tree[verb].deprel == Deprel::kAcl && tree[verb].xpos == "VBG" &&
         verb > 0 && (is_document(tree[noun].lemma) || tree[verb - 1].form != ",") &&
         !(tree[noun].head != kRoot && says(tree, tree[noun].head));
}

// "was quoted as saying", "cites him as saying": who is quoted
int quoted_one(const TreeView& tree, int verb) {
  const int above = tree[verb].head;
  if (tree[verb].xpos != "VBG" || tree.marker(verb) != "as" || above == kRoot) {
    return kRoot;
  }
  return tree.child(above, {tree.is_passive(above) ? Deprel::kNsubjPass : Deprel::kObj});
}

// "The inquiry found that he knew and advised that": the verb of saying above a clause about
// somebody who is only pointed at, which a parser makes the first part of a coordination.
int verb_before(const TreeView& tree, int verb) {
  const int first = tree[verb].head;
  if (first == kRoot || tree[verb].deprel != Deprel::kConj ||
      tree[first].deprel != Deprel::kCcomp || !says(tree, verb) ||
      tree.child(verb, {Deprel::kNsubj}) != kRoot) {
    return kRoot;
  }
  const int subject = tree.child(first, {Deprel::kNsubj});
  const int outer = tree[first].head;
  const bool pointed = subject != kRoot && tree[subject].xpos == "PRP";
  return pointed && tree.is_verb(outer) && tree[outer].xpos == tree[verb].xpos ? outer : kRoot;
}

// "sent the notice, stating that": the paper before a participle
int paper_before(const TreeView& tree, int verb) {
  static const std::unordered_set<std::string_view> kIssuing = {
      "send",   "issue",     "release", "publish", "write",  "sign", "file",
      "submit", "post",      "give",    "deliver", "draft",  "make", "leave",
      "post",   "circulate", "pass",    "adopt",   "receive"};
  const int noun = verb - 2;
  const bool after = noun >= 0 && tree[verb].xpos == "VBG" && tree[verb - 1].form == "," &&
                     tree[verb].deprel == Deprel::kAdvcl && tree[noun].head == tree[verb].head;
  return after && kIssuing.contains(tree[tree[noun].head].lemma) &&
                 tree[noun].deprel == Deprel::kObj && is_document(tree[noun].lemma)
             ? noun
             : kRoot;
}

// "They discussed the cost of doing so, noting that": a participle of saying that closes a
// sentence, wherever a parser hangs it.
bool adds(const TreeView& tree, int verb) {
  const int main = tree.root();
  return tree[verb].xpos == "VBG" && verb > 0 && tree[verb - 1].form == "," && verb > main &&
         says(tree, verb) && tree.is_verb(main) && !tree.is_passive(main);
}

// "Norway noted that they are in competition, adding that": a participle of saying after a comma
// goes on with what the clause before it is told by.
bool goes_on(const TreeView& tree, int verb) {
  const int clause = tree[verb].head;
  const bool comma = tree[verb].xpos == "VBG" && verb > 0 && tree[verb - 1].form == ",";
  return comma && says(tree, verb) && clause != kRoot && tree[clause].head != kRoot &&
         tree[clause].deprel == Deprel::kCcomp && says(tree, tree[clause].head);
}

}  // namespace

bool says(const TreeView& tree, int verb) {
  const int particle = tree.child(verb, {Deprel::kCompoundPrt});
  const bool sums = particle != kRoot && tree[particle].form == "up" && tree[verb].lemma == "add";
  return is_saying(pack::fold(tree[verb].lemma)) && !sums;  // "the fees add up: ..."
}

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
  const int patient = tree.child(verb, {Deprel::kNsubjPass});
  if (patient != kRoot && is_believing(pack::fold(tree[verb].form))) {
    return whole(tree, verb, patient);  // "was convinced that"
  }
  if (tree.is_passive(verb) || is_bare_participle(tree, verb)) {
    const int agent = tree.child(verb, {Deprel::kOblAgent, Deprel::kObl});
    return agent != kRoot && tree.marker(agent) == "by" ? agent : kRoot;
  }
  if (const int quoted = quoted_one(tree, verb); quoted != kRoot) {
    return quoted;
  }
  if (const int outer = verb_before(tree, verb); outer != kRoot) {
    return teller_of(tree, outer);
  }
  if (const int paper = paper_before(tree, verb); paper != kRoot) {
    return paper;
  }
  for (int at = verb, steps = 0; at != kRoot && steps < kMostSteps; ++steps) {
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
    if (at == verb && is_said_in(tree, at)) {
      return up;
    }
    if (!shares_subject(rel) || (rel == Deprel::kAdvcl && tree.is_passive(up))) {
      break;
    }
    at = at == verb && goes_on(tree, at) ? tree[up].head : up;
  }
  return adds(tree, verb) ? nearest_subject(tree, tree.root()) : kRoot;
}

}  // namespace rapport::extract
