// Subjects, objects and moods of clauses, read off the tree from the root downwards, so that a
// clause can take over what its governor has.

#include "extract/claim/clause.h"

#include <algorithm>
#include <unordered_set>

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

// Verbs whose infinitive is done by their object ("allow nations to pool resources").
const Words kObjectControl = {"allow",  "enable",  "encourage", "help",   "urge",     "ask",
                              "call",   "invite",  "require",   "permit", "empower",  "assist",
                              "lead",   "force",   "persuade",  "press",  "push",     "get",
                              "cause",  "inspire", "motivate",  "direct", "instruct", "order",
                              "advise", "equip",   "train"};
// Verbs whose complement is only aimed at.
const Words kAims = {"aim",       "seek",    "intend",   "plan",      "strive",  "want",
                     "hope",      "wish",    "endeavor", "endeavour", "attempt", "try",
                     "design",    "target",  "pledge",   "vow",       "commit",  "agree",
                     "undertake", "propose", "dedicate", "prepare"};
// Verbs whose complement lies ahead.
const Words kPlans = {"aim",    "seek",    "intend", "plan",  "strive", "want",      "hope",
                      "pledge", "promise", "vow",    "set",   "poise",  "propose",   "agree",
                      "commit", "decide",  "resolve", "vow",  "swear",  "undertake", "determine"};
// Nouns for what somebody wants; the clause that hangs on them is only aimed at.
const Words kWishes = {"effort",  "commitment", "dedication", "determination", "attempt", "desire",
                       "plan",    "intention",  "resolve",    "pledge",        "bid",     "endeavor",
                       "promise", "endeavour",  "ambition",   "willingness"};
const Words kRecommends = {"need",    "must", "urge",   "recommend",
                           "require", "call", "advise", "ought"};

