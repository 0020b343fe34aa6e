// Modality, from the words nearest to the predicate outwards.

#include "extract/claim/mood.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/embedding.h"
#include "extract/claim/future.h"
#include "extract/claim/mood_cue.h"
#include "extract/claim/polarity.h"

namespace rapport::extract {
namespace {

// Verbs whose complement lies ahead.
const Words kPlans = {"aim",      "seek",      "intend",    "plan",      "strive",     "want",
                      "hope",     "pledge",    "promise",   "vow",       "set",        "poise",
                      "propose",  "agree",     "commit",    "decide",    "resolve",    "vow",
                      "swear",    "undertake", "determine", "committed", "determined", "try",
                      "attempt",  "recommit",  "schedule",  "slate",     "wish",       "aspire",
                      "endeavor", "endeavour", "offer",     "prepare",   "arrange",    "opt",
                      "desire",   "volunteer", "long",      "yearn",     "apply",      "threaten",
                      "vote"};
// Who is "selected to represent" them has yet to do so.
const Words kChooses = {"select", "choose", "nominate", "approve", "assign",
                        "elect",  "hire",   "contract", "pick",    "designate"};
const Words kForbids = {"forbid", "prohibit", "ban", "bar"};
// Nouns for what somebody has set out to do; an effort is under way already.
const Words kIntentions = {
    "commitment", "desire",      "plan",      "intention",     "intent",     "decision",
    "pledge",     "promise",     "resolve",   "determination", "ambition",   "aspiration",
    "vow",        "willingness", "readiness", "offer",         "resolution", "legislation",
    "bill",       "bid",         "track",     "agreement",     "pact",       "deal"};
// Nouns for what is still to be reached; a priority is being worked on.
const Words kGoals = {"aim", "objective", "goal", "purpose", "mission", "intention", "intent"};
// Who is bound to something is so already, although it lies ahead.
const Words kBound = {"commit", "recommit", "committed", "dedicate", "dedicated"};
const Words kRecommends = {
    "need",    "must",     "urge",     "recommend", "require",  "call",    "advise", "ought",
    "direct",  "instruct", "invite",   "encourage", "request",  "ask",     "demand", "oblige",
    "order",   "task",     "compel",   "deserve",   "exhort",   "implore", "press",  "pressure",
    "suppose", "command",  "insist",   "lobby",     "petition", "beg",     "plead",  "counsel",
    "entreat", "enjoin",   "admonish", "push",      "exhort"};
// Of these also the ones whose infinitive a parser may take for a purpose: "calls on states to
// act".
const Words kOrders = {"call",    "urge",    "direct",    "require", "instruct", "ask",
                       "invite",  "task",    "order",     "command", "request",  "advise",
                       "compel",  "implore", "encourage", "press",   "tell",     "oblige",
                       "beg",     "lobby",   "petition",  "exhort",  "demand",   "push",
                       "counsel", "entreat", "enjoin",    "remind",  "appeal"};
// "If it rains"; also where something else is asked or set as a condition.
const Words kConditions = {"if",        "unless",        "whether",        "provided",
                           "providing", "provided that", "providing that", "in case"};

class MoodReader {
 public:
  MoodReader(const TreeView& tree, std::vector<Clause>& clauses) : tree_(tree), out_(clauses) {}

  void read(int w) {
    Clause& c = out_[static_cast<std::size_t>(w)];
    if (!read_own(w, c)) {
      inherit(w, c);
    }
    if (is_denied(tree_, out_, w)) {
      c.polarity = Polarity::kNegated;
    }
  }

 private:
  const Clause& at(int w) const { return out_[static_cast<std::size_t>(w)]; }

  // What the words at the clause say; false when they leave it to what is above.
  bool read_own(int w, Clause& c) const {
    bool own = false;
    for (int a : tree_.children(w, {Deprel::kAux, Deprel::kAuxPass})) {
      own = modal(tree_[a].lemma, c.modality) || own;
      if (tree_[a].lemma == "shall" && !is_first_person(w)) {
        c.modality = Modality::kRecommended;  // "the agency shall report"
      }
    }
    if (own && is_habit(tree_, w)) {
      c.modality = Modality::kAsserted;
    } else if (own && is_foretold(tree_, w)) {
      c.modality = Modality::kPlanned;
    }
    own = read_cues(tree_, out_, w, c.modality) || own;
    if (!own && is_goal(w)) {
      c.modality = Modality::kPlanned;
      own = true;
    }
    if (c.modality != Modality::kRecommended &&
        (kConditions.contains(tree_.marker(w)) || tree_.marker(w).ends_with(" whether"))) {
      c.modality = Modality::kPossible;
      own = true;
    }
    if (intended(w)) {
      const int above = clause_above(tree_, out_, w);
      c.intention = above == kRoot ? Modality::kAsserted : at(above).modality;
      c.modality = own ? c.modality : Modality::kPlanned;
      own = true;
    }
    return own;
  }

