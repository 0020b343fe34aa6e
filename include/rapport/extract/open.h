// Open information extraction: what a sentence says, in its own words, without a pack (Banko et al.
// 2007). Tuples are read off the clauses of the dependency tree, after the clause types of ClausIE
// (Del Corro and Gemulla 2013), and off nouns that stand beside each other.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/structure.h"
#include "rapport/extract/tree.h"
#include "rapport/result.h"

namespace rapport::extract {

enum class OpenProfile {
  kSplit,  // for graphs: coordinated parts each for itself, two arguments a tuple
  kWhole,  // for reading: coordination kept, all arguments of a clause in one tuple
};

struct OpenTuple {
  int confidence = 0;                  // in thousandths
  std::string relation;                // "plays a role in"
  std::vector<std::string> arguments;  // two or more: who, then what, then when and where
};

// `surface` are the words to print, one a word of the tree. In order of the text; no two alike.
std::vector<OpenTuple> open_tuples(const Tree& tree, const std::vector<std::string>& surface,
                                   OpenProfile profile);

// One sentence of text that is tokenised already, its tokens set off by blanks. `surface` has the
// tokens as they stand, `sentence` the same with the brackets and quotes of the Penn Treebank
// ("-LRB-", "``") undone, for the parser.
struct TokenisedLine {
  std::vector<std::string> surface;
  Sentence sentence;
};
// kBadInput: no UTF-8, or a NUL in it.
Result<TokenisedLine> read_tokenised_line(std::string_view line);

}  // namespace rapport::extract
