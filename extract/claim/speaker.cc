// The subject of the verb of saying above, beside or around a clause, or a source that it names.

#include "extract/claim/speaker.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/frame_arguments.h"
#include "extract/claim/measure.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kSaying = {
    "say",       "note",      "state",       "claim",     "argue",      "report",    "announce",
    "declare",   "add",       "tell",        "warn",      "believe",    "explain",   "emphasize",
    "emphasise", "stress",    "highlight",   "assert",    "insist",     "deny",      "estimate",
    "think",     "conclude",  "contend",     "write",     "remind",     "testify",   "allege",
    "predict",   "reiterate", "affirm",      "reaffirm",  "underscore", "underline", "concede",
    "admit",     "reply",     "complain",    "inform",    "prophesy",   "remark",    "comment",
    "proclaim",  "caution",   "assure",      "speculate", "theorize",   "posit",     "suspect",
    "recount",   "attest",    "swear",       "quip",      "joke",       "lament",    "boast",
    "ask",       "wonder",    "demand",      "request",   "recommend",  "propose",   "advise",
    "stipulate", "discuss",   "describe",    "mention",   "imply",      "hint",      "assume",
    "presume",   "suppose",   "imagine",     "fancy",     "expect",     "hope",      "doubt",
    "worry",     "dispute",   "repeat",      "clarify",   "pledge",     "promise",   "vow",
    "threaten",  "forecast",  "hypothesize", "postulate", "relate",     "advocate",  "acknowledge",
    "answer",    "respond",   "retort",      "urge",      "mandate",    "decree"};
// These do so only with a clause that says what: "found that", not "found the house".
const Words kFinding = {"show",      "find",    "indicate", "confirm", "observe", "recognize",
                        "recognise", "hold",    "maintain", "reveal",  "point",   "determine",
                        "agree",     "recall",  "fear",     "feel",    "rule",    "specify",
                        "judge",     "suggest", "decide"};
// "believes them to be heirs": an infinitive that tells what somebody holds for true.
const Words kHolding = {"believe", "consider", "deem",   "think",  "regard",
                        "claim",   "profess",  "allege", "purport"};
// Who is so believes what follows.
const Words kBelieving = {"confident", "convinced", "certain", "hopeful", "afraid", "optimistic"};
// Nouns for what somebody has said or thinks; what hangs on them is told by that one.
const Words kStatements = {
    "recommendation", "claim",      "statement",  "report",     "argument", "view",
    "belief",         "assertion",  "allegation", "warning",    "finding",  "opinion",
    "position",       "suggestion", "assessment", "conclusion", "estimate", "prediction",
    "announcement",   "conviction", "accusation", "hypothesis", "theory",   "contention",
    "fear",           "hope",       "insistence", "testimony",  "idea",     "notion"};
// What says something without being somebody: "according to a survey". "According to the rules"
// and "according to their regions" name no source.
const Words kDocuments = {
    "report",  "study",   "survey",      "poll",      "analysis",  "article",   "account",
    "source",  "data",    "estimate",    "figure",    "statement", "document",  "statistics",
    "record",  "census",  "researcher",  "paper",     "book",      "biography", "legend",
    "memoir",  "letter",  "transcript",  "log",       "review",    "index",     "finding",
    "website", "witness", "press",       "media",     "newspaper", "research",  "tradition",
    "myth",    "theory",  "information", "chronicle", "court",     "official",  "critic",
    "scholar", "expert"};
constexpr int kMostSteps = 12;
constexpr int kNear = 8;  // words between a quotation and its verb of saying

class Search {
 public:
  Search(Mentions& mentions, WordRef anchor)
      : mentions_(mentions),
        tree_(mentions.analysis().view(anchor.sentence)),
        sentence_(anchor.sentence),
        anchor_(anchor.word) {}

  int find() const {
    for (const auto& look : {&Search::quoting, &Search::inverted, &Search::above,
                             &Search::according, &Search::beside, &Search::statement}) {
      const int who = (this->*look)();
      if (who != kRoot) {
        return who;
      }
    }
    return kRoot;
  }

 private:
  // Somebody, or a document that tells something.
  bool can_say(int w) const {
    if (tree_[w].xpos == "DT") {
      return false;  // "this shows that"
    }
    const Mention& mention = mentions_[mentions_.of({sentence_, w})];
    const bool somebody =
        mention.layer == Layer::kNamed || mention.pronoun ||
        (mention.type && mentions_.pack().types()[mentions_.pack().root(*mention.type)].abstract);
    return somebody || kDocuments.contains(tree_[w].lemma);
  }

