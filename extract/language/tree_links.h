// A tree while it is mended: who hangs on whom, where a phrase begins, and arcs that move so that a
// tree it stays.

#pragma once

#include <cstdint>
#include <vector>

#include "rapport/extract/tree.h"

namespace rapport::extract {

inline bool is_nominal(const Word& word) {
  return word.upos == Upos::kNoun || word.upos == Upos::kPropn;
}
inline bool is_verbal(const Word& word) {
  return word.upos == Upos::kVerb || word.upos == Upos::kAux;
}
inline bool is_person(const Word& word) {
  return word.name == NameTag::kBeginPerson || word.name == NameTag::kInsidePerson;
}
inline bool is_place(const Word& word) {
  return word.name == NameTag::kBeginLocation || word.name == NameTag::kInsideLocation;
}
// By its form alone: of the present, the past, or a modal.
bool is_finite(const Word& word);
bool is_auxiliary(Deprel rel);      // copulas too
bool is_subject(Deprel rel);        // expletives and clauses too
bool is_opening(const Word& word);  // a bracket

// No word is a finite verb or a base form: a heading, an address, a fragment.
bool is_verbless(const Tree& tree);

// Children and edges are those of the tree that it was made of; words are as they are now.
class TreeLinks {
 public:
  explicit TreeLinks(Tree& tree);

  int size() const { return static_cast<int>(tree_->words.size()); }
  const Word& operator[](int word) const { return tree_->words[index(word)]; }
  // From left to right: for (int c = first_child(w); c != kNobody; c = next_child(c)).
  static constexpr int kNobody = -1;
  int first_child(int word) const { return links_[index(word)].child; }
  int next_child(int child) const { return links_[index(child)].sibling; }
  // The first word of the phrase: of all that hangs on `word`, directly or not.
  int left_edge(int word) const { return links_[index(word)].left; }
  // Whether a comma opens the phrase or stands before it.
  bool follows_comma(int word) const;

  template <typename Test>
  bool has_child(int word, Test test) const {
    for (int child = first_child(word); child != kNobody; child = next_child(child)) {
      if (test(child)) {
        return true;
      }
    }
    return false;
  }

  // Does nothing where that would make a cycle or take the root away. A word that gets another head
  // gets the certainty of such mends.
  void hang(int word, int head, Deprel rel);
  // Makes `word` the root, on which the one that was hangs as another element of a list.
  void make_root(int word);
  // Ends a mend, all that moved since the last one ended. Where an arc of it crosses another
  // word's, the mend is taken back; marks that it crosses hang inside of it then.
  void settle();

 private:
  struct Arc {
    int word;
    int head;
    Deprel rel;
    std::uint16_t certainty;
  };
  struct Links {
    int child = kNobody;
    int sibling = kNobody;
    int left = 0;
  };
  static std::size_t index(int word) { return static_cast<std::size_t>(word); }
  Word& word_at(int word) { return tree_->words[index(word)]; }
  void move(int word, int head, Deprel rel);
  bool cross(int a, int b) const;  // the arcs that these two words hang by
  int head_of_mark(int mark) const;

  Tree* tree_;
  std::vector<Arc> moved_;  // as they were, in the order in which they moved
  std::vector<Links> links_;
};

}  // namespace rapport::extract
