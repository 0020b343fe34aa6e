// CoNLL-U (https://universaldependencies.org/format.html): reading and writing annotated
// sentences, and scoring a parse against a gold one.
//
// What a Tree has no place for (comments, multiword tokens, empty nodes, features, enhanced
// dependencies, MISC) is kept beside it as text, so that read and written again a file is the same.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/structure.h"
#include "rapport/extract/tree.h"
#include "rapport/result.h"

namespace rapport::extract {

struct ConlluSentence {
  // A line that is no word: a multiword token ("3-4 don't ...") or an empty node ("8.1 ...").
  struct ExtraLine {
    std::size_t before = 0;  // the index of the word that follows it
    std::size_t words = 0;   // how many a multiword token has; 0: an empty node
    std::string line;

    std::string_view form() const;
    std::string_view misc() const;
  };
  // Columns that a Word has no place for, as they stand: FEATS, DEPS, MISC.
  struct Columns {
    std::string feats = "_";
    std::string deps = "_";
    std::string misc = "_";
  };
  std::vector<std::string> comments;  // whole lines, "# text = ..."
  Tree tree;                          // as the file has it: it need not be a tree
  std::vector<std::string> deprels;   // as the file has them; tree has the nearest known one
  std::vector<Columns> columns;       // one a word; may be empty: all "_"
  std::vector<ExtraLine> extra;

  // The value of the comment "# key = value"; empty when there is none.
  std::string_view comment(std::string_view key) const;
  // The words as tokens without spans, for Language::analyse().
  Sentence sentence() const;
};

// Columns not annotated may be "_": UPOS counts as X then, HEAD as root, DEPREL as dep. A relation
// that is not known counts as its base, or as dep. kBadInput names `name` and the line.
Result<std::vector<ConlluSentence>> read_conllu(std::string_view text, const std::string& name);

// Takes the relations from `tree`, not from `deprels`.
std::string write_conllu(const ConlluSentence& sentence);

// The same words under another analysis: comments, extra lines and MISC stay, features and enhanced
// dependencies, which belonged to the old one, go. REQUIRES: `tree` has as many words.
ConlluSentence with_tree(ConlluSentence sentence, Tree tree);

// A sentence that was found in `text`, numbered `number`: FORM as it is spelled there, "# text",
// SpaceAfter=No, and a multiword token for words that are written as one ("don't"). REQUIRES:
// `tree` is of `sentence`, whose spans are of `text`.
ConlluSentence to_conllu(std::string_view text, const Sentence& sentence, Tree tree,
                         std::size_t number);

// Puts the names of the words into MISC: "NER=B-ORG". Words outside of names get none.
void note_names(ConlluSentence& sentence);

struct F1 {
  std::size_t correct = 0;
  std::size_t gold = 0;
  std::size_t system = 0;

  double percent() const;  // 0 where there is nothing
};

// The measures of the CoNLL 2018 shared task (Zeman et al. 2018): words are met where both have the
// same characters of the text without its blanks; within a multiword token, in the order of their
// forms. Heads are met where the words are; relations count without their subtype, punctuation
// counts, a gold lemma "_" is always met.
struct ParseScores {
  struct Relation : F1 {  // correct: word, head and relation
    std::string name;     // without subtype
  };
  struct Count {
    std::size_t gold = 0;    // words
    std::size_t system = 0;  // words
    std::size_t words = 0;   // that are met; of these:
    std::size_t upos = 0;
    std::size_t xpos = 0;
    std::size_t lemma = 0;
    std::size_t uas = 0;  // head
    std::size_t las = 0;  // head and relation

    double percent(std::size_t met) const { return F1{met, gold, system}.percent(); }
  };
  // Words that are met, by what Word::certainty says of their heads.
  struct Certainty {
    std::uint16_t below = 0;  // thousandths; at least that of the one before
    std::size_t words = 0;
    std::size_t right = 0;  // heads
    std::uint64_t sum = 0;  // of certainties
  };
  static constexpr std::size_t kLongSentence = 40;  // words

  F1 sentences;
  Count all;
  Count long_sentences;             // gold ones of kLongSentence words and more, and what is there
  std::vector<Relation> relations;  // by name
  std::array<Certainty, 5> certainty = {{{600}, {800}, {900}, {970}, {1001}}};
};

// kBadInput when the two have other characters, or a gold sentence is no tree.
Result<ParseScores> score_parses(const std::vector<ConlluSentence>& gold,
                                 const std::vector<ConlluSentence>& system);
// Of the gold sentences' own words. kBadInput when the two have other sentences or words.
Result<ParseScores> score_parses(const std::vector<ConlluSentence>& gold,
                                 const std::vector<Tree>& system);

// A table for people.
std::string to_string(const ParseScores& scores);

}  // namespace rapport::extract