  bool says(int w) const { return kSaying.contains(pack::fold(tree_[w].lemma)); }

  // Of several that a parser finds the last before the verb: "In his book, Rights, Keller argues".
  int nearest_subject(int verb) const {
    int nearest = kRoot;
    for (int s : tree_.children(verb, {Deprel::kNsubj, Deprel::kNsubjOuter, Deprel::kNsubjPass})) {
      nearest = nearest == kRoot || s < verb ? s : nearest;
    }
    return nearest;
  }

  // Its own subject, or that of the clause it hangs on without one: "he spoke, adding that ...",
  // "is pleased to announce that ...". Of a passive it is the agent.
  int subject_of(int w) const {
    if (tree_.is_passive(w)) {
      return tree_.child(w, {Deprel::kOblAgent});
    }
    for (int at = w, steps = 0; at != kRoot && steps < 4; at = tree_[at].head, ++steps) {
      const int subject = nearest_subject(at);
      const Deprel rel = tree_[at].deprel;
      const bool shares = rel == Deprel::kConj || rel == Deprel::kAdvcl || rel == Deprel::kXcomp ||
                          rel == Deprel::kAcl || rel == Deprel::kCsubj;
      if (subject != kRoot) {
        return whole(at, subject);
      }
      // "can be explained by assuming that": who assumes is not told.
      const int up = tree_[at].head;
      const bool infinitive = rel == Deprel::kXcomp && tree_.marker(at) == "to";
      const int object = infinitive ? tree_.child(up, {Deprel::kObj}) : kRoot;
      if (object != kRoot && object < at) {
        return object;  // "led them to believe that"
      }
      if (!shares || (rel == Deprel::kAdvcl && tree_.is_passive(up))) {
        return kRoot;
      }
    }
    return kRoot;
  }

  // "the report, which claims that ...": the noun that the pronoun stands for.
  int whole(int clause, int subject) const {
    const std::string& xpos = tree_[subject].xpos;
    const bool relative =
        (xpos == "WDT" || xpos == "WP") && tree_[clause].deprel == Deprel::kAclRelcl;
    return relative ? tree_[clause].head : subject;
  }

  bool is_quote(int w) const {
    const std::string& form = tree_[w].form;
    return form == "\"" || form == "“" || form == "”" || form == "``" || form == "''";
  }

  // Whoever is quoted with the words around the anchor: "He said, “...”", "“...,” he said".
  int quoting() const {
    int begin = kRoot, end = tree_.size();
    for (int w = 0; w < anchor_; ++w) {
      if (is_quote(w)) {
        begin = begin == kRoot || tree_[w].form == "“" ? w : kRoot;
      }
    }
    for (int w = anchor_ + 1; w < tree_.size() && end == tree_.size(); ++w) {
      end = is_quote(w) ? w : end;
    }
    if (begin == kRoot) {
      return kRoot;
    }
    for (int w = begin - 1; w >= 0 && w > begin - kNear; --w) {
      if (says(w) && tree_.is_verb(w)) {
        return subject_of(w);
      }
      if (tree_[w].upos != Upos::kPunct && tree_[w].lemma != "that") {
        break;
      }
    }
    for (int w = end + 1; w < tree_.size() && w < end + kNear; ++w) {
      if (says(w) && tree_.is_verb(w)) {
        return subject_of(w);
      }
    }
    return kRoot;
  }

  // A finite verb that goes on with no clause before it: not "met them, told them", "left,
  // stressing the need".
  bool stands_alone(int v) const {
    const std::string& xpos = tree_[v].xpos;
    return tree_.is_verb(v) && (xpos == "VBD" || xpos == "VBZ" || xpos == "VBP") &&
           tree_[v].deprel != Deprel::kConj;
  }

  // "..., said Secretary Becerra": the speaker that follows the verb, whatever a parser makes of
  // it.
  int inverted() const {
    for (int v = 1; v + 1 < tree_.size(); ++v) {
      const bool quoted = tree_[v - 1].form == "," || is_quote(v - 1);
      int noun = v + 1;
      while (noun + 1 < tree_.size() &&
             (tree_[noun].upos == Upos::kDet || tree_[noun].upos == Upos::kAdj)) {
        ++noun;
      }
      if (!quoted || !says(v) || !stands_alone(v) || !tree_.is_noun(noun)) {
        continue;
      }
      while (noun + 1 < tree_.size() && tree_[noun + 1].upos == Upos::kPropn) {
        ++noun;
      }
      while (tree_[noun].head > v && tree_.is_noun(tree_[noun].head) && tree_[noun].head <= noun) {
        noun = tree_[noun].head;
      }
      return v > anchor_ ? noun : kRoot;
    }
    return kRoot;
  }

