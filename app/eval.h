// How good are extracted facts? The scorer of the gold facts, number for number the same as
// ../shared/gold/score.py.
//
//   typed    relation, polarity, subject and object agree
//   untyped  subject and object agree (either order), whatever the relation
//   Recall counts core gold facts; precision accepts every gold fact. A fact is told once a
//   document.
//
// Beyond it, the qualifiers of the facts whose relation and ends agree, whatever their polarity. Of
// several gold facts with the same ends, a fact is held against the one at its place: whose
// evidence shares most words with its quote.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"

#include "app/eval_qualifiers.h"

namespace rapport::app {

struct GoldFact {
  std::string doc;
  std::vector<std::string> subject, object;  // the canonical name first, then other wordings
  std::string subject_type, object_type, relation, evidence;
  Qualifiers qualifiers = {};
  bool core = false;
};

struct FoundFact {
  std::string doc, subject, subject_type, relation, object, object_type;
  Qualifiers qualifiers = {};
  std::string quote = {};  // the words that it rests on, as far as known
  std::string rule = {};   // what gave it, as far as known
  double confidence = 1;   // 0 to 1
};

struct Score {
  std::size_t gold = 0, core = 0, facts = 0;
  Rates typed, untyped;
  double types = 0, modality = 0;
  std::size_t matched = 0;  // facts whose qualifiers are compared
  QualifierScore qualifiers;
  std::vector<GoldFact> missed;      // core facts that no typed match covers
  std::vector<FoundFact> unmatched;  // facts without a typed match
};

// The words of a name as they are compared: ASCII letters and digits, stop words off, stemmed.
std::vector<std::string> name_tokens(std::string_view name);
// The head noun: the last word before the first preposition.
std::string name_head(std::string_view name);
// Does a found name stand for what a gold wording names?
bool alike(std::string_view found, std::string_view gold);

Score score(const std::vector<GoldFact>& gold, const std::vector<FoundFact>& facts);

// kBadInput with the line. `text` is JSON Lines, `file` is for messages.
Result<std::vector<GoldFact>> parse_gold(std::string_view text, const std::string& file);
Result<std::vector<FoundFact>> parse_facts(std::string_view text, const std::string& file);

}  // namespace rapport::app
