// Whom a text without verbs tells of: "Anna Keller (born 1950), director of the fund. Member of
// the board since 2003."

#pragma once

#include "extract/claim/mention.h"

namespace rapport::extract {

// The person of whom the fragment that `noun` stands in says what he or she is: named before it in
// the fragment, in the fragments before it in the same block, or alone in the block above. -1 where
// the sentence is no fragment, or the noun says something else.
MentionId person_told_of(Mentions& mentions, WordRef noun);

// The body that the lead-in of the sentence's list names last: "the board of the fund consists
// of:". -1 where it names none.
MentionId body_of_list(Mentions& mentions, int sentence);

}  // namespace rapport::extract
