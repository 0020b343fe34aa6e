// Conjuncts that hang on the wrong word or by the wrong relation.

#include <algorithm>
#include <string>

#include "extract/language/tree_links.h"
#include "extract/language/tree_mend.h"
#include "extract/language/word_form.h"

namespace rapport::extract {
namespace {

constexpr int kNobody = TreeLinks::kNobody;

bool same_kind(const Word& a, const Word& b) {
  return a.upos == b.upos || (is_nominal(a) && is_nominal(b)) || (is_verbal(a) && is_verbal(b));
}

// The "and" of a conjunct, or kNobody.
int conjunction_of(const TreeLinks& tree, int conjunct) {
  for (int c = tree.first_child(conjunct); c != kNobody && c < conjunct; c = tree.next_child(c)) {
    if (tree[c].deprel == Deprel::kCc) {
      return c;
    }
  }
  return kNobody;
}

bool is_conjunct(const TreeLinks& tree, int word) {
  return tree[word].deprel == Deprel::kConj && tree[word].head != kRoot && tree[word].head < word;
}

// Whether a verb is finite, alone or by an auxiliary, and shows a plural.
struct Finiteness {
  bool finite = false;
  bool plural = false;
};
Finiteness finiteness_of(const TreeLinks& tree, int verb) {
  Finiteness found;
  const auto add = [&](const Word& word) {
    found.finite = found.finite || is_finite(word);
    found.plural = found.plural || word.xpos == "VBP";
  };
  add(tree[verb]);
  for (int c = tree.first_child(verb); c != kNobody; c = tree.next_child(c)) {
    if (is_auxiliary(tree[c].deprel)) {
      add(tree[c]);
    }
  }
  return found;
}

// Whether a verb that brings no subject of its own can go on where `first` began: "will look and
// bring", but not "to look and brings".
bool goes_on(const TreeLinks& tree, int first, int verb) {
  const std::string& form = tree[verb].xpos;
  const Finiteness of_first = finiteness_of(tree, first);
  if (form == tree[first].xpos) {
    return true;
  }
  if (form == "VBZ") {
    return of_first.finite && !of_first.plural;
  }
  if (form == "VBG") {
    return is_verbal(tree[first]) && of_first.finite;
  }
  return (form != "VB" && form != "VBD") || of_first.finite;
}

bool brings_subject_or_auxiliary(const TreeLinks& tree, int verb) {
  return tree.has_child(verb, [&](int child) {
    const Deprel rel = tree[child].deprel;
    return child < verb && (is_subject(rel) || is_auxiliary(rel) || rel == Deprel::kMark);
  });
}

// Conjuncts have one form: the nearest verb that has it, from the word before "and" upwards.
void mend_verb(TreeLinks& tree, int verb) {
  const int conjunction = conjunction_of(tree, verb);
  if (conjunction == kNobody || !is_verbal(tree[verb]) || brings_subject_or_auxiliary(tree, verb) ||
      goes_on(tree, tree[verb].head, verb)) {
    return;
  }
  int at = std::min(tree.left_edge(verb), conjunction) - 1;
  while (at > 0 && tree[at].upos == Upos::kPunct) {
    --at;
  }
  for (; at != kRoot && at < verb; at = tree[at].head) {
    if (is_verbal(tree[at]) && tree[at].xpos == tree[verb].xpos) {
      tree.hang(verb, at, Deprel::kConj);
      return;
    }
  }
}

// "A, B and C", where C hangs on B: a row, unless B and C are the one pair of a longer row.
void mend_row(TreeLinks& tree, int last) {
  const int middle = tree[last].head;
  if (conjunction_of(tree, last) == kNobody || !is_conjunct(tree, middle) ||
      conjunction_of(tree, middle) != kNobody || !tree.follows_comma(middle)) {
    return;
  }
  const int first = tree[middle].head;
  const bool others = tree.has_child(first, [&](int child) {
    return is_conjunct(tree, child) && (child > middle || conjunction_of(tree, child) != kNobody);
  });
  const bool same_form = !is_verbal(tree[last]) || tree[first].xpos == tree[last].xpos;
  if (others || !same_form || !same_kind(tree[first], tree[middle]) ||
      !same_kind(tree[middle], tree[last])) {
    return;
  }
  for (int c = tree.first_child(middle); c != kNobody && c <= last; c = tree.next_child(c)) {
    if (tree[c].deprel == Deprel::kConj && tree[c].head == middle) {
      tree.hang(c, first, Deprel::kConj);
    }
  }
}

bool has_child_by(const TreeLinks& tree, int word, Deprel rel) {
  return tree.has_child(word, [&](int child) { return tree[child].deprel == rel; });
}

// Could the loose word be a conjunct of `first`? Not where it says whose or what the first is.
bool is_like(const TreeLinks& tree, int first, int word) {
  const bool det = has_child_by(tree, word, Deprel::kDet);
  return tree[word].upos == tree[first].upos &&
         (is_nominal(tree[word]) || tree[word].upos == Upos::kAdj) && tree.follows_comma(word) &&
         !has_child_by(tree, word, Deprel::kNmodPoss) &&
         det == has_child_by(tree, first, Deprel::kDet);
}

// "the A, the B, and the C", "A, B, C": in a row of conjuncts what looks like one is one. A place
// may be a part of the one before it, "Kaduna, Nigeria, and ..."; without "and", so may other names
// than those of persons. What is no person is the title of one, "Anna Berg, Minister for Trade".
void mend_members(TreeLinks& tree, int first) {
  int last = kNobody;  // conjunct of the same kind
  for (int c = tree.first_child(first); c != kNobody; c = tree.next_child(c)) {
    last = is_conjunct(tree, c) && tree[c].upos == tree[first].upos ? c : last;
  }
  if (last == kNobody) {
    return;
  }
  bool goes_on = false;  // a conjunct without "and" came by
  for (int c = tree.first_child(first); c != kNobody; c = tree.next_child(c)) {
    const Deprel rel = tree[c].deprel;
    if (tree[c].head != first || c < first) {
      continue;
    }
    if (rel == Deprel::kConj) {
      goes_on = goes_on || (conjunction_of(tree, c) == kNobody && tree.follows_comma(c));
    } else if (rel == Deprel::kAppos || rel == Deprel::kList || rel == Deprel::kDep) {
      const Word& word = tree[c];
      const bool row = word.upos != Upos::kPropn ? c < last || goes_on
                       : c < last                ? !is_place(word)
                                                 : goes_on && is_person(word);
      const bool title = is_person(tree[first]) && !is_person(word);
      if (row && !title && is_like(tree, first, c)) {
        tree.hang(c, first, Deprel::kConj);
      }
    }
  }
}

// "laws, not kings", "no money, no time"
void mend_contrast(TreeLinks& tree, int word) {
  const int first = tree[word].head;
  const Deprel rel = tree[word].deprel;
  const auto can = [](const Word& w) { return is_nominal(w) || w.upos == Upos::kAdj; };
  if ((rel != Deprel::kAppos && rel != Deprel::kParataxis && rel != Deprel::kList) ||
      first == kRoot || first > word || !can(tree[word]) || !can(tree[first]) ||
      !tree.follows_comma(word)) {
    return;
  }
  const auto denies = [&](int of, std::string_view how) {
    return tree.has_child(of, [&](int c) { return c < of && lower_case(tree[c].lemma) == how; });
  };
  const bool clause = tree.has_child(
      word, [&](int c) { return is_subject(tree[c].deprel) || is_auxiliary(tree[c].deprel); });
  int left = tree.left_edge(word);
  left += left < word && tree[left].form == "," ? 1 : 0;
  const std::string opens = lower_case(tree[left].lemma);
  if (!clause && tree[left].head == word &&
      (opens == "not" || (opens == "no" && denies(first, "no")))) {
    tree.hang(word, first, Deprel::kConj);
  }
}

}  // namespace

void mend_coordination(Tree& words) {
  TreeLinks tree(words);
  for (int word = 1; word < tree.size(); ++word) {
    mend_contrast(tree, word);
    if (is_conjunct(tree, word)) {
      mend_verb(tree, word);
      tree.settle();
      mend_row(tree, word);
    }
    tree.settle();
  }
  for (int word = 0; word < tree.size(); ++word) {
    mend_members(tree, word);
    tree.settle();
  }
}

}  // namespace rapport::extract
