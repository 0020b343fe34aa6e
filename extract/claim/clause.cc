// Subjects, objects and moods of clauses, read off the tree from the root downwards, so that a
// clause can take over what its governor has.

#include "extract/claim/clause.h"

#include <algorithm>
#include <unordered_set>

#include "extract/claim/embedding.h"
#include "extract/claim/mood.h"

namespace rapport::extract {
namespace {

// Verbs whose infinitive is done by their object ("allow nations to pool resources").
const Words kObjectControl = {
    "allow",     "enable",   "encourage", "help",     "urge",    "ask",      "call",
    "invite",    "require",  "permit",    "empower",  "assist",  "lead",     "force",
    "persuade",  "press",    "push",      "get",      "cause",   "inspire",  "motivate",
    "direct",    "instruct", "order",     "advise",   "equip",   "train",    "authorize",
    "authorise", "oblige",   "compel",    "command",  "tell",    "request",  "implore",
    "beg",       "lobby",    "exhort",    "petition", "entreat", "pressure", "counsel"};
// Verbs whose complement is only aimed at.
const Words kAims = {"aim",       "seek",    "intend",   "plan",      "strive",  "want",
                     "hope",      "wish",    "endeavor", "endeavour", "attempt", "try",
                     "design",    "target",  "pledge",   "vow",       "commit",  "agree",
                     "undertake", "propose", "dedicate", "prepare",   "resolve", "decide",
                     "determine", "promise", "recommit"};
// Nouns for what somebody wants; the clause that hangs on them is only aimed at.
const Words kWishes = {"effort",      "commitment", "dedication", "determination", "attempt",
                       "desire",      "plan",       "intention",  "resolve",       "pledge",
                       "bid",         "endeavor",   "promise",    "endeavour",     "ambition",
                       "willingness", "intent"};

// "with the aim of restoring trust".
const Words kGoals = {"aim",    "objective", "goal",     "purpose", "intention",
                      "intent", "view",      "priority", "mission", "ambition"};

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
    inherit(w, passive);
    read_mood(tree_, out_, w);
  }

