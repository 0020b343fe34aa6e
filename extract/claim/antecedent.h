// What a pronoun or a description can point back at: the subject of the sentence before, the items
// of a list, the joint doings of two actors.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/claim/proposition.h"

namespace rapport::extract {

bool is_plural_form(const Word& word);
// A plural, or the first of a coordination.
bool is_plural(const TreeView& tree, int w);

// The subjects of the main clause of the sentence before, or of the one before that, when their
// number agrees; empty when it does not.
std::vector<MentionId> subjects_before(Mentions& mentions, const SentenceClauses& clauses,
                                       int sentence, bool plural);

// Does the pack know a symmetric relation for this noun ("alliance", "cooperation")?
bool is_joint_noun(const pack::Pack& pack, std::string_view lemma);
// Is `noun` told of two named actors: "cooperation between A and B", "A's alliance with B"?
bool is_joint(const Mentions& mentions, WordRef noun);
// Does a name before it tell which one it is: "the Chadian government"?
bool is_told_by_name(const Mentions& mentions, WordRef noun);

// The last names of several words, by their heads, folded.
using NamesByHead = std::unordered_map<std::string, MentionId>;
// The key of a mention there; empty for one that no bare noun stands for.
std::string name_key(const Mentions& mentions, MentionId id);
// The fuller name with the same head: the Planning Committee for "the Committee"; -1 where there is
// none.
MentionId fuller_name(const Analysis& analysis, const NamesByHead& before, WordRef noun);

// The last of these mentions with the same head noun and a fuller name, said shortly before: "the
// new training plan" for "the plan"; -1 where there is none.
MentionId fuller_description(const Mentions& mentions, const std::vector<MentionId>& before,
                             WordRef noun);

// The last `count` of these names that are of the type, each once; fewer where there are no more.
std::vector<MentionId> last_named(const Mentions& mentions, const std::vector<MentionId>& before,
                                  pack::TypeIndex type, std::size_t count);

// "the Minister of Health Anna Keller", "the envoy, Anna Keller,": the person who holds the office;
// -1 where none is named beside it.
MentionId holder_beside(Mentions& mentions, WordRef office);

// The items of the list, or the first cells of the table, that ends just before the block of
// `sentence`; empty when there is none.
std::vector<MentionId> items_before(Mentions& mentions, int sentence);

}  // namespace rapport::extract