// "refrain from spreading", "prevent them from acting": what follows does not happen.
const Words kKeepsFrom = {"refrain", "abstain", "desist", "prevent", "stop",
                          "keep",    "prohibit", "bar",   "ban",     "deter"};
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
    return tree_.is_verb(w) || tree_.child(w, {Deprel::kCop}) != kRoot ||
           tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjPass}) != kRoot || is_bare_predicate(w);
  }

  // "remain effective", and a second predicate adjective or noun: "are vital and scarce".
  bool is_bare_predicate(int w) const {
    const Word& word = tree_[w];
    return (word.deprel == Deprel::kXcomp && (word.upos == Upos::kAdj || tree_.is_noun(w))) ||
           (word.deprel == Deprel::kConj && word.head != kRoot &&
            tree_.child(word.head, {Deprel::kCop}) != kRoot &&
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
    mood(w);
  }

  void add_split(int head, std::vector<int>& out) const {
    for (int j : tree_.conjuncts(head)) {
      if (std::find(out.begin(), out.end(), j) == out.end()) {
        out.push_back(j);
      }
    }
  }

  // A relative pronoun gives way to the noun that the clause modifies (all of a coordination when
  // the clause follows a comma: "resources, expertise and support, which ...").
  std::vector<int> resolve_relative(int clause, int subject) const {
    const std::string& xpos = tree_[subject].xpos;
    const bool relative =
        xpos == "WDT" || xpos == "WP" || (xpos == "IN" && tree_[subject].upos == Upos::kPron);
    std::vector<int> out;
    int at = tree_.first_conjunct(clause);
    if (relative && tree_[at].deprel == Deprel::kAclRelcl) {
      const int noun = tree_[at].head;
      const bool comma = noun + 1 < tree_.size() && subject > 0 && tree_[subject - 1].form == ",";
      add_split(comma ? tree_.first_conjunct(noun) : noun, out);
      return out;
    }
    add_split(subject, out);
    return out;
  }

  // "The priority of the mission is restoring trust": what somebody's goal is, that one aims at.
  bool goal_subject(int w) {
    const int goal = tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjOuter});
    // Many a parse has "is restoring" for the progressive.
    const int be = tree_.child(w, {Deprel::kCop, Deprel::kAux});
    if (!tree_.is_verb(w) || be == kRoot || tree_[be].lemma != "be" || goal == kRoot ||
        !kGoals.contains(tree_[goal].lemma)) {
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
    for (int s : tree_.children(w, {Deprel::kNsubj, Deprel::kNsubjOuter})) {
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
    if (c.objects.empty() && !passive && tree_.is_verb(w) && tree_[w].head != kRoot) {
      bare_oblique(w);
    }
    if (passive && c.objects.empty() && has_base(tree_[w].deprel, Deprel::kAcl)) {
      add_split(tree_[w].head, c.objects);
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
      case Deprel::kConj:
        c.link = at(governor).link;
        c.purpose = at(governor).purpose;
        if (c.subjects.empty()) {
          c.subjects = passive ? std::vector<int>{} : at(governor).subjects;
          if (passive && c.objects.empty()) {
            c.objects = at(governor).objects.empty() ? at(governor).subjects : at(governor).objects;
          }
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
          add_split(governor, c.subjects);
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
      c.subjects = tree_.is_passive(governor) && !g.objects.empty() ? g.objects : g.subjects;
    }
    c.purpose = c.purpose || g.purpose || kAims.contains(tree_[governor].lemma);
  }

  void adverbial(int w, int governor, bool passive) {
    Clause& c = at(w);
    const Clause& g = at(governor);
    if (!c.subjects.empty() || (passive && !c.objects.empty())) {
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
      add_split(governor, c.subjects);
    } else if (kGoals.contains(tree_[governor].lemma) && tree_.marker(governor) == "with") {
      c.purpose = true;
      if (const int above = clause_above(governor); above != kRoot) {
        c.subjects = at(above).subjects;
      }
    } else {
      c.subjects = carried(tree_, out_, governor);
    }
  }

  // --- how it is meant ---

  void mood(int w) {
    Clause& c = at(w);
    const int governor = tree_[w].head;
    bool own = false;
    for (int a : tree_.children(w, {Deprel::kAux, Deprel::kAuxPass})) {
      own = modal(tree_[a].lemma, c.modality) || own;
    }
    own = lexical_mood(w, c.modality) || own;
    const bool shares = tree_[w].deprel == Deprel::kConj && !has_own_subject(w);
    const bool hangs = !c.link.empty() && c.link != "relative" && tree_[w].deprel != Deprel::kConj;
    if (!own && governor != kRoot && (shares || hangs) && at(governor).verb != kRoot) {
      c.modality = inherited(governor, c.link);
    } else if (!own && c.purpose && c.link != "relative" && clause_above(w) != kRoot) {
      c.modality = out_[static_cast<std::size_t>(clause_above(w))].modality;
    }
    if (tree_.is_negated(w)) {
      c.polarity = Polarity::kNegated;
    } else if (tree_.marker(w) == "from" && governor != kRoot &&
               kKeepsFrom.contains(tree_[governor].lemma)) {
      c.polarity = Polarity::kNegated;
    } else if (tree_[w].deprel == Deprel::kXcomp || tree_[w].deprel == Deprel::kCcomp ||
               tree_[w].deprel == Deprel::kConj) {
      const bool scope = governor != kRoot && at(governor).verb != kRoot;
      const bool fails =
          scope && (tree_[governor].lemma == "fail" || tree_[governor].lemma == "refuse" ||
                    tree_[governor].lemma == "refrain");
      const bool own_subject = tree_[w].deprel == Deprel::kConj && has_own_subject(w);
      if (scope && !own_subject && (at(governor).polarity == Polarity::kNegated) != fails) {
        c.polarity = Polarity::kNegated;
      }
    }
  }

  bool has_own_subject(int w) const {
    return tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNsubjOuter}) != kRoot;
  }

  Modality inherited(int governor, const std::string& link) const {
    const std::string& lemma = tree_[governor].lemma;
    if ((link == "complement" || link == "to") && kPlans.contains(lemma)) {
      return Modality::kPlanned;
    }
    if (link == "complement" && kRecommends.contains(lemma)) {
      return Modality::kRecommended;
    }
    return out_[static_cast<std::size_t>(governor)].modality;
  }

  static bool modal(const std::string& lemma, Modality& modality) {
    if (lemma == "may" || lemma == "might" || lemma == "can" || lemma == "could" ||
        lemma == "would") {
      modality = Modality::kPossible;
    } else if (lemma == "will" || lemma == "shall") {
      modality = Modality::kPlanned;
    } else if (lemma == "should" || lemma == "must" || lemma == "ought") {
      modality = Modality::kRecommended;
    } else {
      return false;
    }
    return true;
  }

  // A purpose that hangs on a noun lies as far ahead as what is done with the noun: "will take steps
  // to ensure", "pledged to strengthen efforts to address".
  int clause_above(int w) const {
    int up = tree_[w].head;
    while (up != kRoot && out_[static_cast<std::size_t>(up)].verb == kRoot) {
      up = tree_[up].head;
    }
    return up;
  }

  // "is likely to shape", "is set to play", "potentially undermining", "aimed at curbing".
  bool lexical_mood(int w, Modality& modality) const {
    for (int a : tree_.children(w, {Deprel::kAdvmod})) {
      const std::string& lemma = tree_[a].lemma;
      if (lemma == "potentially" || lemma == "possibly" || lemma == "perhaps" ||
          lemma == "likely" || lemma == "probably") {
        modality = Modality::kPossible;
        return true;
      }
    }
    const int governor = tree_[w].head;
    if (governor == kRoot) {
      return false;
    }
    const std::string& lemma = tree_[governor].lemma;
    const bool under = tree_[w].deprel == Deprel::kXcomp || tree_[w].deprel == Deprel::kCsubj ||
                       tree_[w].deprel == Deprel::kAdvcl || tree_[w].deprel == Deprel::kCcomp;
    if (under &&
        (lemma == "likely" || lemma == "unlikely" || lemma == "able" || lemma == "capable" ||
         lemma == "possible" || (lemma == "expect" && tree_.is_passive(governor)))) {
      modality = Modality::kPossible;
      return true;
    }
    const std::string marker = tree_.marker(w);
    if ((lemma == "aim" || lemma == "target") && (marker == "at" || marker == "to")) {
      modality = Modality::kPlanned;
      return true;
    }
    return false;
  }

  const TreeView& tree_;
  std::vector<Clause> out_;
};

}  // namespace

bool is_plan(std::string_view lemma) { return kPlans.contains(lemma); }
bool is_wish(std::string_view lemma) { return kWishes.contains(lemma); }

std::vector<Clause> clauses(const TreeView& tree) { return ClauseReader(tree).read(); }

}  // namespace rapport::extract
