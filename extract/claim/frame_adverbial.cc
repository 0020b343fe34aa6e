// Frames of what a clause says on the side: "helps farmers through training", "with support from
// the agency", "for the benefit of all". Who helps trains, the agency supports, all benefit.

#include <algorithm>
#include <iterator>

#include "rapport/pack/fold.h"

#include "extract/claim/frame_arguments.h"
#include "extract/claim/measure.h"
#include "extract/claim/noun_phrase.h"
#include "extract/claim/proposition.h"

namespace rapport::extract {
namespace {

bool is_together(const Word& word) { return word.lemma == "together" || word.lemma == "jointly"; }

// "with", and "together with", where a parser hangs the adverb on the verb.
std::string full_marker(const TreeView& tree, int noun) {
  const std::string marker = tree.marker(noun);
  const int before = tree.subtree(noun).front() - 1;
  return marker == "with" && before >= 0 && is_together(tree[before]) ? "together with" : marker;
}

// An adverbial of the clause for which the pack has a pattern, by the preposition and the noun with
// what it is followed by ("with support from") or by the preposition alone.
void adverbial_frame(Mentions& mentions, const Clause& clause, WordRef noun,
                     std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  const std::string marker = full_marker(tree, noun.word);
  Proposition p;
  p.frame = "adverbial";
  for (int c : tree.children(noun.word, {Deprel::kNmod})) {
    const std::string cue = marker + ' ' + pack::fold(tree[noun.word].lemma) + ' ' + tree.marker(c);
    if (p.cues.empty() && !mentions.pack().patterns_for(p.frame, cue).empty()) {
      p.cues = {cue};
      for (int j : tree.conjuncts(c)) {
        add_argument(mentions, p, "complement", {noun.sentence, j});
      }
    }
  }
  if (p.cues.empty() && mentions.pack().patterns_for(p.frame, marker).empty()) {
    return;
  }
  p.cues.push_back(marker);
  p.predicate = p.cues.front();
  p.anchor = noun;
  p.polarity = clause.polarity;
  p.modality = clause.modality;
  for (int j : tree.conjuncts(noun.word)) {
    if (tree.is_noun(j)) {
      add_argument(mentions, p, "self", {noun.sentence, j});
    }
  }
  for (int s : clause.subjects) {
    add_argument(mentions, p, "subject", {noun.sentence, s});
  }
  for (int o : clause.objects) {
    add_argument(mentions, p, "object", {noun.sentence, o});
  }
  out.push_back(std::move(p));
}

}  // namespace

void adverbial_frames(Mentions& mentions, const SentenceClauses& clauses, int sentence,
                      std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  for (const Clause& clause : clauses.by_sentence[static_cast<std::size_t>(sentence)]) {
    if (clause.verb == kRoot || !tree.is_verb(clause.verb)) {
      continue;
    }
    std::vector<int> said = tree.children(clause.verb, {Deprel::kObl});
    for (int s : clause.subjects) {  // "The EU, together with Norway, supports"
      for (int a : tree.children(s, {Deprel::kAdvmod})) {
        const std::vector<int> others =
            is_together(tree[a]) ? tree.children(a, {Deprel::kObl}) : std::vector<int>{};
        said.insert(said.end(), others.begin(), others.end());
      }
    }
    for (int s : clause.subjects) {  // "The agency, with support from the bank, built a road."
      const std::vector<int> beside = tree.children(s, {Deprel::kNmod});
      if (tree[s].head == clause.verb) {
        std::copy_if(beside.begin(), beside.end(), std::back_inserter(said),
                     [&](int c) { return c < clause.verb && follows_comma(tree, c); });
      }
    }
    for (int o : said) {
      if (tree.is_noun(o) && !is_time(tree, o) && !tree.marker(o).empty()) {
        adverbial_frame(mentions, clause, {sentence, o}, out);
      }
    }
  }
}

}  // namespace rapport::extract
