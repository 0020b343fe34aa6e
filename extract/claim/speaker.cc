// The subject of the verb of saying above or beside a clause.

#include "extract/claim/speaker.h"

#include "extract/claim/frame_arguments.h"

namespace rapport::extract {

void add_speaker(Mentions& mentions, const SentenceClauses& clauses, Proposition& proposition) {
  const int sentence = proposition.anchor.sentence;
  const TreeView& tree = mentions.analysis().view(sentence);
  const auto add = [&](int verb) {
    for (int s : clauses.at({sentence, verb}).subjects) {
      add_argument(mentions, proposition, "speaker", {sentence, s});
    }
  };
  const int clause = tree.first_conjunct(proposition.anchor.word);
  const int governor = tree[clause].head;
  if (governor != kRoot && tree[clause].deprel == Deprel::kCcomp) {
    add(governor);
    return;
  }
  for (int c : tree.children(clause, {Deprel::kParataxis})) {
    if (tree.is_verb(c)) {
      add(c);
      return;
    }
  }
}

}  // namespace rapport::extract
