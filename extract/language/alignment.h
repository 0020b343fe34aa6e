// Two analyses of one text, word by word: which word of the one is which of the other.
//
// By the rules of the CoNLL 2018 shared task (Zeman et al. 2018, section 3): what counts is the
// text without its blanks. A word is a range of its characters; the words of a multiword token
// ("don't" = "do" + "n't") have the range of the token, since the text does not say where the one
// ends and the other begins. Words are the same where their ranges are, except in and beside
// multiword tokens: there, the longest common subsequence of the lower-cased forms decides, within
// the smallest stretch of text that cuts through no word of either side.

#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "rapport/extract/conllu.h"
#include "rapport/span.h"

namespace rapport::extract {

struct FlatWord {
  Span span;  // of FlatText::characters
  bool multiword = false;
  std::size_t sentence = 0;
  std::size_t index = 0;  // in its sentence
};

// All sentences of a file as one text. Spans are of `characters`.
struct FlatText {
  std::string characters;  // without blanks: "1 000" is "1000"
  std::vector<Span> sentences;
  std::vector<FlatWord> words;
};

FlatText flatten(const std::vector<ConlluSentence>& sentences);

// The same words, as indices into gold.words and system.words, in ascending order.
// REQUIRES: flatten() made both of these sentences; they have the same characters.
std::vector<std::pair<std::size_t, std::size_t>> align(
    const std::vector<ConlluSentence>& gold_sentences, const FlatText& gold,
    const std::vector<ConlluSentence>& system_sentences, const FlatText& system);

}  // namespace rapport::extract