  // What the clause above says of it too.
  void inherit(int w, Clause& c) const {
    const int governor = tree_[w].head;
    const Deprel rel = tree_[w].deprel;
    const bool shares = is_listed(w) || (rel == Deprel::kConj && !has_own_subject(tree_, w) &&
                                         !is_finite_beside(tree_, w));
    const bool hangs =
        !c.link.empty() && c.link != "relative" && rel != Deprel::kConj && !stands(w);
    if (governor != kRoot && (shares || hangs) && at(governor).verb != kRoot) {
      c.modality = inherited(w, governor, c.link);
      // "is committed to continue developing": the second is what the first goes on with.
      c.intention = shares || c.link == "complement" ? at(governor).intention : c.intention;
      if (hangs && kBound.contains(tree_[governor].lemma)) {
        c.intention = at(governor).modality;  // "is committed to supporting" holds now
      }
    } else if (((c.purpose && c.link != "relative" && !modifies_subject(w) && !is_reason(w)) ||
                makes_up(w)) &&
               clause_above(tree_, out_, w) != kRoot) {
      c.modality = at(clause_above(tree_, out_, w)).modality;
    }
    if (c.modality == Modality::kAsserted && goes_with(w)) {
      c.modality = at(tree_[tree_[w].head].head).modality;
    }
    if (c.modality == Modality::kAsserted && awaits(w)) {
      c.modality = Modality::kPlanned;
    }
    if (c.modality == Modality::kAsserted && is_alleged(w)) {
      c.modality = Modality::kPossible;
    }
    if (c.modality == Modality::kAsserted && opens_with_purpose(w)) {
      const int done = tree_.child(governor, {Deprel::kXcomp});
      if (!read_cues(tree_, out_, done, c.modality)) {
        c.modality = inherited(done, governor, "complement");
      }
    }
  }

  // "rejected claims that it shelled the town", "doubts that it did".
  bool is_alleged(int w) const {
    static const Words kAlleged = {"claim",      "allegation",  "accusation", "rumor", "rumour",
                                   "suggestion", "speculation", "doubt",      "fear",  "suspicion"};
    const Deprel rel = tree_[w].deprel;
    const int governor = tree_[w].head;
    return governor != kRoot && tree_.marker(w) == "that" &&
           (rel == Deprel::kCcomp || rel == Deprel::kAcl || rel == Deprel::kAclRelcl) &&
           kAlleged.contains(tree_[governor].lemma) &&
           (tree_[governor].upos == Upos::kNoun || tree_[governor].lemma == "doubt" ||
            tree_[governor].lemma == "fear");
  }

  // "The office, working with others, will act": what somebody does while he acts, set off by a
  // comma from who he is.
  bool goes_with(int w) const {
    const int subject = tree_[w].head;
    return tree_[w].deprel == Deprel::kAcl && tree_[w].xpos == "VBG" && tree_.marker(w).empty() &&
           subject < w && tree_[subject].deprel == Deprel::kNsubj && tree_[subject].head > w &&
           at(tree_[subject].head).verb != kRoot && tree_[w - 1].form == ",";
  }

  // "the work to be done"
  bool awaits(int w) const {
    const int be = tree_.child(w, {Deprel::kAuxPass});
    return tree_[w].deprel == Deprel::kAcl && tree_.marker(w) == "to" && be != kRoot &&
           tree_[be].xpos == "VB";
  }

  // "To win, we have to be bold": the purpose of what is to be done.
  bool opens_with_purpose(int w) const {
    const int governor = tree_[w].head;
    const int done = tree_[w].deprel == Deprel::kAdvcl && w < governor && tree_.marker(w) == "to"
                         ? tree_.child(governor, {Deprel::kXcomp})
                         : kRoot;
    return done > governor && tree_.marker(done) == "to";
  }

  // "will make progress reducing costs", not "will help people living there": what the object of
  // the clause consists in.
  bool makes_up(int w) const {
    static const Words kPeople = {"people",     "person",  "individual", "family",  "child",
                                  "woman",      "man",     "those",      "anyone",  "everyone",
                                  "community",  "worker",  "student",    "veteran", "country",
                                  "population", "citizen", "resident",   "company", "group",
                                  "state",      "nation",  "business"};
    const int noun = tree_[w].head;
    return tree_[w].deprel == Deprel::kAcl && tree_[w].xpos == "VBG" && tree_.marker(w).empty() &&
           tree_[noun].deprel == Deprel::kObj && tree_[noun].upos == Upos::kNoun &&
           !kPeople.contains(tree_[noun].lemma);
  }

