// What the frames share: adding an argument with all that goes along with it.

#pragma once

#include <string>
#include <string_view>

#include "extract/claim/proposition.h"

namespace rapport::extract {

// Adds the mention that `ref` heads, what it refers to, and the examples named with it ("threats
// such as terrorism"): each takes the role.
void add_argument(Mentions& mentions, Proposition& proposition, const std::string& role,
                  WordRef ref);

// Adds the prepositional complements of `word` (obl of a verb or adjective, nmod of a noun) as
// "prep:X", conjuncts split.
void add_prepositional(Mentions& mentions, Proposition& proposition, WordRef word);

bool is_dash(std::string_view form);

// Is this complement a list of examples of its noun ("such as", "like", "including")?
bool is_example(const TreeView& tree, int complement);

// The words from the predicate to the end of its particle, auxiliaries included: "plays a role in".
std::string predicate_words(const TreeView& tree, int head, const std::string& cue);

// "Türkiye-Iraq alliance", "Iraqi institutions", "NATO training": names that stand before the noun.
void add_names_before(Mentions& mentions, Proposition& p, int sentence, int noun);

}  // namespace rapport::extract
