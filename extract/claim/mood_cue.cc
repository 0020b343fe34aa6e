// Modality by cues, from the adverbs of a clause to the verb or noun that it hangs on.

#include "extract/claim/mood_cue.h"

#include <string>
#include <unordered_set>

#include "extract/claim/embedding.h"
#include "extract/claim/future.h"

namespace rapport::extract {
namespace {

// Nouns for what somebody may or can do.
const Words kChances = {"ability",    "right",  "authority",  "opportunity", "chance",
                        "capacity",   "power",  "freedom",    "likelihood",  "possibility",
                        "permission", "option", "capability", "flexibility", "potential",
                        "risk",       "danger", "prospect",   "probability"};
// Adjectives for what somebody can do or is about to do, and for what ought to be done.
const Words kAbilities = {"likely",    "unlikely", "able",     "unable", "capable",
                          "incapable", "possible", "eligible", "free",   "entitled"};
// Who is unable does not: that is told as so.
const Words kDisabilities = {"unable", "incapable"};
// "it is hard to tell": what follows is thought of.
const Words kEase = {"difficult", "hard", "easy", "impossible", "feasible"};
// Adjectives for who has made up his mind.
const Words kReady = {"ready",     "prepared",  "willing", "eager",
                      "unwilling", "reluctant", "due",     "about"};
const Words kNeeded = {"vital",     "important",  "essential", "crucial", "critical",
                       "necessary", "imperative", "incumbent", "key",     "urgent"};
// Passives of these only allow what follows, or foresee it.
const Words kPermits = {"authorize", "authorise",  "permit",  "allow",   "position",
                        "empower",   "entitle",    "qualify", "expect",  "project",
                        "forecast",  "anticipate", "certify", "license", "predict"};
// "is thought to have fled": nobody vouches for it.
const Words kSupposes = {"think", "believe", "presume", "suspect", "assume", "suppose", "rumor"};
// These do so in the active too: "the act authorizes the agency to lend".
const Words kEmpowers = {"authorize", "authorise", "empower", "entitle"};
// Nouns for what somebody says ought to be.
const Words kCalls = {"recommendation", "call",       "request", "demand", "requirement",
                      "proposal",       "obligation", "duty",    "need",   "necessity",
                      "imperative",     "appeal",     "plea"};

// "potentially undermining"
const Words kPerhaps = {"potentially", "possibly", "perhaps", "likely", "probably"};

class CueReader {
 public:
  CueReader(const TreeView& tree, const std::vector<Clause>& clauses)
      : tree_(tree), clauses_(clauses) {}

  // "is likely to shape", "is set to play", "potentially undermining", "aimed at curbing".
  bool read(int w, Modality& modality) const {
    if (has_yet_to(tree_, w)) {
      modality = Modality::kAsserted;  // "has yet to open"
      return true;
    }
    if (is_to_be_done(tree_, w)) {
      modality = Modality::kPlanned;
      return true;
    }
    for (int a : tree_.children(w, {Deprel::kAdvmod})) {
      if (kPerhaps.contains(tree_[a].lemma)) {
        modality = Modality::kPossible;
        return true;
      }
    }
    if (tree_.marker(w) == "to" && asks_how(w)) {
      modality = Modality::kPossible;
      return true;
    }
    if (is_asked(w)) {
      modality = modality == Modality::kAsserted ? Modality::kPossible : modality;
      return true;
    }
    return tree_[w].head != kRoot && (is_under_word(w, modality) || is_under_noun(w, modality));
  }

 private:
  // "told him how to win", "know what to do": it can be done.
  bool asks_how(int w) const {
    for (int c : tree_.children(w, {Deprel::kAdvmod, Deprel::kObl, Deprel::kObj})) {
      if (c < w && (tree_[c].xpos == "WRB" || tree_[c].xpos == "WP")) {
        return true;
      }
    }
    return false;
  }

