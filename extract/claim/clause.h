// Clauses: for each verb its subjects and objects, restored where the sentence leaves them out, and
// how the clause is meant (told as so, as a purpose, possible, planned, recommended, negated).
//
// Restored are the subjects of conjoined verbs, of infinitives under control verbs, of participle
// and purpose clauses, of clauses that modify a noun; relative pronouns give way to their noun; a
// passive's subject is the object and its by-phrase the subject.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/claim.h"

#include "extract/claim/analysis.h"

namespace rapport::extract {

struct Clause {
  int verb = kRoot;
  std::vector<int> subjects;  // head words, conjuncts split; empty when nobody is named
  std::vector<int> objects;
  bool purpose = false;         // "to enhance ...", "aimed at ...": what is sought, not what is so
  std::vector<int> actions;     // verbs of a clause that is the subject: "tackling" in "tackling
                                // threats requires ..."
  bool gerund_subject = false;  // the subject is an action; subjects hold what it is done to
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  // Of a clause that hangs on a noun of intention ("the commitment to act"): how the intention is
  // meant. What is intended lies ahead; that it is intended may be told as so.
  std::optional<Modality> intention;
  std::string link;  // how it hangs on its governor: "purpose", "participle", "relative", ...
};

// All clauses of a sentence, by verb (or by predicate noun or adjective of a copula); the entry of
// a word that heads no clause has verb == kRoot.
std::vector<Clause> clauses(const TreeView& tree);

// Is this a noun that only carries others, such as "role" or "importance"? (claim/carrier.cc)
bool is_carrier(std::string_view lemma);

// A verb whose complement lies ahead ("agree", "plan"), a noun for what somebody wants
// ("commitment", "desire").
bool is_plan(std::string_view lemma);
bool is_wish(std::string_view lemma);

// Is what the verb tells done by saying it: "reaffirm", "welcome", "recognise"?
bool only_speaks(std::string_view lemma);
// Of these, is it one that is done in saying so, as "reaffirm" in a list of what was agreed?
bool is_done_by_saying(std::string_view lemma);

// Does the verb only say that somebody has an attitude: "express", "reaffirm" (a commitment)?
bool voices(std::string_view lemma);

// Is it one that tells the worth of another thing: "importance", "need"?
bool is_worth(std::string_view lemma);
bool turns_into(std::string_view lemma);  // "become": what follows says what the subject is

// What a noun that only carries others stands for: "NATO's role" NATO, "importance of trust" trust,
// and for a predicate noun the subject of its clause ("cooperation remains a tool"); nothing for a
// worth that somebody speaks of ("stressed the need to act"); itself otherwise.
std::vector<int> carried(const TreeView& tree, const std::vector<Clause>& clauses, int noun);

}  // namespace rapport::extract
