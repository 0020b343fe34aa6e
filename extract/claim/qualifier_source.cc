// Who says so.

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"
#include "extract/claim/qualifier_parts.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kSaying = {
    "say",       "note",      "state",     "claim",     "argue",      "report",      "announce",
    "declare",   "add",       "tell",      "warn",      "suggest",    "believe",     "explain",
    "emphasize", "emphasise", "stress",    "highlight", "show",       "find",        "indicate",
    "assert",    "insist",    "deny",      "confirm",   "estimate",   "acknowledge", "observe",
    "think",     "recognize", "recognise", "conclude",  "hold",       "maintain",    "contend",
    "write",     "reveal",    "point",     "remind",    "testify",    "allege",      "predict",
    "determine", "reiterate", "affirm",    "reaffirm",  "underscore", "concede",     "admit",
    "reply",     "agree",     "complain",  "inform",    "prophesy",   "remark",      "comment",
    "proclaim",  "caution",   "assure",    "recall",    "speculate",  "theorize",    "posit",
    "suspect",   "fear",      "feel",      "recount",   "attest",     "swear",       "quip",
    "joke",      "lament",    "boast"};
// Nouns for what somebody has said or thinks; what hangs on them is told by that one.
const Words kStatements = {
    "recommendation", "claim",      "statement",  "report",     "argument", "view",
    "belief",         "assertion",  "allegation", "warning",    "finding",  "opinion",
    "position",       "suggestion", "assessment", "conclusion", "estimate", "prediction",
    "announcement",   "conviction", "accusation", "hypothesis", "theory",   "contention"};
// What says something without being somebody: "according to a survey". "According to the rules"
// and "according to their regions" name no source.
const Words kDocuments = {
    "report",  "study",   "survey",      "poll",     "analysis",  "article",   "account",
    "source",  "data",    "estimate",    "figure",   "statement", "document",  "statistics",
    "record",  "census",  "researcher",  "paper",    "book",      "biography", "legend",
    "memoir",  "letter",  "transcript",  "log",      "review",    "index",     "finding",
    "website", "witness", "press",       "media",    "newspaper", "research",  "tradition",
    "myth",    "theory",  "information", "chronicle"};
constexpr int kMostSteps = 12;
constexpr int kLabelWords = 6;  // of a speaker before a colon

class Source {
 public:
  Source(Mentions& mentions, WordRef anchor)
      : mentions_(mentions),
        tree_(mentions.analysis().view(anchor.sentence)),
        sentence_(anchor.sentence),
        anchor_(anchor.word) {}

  std::string find() {
    for (const auto& look : {&Source::label, &Source::inverted, &Source::according, &Source::cited,
                             &Source::above, &Source::beside, &Source::statement}) {
      std::string who = (this->*look)();
      if (!who.empty()) {
        return who;
      }
    }
    return "";
  }

 private:
  std::string named(int w) {
    std::string out;
    for (int j : tree_.conjuncts(w)) {
      const MentionId id = mentions_.of({sentence_, j});
      const std::vector<MentionId> referents = mentions_.referents(id);
      out +=
          (out.empty() ? "" : " and ") + mentions_[referents.empty() ? id : referents.front()].name;
    }
    return out;
  }

  // Somebody, or a document that tells something.
  bool can_say(int w) {
    const Mention& mention = mentions_[mentions_.of({sentence_, w})];
    const bool somebody =
        mention.layer == Layer::kNamed || mention.pronoun ||
        (mention.type && mentions_.pack().types()[mentions_.pack().root(*mention.type)].abstract);
    return somebody || kDocuments.contains(tree_[w].lemma);
  }

  // "..., said Secretary Becerra": the speaker that follows the verb, whatever a parser makes of
  // it.
  std::string inverted() {
    for (int v = 1; v + 1 < tree_.size(); ++v) {
      const std::string& before = tree_[v - 1].form;
      const bool quoted = before == "," || before == "\"" || before == "”" || before == "''";
      if (!quoted || !says(v) || !tree_.is_verb(v) || !tree_.is_noun(v + 1)) {
        continue;
      }
      int noun = v + 1;
      while (noun + 1 < tree_.size() && tree_[noun + 1].upos == Upos::kPropn) {
        ++noun;
      }
      while (tree_[noun].head > v && tree_.is_noun(tree_[noun].head) && tree_[noun].head <= noun) {
        noun = tree_[noun].head;
      }
      return v > anchor_ ? named(noun) : "";
    }
    return "";
  }

