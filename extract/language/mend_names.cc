// A noun and the name behind it that the parser took for two arguments of one verb; a state that it
// hung on another word than the city.

#include <algorithm>
#include <string>

#include "extract/language/tree_links.h"
#include "extract/language/tree_mend.h"
#include "extract/language/word_form.h"

namespace rapport::extract {
namespace {

bool is_argument(Deprel rel) {
  switch (rel) {
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
    case Deprel::kObj:
    case Deprel::kIobj:
    case Deprel::kObl:
    case Deprel::kOblAgent:
    case Deprel::kNmod:
    case Deprel::kConj:
      return true;
    default:
      return false;
  }
}

bool is_part_of_name(Deprel rel) {
  return rel == Deprel::kFlat || rel == Deprel::kCompound || rel == Deprel::kNmodDesc;
}

// The head of the name that begins with `first`.
int name_of(const TreeLinks& tree, int first) {
  int name = first;
  while (is_part_of_name(tree[name].deprel) && tree[name].head >= first &&
         tree[tree[name].head].upos == Upos::kPropn) {
    name = tree[name].head;
  }
  return name;
}

// Whether the name stands alone: nothing before it parts it from the noun.
bool joins(const TreeLinks& tree, int name) {
  return !tree.has_child(
      name, [&](int child) { return child < name && !is_part_of_name(tree[child].deprel); });
}

// "the", "that", "his", not "a" or "every"
bool is_definite(const TreeLinks& tree, int noun) {
  return tree.has_child(noun, [&](int child) {
    const std::string form = lower_case(tree[child].form);
    return tree[child].deprel == Deprel::kNmodPoss ||
           (tree[child].deprel == Deprel::kDet &&
            (form == "the" || form == "this" || form == "that"));
  });
}

bool has_determiner(const TreeLinks& tree, int noun) {
  return tree.has_child(noun, [&](int child) { return tree[child].deprel == Deprel::kDet; });
}

// Makes the noun describe the name: what stood before both, "and by adviser Karen Hughes", goes
// with the name.
void describe(TreeLinks& tree, int noun, int name) {
  tree.hang(noun, name, Deprel::kNmodDesc);
  for (int c = tree.first_child(noun); c != TreeLinks::kNobody && c < noun;
       c = tree.next_child(c)) {
    const Deprel rel = tree[c].deprel;
    if (rel == Deprel::kCc || rel == Deprel::kCase || rel == Deprel::kPunct) {
      tree.hang(c, name, rel);
    }
  }
}

// "the Prophet Mohammed", "his wife Jan", "adviser Karen Hughes"
void mend_title(TreeLinks& tree, int noun) {
  const int name = name_of(tree, noun + 1);
  const int head = tree[noun].head;
  const Deprel rel = tree[noun].deprel;
  if (head == kRoot || tree[name].head != head || !is_argument(rel) || !joins(tree, name)) {
    return;
  }
  const bool same = tree[name].deprel == rel;
  if (tree[noun].upos == Upos::kPropn && !is_person(tree[name])) {
    return;  // "a strong Attorney General" is one name
  }
  if (is_definite(tree, noun)) {
    if (same || (rel == Deprel::kConj && tree[name].deprel == Deprel::kAppos)) {
      tree.hang(name, noun, Deprel::kAppos);
    }
  } else if (same && tree[noun].upos == Upos::kNoun && !has_determiner(tree, noun)) {
    describe(tree, noun, name);
  }
}

// "Baltimore, MD"
void mend_state(TreeLinks& tree, int state) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const std::string& form = tree[state].form;
  if (tree[state].deprel != Deprel::kAppos || form.size() != 2 ||
      !std::all_of(form.begin(), form.end(), is_capital) || tree[state - 1].form != "," ||
      tree[state - 2].upos != Upos::kPropn) {
    return;
  }
  int city = state - 2;
  while (is_part_of_name(tree[city].deprel) && tree[city].head >= 0 && tree[city].head < state &&
         tree[tree[city].head].upos == Upos::kPropn) {
    city = tree[city].head;
  }
  tree.hang(state, city, Deprel::kAppos);
}

}  // namespace

void mend_names(Tree& words) {
  TreeLinks tree(words);
  for (int word = 0; word + 1 < tree.size(); ++word) {
    const Word& noun = tree[word];
    if ((noun.xpos == "NN" || noun.xpos == "NNP") && tree[word + 1].upos == Upos::kPropn) {
      mend_title(tree, word);
      tree.settle();
    }
  }
  for (int word = 2; word < tree.size(); ++word) {
    mend_state(tree, word);
    tree.settle();
  }
}

}  // namespace rapport::extract