  // Is the sentence a question, and the clause none that only hangs in it?
  bool is_asked(int w) const {
    const int first = tree_.first_conjunct(w);
    return tree_[tree_.size() - 1].form == "?" && tree_[first].head == kRoot;
  }

  // "it is vital to have friends", not "trust is vital for keeping friends"
  bool said_of_it(int w, int adjective) const {
    const std::string marker = tree_.marker(w);
    const int subject = tree_.child(adjective, {Deprel::kNsubj});
    if (tree_[adjective].deprel == Deprel::kAmod) {
      return false;  // "the means necessary to act"
    }
    return (marker == "to" || marker == "that") &&
           (subject == kRoot || tree_[subject].lemma == "it");
  }

  // What the verb or adjective above says of it: "able to", "ready to", "vital to", "going to".
  bool is_under_word(int w, Modality& modality) const {
    const int governor = tree_[w].head;
    const std::string& lemma = tree_[governor].lemma;
    const std::string marker = tree_.marker(w);
    const bool under = is_complement(tree_, w);
    if (under && kNeeded.contains(lemma) && said_of_it(w, governor)) {
      modality = Modality::kRecommended;  // "it is vital to have friends"
      return true;
    }
    const bool foreseen = lemma == "expect" && tree_.child(governor, {Deprel::kObj}) != kRoot;
    const bool permits = foreseen || (kPermits.contains(lemma) && tree_.is_passive(governor)) ||
                         kEmpowers.contains(lemma) || lemma == "seem" ||
                         (kSupposes.contains(lemma) && tree_.is_passive(governor));
    if (under && !kDisabilities.contains(lemma) &&
        (kAbilities.contains(lemma) || kEase.contains(lemma) || permits)) {
      modality = Modality::kPossible;
      return true;
    }
    const bool going = lemma == "go" && tree_[governor].xpos == "VBG" && marker == "to";
    const bool aimed = (lemma == "aim" || lemma == "target") && (marker == "at" || marker == "to");
    if ((under && (kReady.contains(lemma) || going)) || aimed) {
      modality = Modality::kPlanned;
      return true;
    }
    return false;
  }

  // "the importance of ensuring", "a call to act", "the right to vote": what the noun says of it.
  bool is_under_noun(int w, Modality& modality) const {
    // "the importance of ensuring", "the importance of states acting"
    const bool of_worth = tree_[w].deprel == Deprel::kAcl && is_worth(tree_[tree_[w].head].lemma) &&
                          (!tree_.marker(w).empty() || tree_[w].xpos == "VBG");
    if (of_worth || noun_above(tree_, w, kCalls) != kRoot) {
      modality = Modality::kRecommended;
      return true;
    }
    const int noun = noun_above(tree_, w, kChances);
    if (noun == kRoot || tree_[w].deprel == Deprel::kAdvcl) {
      return false;
    }
    // "should have the right to vote" recommends the voting, "will use its power to act" plans it.
    static const Words kHas = {"have", "get", "enjoy", "retain", "keep", "receive", "gain"};
    const int above = clause_above(tree_, clauses_, noun);
    const bool held = above != kRoot && tree_[noun].deprel == Deprel::kObj;
    Modality told = held ? clauses_[static_cast<std::size_t>(above)].modality : Modality::kAsserted;
    if (told == Modality::kRecommended && !kHas.contains(tree_[above].lemma)) {
      told = Modality::kAsserted;
    }
    modality = told == Modality::kAsserted ? Modality::kPossible : told;
    return true;
  }

  const TreeView& tree_;
  const std::vector<Clause>& clauses_;
};

}  // namespace

bool is_ability(std::string_view lemma) { return kAbilities.contains(lemma); }

bool is_chance(std::string_view lemma) { return kChances.contains(lemma); }

bool read_cues(const TreeView& tree, const std::vector<Clause>& clauses, int w,
               Modality& modality) {
  return CueReader(tree, clauses).read(w, modality);
}

}  // namespace rapport::extract
