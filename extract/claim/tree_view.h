// A dependency tree with its children at hand, and the few questions that all frames ask of it.

#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "rapport/extract/tree.h"

namespace rapport::extract {

// Does `rel` belong to this base relation ("nsubj" holds for nsubj, nsubj:pass and nsubj:outer)?
bool has_base(Deprel rel, Deprel base);

class TreeView {
 public:
  explicit TreeView(const Tree& tree);

  int size() const { return static_cast<int>(tree_->words.size()); }
  const Word& operator[](int w) const { return tree_->words[static_cast<std::size_t>(w)]; }
  const std::vector<int>& children(int w) const { return children_[static_cast<std::size_t>(w)]; }
  int root() const { return root_; }

  // The first child with one of these relations (subtypes only where named), or kRoot (-1).
  int child(int w, std::initializer_list<Deprel> rels) const;
  std::vector<int> children(int w, std::initializer_list<Deprel> rels) const;

  // The preposition or subordinator of w, lower case, fixed expressions whole: "in", "such as",
  // "in order to"; empty when there is none.
  std::string marker(int w) const;

  // w and what is coordinated with it, in order of the text. A conjunct's own conjuncts are
  // included.
  std::vector<int> conjuncts(int w) const;
  // The first of the coordination that w is part of.
  int first_conjunct(int w) const;

  // All words below w, and w, in order of the text.
  std::vector<int> subtree(int w) const;
  bool dominates(int ancestor, int w) const;

  bool is_verb(int w) const { return (*this)[w].upos == Upos::kVerb; }
  bool is_noun(int w) const {
    return (*this)[w].upos == Upos::kNoun || (*this)[w].upos == Upos::kPropn;
  }
  // Has w a passive subject or auxiliary, or is it a past participle that modifies a noun?
  bool is_passive(int w) const;
  // Is there a negation among the words that hang on w ("not", "never", "no", "without")?
  bool is_negated(int w) const;

 private:
  const Tree* tree_;
  std::vector<std::vector<int>> children_;
  int root_ = 0;
};

}  // namespace rapport::extract
