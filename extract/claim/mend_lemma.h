// Base forms that the lemmatiser, which decides by the ending of a word, gets wrong.

#pragma once

#include "rapport/extract/tree.h"
#include "rapport/extract/words.h"

namespace rapport::extract {

// "monitored" comes from "monitor" and not from "monitore", for the one is a word: of the base
// forms that the spelling allows, the one that the list knows best, where it hardly knows the one
// that was found. And "fled" comes from "flee", "upheld" from "uphold".
// Without a list only irregular forms and verbs of saying are put right.
void mend_lemmas(Tree& tree, const WordList* words);

}  // namespace rapport::extract
