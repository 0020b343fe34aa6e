// Negation, by words that deny and by verbs and nouns whose complement does not happen.

#include "extract/claim/polarity.h"

#include <algorithm>
#include <string>

#include "rapport/pack/fold.h"

#include "extract/claim/embedding.h"
#include "extract/claim/future.h"
#include "extract/claim/mood_cue.h"

namespace rapport::extract {
namespace {

// What they are said of is not done: "fails to act", "stopped fighting", "unable to pay".
const Words kFails = {"fail", "refuse", "refrain",   "decline",   "cease",    "stop",
                      "quit", "unable", "incapable", "unwilling", "unlikely", "neglect",
                      "deny", "avoid",  "omit",      "forget",    "hesitate", "reluctant"};
// What stands before a clause that is not so: "without consulting", "instead of acting".
const Words kNotSo = {"without", "instead of", "rather than", "in lieu of", "as opposed to"};
// "none of them came"
const Words kNobody = {"none", "nobody", "nothing", "neither", "no-one"};
// "refrain from spreading", "prevent them from acting": what follows does not happen.
const Words kKeepsFrom = {"refrain",  "abstain", "desist", "prevent", "stop",       "keep",
                          "prohibit", "bar",     "ban",    "deter",   "discourage", "dissuade",
                          "forbid",   "block",   "hinder", "restrain"};
// "does not think that it works" thinks that it does not; whoever does not say so leaves it open.
const Words kRaises = {"think",   "believe", "suppose", "expect", "imagine", "mean", "feel",
                       "suggest", "imply",   "seem",    "appear", "want",    "wish"};
// "the refusal to engage" tells of an engagement that is not.
const Words kRefusals = {"refusal", "failure", "inability", "unwillingness", "reluctance"};

class PolarityReader {
 public:
  PolarityReader(const TreeView& tree, const std::vector<Clause>& clauses)
      : tree_(tree), clauses_(clauses) {}

  bool read(int w) const {
    const int governor = tree_[w].head;
    const bool absent = is_absence(tree_[w].lemma);
    if (tree_.is_negated(w) || has_none(w) || in_no_case(w)) {
      return !absent && !only_until(w);
    }
    if (absent || has_yet_to(tree_, w) || kNotSo.contains(tree_.marker(w)) || no_longer(w) ||
        refused(w) || lacks_ground(w) || too_much(w)) {
      return true;
    }
    if (governor == kRoot) {
      return false;
    }
    if (tree_.marker(w) == "from" && kKeepsFrom.contains(tree_[governor].lemma)) {
      return true;
    }
    const bool conjunct = tree_[w].deprel == Deprel::kConj;
    const bool within = tree_[w].deprel == Deprel::kXcomp || conjunct || under_ability(w) ||
                        (tree_[w].deprel == Deprel::kCcomp && is_about(w, governor));
    const bool apart = conjunct && (has_own_subject(tree_, w) || stands_apart(w));
    if (!within || apart || at(governor).verb == kRoot) {
      return false;
    }
    if (is_means(w, governor)) {
      return false;
    }
    const bool fails = !conjunct && kFails.contains(tree_[governor].lemma);
    return (at(governor).polarity == Polarity::kNegated) != fails;
  }

 private:
  const Clause& at(int w) const { return clauses_[static_cast<std::size_t>(w)]; }

  // Does what is said of `governor` hold of its clause too? "Did not say that" tells nothing of
  // what was not said, "forgot that" takes it for true.
  bool is_about(int w, int governor) const {
    const std::string& lemma = tree_[governor].lemma;
    return kRaises.contains(lemma) || lemma == "deny" || !has_own_subject(tree_, w);
  }

  // "should not act and should wait", "not a wall but a bridge", "could not save the team and
  // lost": a conjunct that does not share the negation of the first.
  bool stands_apart(int w) const {
    const int cc = tree_.child(w, {Deprel::kCc});
    return tree_.child(w, {Deprel::kAux}) != kRoot || is_finite_beside(tree_, w) ||
           (cc != kRoot && (tree_[cc].lemma == "but" || tree_[cc].lemma == "yet"));
  }

  // "was not finished until 1990": it was then.
  bool only_until(int w) const {
    const std::vector<int> times = tree_.children(w, {Deprel::kObl, Deprel::kAdvcl});
    return std::any_of(times.begin(), times.end(), [&](int t) {
      return tree_.marker(t) == "until" || tree_.marker(t) == "till";
    });
  }

