// How well raw text is cut into sentences and words, against a treebank: the measures "Sentences"
// and "Words" of the CoNLL 2018 shared task (Zeman et al. 2018), on spans of non-blank characters.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "rapport/extract/structure.h"
#include "rapport/result.h"

namespace rapport::extract {

// A treebank as running text again: paragraphs apart by a blank line, sentences of a paragraph by a
// blank.
struct RawTreebank {
  std::string text;
  std::vector<Block> paragraphs;
  std::vector<Span> sentences;  // of `text`
  std::vector<Span> words;  // of `text`; words of a contraction that are not spelled in it share
                            // its span
};

// Reads CoNLL-U; `path` is named in errors. kBadInput: a line that is none of CoNLL-U's.
Result<RawTreebank> read_raw_treebank(std::string_view conllu, std::string_view path);

struct F1 {
  std::uint64_t correct = 0;
  std::uint64_t gold = 0;
  std::uint64_t found = 0;
  double value() const {  // 0..100
    return gold + found == 0
               ? 0.0
               : 200.0 * static_cast<double>(correct) / static_cast<double>(gold + found);
  }
};

struct SegmentScore {
  F1 sentences;
  F1 words;
};

SegmentScore segment_score(const RawTreebank& gold, const std::vector<Sentence>& found);

}  // namespace rapport::extract