  // "as they strengthen", "after reducing it last year", "(must see) that it belongs to all": what
  // is told as it is, whatever stands above.
  bool stands(int w) const {
    const std::string marker = tree_.marker(w);
    if (tree_[w].deprel == Deprel::kCcomp) {
      return is_told(w);
    }
    return tree_[w].deprel == Deprel::kAdvcl &&
           (marker == "after" || marker == "since" || is_reason(w) ||
            (has_own_subject(tree_, w) && !is_occasion(w)));
  }

  // "want to thank them for reaching it": what is done already.
  bool is_reason(int w) const {
    static const Words kJudges = {"thank",     "congratulate", "commend", "praise",   "applaud",
                                  "blame",     "criticize",    "condemn", "fine",     "punish",
                                  "criticise", "honor",        "credit",  "sanction", "apologize",
                                  "salute",    "recognize",    "arrest",  "reward",   "forgive"};
    return tree_.marker(w) == "for" && tree_[w].xpos == "VBG" && tree_[w].head != kRoot &&
           kJudges.contains(tree_[tree_[w].head].lemma);
  }

  // "with the aim of restoring trust", "its purpose is to restore trust"
  bool is_goal(int w) const {
    const int governor = tree_[w].head;
    const int subject = tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjOuter});
    return out_[static_cast<std::size_t>(w)].purpose &&
           ((tree_[w].deprel == Deprel::kAcl && kGoals.contains(tree_[governor].lemma)) ||
            (subject != kRoot && kGoals.contains(tree_[subject].lemma)));
  }

  bool intended(int w) const { return noun_above(tree_, w, kIntentions) != kRoot; }

  bool is_first_person(int w) const {
    const int subject = tree_.child(w, {Deprel::kNsubj, Deprel::kNsubjPass});
    return subject == kRoot || tree_[subject].lemma == "I" || tree_[subject].lemma == "we";
  }

  // "must see that it belongs to all": what is seen or said to be so, not what is sought.
  bool is_told(int w) const {
    static const Words kSought = {"ensure",  "guarantee", "sure",   "hope", "wish",    "want",
                                  "require", "demand",    "insist", "make", "request", "recommend",
                                  "propose", "suggest",   "ask",    "let",  "help",    "urge"};
    return has_own_subject(tree_, w) && !kSought.contains(tree_[tree_[w].head].lemma);
  }

  // "Spells for attacking can be cast": what the subject is for.
  bool modifies_subject(int w) const {
    return tree_[w].deprel == Deprel::kAcl && (tree_[tree_[w].head].deprel == Deprel::kNsubj ||
                                               tree_[tree_[w].head].deprel == Deprel::kNsubjPass);
  }

  // "can hide when it is cold": the occasion of what is only possible is no more than that.
  bool is_occasion(int w) const {
    const int governor = tree_[w].head;
    const int when = tree_.child(w, {Deprel::kAdvmod, Deprel::kMark});
    return when != kRoot && (tree_[when].lemma == "when" || tree_[when].lemma == "once") &&
           at(governor).modality == Modality::kPossible &&
           tree_.child(tree_.first_conjunct(governor), {Deprel::kAux}) != kRoot;
  }

  // "We will fund schools; build roads": a bare verb set beside another.
  bool is_listed(int w) const {
    const int governor = tree_[w].head;
    return tree_[w].deprel == Deprel::kParataxis && tree_[w].xpos == "VB" && governor < w &&
           tree_[governor].xpos == "VB" && !has_own_subject(tree_, w) &&
           tree_.child(w, {Deprel::kAux, Deprel::kMark}) == kRoot;
  }

