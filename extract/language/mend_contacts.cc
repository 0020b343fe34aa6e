// Elements of a contact block: the first one, the numbers and addresses, and their labels.

#include <algorithm>

#include "extract/language/contact_datum.h"
#include "extract/language/tree_mend.h"

namespace rapport::extract {
namespace {

bool fits(const ContactItem& label, const ContactItem& datum) {
  return label.kind == ContactKind::kNone || label.kind == datum.kind;
}

// ":?", too, which taggers take for a symbol.
bool is_mark(const Word& word) { return word.upos == Upos::kPunct || word.form.starts_with(':'); }

bool is_loose(Deprel rel) {
  switch (rel) {
    case Deprel::kAppos:
    case Deprel::kCompound:
    case Deprel::kConj:
    case Deprel::kDep:
    case Deprel::kFlat:
    case Deprel::kList:
    case Deprel::kNmod:
    case Deprel::kNmodUnmarked:
    case Deprel::kNummod:
    case Deprel::kParataxis:
      return true;
    default:
      return false;
  }
}

// What stands with the word that it belongs to: never the first element.
bool is_function(const Word& word) {
  switch (word.upos) {
    case Upos::kAdp:
    case Upos::kAdv:
    case Upos::kAux:
    case Upos::kCconj:
    case Upos::kDet:
    case Upos::kPart:
    case Upos::kPron:
    case Upos::kPunct:
    case Upos::kSconj:
    case Upos::kSym:
      return true;
    default:
      return false;
  }
}

bool is_content(const Word& word) {
  return is_nominal(word) || word.upos == Upos::kNum || word.upos == Upos::kX;
}

// Whether a word whose head lies among the items can be an element of its own.
bool heads_phrase(const Word& word) {
  return is_content(word) && word.deprel != Deprel::kAmod && word.deprel != Deprel::kDet &&
         word.deprel != Deprel::kNmodPoss && word.deprel != Deprel::kNummod;
}

class Block {
 public:
  explicit Block(TreeLinks& tree) : tree_(tree), items_(contact_items(tree)) {}

  // A number or an address beside other words, and none of them within a phrase: "and 345-9945",
  // "345-9945 units".
  bool is_one() const {
    const auto counts = [&](const ContactItem& item) {
      const int noun = tree_[item.head].head;
      return !item.label && tree_[item.head].deprel == Deprel::kNummod && noun >= item.end &&
             std::none_of(items_.begin(), items_.end(),
                          [&](const ContactItem& other) { return other.head == noun; });
    };
    const auto bound = [&](const ContactItem& item) {
      return tree_.has_child(item.head, [&](int child) {
        const Deprel rel = tree_[child].deprel;
        return rel == Deprel::kCase || rel == Deprel::kCc || rel == Deprel::kConj;
      });
    };
    const auto is_datum = [](const ContactItem& item) { return !item.label; };
    return std::any_of(items_.begin(), items_.end(), is_datum) &&
           std::none_of(items_.begin(), items_.end(), bound) &&
           std::none_of(items_.begin(), items_.end(), counts) &&
           (items_.size() > 1 || items_[0].end - items_[0].begin < tree_.size());
  }

  void mend() {
    pair();
    const int first = first_element();
    if (first == TreeLinks::kNobody) {
      return;
    }
    tree_.make_root(first);
    item_of_.assign(static_cast<std::size_t>(tree_.size()), kNone);
    for (std::size_t i = 0; i < items_.size(); ++i) {
      hang(i, first);
      item_of_[static_cast<std::size_t>(items_[i].head)] = i;
    }
    for (int word = 0; word < tree_.size(); ++word) {
      release(word, first);
    }
    tree_.settle();
  }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const ContactItem& partner(std::size_t i) const { return items_[partner_[i]]; }

  // Nothing but marks between the two; they may stand in brackets where the second one is a label.
  bool meet(const ContactItem& left, const ContactItem& right) const {
    for (int word = left.end; word < right.begin; ++word) {
      if (!is_mark(tree_[word]) || (is_opening(tree_[word]) && !right.label)) {
        return false;
      }
    }
    return true;
  }

  bool is_bracketed(const ContactItem& item) const {
    return item.begin > 0 && is_opening(tree_[item.begin - 1]);
  }

