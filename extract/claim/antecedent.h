// What a description can point back at, beyond single mentions: the items of a list, and the joint
// doings of two actors.

#pragma once

#include <string_view>
#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

// Does the pack know a symmetric relation for this noun ("alliance", "cooperation")?
bool is_joint_noun(const pack::Pack& pack, std::string_view lemma);
// Is `noun` told of two named actors: "cooperation between A and B", "A's alliance with B"?
bool is_joint(const Mentions& mentions, WordRef noun);

// The items of the list, or the first cells of the table, that ends just before the block of
// `sentence`; empty when there is none.
std::vector<MentionId> items_before(Mentions& mentions, int sentence);

}  // namespace rapport::extract
