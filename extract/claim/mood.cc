// Modality and polarity, from the words nearest to the predicate outwards.

#include "extract/claim/mood.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

// Verbs whose complement lies ahead.
const Words kPlans = {"aim",     "seek",      "intend",    "plan",      "strive",     "want",
                      "hope",    "pledge",    "promise",   "vow",       "set",        "poise",
                      "propose", "agree",     "commit",    "decide",    "resolve",    "vow",
                      "swear",   "undertake", "determine", "committed", "determined", "try",
                      "attempt", "recommit",  "schedule",  "slate"};
// Nouns for what somebody has set out to do; an effort is under way already.
const Words kIntentions = {"commitment",    "desire",   "plan",        "intention",
                           "decision",      "pledge",   "promise",     "resolve",
                           "determination", "ambition", "willingness", "vow"};
// What they are said of is not done: "fails to act", "stopped fighting", "unable to pay".
const Words kFails = {"fail", "refuse", "refrain",   "decline",   "cease",    "stop",
                      "quit", "unable", "incapable", "unwilling", "unlikely", "neglect"};
// Adjectives for what somebody can do or is about to do, and for what ought to be done.
const Words kAbilities = {"likely",  "unlikely",  "able",    "unable",
                          "capable", "incapable", "possible"};
const Words kNeeded = {"vital",     "important",  "essential", "crucial", "critical",
                       "necessary", "imperative", "incumbent", "key",     "urgent"};
// Passives of these only allow what follows.
const Words kPermits = {"authorize", "authorise", "permit",  "allow", "position",
                        "empower",   "entitle",   "qualify", "expect"};
// Who is bound to something is so already, although it lies ahead.
const Words kBound = {"commit", "recommit", "committed", "dedicate", "dedicated"};
// What stands before a clause that is not so: "without consulting", "instead of acting".
const Words kNotSo = {"without", "instead of", "rather than", "in lieu of"};
const Words kRecommends = {"need",    "must",  "urge",   "recommend", "require", "call",
                           "advise",  "ought", "direct", "instruct",  "invite",  "encourage",
                           "request", "ask",   "demand", "oblige",    "order",   "task"};
// "refrain from spreading", "prevent them from acting": what follows does not happen.
const Words kKeepsFrom = {"refrain",    "abstain",  "desist", "prevent", "stop",
                          "keep",       "prohibit", "bar",    "ban",     "deter",
                          "discourage", "dissuade", "forbid"};
// "the refusal to engage" tells of an engagement that is not.
const Words kRefusals = {"refusal", "failure", "inability", "unwillingness", "reluctance"};
// Nouns for what somebody says ought to be.
const Words kCalls = {"recommendation", "call",     "request",    "demand",
                      "requirement",    "proposal", "obligation", "duty"};

class MoodReader {
 public:
  MoodReader(const TreeView& tree, std::vector<Clause>& clauses) : tree_(tree), out_(clauses) {}

  void read(int w) {
    Clause& c = out_[static_cast<std::size_t>(w)];
    const int governor = tree_[w].head;
    bool own = false;
    for (int a : tree_.children(w, {Deprel::kAux, Deprel::kAuxPass})) {
      own = modal(tree_[a].lemma, c.modality) || own;
    }
    if (own && foretold(w)) {
      c.modality = Modality::kPlanned;
    }
    own = lexical_mood(w, c.modality) || own;
    if (const std::string marker = tree_.marker(w);
        c.modality != Modality::kRecommended && (marker == "if" || marker == "unless")) {
      c.modality = Modality::kPossible;
      own = true;
    }
    if (intended(w)) {
      const int above = clause_above(tree_, out_, w);
      c.intention = above == kRoot ? Modality::kAsserted : at(above).modality;
      if (!own) {
        c.modality = Modality::kPlanned;
        own = true;
      }
    }
    const bool shares = tree_[w].deprel == Deprel::kConj && !has_own_subject(w);
    // "as they strengthen", "before I took office" are told as they are.
    const bool stands = tree_[w].deprel == Deprel::kAdvcl && has_own_subject(w);
    const bool hangs =
        !c.link.empty() && c.link != "relative" && tree_[w].deprel != Deprel::kConj && !stands;
    if (!own && governor != kRoot && (shares || hangs) && at(governor).verb != kRoot) {
      c.modality = inherited(w, governor, c.link);
      c.intention = shares ? at(governor).intention : c.intention;
      if (hangs && kBound.contains(tree_[governor].lemma)) {
        c.intention = at(governor).modality;  // "is committed to supporting" holds now
      }
    } else if (!own && c.purpose && c.link != "relative" && clause_above(tree_, out_, w) != kRoot) {
      c.modality = at(clause_above(tree_, out_, w)).modality;
    }
    if (tree_.is_negated(w) || has_none(w) || kNotSo.contains(tree_.marker(w)) || no_longer(w) ||
        refused(w)) {
      c.polarity = Polarity::kNegated;
    } else if (tree_.marker(w) == "from" && governor != kRoot &&
               kKeepsFrom.contains(tree_[governor].lemma)) {
      c.polarity = Polarity::kNegated;
    } else if (tree_[w].deprel == Deprel::kXcomp || tree_[w].deprel == Deprel::kCcomp ||
               tree_[w].deprel == Deprel::kConj || under_ability(w)) {
      const bool scope = governor != kRoot && at(governor).verb != kRoot;
      const bool fails =
          scope && tree_[w].deprel != Deprel::kConj && kFails.contains(tree_[governor].lemma);
      // "should not act and should wait": a conjunct with a modal of its own stands for itself.
      const bool apart = tree_[w].deprel == Deprel::kConj &&
                         (has_own_subject(w) || tree_.child(w, {Deprel::kAux}) != kRoot);
      if (scope && !apart && (at(governor).polarity == Polarity::kNegated) != fails) {
        c.polarity = Polarity::kNegated;
      }
    }
  }

