// Which verb a clause with "that" completes, and where it has to hang for that.

#include "extract/claim/mend_complement.h"

#include <string>

#include "rapport/pack/fold.h"

#include "extract/claim/saying.h"
#include "extract/claim/tree_view.h"

namespace rapport::extract {
namespace {

constexpr int kMostSteps = 4;  // from the noun before the clause up to the verb

bool is_subject(Deprel rel) {
  return rel == Deprel::kNsubj || rel == Deprel::kNsubjPass || rel == Deprel::kNsubjOuter ||
         rel == Deprel::kExpl;
}

class Complement {
 public:
  // The clause that the word `that` opens.
  Complement(const TreeView& tree, int that) : tree_(tree), that_(that), clause_(tree[that].head) {}

  // Is it a clause of its own, in which "that" stands for nothing?
  bool is_whole() const {
    if (clause_ <= that_ || tree_[clause_].head == kRoot) {
      return false;
    }
    bool subject = false, object = false;
    for (int c : tree_.children(clause_)) {
      if (c == that_) {
        continue;
      }
      subject = subject || (c < clause_ && is_subject(tree_[c].deprel));
      object = object || tree_[c].deprel == Deprel::kObj || tree_[c].deprel == Deprel::kCcomp ||
               (c > clause_ && tree_[c].deprel == Deprel::kObl && tree_.marker(c).empty());
    }
    return subject && (is_marked() || object || tree_.is_passive(clause_) ||
                       tree_.child(clause_, {Deprel::kCop}) != kRoot);
  }

  // The verb that it completes, or kRoot where it hangs well.
  int verb() const {
    switch (tree_[clause_].deprel) {
      case Deprel::kAclRelcl:
      case Deprel::kAcl:
      case Deprel::kAdvclRelcl:
        return over_noun();
      case Deprel::kConj:
        return is_marked() && tells(tree_[clause_].head) && !is_second() ? tree_[clause_].head
                                                                         : kRoot;
      case Deprel::kParataxis:
        return is_marked() && lacks(tree_[clause_].head) ? tree_[clause_].head : kRoot;
      case Deprel::kCcomp:
        return before_that();
      default:
        return kRoot;
    }
  }

 private:
  bool is_marked() const { return tree_[that_].deprel == Deprel::kMark; }

  bool tells(int verb) const {
    const std::string lemma = pack::fold(tree_[verb].lemma);
    return tree_.is_verb(verb) && (is_saying(lemma) || is_finding(lemma));
  }

  // "argued that he wrote it and that it fell"
  bool is_second() const {
    return tree_.child(clause_, {Deprel::kCc}) != kRoot &&
           tree_.marker(tree_[clause_].head) == "that";
  }

  // Does the verb of saying still want to be told what is said?
  bool lacks(int verb) const {
    return tells(verb) && verb < that_ && tree_.child(verb, {Deprel::kCcomp}) == kRoot;
  }

  // "proclaimed in his sermon that", "was told by a moorman that", "assured the minister that"
  int over_noun() const {
    int at = tree_[clause_].head;
    Deprel rel = tree_[at].deprel;
    for (int steps = 0; steps < kMostSteps && at != kRoot && !tree_.is_verb(at); ++steps) {
      rel = tree_[at].deprel;
      at = tree_[at].head;
    }
    if (at == kRoot || !lacks(at)) {
      return kRoot;
    }
    const bool whom = rel == Deprel::kIobj || rel == Deprel::kObj;
    const bool receiver = whom && takes_hearer(tree_[at].lemma);
    const bool apart = has_base(rel, Deprel::kObl) &&
                       (tree_.child(at, {Deprel::kObj}) == kRoot || takes_hearer(tree_[at].lemma));
    return receiver || apart ? at : kRoot;
  }

  // "said that the analyst reported that it fell": the verb right before "that".
  int before_that() const {
    const int verb = that_ - 1;
    const bool other = verb > 0 && verb != tree_[clause_].head && lacks(verb);
    return other && !tree_.dominates(clause_, verb) ? verb : kRoot;
  }

  const TreeView& tree_;
  int that_;
  int clause_;
};

// "They may leave, provided (that) Iran agrees": a participle that only sets a condition marks it.
void mend_condition(Tree& tree, std::size_t word) {
  const std::string form = pack::fold(tree.words[word].form);
  const Deprel rel = tree.words[word].deprel;
  if ((form != "provided" && form != "providing") ||
      (rel != Deprel::kAdvcl && rel != Deprel::kXcomp && rel != Deprel::kParataxis)) {
    return;
  }
  const TreeView view(tree);
  const int clause = view.child(static_cast<int>(word), {Deprel::kCcomp});
  if (clause < static_cast<int>(word) ||
      view.child(static_cast<int>(word), {Deprel::kNsubj, Deprel::kObj}) != kRoot) {
    return;
  }
  Word& told = tree.words[static_cast<std::size_t>(clause)];
  told.head = tree.words[word].head;
  told.deprel = Deprel::kAdvcl;
  tree.words[word].head = clause;
  tree.words[word].deprel = Deprel::kMark;
}

// "told the workers I have their backs": a clause that lacks nothing is no relative clause of those
// who hear it.
void mend_hearer(Tree& tree, std::size_t word) {
  const TreeView view(tree);
  const int clause = static_cast<int>(word);
  const int hearer = view[clause].head;
  const int subject = view.child(clause, {Deprel::kNsubj});
  if (view[clause].deprel != Deprel::kAclRelcl || hearer == kRoot || view[hearer].head == kRoot ||
      subject != view.subtree(clause).front() || !view[subject].xpos.starts_with("PRP") ||
      view.child(clause, {Deprel::kObj, Deprel::kCop, Deprel::kCcomp}) == kRoot) {
    return;
  }
  const int verb = view[hearer].head;
  const Deprel rel = view[hearer].deprel;
  if ((rel == Deprel::kObj || rel == Deprel::kIobj) && takes_hearer(view[verb].lemma) &&
      view.child(verb, {Deprel::kCcomp}) == kRoot) {
    tree.words[word].head = verb;
    tree.words[word].deprel = Deprel::kCcomp;
  }
}

}  // namespace

void mend_complements(Tree& tree) {
  for (std::size_t that = 1; that + 1 < tree.words.size(); ++that) {
    mend_condition(tree, that);
    if (tree.words[that].deprel == Deprel::kAclRelcl) {
      mend_hearer(tree, that);
    }
    if (pack::fold(tree.words[that].form) != "that" || tree.words[that].head == kRoot) {
      continue;
    }
    const TreeView view(tree);
    const Complement complement(view, static_cast<int>(that));
    const int verb = complement.is_whole() ? complement.verb() : kRoot;
    if (verb == kRoot) {
      continue;
    }
    Word& clause = tree.words[static_cast<std::size_t>(tree.words[that].head)];
    clause.head = verb;
    clause.deprel = Deprel::kCcomp;
    tree.words[that].deprel = Deprel::kMark;
  }
}

}  // namespace rapport::extract
