// Named entities: reading sentences that are annotated with them, and scoring.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/conllu.h"
#include "rapport/extract/structure.h"
#include "rapport/extract/tree.h"
#include "rapport/result.h"

namespace rapport::extract {

struct Name {
  std::size_t begin = 0;  // index of its first word
  std::size_t end = 0;    // of the word after it
  std::string type;       // "PER"
  auto operator<=>(const Name&) const = default;
};

struct NamedSentence {
  Sentence sentence;  // tokens without spans, for Language::analyse()
  std::vector<Name> names;
};

// Reads a word a line, sentences apart by empty lines, in one of two layouts: number, form and tag
// in columns with tabs between them, more columns ignored (UNER); or form and tag with a blank
// between them (CoNLL 2003). Tags are IOB2, "B-PER I-PER O"; an "I-" that continues no name of its
// type begins one, so that IOB1 is read too. "# ..." is a comment. kBadInput names `name` and the
// line.
Result<std::vector<NamedSentence>> read_iob2(std::string_view text, const std::string& name);

// The names that the tags of the words make up.
std::vector<Name> names_of(const Tree& tree);

struct NameScores {
  struct Type : F1 {
    std::string name;

    double precision() const;  // in percent
    double recall() const;
  };
  std::vector<Type> types;  // PER, ORG, LOC, and all three together
};

// A name is met where first word, last word and type are the same (strict spans). Types that Word
// has no tags for do not count. kBadInput when the two have other sentences or words.
Result<NameScores> score_names(const std::vector<NamedSentence>& gold,
                               const std::vector<Tree>& system);

// A table for people.
std::string to_string(const NameScores& scores);

}  // namespace rapport::extract
