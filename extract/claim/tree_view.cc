// Children, conjuncts and markers of a dependency tree.

#include "extract/claim/tree_view.h"

#include <algorithm>

namespace rapport::extract {
namespace {

constexpr std::array<std::string_view, 10> kNegations = {
    "not", "n't", "never", "no", "neither", "nor", "without", "hardly", "scarcely", "barely"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return out;
}

}  // namespace

bool has_base(Deprel rel, Deprel base) {
  const std::string_view name = to_string(rel);
  const std::string_view stem = to_string(base);
  return name == stem ||
         (name.size() > stem.size() && name.starts_with(stem) && name[stem.size()] == ':');
}

TreeView::TreeView(const Tree& tree) : tree_(&tree), children_(tree.words.size()) {
  for (std::size_t i = 0; i < tree.words.size(); ++i) {
    const int head = tree.words[i].head;
    if (head == kRoot) {
      root_ = static_cast<int>(i);
    } else {
      children_[static_cast<std::size_t>(head)].push_back(static_cast<int>(i));
    }
  }
}

int TreeView::child(int w, std::initializer_list<Deprel> rels) const {
  for (int c : children(w)) {
    if (std::find(rels.begin(), rels.end(), (*this)[c].deprel) != rels.end()) {
      return c;
    }
  }
  return kRoot;
}

std::vector<int> TreeView::children(int w, std::initializer_list<Deprel> rels) const {
  std::vector<int> out;
  for (int c : children(w)) {
    if (std::find(rels.begin(), rels.end(), (*this)[c].deprel) != rels.end()) {
      out.push_back(c);
    }
  }
  return out;
}

std::string TreeView::marker(int w) const {
  std::string out;
  for (int c : children(w)) {
    const Deprel rel = (*this)[c].deprel;
    if ((rel != Deprel::kCase && rel != Deprel::kMark) || c > w) {
      continue;
    }
    if ((*this)[c].upos == Upos::kPart && (*this)[c].form[0] == '\'') {
      continue;  // the possessive 's
    }
    if (!out.empty()) {
      out += ' ';
    }
    out += lower((*this)[c].form);
    for (int f : children(c, {Deprel::kFixed})) {
      out += ' ' + lower((*this)[f].form);
    }
  }
  return out;
}

std::vector<int> TreeView::conjuncts(int w) const {
  std::vector<int> out = {w};
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (int c : children(out[i], {Deprel::kConj})) {
      out.push_back(c);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

int TreeView::first_conjunct(int w) const {
  while ((*this)[w].deprel == Deprel::kConj) {
    w = (*this)[w].head;
  }
  return w;
}

std::vector<int> TreeView::subtree(int w) const {
  std::vector<int> out = {w};
  for (std::size_t i = 0; i < out.size(); ++i) {
    out.insert(out.end(), children(out[i]).begin(), children(out[i]).end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool TreeView::dominates(int ancestor, int w) const {
  while (w != kRoot && w != ancestor) {
    w = (*this)[w].head;
  }
  return w == ancestor;
}

bool TreeView::is_passive(int w) const {
  if (child(w, {Deprel::kNsubjPass, Deprel::kAuxPass, Deprel::kCsubjPass}) != kRoot) {
    return true;
  }
  const Word& word = (*this)[w];
  if (child(w, {Deprel::kObj}) != kRoot) {
    return false;
  }
  const bool bare = child(w, {Deprel::kAux, Deprel::kNsubj}) == kRoot;
  const bool by = word.xpos == "VBD" && child(w, {Deprel::kOblAgent}) != kRoot;
  if (word.xpos != "VBN" && !(by && bare)) {
    return false;
  }
  return (has_base(word.deprel, Deprel::kAcl) && word.deprel != Deprel::kAclRelcl) ||
         (word.deprel == Deprel::kAdvcl && bare) ||  // "driven by need, they ..."
         (word.deprel == Deprel::kConj && bare && is_passive(word.head));
}

bool TreeView::is_negated(int w) const {
  for (int c : children(w)) {
    const Deprel rel = (*this)[c].deprel;
    const bool negates = rel == Deprel::kAdvmod || rel == Deprel::kDet || rel == Deprel::kMark ||
                         rel == Deprel::kCase || rel == Deprel::kCcPreconj || rel == Deprel::kCc;
    if (!negates) {
      continue;
    }
    const std::string form = lower((*this)[c].form);
    if (std::find(kNegations.begin(), kNegations.end(), form) == kNegations.end()) {
      continue;
    }
    // "not only ... but also" affirms both.
    if (form == "not" && c + 1 < size() &&
        (lower((*this)[c + 1].form) == "only" || lower((*this)[c + 1].form) == "just")) {
      continue;
    }
    return true;
  }
  return false;
}

}  // namespace rapport::extract
