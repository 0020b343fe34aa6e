// How well are the qualifiers of single statements found? A gold sentence lists its statements,
// each by the word of its predicate; what is found are propositions, before any pack.
//
//   A proposition stands for the statement whose predicate is the word that carries it, else one of
//   the words of its predicate; several on a word are one, with what the first of them sets of each
//   kind. What a proposition without a
//   statement says of negation, modality, time, ... is found wrongly, unless it has the
//   words of time, quantity or attribution of a statement of its sentence; what a statement without
//   a proposition says of it is missed.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"
#include "rapport/span.h"

#include "app/eval_qualifiers.h"

namespace rapport::app {

struct GoldStatement {
  Span predicate;  // one word, in the sentence
  Qualifiers qualifiers;
};

struct GoldSentence {
  std::string text;
  std::vector<GoldStatement> statements;
};

struct FoundStatement {
  Span word;              // that carries the predicate, in the sentence
  std::string predicate;  // all its words
  Qualifiers qualifiers;
};

struct StatementScore {
  std::size_t sentences = 0, statements = 0;
  std::size_t uncovered = 0;  // statements that no proposition stands for
  QualifierScore qualifiers;
  std::vector<std::string> missed, wrong;  // one line each
};

// Adds a sentence to the score.
void score_sentence(const GoldSentence& gold, const std::vector<FoundStatement>& found,
                    StatementScore& score);

// kBadInput with the line. `text` is JSON Lines, `file` is for messages. A line:
//   {"text": "...", "begin": 120, "statements": [{"predicate": [128, 136], "polarity": "negated",
//    "modality": "asserted", "time": [140, 152], "quantity": null, "attribution": null}]}
// All ranges count from the byte `begin` before the text.
Result<std::vector<GoldSentence>> parse_sentences(std::string_view text, const std::string& file);

}  // namespace rapport::app
