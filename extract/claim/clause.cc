// Subjects, objects and moods of clauses, read off the tree from the root downwards, so that a
// clause can take over what its governor has.

#include "extract/claim/clause.h"

#include <algorithm>
#include <unordered_set>

#include "extract/claim/clause_inherit.h"
#include "extract/claim/mood.h"

namespace rapport::extract {
namespace {

class ClauseReader {
 public:
  explicit ClauseReader(const TreeView& tree)
      : tree_(tree), out_(static_cast<std::size_t>(tree.size())) {}

  std::vector<Clause> read() {
    if (tree_.size() == 0) {
      return {};
    }
    // From the root downwards: a governor is read before what hangs on it.
    std::vector<int> order = {tree_.root()};
    for (std::size_t i = 0; i < order.size(); ++i) {
      const int w = order[i];
      if (heads_clause(w)) {
        read_clause(w);
      }
      order.insert(order.end(), tree_.children(w).begin(), tree_.children(w).end());
    }
    return std::move(out_);
  }

 private:
  Clause& at(int w) { return out_[static_cast<std::size_t>(w)]; }

  bool heads_clause(int w) const {
    // "following", "according to" stand for prepositions.
    const Deprel rel = tree_[w].deprel;
    if (rel == Deprel::kCase || rel == Deprel::kMark || rel == Deprel::kFixed) {
      return false;
    }
    return tree_.is_verb(w) || tree_.child(w, {Deprel::kCop}) != kRoot ||
           tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjPass}) != kRoot || is_bare_predicate(w);
  }

  // "remain effective", and a second predicate adjective or noun: "are vital and scarce".
  bool is_bare_predicate(int w) const {
    const Word& word = tree_[w];
    return (word.deprel == Deprel::kXcomp && (word.upos == Upos::kAdj || tree_.is_noun(w))) ||
           (word.deprel == Deprel::kConj && word.head != kRoot &&
            tree_.child(word.head, {Deprel::kCop, Deprel::kAuxPass}) != kRoot &&
            (word.upos == Upos::kAdj || word.upos == Upos::kNoun)) ||
           (word.deprel == Deprel::kAcl && word.upos == Upos::kAdj) ||
           (word.deprel == Deprel::kAmod && word.upos == Upos::kAdj &&
            !tree_.children(w, {Deprel::kObl, Deprel::kAdvcl}).empty());
  }

  void read_clause(int w) {
    Clause& c = at(w);
    c.verb = w;
    const bool passive = tree_.is_passive(w);
    own_subjects(w, passive);
    own_objects(w, passive);
    inherit(tree_, out_, w);
    read_mood(tree_, out_, w);
  }

  // The noun that a relative clause modifies; where a parser hangs the clause on the verb before it
  // ("handed over to Poland, which chairs ..."), the noun that it follows.
  int antecedent(int clause, int pronoun) const {
    if (tree_[clause].deprel == Deprel::kAclRelcl) {
      return tree_[clause].head;
    }
    const int before = pronoun - (pronoun > 0 && tree_[pronoun - 1].form == "," ? 2 : 1);
    if (tree_[clause].deprel != Deprel::kAdvclRelcl || before < 0 || !tree_.is_noun(before)) {
      return kRoot;
    }
    int noun = before;
    while (tree_[noun].deprel == Deprel::kFlat || tree_[noun].deprel == Deprel::kCompound) {
      noun = tree_[noun].head;
    }
    return noun;
  }

  // A relative pronoun gives way to the noun that the clause modifies (all of a coordination when
  // the clause follows a comma: "resources, expertise and support, which ...").
  std::vector<int> resolve_relative(int clause, int subject) {
    const std::string& xpos = tree_[subject].xpos;
    const bool relative =
        xpos == "WDT" || xpos == "WP" || (xpos == "IN" && tree_[subject].upos == Upos::kPron);
    std::vector<int> out;
    const int head = tree_.first_conjunct(clause);
    const int noun = relative ? antecedent(head, subject) : kRoot;
    if (noun != kRoot) {
      const bool comma = noun + 1 < tree_.size() && subject > 0 && tree_[subject - 1].form == ",";
      add_modified(tree_, out_, comma ? tree_.first_conjunct(noun) : noun, out);
      return out;
    }
    add_split(tree_, subject, out);
    return out;
  }

