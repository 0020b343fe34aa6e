// What a clause takes over, by how it hangs.

#include "extract/claim/clause_inherit.h"

#include <algorithm>
#include <string>

#include "extract/claim/embedding.h"

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
                     "determine", "promise", "recommit", "apply",     "vote"};
// Nouns for what somebody wants; the clause that hangs on them is only aimed at.
const Words kWishes = {"effort",      "commitment", "dedication", "determination", "attempt",
                       "desire",      "plan",       "intention",  "resolve",       "pledge",
                       "bid",         "endeavor",   "promise",    "endeavour",     "ambition",
                       "willingness", "intent"};

// "with the aim of restoring trust".
const Words kGoals = {"aim",      "objective", "goal",     "purpose", "intention", "intent", "view",
                      "priority", "mission",   "ambition", "mandate", "task",      "duty",   "job"};

// Verbs of which the object is said to have done, or kept from doing, what follows: "accused the
// army of shelling", "prevented the ships from leaving", "thanked Chad for hosting".
const Words kOfObject = {
    "accuse",  "suspect", "convict",   "charge",     "blame",    "prevent",  "stop",    "keep",
    "deter",   "ban",     "bar",       "prohibit",   "dissuade", "block",    "praise",  "criticize",
    "condemn", "thank",   "criticise", "commend",    "punish",   "sanction", "arrest",  "fine",
    "jail",    "indict",  "honor",     "discourage", "applaud",  "hinder",   "restrain"};

// What the attacker does, not the attacked.
const Words kHarms = {"kill", "injure", "wound", "maim", "destroy", "damage", "displace"};

class Inheritance {
 public:
  Inheritance(const TreeView& tree, std::vector<Clause>& out) : tree_(tree), out_(out) {}

  void inherit(int w) {
    Clause& c = at(w);
    const Word& word = tree_[w];
    const int governor = word.head;
    const bool passive = tree_.is_passive(w);
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
          add_split(tree_, governor, c.subjects);
        }
        break;
      case Deprel::kAclRelcl:
        c.link = "relative";
        if (c.subjects.empty() && !passive) {
          add_modified(tree_, out_, governor, c.subjects);
        }
        break;
      default:
        break;
    }
  }

 private:
  Clause& at(int w) { return out_[static_cast<std::size_t>(w)]; }

  // Who is told of, whoever does it: "the board was set up by Togo and advises it" tells of a
  // board.
  std::vector<int> surface_subjects(int verb) const {
    const Clause& c = out_[static_cast<std::size_t>(verb)];
    return tree_.is_passive(verb) && !c.objects.empty() ? c.objects : c.subjects;
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

  bool of_object(int w, int governor) const {
    const std::string marker = tree_.marker(w);
    return tree_[w].xpos == "VBG" && (marker == "of" || marker == "from" || marker == "for") &&
           kOfObject.contains(tree_[governor].lemma) &&
           !out_[static_cast<std::size_t>(governor)].objects.empty();
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
    if (of_object(w, governor)) {
      (passive ? c.objects : c.subjects) = g.objects;
      c.purpose = false;
      return;
    }
    const bool done = tree_.is_passive(governor) && !g.objects.empty();
    // "was attacked by rebels, killing two": who attacks kills.
    const bool harms = kHarms.contains(tree_[w].lemma) && !g.subjects.empty();
    std::vector<int> from = done && !harms ? g.objects : g.subjects;
    if (from.empty() && tree_.is_noun(governor)) {
      from = carried(tree_, out_, governor);
    }
    if (from.empty() && !passive) {
      c.actions = g.actions;
    }
    (passive ? c.objects : c.subjects) = from;
  }

  void modifier(int w, int governor, bool passive) {
    Clause& c = at(w);
    if (!c.subjects.empty() || passive) {
      return;
    }
    if (c.link == "modifier") {
      add_modified(tree_, out_, governor, c.subjects);
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
  std::vector<Clause>& out_;
};

}  // namespace

bool is_wish(std::string_view lemma) { return kWishes.contains(lemma); }

bool is_goal(std::string_view lemma) { return kGoals.contains(lemma); }

void add_split(const TreeView& tree, int head, std::vector<int>& out) {
  for (int j : tree.conjuncts(head)) {
    if (std::find(out.begin(), out.end(), j) == out.end()) {
      out.push_back(j);
    }
  }
}

void add_modified(const TreeView& tree, const std::vector<Clause>& clauses, int noun,
                  std::vector<int>& out) {
  const int first = tree.first_conjunct(noun);
  const int det = tree.child(first, {Deprel::kDet});
  const std::string form = det == kRoot ? "" : tree[det].lemma;
  const Clause& told = clauses[static_cast<std::size_t>(first)];
  if (told.verb != kRoot && !told.subjects.empty() && (form == "a" || form == "an") &&
      tree.child(first, {Deprel::kCop}) != kRoot && told.polarity == Polarity::kAffirmed) {
    out.insert(out.end(), told.subjects.begin(), told.subjects.end());
  } else {
    add_split(tree, noun, out);
  }
}

void inherit(const TreeView& tree, std::vector<Clause>& clauses, int w) {
  Inheritance(tree, clauses).inherit(w);
}

}  // namespace rapport::extract