  std::string according() {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      for (int c : tree_.children(w)) {
        if (tree_.marker(c).starts_with("according") && can_say(c)) {
          return named(c);
        }
      }
    }
    return "";
  }

  // "(source: Middle East Security Monitor)".
  std::string cited() {
    for (int w = 0; w + 2 < tree_.size(); ++w) {
      if (pack::fold(tree_[w].lemma) != "source" || tree_[w + 1].form != ":") {
        continue;
      }
      int end = w + 2;
      while (end < tree_.size() && tree_[end].form != ")" && tree_[end].form != "-RRB-" &&
             tree_[end].form != ";" && tree_[end].form != ".") {
        ++end;
      }
      return end > w + 2 ? text(w + 2, end) : "";
    }
    return "";
  }

  std::string text(int begin, int end) const {
    const Span span{tree_[begin].span.begin, tree_[end - 1].span.end};
    return std::string(span.in(mentions_.analysis().text->text()));
  }

  bool says(int w) const { return kSaying.contains(pack::fold(tree_[w].lemma)); }

  // Its own subject, or that of the clause it hangs on without one: "he spoke, adding that ...",
  // "is pleased to announce that ...".
  int subject_of(int w) const {
    for (int at = w, steps = 0; at != kRoot && steps < 4; at = tree_[at].head, ++steps) {
      const int subject = tree_.child(at, {Deprel::kNsubj, Deprel::kNsubjOuter});
      const Deprel rel = tree_[at].deprel;
      const bool shares = rel == Deprel::kConj || rel == Deprel::kAdvcl || rel == Deprel::kXcomp ||
                          rel == Deprel::kAcl;
      if (subject != kRoot || !shares) {
        return subject;
      }
    }
    return kRoot;
  }

  // "Stoltenberg noted that ...": the subject of a verb of saying above the anchor.
  std::string above() {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      const int governor = tree_[w].head;
      const bool said = tree_[w].deprel == Deprel::kCcomp || tree_[w].deprel == Deprel::kParataxis;
      if (!said || governor == kRoot || !says(governor)) {
        continue;
      }
      const int subject = subject_of(governor);
      if (subject != kRoot) {
        return named(subject);
      }
    }
    return "";
  }

  // The other way round: "..., Stoltenberg said", "as Stoltenberg has said".
  std::string beside() {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      for (int c : tree_.children(w, {Deprel::kParataxis, Deprel::kAdvcl})) {
        const int subject = tree_.child(c, {Deprel::kNsubj});
        const bool as = tree_[c].deprel == Deprel::kParataxis || tree_.marker(c) == "as";
        if (as && subject != kRoot && says(c) && pack::fold(tree_[subject].form) != "you" &&
            tree_.child(c, {Deprel::kObj, Deprel::kCcomp}) == kRoot) {
          return named(subject);
        }
      }
    }
    return "";
  }

  // "the committee's recommendation to allow ...", "some took the view that ...".
  std::string statement() {
    for (int w = anchor_, steps = 0; w != kRoot && steps < kMostSteps; w = tree_[w].head, ++steps) {
      const int noun = tree_[w].head;
      const bool content = tree_[w].deprel == Deprel::kAcl || tree_[w].deprel == Deprel::kCcomp;
      if (!content || noun == kRoot || !kStatements.contains(pack::fold(tree_[noun].lemma))) {
        continue;
      }
      for (int owner : tree_.children(noun, {Deprel::kNmodPoss, Deprel::kNmod})) {
        if ((tree_[owner].deprel == Deprel::kNmodPoss || tree_.marker(owner) == "by") &&
            !is_time(tree_, owner)) {
          return named(owner);
        }
      }
      const int verb = tree_[noun].head;
      const int subject =
          tree_[noun].deprel == Deprel::kObj && verb != kRoot ? subject_of(verb) : kRoot;
      if (subject != kRoot) {
        return named(subject);
      }
    }
    return "";
  }

  // "SECRETARY BLINKEN: ...".
  std::string label() {
    for (int w = 0; w < tree_.size() && w <= kLabelWords; ++w) {
      if (tree_[w].form == ":") {
        return w > 0 ? text(0, w) : "";
      }
      const std::string& form = tree_[w].form;
      if (form.size() < 2 ||
          std::any_of(form.begin(), form.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
        return "";
      }
    }
    return "";
  }

  Mentions& mentions_;
  const TreeView& tree_;
  int sentence_;
  int anchor_;
};

}  // namespace

std::string source_of(Mentions& mentions, WordRef anchor) {
  return Source(mentions, anchor).find();
}

}  // namespace rapport::extract
