// Trees put right where the parser errs by a rule that Universal Dependencies' guidelines give.
//
// Each mend reads tags, forms and shapes, never single names, and leaves a tree; one whose arcs
// would cross others is not made. In time they are linear in the words but for a few places: the
// climb from a word to the root, the dependents of one word against each other, what moved against
// all words. So the worst is the square of the longest sentence. In the 334,000 words of the trees
// that the parser learned from, where all is right, they change fewer than 80; a rule that would
// change many is none.

#pragma once

#include "rapport/extract/tree.h"

namespace rapport::extract {

// All of them, in order.
void mend_parse(Tree& tree);

// "the Iraqi leader Saddam Hussein": the name is an apposition of a noun with a determiner; a noun
// without one, "adviser Karen Hughes", describes the name. A state is an apposition of its city,
// "Baltimore, MD". https://universaldependencies.org/en/dep/appos.html, .../nmod-desc.html
void mend_names(Tree& tree);

// Conjuncts hang on the first of them, in rows too, and are of its kind.
// https://universaldependencies.org/u/dep/conj.html
void mend_coordination(Tree& tree);

// Phrases without a verb side by side, "Great store great products".
// https://universaldependencies.org/u/dep/parataxis.html
void mend_fragments(Tree& tree);

// Signatures, letterheads, lines of labels and values: each element hangs by `list` on the first, a
// value by `appos` on its label. https://universaldependencies.org/u/dep/list.html
void mend_contacts(Tree& tree);

}  // namespace rapport::extract