  Modality inherited(int w, int governor, const std::string& link) const {
    const std::string& lemma = tree_[governor].lemma;
    const bool complement = link == "complement" || link == "to";
    // "is committed to building", which a parser may take for a purpose.
    const bool gerund = link == "purpose" && tree_[w].xpos == "VBG";
    if (lemma == "want" && tree_.marker(w) == "to" &&
        tree_.child(governor, {Deprel::kObj}) != kRoot) {
      return Modality::kRecommended;  // "wants them to pay"
    }
    const bool chosen =
        tree_.marker(w) == "to" && kChooses.contains(lemma) && tree_.is_passive(governor);
    if (chosen && at(governor).modality != Modality::kAsserted) {
      return at(governor).modality;  // "may be chosen to represent"
    }
    if ((complement || gerund || follows(w, governor)) && !has_own_subject(tree_, w) &&
        (kPlans.contains(lemma) || chosen || looks_forward(governor))) {
      return Modality::kPlanned;
    }
    if (link == "complement" &&
        (lemma == "consider" || lemma == "contemplate" || lemma == "weigh")) {
      return Modality::kPossible;  // "is considering sending troops"
    }
    if (tree_.marker(w) == "of" && (lemma == "accuse" || lemma == "suspect") &&
        tree_.is_passive(governor) && tree_.child(governor, {Deprel::kOblAgent}) == kRoot) {
      return Modality::kPossible;  // "was accused of shelling the town"; else somebody says so
    }
    if (tree_.marker(w) == "from" && kForbids.contains(lemma)) {
      return Modality::kRecommended;  // "forbade them from serving"
    }
    const bool clause = tree_.is_verb(w) || tree_.child(w, {Deprel::kCop}) != kRoot;
    const bool ordered =
        tree_.marker(w) == "to" && kOrders.contains(lemma) && is_addressed(governor);
    const bool proposed = lemma == "propose" && has_own_subject(tree_, w);
    if (ordered || (link == "complement" && clause && (kRecommends.contains(lemma) || proposed) &&
                    !means(governor) && !is_indicative(w))) {
      return Modality::kRecommended;
    }
    const int whom = tree_.child(governor, {Deprel::kObj});
    if (link == "complement" && lemma == "let" && whom != kRoot && tree_[whom].lemma == "we") {
      return Modality::kRecommended;  // "let us act"
    }
    if (link == "complement" && lemma == "have" && tree_.marker(w) == "to" &&
        !(means(governor) && takes_object(w))) {
      return Modality::kRecommended;  // "would have to be rewritten"
    }
    return at(governor).modality;
  }

  // "commits not to test": an infinitive right after the verb, which a parser may take for a
  // purpose.
  bool follows(int w, int governor) const {
    const int next = governor + 1 < tree_.size() && tree_[governor + 1].form == "not"
                         ? governor + 2
                         : governor + 1;
    return tree_.marker(w) == "to" && next < w && tree_[next].head == w &&
           pack::fold(tree_[next].form) == "to";
  }

  // Has it an object, or one of those coordinated with it: "to detect and treat cancer"?
  bool takes_object(int w) const {
    const std::vector<int> all = tree_.conjuncts(w);
    return std::any_of(all.begin(), all.end(),
                       [&](int v) { return tree_.child(v, {Deprel::kObj}) != kRoot; });
  }

  // "insisted that he never met them": what is said to be so, not what is demanded.
  bool is_indicative(int w) const {
    const std::vector<int> helpers =
        tree_.children(w, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop});
    const auto finite = [&](int at) {
      return tree_[at].xpos == "VBD" || tree_[at].xpos == "VBZ" || tree_[at].xpos == "VBP";
    };
    // "recommends that they set up a fund" is no past.
    const bool past = tree_[w].xpos == "VBD" && tree_[w].form != tree_[w].lemma;
    const bool verb = past || tree_[w].xpos == "VBZ";
    return tree_[w].deprel == Deprel::kCcomp &&
           (verb || std::any_of(helpers.begin(), helpers.end(), finite));
  }

  // "calls on the states", "urged all sides": is somebody named who shall act?
  bool is_addressed(int governor) const {
    // "called the governor to discuss it": nobody is called on.
    const bool calls = tree_[governor].lemma == "call" && !tree_.is_passive(governor);
    if (!calls &&
        tree_.child(governor, {Deprel::kObj, Deprel::kIobj, Deprel::kNsubjPass}) != kRoot) {
      return true;
    }
    const std::vector<int> whom = tree_.children(governor, {Deprel::kObl});
    return std::any_of(whom.begin(), whom.end(), [&](int o) {
      return tree_.marker(o) == "on" || tree_.marker(o) == "upon" || tree_.marker(o) == "for";
    });
  }

  // "looks forward to welcoming them"
  bool looks_forward(int governor) const {
    const std::vector<int> adverbs = tree_.children(governor, {Deprel::kAdvmod});
    return tree_[governor].lemma == "look" &&
           std::any_of(adverbs.begin(), adverbs.end(),
                       [&](int a) { return tree_[a].lemma == "forward"; });
  }

  // "the resources that they need to thrive", "the tools we have to prevent it": what they are for,
  // not what is needed.
  bool means(int governor) const {
    return (tree_[governor].lemma == "need" || tree_[governor].lemma == "have") &&
           tree_[governor].deprel == Deprel::kAclRelcl && has_own_subject(tree_, governor) &&
           tree_.child(governor, {Deprel::kObj}) == kRoot;
  }

  const TreeView& tree_;
  std::vector<Clause>& out_;
};

}  // namespace

bool modal(std::string_view lemma, Modality& modality) {
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

bool is_plan(std::string_view lemma) { return kPlans.contains(lemma); }

void read_mood(const TreeView& tree, std::vector<Clause>& clauses, int w) {
  MoodReader(tree, clauses).read(w);
}

}  // namespace rapport::extract
