// What a noun is called: the words of its phrase that belong to its name, and that name as text.
//
// Kept: adjectives, compounds, numbers, possessors, prepositional complements. Dropped:
// determiners, possessive pronouns, adverbs of degree, relative clauses, appositions, coordinated
// nouns (each conjunct is a phrase of its own, with the modifiers that it shares).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

struct NounPhrase {
  std::vector<int> words;  // in the order of the name
  std::string name;        // "stability in conflict-affected regions"
  std::string short_name;  // without prepositional complements: "stability"
  std::vector<int> short_words;
};

// REQUIRES: `head` is a noun, a pronoun, a number or an adjective used as a noun.
NounPhrase noun_phrase(const TreeView& tree, int head);

// Is the phrase of this noun set off by a comma before it?
bool follows_comma(const TreeView& tree, int noun);

// Has it a letter that is capital, or one that is not ASCII?
bool has_capital(std::string_view form);
// "USAID", "EaP": a capital after the first letter.
bool has_inner_capital(std::string_view form);

// The noun that a verb is done to: its object, or the subject of a passive; kRoot where there is
// none.
int done_to(const TreeView& tree, int verb);

// "rebuilding political institutions" for a verb with its object: how a goal or an action is named.
std::string gerund_phrase(const TreeView& tree, int verb);
std::string gerund(const std::string& lemma);

// The words joined as a text has them: no blank before 's or around a hyphen.
std::string join_words(const TreeView& tree, const std::vector<int>& words);

}  // namespace rapport::extract
