// Links of a tree, made in time linear in its words, and arcs that move.

#include "extract/language/tree_links.h"

#include <algorithm>
#include <utility>

namespace rapport::extract {
namespace {

// Of the heads that mends gave to words of the sections for development of UD English EWT and GUM,
// so many in a thousand are right.
constexpr std::uint16_t kCertaintyOfMends = 660;

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
    move(word, head, rel);
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
  move(word, kRoot, Deprel::kRoot);
  move(root, word, Deprel::kList);
}

void TreeLinks::settle() {
  const std::vector<Arc> moved = std::move(moved_);
  moved_.clear();
  std::vector<int> crossed;  // marks
  bool clean = true;
  for (int word = 0; word < size() && clean && !moved.empty(); ++word) {
    const bool crosses = std::any_of(moved.begin(), moved.end(),
                                     [&](const Arc& arc) { return cross(arc.word, word); });
    if (crosses && (*this)[word].deprel == Deprel::kPunct) {
      crossed.push_back(word);
    } else {
      clean = !crosses;
    }
  }
  if (clean) {
    for (const int mark : crossed) {
      hang(mark, head_of_mark(mark), (*this)[mark].deprel);
    }
    moved_.clear();
    return;
  }
  for (auto arc = moved.rbegin(); arc != moved.rend(); ++arc) {
    Word& word = word_at(arc->word);
    word.head = arc->head;
    word.deprel = arc->rel;
    word.certainty = arc->certainty;
  }
}

void TreeLinks::move(int word, int head, Deprel rel) {
  Word& moved = word_at(word);
  moved_.push_back({word, moved.head, moved.deprel, moved.certainty});
  moved.certainty = moved.head == head ? moved.certainty : kCertaintyOfMends;
  moved.head = head;
  moved.deprel = rel;
}

// The root hangs on a place before the first word.
bool TreeLinks::cross(int a, int b) const {
  const auto [a_left, a_right] = std::minmax(a, (*this)[a].head);
  const auto [b_left, b_right] = std::minmax(b, (*this)[b].head);
  return (a_left < b_left && b_left < a_right && a_right < b_right) ||
         (b_left < a_left && a_left < b_right && b_right < a_right);
}

// The dependent of the innermost arc over the mark; behind all of them, the root.
int TreeLinks::head_of_mark(int mark) const {
  int found = mark;
  int width = size() + 1;
  for (int word = 0; word < size(); ++word) {
    const auto [left, right] = std::minmax(word, (*this)[word].head);
    const bool over = left < mark && mark < right && right - left < width;
    if (over && (*this)[word].deprel != Deprel::kPunct) {
      found = word;
      width = right - left;
    } else if (left == kRoot && width > size()) {
      found = word;
    }
  }
  return found;
}

}  // namespace rapport::extract