  // A label stands before its value, or in brackets behind it; or, in the whole block, behind.
  void pair() {
    partner_.assign(items_.size(), kNone);
    const bool behind = !items_.front().label && items_.back().label;
    for (std::size_t i = 0; i + 1 < items_.size(); ++i) {
      const ContactItem& left = items_[i];
      const ContactItem& right = items_[i + 1];
      if (left.label == right.label || partner_[i] != kNone || !meet(left, right)) {
        continue;
      }
      const bool follows = right.label && (behind || is_bracketed(right));
      if (fits(left.label ? left : right, left.label ? right : left) && (left.label || follows)) {
        partner_[i] = i + 1;
        partner_[i + 1] = i;
      }
    }
  }

  // The head of what stands before all numbers, addresses and labels, or of the first of them;
  // kNobody where that is no content word.
  int first_element() {
    const int end = items_.front().begin;
    name(end);
    for (int word = 0; word < end; ++word) {
      if (tree_[word].head == kRoot) {
        return is_function(tree_[word]) ? TreeLinks::kNobody : word;
      }
      if (tree_[word].head >= end && heads_phrase(tree_[word])) {
        return word;
      }
    }
    const ContactItem& item = items_.front();
    return item.label && !is_content(tree_[item.head]) ? TreeLinks::kNobody : item.head;
  }

  // The name that opens the block is one phrase and its first element, a person's always.
  void name(int end) {
    const bool person = tree_[0].name == NameTag::kBeginPerson;
    const auto goes_on = [&](const Word& word) {
      return person ? word.name == NameTag::kInsidePerson
                    : tree_[0].upos == Upos::kPropn && word.upos == Upos::kPropn;
    };
    int next = 1;
    while (next < end && goes_on(tree_[next])) {
      ++next;
    }
    for (int word = 1; word < next; ++word) {
      if (tree_[word].head >= (person ? next : end)) {
        tree_.hang(word, 0, Deprel::kFlat);
      }
    }
  }

  void hang(std::size_t i, int first) {
    const ContactItem& item = items_[i];
    const bool paired = partner_[i] != kNone;
    const bool second = paired && partner_[i] < i;
    if (item.head == first || (item.label && !paired)) {
      // stays
    } else if (second) {
      tree_.hang(item.head, partner(i).head, Deprel::kAppos);
    } else if (paired || !is_held(item)) {
      tree_.hang(item.head, first, Deprel::kList);
    } else {
      tree_.hang(item.head, tree_[item.head].head, Deprel::kList);
    }
    for (int word = item.begin; word < item.end; ++word) {
      if (!item.label && word != item.head && tree_[word].upos != Upos::kPunct) {
        tree_.hang(word, item.head, Deprel::kFlat);
      }
    }
  }

  // "Ryan Reynolds < rr@example.org >": the address in brackets is on the list of the name.
  bool is_held(const ContactItem& item) const {
    return is_bracketed(item) && tree_[item.head].head != kRoot &&
           is_nominal(tree_[tree_[item.head].head]);
  }

  // What hung on an item though it is no part of it is another element: not "of 9 July".
  void release(int word, int first) {
    const int head = tree_[word].head;
    if (head == kRoot || head == first || is_mark(tree_[word]) || !is_loose(tree_[word].deprel)) {
      return;
    }
    const std::size_t i = item_of_[static_cast<std::size_t>(head)];
    if (i == kNone || (items_[i].label && (partner_[i] == kNone || tells_of(word)))) {
      return;
    }
    const bool part = word >= items_[i].begin && word < items_[i].end;
    const bool in_case =
        tree_.has_child(word, [&](int child) { return tree_[child].deprel == Deprel::kCase; });
    if (!part && !in_case && (partner_[i] == kNone || word != partner(i).head)) {
      tree_.hang(word, first, Deprel::kList);
    }
  }

  // Whose or which label.
  bool tells_of(int word) const {
    return tree_[word].deprel == Deprel::kNmod || tree_[word].deprel == Deprel::kNummod;
  }

  TreeLinks& tree_;
  std::vector<ContactItem> items_;
  std::vector<std::size_t> partner_;  // of each item: the label of a value, the value of a label
  std::vector<std::size_t> item_of_;  // of each word: the item that it is the head of
};

}  // namespace

void mend_contacts(Tree& words) {
  if (!is_verbless(words)) {
    return;
  }
  TreeLinks tree(words);
  Block block(tree);
  if (block.is_one()) {
    block.mend();
  }
}

}  // namespace rapport::extract