  int according() const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      for (int c : tree_.children(w)) {
        if (tree_.marker(c).starts_with("according") && can_say(c) &&
            !tree_.dominates(c, anchor_)) {
          return c;
        }
      }
    }
    return kRoot;
  }

  // Is the clause `w` what the verb above it says?
  bool is_said(int w, int verb) const {
    const std::string lemma = pack::fold(tree_[verb].lemma);
    const std::string marker = tree_.marker(w);
    if (tree_[w].deprel == Deprel::kCcomp) {
      return says(verb) || ((kFinding.contains(lemma) || kBelieving.contains(lemma)) &&
                            (marker == "that" || marker.ends_with(" that")));
    }
    if (tree_[w].deprel == Deprel::kXcomp && marker == "to") {
      return kHolding.contains(lemma) && !tree_.is_passive(verb);
    }
    // "He said: we will act"; not what only follows ("he spoke; they left", "(they left)").
    return tree_[w].deprel == Deprel::kParataxis && says(verb) &&
           tree_.child(verb, {Deprel::kCcomp, Deprel::kObj}) == kRoot && !is_set_apart(w, verb);
  }

  bool is_set_apart(int w, int verb) const {
    for (int at = verb + 1; at < w; ++at) {
      if (tree_[at].form == ";" || tree_[at].form == "(" || tree_[at].form == "-LRB-") {
        return true;
      }
    }
    return false;
  }

  // "Stoltenberg noted that ...": the subject of a verb of saying above the anchor.
  int above() const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      const int governor = tree_[w].head;
      if (governor == kRoot || !is_said(w, governor)) {
        continue;
      }
      const int subject = subject_of(governor);
      if (subject != kRoot && (says(governor) || can_say(subject))) {
        return subject;
      }
    }
    return kRoot;
  }

  // The other way round: "..., Stoltenberg said", "as Stoltenberg has said many times".
  int beside() const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      for (int c : tree_.children(w, {Deprel::kParataxis, Deprel::kAdvcl})) {
        const int subject = tree_.child(c, {Deprel::kNsubj});
        const int object = tree_.child(c, {Deprel::kObj});
        const bool as = tree_[c].deprel == Deprel::kParataxis || tree_.marker(c) == "as";
        const bool tells = says(c) || (kFinding.contains(pack::fold(tree_[c].lemma)) &&
                                       subject != kRoot && can_say(subject));
        if (as && subject != kRoot && !tree_.dominates(c, anchor_) && tells &&
            pack::fold(tree_[subject].form) != "you" &&
            (object == kRoot || tree_[object].lemma == "time") &&
            tree_.child(c, {Deprel::kCcomp}) == kRoot) {
          return subject;
        }
      }
    }
    return kRoot;
  }

  // "the committee's recommendation to allow ...", "some took the view that ...".
  int statement() const {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      const int noun = tree_[w].head;
      const bool content = (tree_[w].deprel == Deprel::kAcl || tree_[w].deprel == Deprel::kCcomp) &&
                           !tree_.marker(w).empty();
      if (!content || noun == kRoot || !kStatements.contains(pack::fold(tree_[noun].lemma))) {
        continue;
      }
      for (int owner : tree_.children(noun, {Deprel::kNmodPoss, Deprel::kNmod})) {
        if ((tree_[owner].deprel == Deprel::kNmodPoss || tree_.marker(owner) == "by") &&
            !is_time(tree_, owner)) {
          return owner;
        }
      }
      const int verb = tree_[noun].head;
      const int subject =
          tree_[noun].deprel == Deprel::kObj && verb != kRoot ? subject_of(verb) : kRoot;
      if (subject != kRoot) {
        return subject;
      }
    }
    return kRoot;
  }

  Mentions& mentions_;
  const TreeView& tree_;
  int sentence_;
  int anchor_;
};

}  // namespace

int speaker_of(Mentions& mentions, WordRef word) { return Search(mentions, word).find(); }

void add_speaker(Mentions& mentions, Proposition& proposition) {
  const int sentence = proposition.anchor.sentence;
  const int speaker = speaker_of(mentions, proposition.anchor);
  for (int s : speaker == kRoot ? std::vector<int>{}
                                : mentions.analysis().view(sentence).conjuncts(speaker)) {
    add_argument(mentions, proposition, "speaker", {sentence, s});
  }
}

}  // namespace rapport::extract
