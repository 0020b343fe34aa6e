// References inside a document: pronouns and definite descriptions pointed at what they stand for,
// by sieves ordered from the surest to the boldest (after Lee et al., Computational Linguistics
// 2013). A reference that no sieve is sure of stays unresolved, and gives no claim when it is a
// pronoun.

#pragma once

#include "extract/claim/proposition.h"

namespace rapport::extract {

// Fills Mention::stands_for and ::sieve of all pronouns and definite descriptions.
void resolve_references(Mentions& mentions, const SentenceClauses& clauses);

}  // namespace rapport::extract