  // "too weak to resist"
  bool too_much(int w) const {
    const int measure = tree_[w].head;
    if (tree_.marker(w) != "to" || measure == kRoot) {
      return false;
    }
    const std::vector<int> degrees = tree_.children(measure, {Deprel::kAdvmod});
    return std::any_of(degrees.begin(), degrees.end(),
                       [&](int d) { return tree_[d].lemma == "too" && d + 1 == measure; });
  }

  // "not a single member voted", "no state has agreed", "violence has no place".
  bool has_none(int w) const {
    for (int c : tree_.children(w, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kObj})) {
      if (kNobody.contains(pack::fold(tree_[c].form))) {
        return c + 1 == tree_.size() || tree_[c + 1].lemma != "but";  // "nothing but ruin"
      }
      if (tree_[c].lemma == "matter" || tree_[c].lemma == "doubt") {
        continue;  // "no matter where", "has no doubt that"
      }
      for (int d : tree_.children(c, {Deprel::kDet, Deprel::kAdvmod, Deprel::kCcPreconj})) {
        if (tree_[d].form == "No" && d > 0 && tree_[d - 1].upos != Upos::kPunct) {
          continue;  // "a No Tax roundtable"
        }
        const std::string& lemma = tree_[d].lemma;
        const bool whole = tree_[c].deprel != Deprel::kObj;
        if (lemma == "no" || (lemma == "neither" && whole) ||
            (lemma == "not" && whole && d + 1 < tree_.size() && tree_[d + 1].lemma != "only")) {
          return true;
        }
      }
    }
    return false;
  }

  // "at no time", "under no circumstances", "signed by no state"
  bool in_no_case(int w) const {
    static const Words kCases = {"time",  "circumstance", "condition", "case",  "means", "way",
                                 "sense", "account",      "event",     "point", "place", "extent"};
    const std::vector<int> cases = tree_.children(w, {Deprel::kObl, Deprel::kOblAgent});
    return std::any_of(cases.begin(), cases.end(), [&](int o) {
      const int no = tree_.child(o, {Deprel::kDet});
      return no != kRoot && tree_[no].lemma == "no" &&
             (tree_[o].deprel == Deprel::kOblAgent || kCases.contains(tree_[o].lemma));
    });
  }

  // "no funds were used to build it": that it was built is not denied.
  bool is_means(int w, int governor) const {
    const std::string& lemma = tree_[governor].lemma;
    return tree_[w].deprel == Deprel::kXcomp && tree_.is_passive(governor) && has_none(governor) &&
           (lemma == "use" || lemma == "require" || lemma == "need");
  }

  // "no reason to leave", "had no interest in keeping it", "no state has the right to break it":
  // what there is nothing for is not done.
  bool lacks_ground(int w) const {
    const int noun = tree_[w].head;
    const std::string marker = tree_.marker(w);
    const bool ground = noun != kRoot && tree_[w].deprel == Deprel::kAcl && tree_.is_noun(noun) &&
                        (marker == "to" || (marker == "in" && tree_[w].xpos == "VBG"));
    if (!ground) {
      return false;
    }
    const int det = tree_.child(noun, {Deprel::kDet});
    const int above = tree_[noun].head;
    const bool held = tree_[noun].deprel == Deprel::kObj && above != kRoot &&
                      tree_[above].lemma == "have" && is_chance(tree_[noun].lemma);
    return (det != kRoot && tree_[det].lemma == "no") ||
           (held && at(above).polarity == Polarity::kNegated);
  }

  bool refused(int w) const { return noun_above(tree_, w, kRefusals) != kRoot; }

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

  // "not capable of saving", "unable to pay"
  bool under_ability(int w) const {
    static const Words kEnough = {"enough", "sufficient"};
    const std::string& lemma = tree_[tree_[w].head].lemma;
    return tree_[w].deprel == Deprel::kAdvcl && is_complement(tree_, w) &&
           (is_ability(lemma) || kEnough.contains(lemma));
  }

  const TreeView& tree_;
  const std::vector<Clause>& clauses_;
};

}  // namespace

bool is_denied(const TreeView& tree, const std::vector<Clause>& clauses, int w) {
  return PolarityReader(tree, clauses).read(w);
}

bool is_failure(std::string_view lemma) { return kFails.contains(lemma); }

bool is_absence(std::string_view lemma) { return lemma == "lack" || lemma == "absence"; }

}  // namespace rapport::extract
