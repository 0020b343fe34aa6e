// Verbs and nouns by which somebody says or believes something, as base forms.

#pragma once

#include <string_view>

namespace rapport::extract {

// "say", "think", "ask": whose clause is told by the subject.
bool is_saying(std::string_view lemma);

// These do so only with a clause that says what: "found that", not "found the house".
bool is_finding(std::string_view lemma);

// Of these the ones that only somebody does: "recalled that".
bool is_judging(std::string_view lemma);

// "..., states the chair": whose object is no person, so that one after it speaks.
bool is_reporting(std::string_view lemma);

// "discussed who leads": a question that is talked over tells nothing.
bool is_debating(std::string_view lemma);

// "tell the council that": whose object is the one who hears it.
bool takes_hearer(std::string_view lemma);

// "spoke about how they live": what they are about is told when it is a clause.
bool is_speaking(std::string_view lemma);

// "believes them to be heirs": an infinitive that tells what somebody holds for true.
bool is_holding(std::string_view lemma);

// Who is so believes what follows.
bool is_believing(std::string_view lemma);

// Nouns for what somebody has said or thinks; what hangs on them is told by that one.
bool is_statement(std::string_view lemma);

// Who does so to a claim does not make it.
bool is_objecting(std::string_view lemma);

// What says something without being somebody: "the survey found".
bool is_document(std::string_view lemma);

// What is done or sorted by it, so that "according to the rules" and "according to their regions"
// name no source.
bool is_standard(std::string_view lemma);

// Is it named for an act or a quality, by its ending: "participation", "density"?
bool is_abstract(std::string_view lemma);

}  // namespace rapport::extract
