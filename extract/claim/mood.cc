// Modality and polarity, from the words nearest to the predicate outwards.

#include "extract/claim/mood.h"

#include <string>
#include <unordered_set>

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

// Verbs whose complement lies ahead.
const Words kPlans = {"aim",     "seek",      "intend",    "plan",      "strive",    "want",
                      "hope",    "pledge",    "promise",   "vow",       "set",       "poise",
                      "propose", "agree",     "commit",    "decide",    "resolve",   "vow",
                      "swear",   "undertake", "determine", "committed", "determined"};
const Words kRecommends = {"need",    "must", "urge",   "recommend",
                           "require", "call", "advise", "ought"};
// "refrain from spreading", "prevent them from acting": what follows does not happen.
const Words kKeepsFrom = {"refrain", "abstain",  "desist", "prevent", "stop",
                          "keep",    "prohibit", "bar",    "ban",     "deter"};
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
        c.modality == Modality::kAsserted && (marker == "if" || marker == "unless")) {
      c.modality = Modality::kPossible;
      own = true;
    }
    const bool shares = tree_[w].deprel == Deprel::kConj && !has_own_subject(w);
    // "as they strengthen", "before I took office" are told as they are.
    const bool stands = tree_[w].deprel == Deprel::kAdvcl && has_own_subject(w);
    const bool hangs =
        !c.link.empty() && c.link != "relative" && tree_[w].deprel != Deprel::kConj && !stands;
    if (!own && governor != kRoot && (shares || hangs) && at(governor).verb != kRoot) {
      c.modality = inherited(w, governor, c.link);
    } else if (!own && c.purpose && c.link != "relative" && clause_above(tree_, out_, w) != kRoot) {
      c.modality = at(clause_above(tree_, out_, w)).modality;
    }
    if (tree_.is_negated(w) || has_none(w)) {
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

 private:
  const Clause& at(int w) const { return out_[static_cast<std::size_t>(w)]; }

  // "not a single member voted", "no state has agreed", "they are no longer there".
  bool has_none(int w) const {
    for (int c : tree_.children(w, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kAdvmod})) {
      const bool subject = tree_[c].deprel != Deprel::kAdvmod;
      for (int d : tree_.children(c, {Deprel::kDet, Deprel::kAdvmod})) {
        const std::string& lemma = tree_[d].lemma;
        if ((lemma == "no" && (subject || tree_[c].lemma == "long" || tree_[c].form == "longer")) ||
            (lemma == "not" && subject && d + 1 < tree_.size() && tree_[d + 1].lemma != "only")) {
          return true;
        }
      }
    }
    return false;
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
    if (link == "complement" && kRecommends.contains(lemma)) {
      return Modality::kRecommended;
    }
    if (link == "complement" && lemma == "have" && tree_.marker(w) == "to") {
      return Modality::kRecommended;  // "would have to be rewritten"
    }
    return at(governor).modality;
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
    if (under &&
        (lemma == "likely" || lemma == "unlikely" || lemma == "able" || lemma == "capable" ||
         lemma == "possible" || (lemma == "expect" && tree_.is_passive(governor)))) {
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