  // "The priority of the mission is restoring trust": what somebody's goal is, that one aims at.
  bool goal_subject(int w) {
    const int goal = tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjOuter});
    // Many a parse has "is restoring" for the progressive.
    const int be = tree_.child(w, {Deprel::kCop, Deprel::kAux});
    if (!tree_.is_verb(w) || be == kRoot || tree_[be].lemma != "be" || goal == kRoot ||
        !is_goal(tree_[goal].lemma) || tree_.marker(w) == "that") {
      return false;
    }
    for (int owner : tree_.children(goal, {Deprel::kNmod, Deprel::kNmodPoss})) {
      if (tree_[owner].deprel == Deprel::kNmodPoss || tree_.marker(owner) == "of") {
        add_split(tree_, owner, at(w).subjects);
      }
    }
    at(w).purpose = true;
    return true;
  }

  void own_subjects(int w, bool passive) {
    Clause& c = at(w);
    if (goal_subject(w)) {
      return;
    }
    const bool inner = tree_.child(w, {Deprel::kNsubj}) != kRoot;
    for (int s : tree_.children(w, {inner ? Deprel::kNsubj : Deprel::kNsubjOuter})) {
      const std::vector<int> found = resolve_relative(w, s);
      c.subjects.insert(c.subjects.end(), found.begin(), found.end());
    }
    for (int s : tree_.children(w, {Deprel::kNsubjPass})) {
      const std::vector<int> found = resolve_relative(w, s);
      c.objects.insert(c.objects.end(), found.begin(), found.end());
    }
    for (int s : tree_.children(w, {Deprel::kCsubj, Deprel::kCsubjPass})) {
      gerund_subject(w, s);
    }
    if (passive) {
      for (int s : tree_.children(w, {Deprel::kOblAgent})) {
        if (tree_.child(s, {Deprel::kCase}) != kRoot) {
          add_split(tree_, s, c.subjects);
        }
      }
      for (int s : tree_.children(w, {Deprel::kObl})) {
        if (c.subjects.empty() && tree_.is_noun(s) && tree_.marker(s) == "by") {
          add_split(tree_, s, c.subjects);
        }
      }
    }
  }

  // "Strengthening these alliances can ...": what is strengthened stands for the action.
  void gerund_subject(int w, int verb) {
    Clause& c = at(w);
    c.gerund_subject = true;
    for (int v : tree_.conjuncts(verb)) {
      c.actions.push_back(v);
      const int object = tree_.child(v, {Deprel::kObj});
      if (object != kRoot) {
        add_split(tree_, object, c.subjects);
      }
    }
  }

  void own_objects(int w, bool passive) {
    Clause& c = at(w);
    for (int o : tree_.children(w, {Deprel::kObj})) {
      const std::vector<int> found = resolve_relative(w, o);
      c.objects.insert(c.objects.end(), found.begin(), found.end());
    }
    if (c.objects.empty() && tree_.child(w, {Deprel::kXcomp}) != kRoot) {
      for (int o : tree_.children(w, {Deprel::kIobj})) {
        // "allows the agency to act", where a parser sees a receiver
        add_split(tree_, o, c.objects);
      }
    }
    if (c.objects.empty() && !passive && tree_.is_verb(w) && tree_[w].head != kRoot) {
      bare_oblique(w);
    }
    if (passive && c.objects.empty() && has_base(tree_[w].deprel, Deprel::kAcl)) {
      add_modified(tree_, out_, tree_[w].head, c.objects);
    }
  }

  // A parser's slip put right: a noun with no preposition is no oblique of the governor but the
  // object of the verb that it follows ("credited with reducing incidents").
  void bare_oblique(int w) {
    for (int n : tree_.children(tree_[w].head, {Deprel::kObl, Deprel::kOblAgent, Deprel::kNmod})) {
      if (n < w || !tree_.is_noun(n) || tree_.child(n, {Deprel::kCase}) != kRoot) {
        continue;
      }
      if (tree_.subtree(n).front() == w + 1) {
        add_split(tree_, n, at(w).objects);
        return;
      }
    }
  }

  const TreeView& tree_;
  std::vector<Clause> out_;
};

}  // namespace

std::vector<Clause> clauses(const TreeView& tree) { return ClauseReader(tree).read(); }

}  // namespace rapport::extract
