// The clauses of a sentence as open extraction needs them: a predicate, its subject, the words of
// its relation, and its arguments.

#pragma once

#include <vector>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

struct OpenArgument {
  int head = 0;
  bool core = false;  // object, complement: it may not be left out
};

struct OpenClause {
  int predicate = 0;
  std::vector<int> subjects;            // a list of conjuncts
  std::vector<int> relation;            // words, in order of the text
  bool add_is = false;                  // "the camp, located in Mali": is located in
  std::vector<OpenArgument> arguments;  // in order of the text
  bool inferred = false;                // the subject stands elsewhere
};

std::vector<OpenClause> open_clauses(const TreeView& tree);

}  // namespace rapport::extract