 private:
  const Clause& at(int w) const { return out_[static_cast<std::size_t>(w)]; }

  // "not a single member voted", "no state has agreed", "violence has no place".
  bool has_none(int w) const {
    for (int c : tree_.children(w, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kObj})) {
      for (int d : tree_.children(c, {Deprel::kDet, Deprel::kAdvmod})) {
        const std::string& lemma = tree_[d].lemma;
        const bool whole = tree_[c].deprel != Deprel::kObj;
        if (lemma == "no" ||
            (lemma == "not" && whole && d + 1 < tree_.size() && tree_[d + 1].lemma != "only")) {
          return true;
        }
      }
    }
    return false;
  }

  bool refused(int w) const {
    return tree_[w].deprel == Deprel::kAcl && kRefusals.contains(tree_[tree_[w].head].lemma);
  }

  // "they are no longer there", "no longer serve".
  bool no_longer(int w) const {
    for (int at = std::max(w - 3, 1); at < std::min(w + 3, tree_.size()); ++at) {
      const bool cue = tree_[at].form == "longer" && tree_[at - 1].lemma == "no";
      const int head = cue ? tree_[at].head : kRoot;
      if (cue && (head == w || (head != kRoot && tree_[head].head == w))) {
        return true;
      }
    }
    return false;
  }

  bool intended(int w) const {
    return tree_[w].deprel == Deprel::kAcl && !tree_.marker(w).empty() &&
           kIntentions.contains(tree_[tree_[w].head].lemma);
  }

  // "it is vital to have friends", not "trust is vital for keeping friends"
  bool said_of_it(int w, int adjective) const {
    const std::string marker = tree_.marker(w);
    const int subject = tree_.child(adjective, {Deprel::kNsubj});
    return (marker == "to" || marker == "that") &&
           (subject == kRoot || tree_[subject].lemma == "it");
  }

  // "not capable of saving", "unable to pay"
  bool under_ability(int w) const {
    return tree_[w].deprel == Deprel::kAdvcl && tree_[w].head != kRoot &&
           kAbilities.contains(tree_[tree_[w].head].lemma);
  }

  bool has_own_subject(int w) const {
    return tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kNsubjOuter}) != kRoot;
  }

  Modality inherited(int w, int governor, const std::string& link) const {
    const std::string& lemma = tree_[governor].lemma;
    const bool complement = link == "complement" || link == "to";
    // "is committed to building", which a parser may take for a purpose.
    const bool gerund = link == "purpose" && tree_[w].xpos == "VBG";
    if ((complement || gerund) && kPlans.contains(lemma) && !has_own_subject(w)) {
      return Modality::kPlanned;
    }
    if (link == "complement" && kRecommends.contains(lemma) && !means(governor)) {
      return Modality::kRecommended;
    }
    if (link == "complement" && lemma == "have" && tree_.marker(w) == "to") {
      return Modality::kRecommended;  // "would have to be rewritten"
    }
    return at(governor).modality;
  }

  // "the resources that they need to thrive": what the need is for, not what is needed.
  bool means(int governor) const {
    return tree_[governor].lemma == "need" && tree_[governor].deprel == Deprel::kAclRelcl &&
           has_own_subject(governor) && tree_.child(governor, {Deprel::kObj}) == kRoot;
  }

  // "announced that it would open": the future as seen from the past.
  bool foretold(int w) const {
    const int governor = tree_[w].head;
    const int aux = tree_.child(w, {Deprel::kAux});
    return aux != kRoot && tree_[aux].lemma == "would" && tree_[w].deprel == Deprel::kCcomp &&
           governor != kRoot && tree_[governor].xpos == "VBD";
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
      const bool asked = tree_[tree_.size() - 1].form == "?";
      modality = asked && modality == Modality::kAsserted ? Modality::kPossible : modality;
      return asked;
    }
    const std::string& lemma = tree_[governor].lemma;
    const bool under = tree_[w].deprel == Deprel::kXcomp || tree_[w].deprel == Deprel::kCsubj ||
                       tree_[w].deprel == Deprel::kAdvcl || tree_[w].deprel == Deprel::kCcomp;
    if (under && kNeeded.contains(lemma) && said_of_it(w, governor)) {
      modality = Modality::kRecommended;  // "it is vital to have friends"
      return true;
    }
    if (under &&
        (kAbilities.contains(lemma) || (kPermits.contains(lemma) && tree_.is_passive(governor)))) {
      // "will be able to count on" lies ahead.
      const Modality above =
          at(governor).verb == kRoot ? Modality::kAsserted : at(governor).modality;
      modality = above == Modality::kPlanned ? above : Modality::kPossible;
      return true;
    }
    const bool noun_clause = tree_[w].deprel == Deprel::kAcl && !tree_.marker(w).empty();
    if (noun_clause && (is_worth(lemma) || kCalls.contains(lemma))) {
      modality = Modality::kRecommended;  // "the importance of ensuring", "a call to act"
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
  std::vector<Clause>& out_;
};

}  // namespace

bool is_ability(std::string_view lemma) { return kAbilities.contains(lemma); }

bool is_plan(std::string_view lemma) { return kPlans.contains(lemma); }

int clause_above(const TreeView& tree, const std::vector<Clause>& clauses, int w) {
  int up = tree[w].head;
  while (up != kRoot && clauses[static_cast<std::size_t>(up)].verb == kRoot) {
    up = tree[up].head;
  }
  return up;
}

void read_mood(const TreeView& tree, std::vector<Clause>& clauses, int w) {
  MoodReader(tree, clauses).read(w);
}

}  // namespace rapport::extract
