// Links of a tree in time linear in its words.

#include "extract/language/tree_links.h"

#include <algorithm>

namespace rapport::extract {
namespace {

// Of the heads that mends gave to words of the sections for development of UD English EWT and GUM,
// so many in a thousand are right.
constexpr std::uint16_t kCertaintyOfMends = 660;

void move(Word& word, int head, Deprel rel) {
  word.certainty = word.head == head ? word.certainty : kCertaintyOfMends;
  word.head = head;
  word.deprel = rel;
}

}  // namespace

bool is_finite(const Word& word) {
  return word.xpos == "VBD" || word.xpos == "VBZ" || word.xpos == "VBP" || word.xpos == "MD";
}

bool is_auxiliary(Deprel rel) {
  return rel == Deprel::kAux || rel == Deprel::kAuxPass || rel == Deprel::kCop;
}

bool is_subject(Deprel rel) {
  switch (rel) {
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
    case Deprel::kNsubjOuter:
    case Deprel::kCsubj:
    case Deprel::kCsubjPass:
    case Deprel::kCsubjOuter:
    case Deprel::kExpl:
      return true;
    default:
      return false;
  }
}

bool is_opening(const Word& word) {
  return word.form == "(" || word.form == "[" || word.form == "<" || word.form == "<<";
}

bool is_verbless(const Tree& tree) {
  return std::none_of(tree.words.begin(), tree.words.end(),
                      [](const Word& word) { return is_finite(word) || word.xpos == "VB"; });
}

TreeLinks::TreeLinks(Tree& tree) : tree_(&tree), links_(tree.words.size()) {
  std::vector<int> order;  // each word after its head
  order.reserve(links_.size());
  for (int word = size() - 1; word >= 0; --word) {
    links_[index(word)].left = word;
    if (const int head = (*this)[word].head; head == kRoot) {
      order.push_back(word);
    } else {
      links_[index(word)].sibling = links_[index(head)].child;
      links_[index(head)].child = word;
    }
  }
  for (std::size_t at = 0; at < order.size(); ++at) {
    for (int child = first_child(order[at]); child != kNobody; child = next_child(child)) {
      order.push_back(child);
    }
  }
  for (auto word = order.rbegin(); word != order.rend(); ++word) {
    if (const int head = (*this)[*word].head; head != kRoot) {
      Links& above = links_[index(head)];
      above.left = std::min(above.left, links_[index(*word)].left);
    }
  }
}

bool TreeLinks::follows_comma(int word) const {
  const int left = left_edge(word);
  return (*this)[left].form == "," || (left > 0 && (*this)[left - 1].form == ",");
}

void TreeLinks::hang(int word, int head, Deprel rel) {
  for (int above = head; above != kRoot; above = (*this)[above].head) {
    if (above == word) {
      return;
    }
  }
  if ((*this)[word].head != kRoot) {
    move(word_at(word), head, rel);
  }
}

void TreeLinks::make_root(int word) {
  int root = word;
  while ((*this)[root].head != kRoot) {
    root = (*this)[root].head;
  }
  if (root == word) {
    return;
  }
  move(word_at(word), kRoot, Deprel::kRoot);
  move(word_at(root), word, Deprel::kList);
}

}  // namespace rapport::extract
