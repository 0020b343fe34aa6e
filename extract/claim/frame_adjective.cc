// Adjective frames: a predicate adjective with its complement ("vital for stability", "responsible
// for the mission", "prone to conflict").

#include <algorithm>

#include "extract/claim/frame_arguments.h"
#include "extract/claim/mood_cue.h"
#include "extract/claim/proposition.h"

namespace rapport::extract {

namespace {

// An adjective, or an adverb after a copula: "prices are down".
bool is_predicate(const TreeView& tree, int w) {
  return tree[w].upos == Upos::kAdj ||
         (tree[w].upos == Upos::kAdv && tree.child(w, {Deprel::kCop}) != kRoot);
}

}  // namespace

void adjective_frames(Mentions& mentions, const SentenceClauses& clauses, int sentence,
                      std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (const Clause& clause : clauses.by_sentence[static_cast<std::size_t>(sentence)]) {
    if (clause.verb == kRoot || !is_predicate(tree, clause.verb)) {
      continue;
    }
    // "is able to pay" says what "can pay" does.
    if (is_ability(tree[clause.verb].lemma) &&
        tree.child(clause.verb, {Deprel::kXcomp, Deprel::kAdvcl, Deprel::kCcomp}) != kRoot) {
      continue;
    }
    Proposition p;
    p.frame = "adjective";
    p.anchor = {sentence, clause.verb};
    p.polarity = clause.polarity;
    p.modality = clause.modality;
    for (int s : clause.subjects) {
      add_argument(mentions, p, "subject", {sentence, s});
    }
    for (int a : clause.actions) {
      p.arguments.push_back({"action", mentions.of_action({sentence, a})});
    }
    add_prepositional(mentions, p, {sentence, clause.verb});
    const bool related = std::any_of(p.arguments.begin(), p.arguments.end(),
                                     [](const Argument& a) { return a.role.starts_with("prep:"); });
    if (!related && tree[clause.verb].deprel == Deprel::kXcomp) {
      continue;  // "keeps them safe" is said by the verb
    }
    for (const Argument& a : p.arguments) {
      if (a.role.starts_with("prep:")) {
        p.cues.push_back(tree[clause.verb].lemma + ' ' + a.role.substr(5));
      }
    }
    // Of an action still to be done ("strengthening ties is vital for ...") it is a recommendation.
    if (clause.gerund_subject && clause.modality == Modality::kAsserted && !p.cues.empty()) {
      p.modality = Modality::kRecommended;
    }
    p.cues.push_back(tree[clause.verb].lemma);
    p.predicate = predicate_words(tree, clause.verb, p.cues.front());
    out.push_back(std::move(p));
  }
}

}  // namespace rapport::extract
