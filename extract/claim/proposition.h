// Propositions: what sentences, list items and table rows say, before any domain is known. A frame
// reads them off trees and layout; the pack's patterns (map.h) then turn them into typed claims.
//
// Roles an argument can have (docs/packs.md lists them frame by frame): subject, object, iobject,
// goal, self, poss, complement, prep:of, prep:between, ..., lead, item, label, column:1, column:2,
// ...

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/claim/clause.h"
#include "extract/claim/mention.h"

namespace rapport::extract {

struct Argument {
  std::string role;
  MentionId mention = 0;
  bool example = false;  // named by "such as" beside its noun
};

struct Proposition {
  std::string frame;              // "verb", "purpose", "noun", "adjective", "item", "columns", ...
  std::vector<std::string> cues;  // most specific first: {"play role", "play"}
  WordRef anchor;  // the word that carries the predicate; its sentence is the evidence
  std::vector<Argument> arguments;  // conjuncts are arguments of the same role
  std::vector<int> context;         // sentences of a lead-in or header that it also rests on
  std::string predicate;            // the words: "plays a role in"
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  std::optional<Modality> intention;  // see Clause
};

// A sentence's clauses, read once and asked by several frames.
struct SentenceClauses {
  std::vector<std::vector<Clause>> by_sentence;
  const Clause& at(WordRef ref) const {
    return by_sentence[static_cast<std::size_t>(ref.sentence)][static_cast<std::size_t>(ref.word)];
  }
};

class Layout;

// The frames, each a free function over a sentence; each appends to `out` in order of the text.
void verb_frames(Mentions& mentions, const SentenceClauses& clauses, const Layout& layout,
                 int sentence, std::vector<Proposition>& out);
void noun_frames(Mentions& mentions, const SentenceClauses& clauses, int sentence,
                 std::vector<Proposition>& out);
void title_frames(Mentions& mentions, int sentence, int noun, std::vector<Proposition>& out);
void place_frames(Mentions& mentions, int sentence, std::vector<Proposition>& out);
void adverbial_frames(Mentions& mentions, const SentenceClauses& clauses, int sentence,
                      std::vector<Proposition>& out);
void adjective_frames(Mentions& mentions, const SentenceClauses& clauses, int sentence,
                      std::vector<Proposition>& out);
// List items and table rows; needs the whole document.
void layout_frames(Mentions& mentions, const SentenceClauses& clauses, const Layout& layout,
                   std::vector<Proposition>& out);

}  // namespace rapport::extract