  void add_split(int head, std::vector<int>& out) const {
    for (int j : tree_.conjuncts(head)) {
      if (std::find(out.begin(), out.end(), j) == out.end()) {
        out.push_back(j);
      }
    }
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
      add_modified(comma ? tree_.first_conjunct(noun) : noun, out);
      return out;
    }
    add_split(subject, out);
    return out;
  }

  // What a clause that hangs on `noun` tells of: the noun, or where that only says what kind of
  // thing another is ("the Centre is an institution that conducts research"), the other.
  void add_modified(int noun, std::vector<int>& out) {
    const int first = tree_.first_conjunct(noun);
    const int det = tree_.child(first, {Deprel::kDet});
    const std::string form = det == kRoot ? "" : tree_[det].lemma;
    const Clause& told = at(first);
    if (told.verb != kRoot && !told.subjects.empty() && (form == "a" || form == "an") &&
        tree_.child(first, {Deprel::kCop}) != kRoot && told.polarity == Polarity::kAffirmed) {
      out.insert(out.end(), told.subjects.begin(), told.subjects.end());
    } else {
      add_split(noun, out);
    }
  }

  // "The priority of the mission is restoring trust": what somebody's goal is, that one aims at.
  bool goal_subject(int w) {
    const int goal = tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjOuter});
    // Many a parse has "is restoring" for the progressive.
    const int be = tree_.child(w, {Deprel::kCop, Deprel::kAux});
    if (!tree_.is_verb(w) || be == kRoot || tree_[be].lemma != "be" || goal == kRoot ||
        !kGoals.contains(tree_[goal].lemma) || tree_.marker(w) == "that") {
      return false;
    }
    for (int owner : tree_.children(goal, {Deprel::kNmod, Deprel::kNmodPoss})) {
      if (tree_[owner].deprel == Deprel::kNmodPoss || tree_.marker(owner) == "of") {
        add_split(owner, at(w).subjects);
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
          add_split(s, c.subjects);
        }
      }
      for (int s : tree_.children(w, {Deprel::kObl})) {
        if (c.subjects.empty() && tree_.is_noun(s) && tree_.marker(s) == "by") {
          add_split(s, c.subjects);
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
        add_split(object, c.subjects);
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
        add_split(o, c.objects);  // "allows the agency to act", where a parser sees a receiver
      }
    }
    if (c.objects.empty() && !passive && tree_.is_verb(w) && tree_[w].head != kRoot) {
      bare_oblique(w);
    }
    if (passive && c.objects.empty() && has_base(tree_[w].deprel, Deprel::kAcl)) {
      add_modified(tree_[w].head, c.objects);
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
        add_split(n, at(w).objects);
        return;
      }
    }
  }

  // Who is told of, whoever does it: "the board was set up by Togo and advises it" tells of a
  // board.
  std::vector<int> surface_subjects(int verb) const {
    const Clause& c = out_[static_cast<std::size_t>(verb)];
    return tree_.is_passive(verb) && !c.objects.empty() ? c.objects : c.subjects;
  }

  void inherit(int w, bool passive) {
    Clause& c = at(w);
    const Word& word = tree_[w];
    const int governor = word.head;
    if (governor == kRoot) {
      return;
    }
    const std::string marker = tree_.marker(w);
    const bool infinitive = marker == "to" || marker.ends_with(" to") || marker == "so as to";
    switch (word.deprel) {
      case Deprel::kParataxis:  // "agreed on trade; underscored its importance; ..."
        if (c.subjects.empty() && word.xpos == "VBD") {
          c.subjects = at(governor).subjects;
        }
        break;
      case Deprel::kConj:
        c.link = at(governor).link;
        c.purpose = at(governor).purpose;
        if (c.subjects.empty() && !passive) {
          c.subjects = surface_subjects(governor);
        }
        if (passive && c.objects.empty()) {
          c.objects = at(governor).objects.empty() ? at(governor).subjects : at(governor).objects;
        }
        share_objects(w, governor);
        break;
      case Deprel::kXcomp:
      case Deprel::kCcomp:
        c.link = "complement";
        complement(w, governor);
        break;
      case Deprel::kAdvcl:
      case Deprel::kAdvclRelcl:
        c.link = infinitive ? "purpose" : marker.empty() ? "participle" : marker;
        // "vital for maintaining", "a tool for enhancing" tell what is so; other infinitives what
        // is sought.
        c.purpose = infinitive || (marker == "for" && (tree_.is_verb(governor) ||
                                                       tree_[governor].lemma == "responsible"));
        adverbial(w, governor, passive);
        break;
      case Deprel::kAcl:
        c.link = infinitive ? "purpose" : marker.empty() ? "modifier" : marker;
        c.purpose = (kWishes.contains(tree_[governor].lemma) && !marker.empty()) ||
                    ((infinitive || marker == "for") && !is_carrier(tree_[governor].lemma) &&
                     at(governor).verb == kRoot);
        modifier(w, governor, passive);
        break;
      case Deprel::kAmod:
        c.link = "modifier";
        if (c.subjects.empty()) {
          add_split(governor, c.subjects);
        }
        break;
      case Deprel::kAclRelcl:
        c.link = "relative";
        if (c.subjects.empty() && !passive) {
          add_modified(governor, c.subjects);
        }
        break;
      default:
        break;
    }
  }

  // "anticipate and respond to threats", "developed and ratified treaties": an object after the
  // last verb is the object of all.
  void share_objects(int w, int governor) {
    if (at(governor).verb != kRoot && at(governor).objects.empty() && tree_.is_verb(governor) &&
        !at(w).objects.empty() && !tree_.is_passive(governor) &&
        tree_.children(governor, {Deprel::kObl, Deprel::kXcomp, Deprel::kCcomp}).empty()) {
      at(governor).objects = at(w).objects;
    }
  }

  void complement(int w, int governor) {
    Clause& c = at(w);
    const Clause& g = at(governor);
    if (!c.subjects.empty() || (tree_.is_passive(w) && !c.objects.empty())) {
      return;
    }
    if (kObjectControl.contains(tree_[governor].lemma) && !g.objects.empty()) {
      c.subjects = g.objects;
    } else {
      c.subjects = surface_subjects(governor);
    }
    c.purpose = c.purpose || g.purpose || kAims.contains(tree_[governor].lemma);
  }

  // Who shall act, where a parser takes the infinitive for a purpose: "directed the agency to pay",
  // "called on Kenya to pay".
  std::vector<int> addressed(int w, int governor) const {
    if (!kObjectControl.contains(tree_[governor].lemma) || tree_.marker(w) != "to") {
      return {};
    }
    for (int o : tree_.children(governor, {Deprel::kObl})) {
      if (tree_.marker(o) == "on" || tree_.marker(o) == "upon") {
        return tree_.conjuncts(o);
      }
    }
    const int object = tree_.child(governor, {Deprel::kObj});
    const bool next =
        object != kRoot && tree_.subtree(object).back() + 1 == tree_.subtree(w).front();
    return next ? tree_.conjuncts(object) : std::vector<int>{};
  }

  void adverbial(int w, int governor, bool passive) {
    Clause& c = at(w);
    const Clause& g = at(governor);
    if (!c.subjects.empty() || (passive && !c.objects.empty())) {
      return;
    }
    if (const std::vector<int> told = addressed(w, governor); !told.empty()) {
      (passive ? c.objects : c.subjects) = told;
      c.link = "complement";
      c.purpose = false;
      return;
    }
    std::vector<int> from =
        tree_.is_passive(governor) && !g.objects.empty() ? g.objects : g.subjects;
    if (from.empty() && tree_.is_noun(governor)) {
      from = carried(tree_, out_, governor);
    }
    (passive ? c.objects : c.subjects) = from;
  }

  void modifier(int w, int governor, bool passive) {
    Clause& c = at(w);
    if (!c.subjects.empty() || passive) {
      return;
    }
    if (c.link == "modifier") {
      add_modified(governor, c.subjects);
    } else if (kGoals.contains(tree_[governor].lemma) && tree_.marker(governor) == "with") {
      c.purpose = true;
      if (const int above = clause_above(tree_, out_, governor); above != kRoot) {
        const bool done = tree_.is_passive(above) && !at(above).objects.empty();
        c.subjects = done ? at(above).objects : at(above).subjects;  // "was set up with the aim of"
      }
    } else {
      c.subjects = carried(tree_, out_, governor);
    }
  }

  const TreeView& tree_;
  std::vector<Clause> out_;
};

}  // namespace

bool is_wish(std::string_view lemma) { return kWishes.contains(lemma); }

std::vector<Clause> clauses(const TreeView& tree) { return ClauseReader(tree).read(); }

}  // namespace rapport::extract
