// How much: numbers among the arguments of a predicate.

#include <algorithm>
#include <array>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"
#include "extract/claim/qualifier_parts.h"

namespace rapport::extract {
namespace {

bool is_number(const TreeView& tree, int w) {
  const std::string form = pack::fold(tree[w].form);
  return tree[w].upos == Upos::kNum && tree[w].xpos == "CD" && form != "one" && form != "1" &&
         !is_year(form);
}

// "our two nations", "the three parties": a number that only tells which ones.
bool is_definite(const TreeView& tree, int noun, int number) {
  static constexpr std::array<std::string_view, 5> kDefinite = {"the", "these", "those", "both",
                                                                "all"};
  static constexpr std::array<std::string_view, 5> kFew = {"two", "three", "four", "five", "six"};
  const auto has = [](const auto& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
  };
  if (!has(kFew, pack::fold(tree[number].form))) {
    return false;
  }
  const std::vector<int> dets = tree.children(noun, {Deprel::kDet, Deprel::kNmodPoss});
  return std::any_of(dets.begin(), dets.end(), [&](int d) {
    return tree[d].deprel == Deprel::kNmodPoss || has(kDefinite, pack::fold(tree[d].form));
  });
}

// "Executive Order 13771", "Maybach 2", "at the age of 83": a number that names or dates.
bool is_label(const TreeView& tree, int noun, int number) {
  return number > noun && !is_measure(tree, number);
}

bool has_month(const TreeView& tree, int w) {
  const std::vector<int> words = tree.subtree(w);
  return std::any_of(words.begin(), words.end(),
                     [&](int x) { return is_month(pack::fold(tree[x].form)); });
}

// "30 years of partnership", "sentenced to 20 years": a time that is had or given, not when.
bool is_duration(const TreeView& tree, int w) {
  const int number = tree.child(w, {Deprel::kNummod});
  const Deprel rel = tree[w].deprel;
  const bool argument = rel == Deprel::kObj || has_base(rel, Deprel::kNsubj) ||
                        rel == Deprel::kXcomp || tree.marker(w) == "to";
  return argument && tree.is_noun(w) && number != kRoot && number < w && is_number(tree, number);
}

// The number with all that hangs on it: "more than 300", "$ 1.1 billion".
void add_all(const TreeView& tree, int w, std::vector<int>& out) {
  const std::vector<int> words = tree.subtree(w);
  out.insert(out.end(), words.begin(), words.end());
}

// "tens of millions": the words of a number noun, without what is counted.
void add_number_noun(const TreeView& tree, int w, std::vector<int>& out) {
  out.push_back(w);
  for (int c : tree.children(w)) {
    const Deprel rel = tree[c].deprel;
    if (rel == Deprel::kAdvmod || rel == Deprel::kAmod || rel == Deprel::kNummod) {
      add_all(tree, c, out);
    } else if (rel == Deprel::kNmod && is_number_noun(tree, c)) {
      for (int m : tree.children(c, {Deprel::kCase})) {
        out.push_back(m);
      }
      add_number_noun(tree, c, out);
    }
  }
}

// What limits a number and stands before it: "up to", "more than", "at least".
void add_limits(const TreeView& tree, std::vector<int>& words) {
  static constexpr std::array<std::string_view, 15> kLimits = {
      "more",  "than",   "up",     "to",     "at",      "least", "most", "over",
      "about", "around", "nearly", "almost", "roughly", "near",  "some"};
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  for (int w = words.front() - 1; w >= 0; --w) {
    const std::string form = pack::fold(tree[w].form);
    const bool bare_to = form == "to" && (w == 0 || pack::fold(tree[w - 1].form) != "up");
    const bool bare_at = form == "at" && words.front() != w + 1;
    if (std::find(kLimits.begin(), kLimits.end(), form) == kLimits.end() || bare_to || bare_at) {
      break;
    }
    words.insert(words.begin(), w);
  }
}

std::vector<int> amount_of(const TreeView& tree, int w, int depth) {
  std::vector<int> words;
  if (is_time(tree, w)) {
    if (is_duration(tree, w)) {
      add_all(tree, tree.child(w, {Deprel::kNummod}), words);
      add_limits(tree, words);
      words.push_back(w);
    }
    return words;
  }
  if (is_number_noun(tree, w)) {
    add_number_noun(tree, w, words);
  } else if (is_number(tree, w) && !tree.is_noun(w) && !has_month(tree, w) &&
             (tree[w].head == kRoot || tree[tree[w].head].lemma != "age")) {
    add_all(tree, w, words);
  } else if (is_measure(tree, w)) {
    words.push_back(w);
    for (int c : tree.children(w, {Deprel::kNummod, Deprel::kCompound, Deprel::kAdvmod})) {
      add_all(tree, c, words);
    }
    if (words.size() == 1) {
      words.clear();
    }
  } else {
    for (int c : tree.children(w, {Deprel::kNummod})) {
      const bool hyphen = c + 1 < tree.size() && tree[c + 1].form == "-" && !is_measure(tree, c);
      if (words.empty() && !hyphen && (is_number(tree, c) || is_measure(tree, c)) &&
          !is_definite(tree, w, c) && !is_label(tree, w, c)) {
        add_all(tree, c, words);
      }
    }
  }
  for (int c : depth > 0 && words.empty() ? tree.children(w, {Deprel::kNmod, Deprel::kCompound})
                                          : std::vector<int>{}) {
    words = words.empty() ? amount_of(tree, c, depth - 1) : words;
  }
  for (int c : depth > 0 && words.empty() ? tree.children(w, {Deprel::kAmod, Deprel::kConj})
                                          : std::vector<int>{}) {  // "goods worth $ 5 million"
    const bool worth = tree[c].lemma == "worth" || tree[c].deprel == Deprel::kConj;
    for (int o : worth ? tree.children(c) : std::vector<int>{}) {
      words = words.empty() && is_measure(tree, o) ? amount_of(tree, o, 0) : words;
    }
  }
  if (!words.empty()) {
    add_limits(tree, words);
  }
  return words;
}

}  // namespace

std::vector<int> amount_words(const TreeView& tree, int w) {
  if ((tree.is_noun(w) && !is_number_noun(tree, w)) || tree[w].upos == Upos::kNum) {
    std::vector<int> own = amount_of(tree, w, 1);
    if (!own.empty()) {
      return own;
    }
  }
  // "six million people who were murdered", "18 nations represented there"
  std::vector<int> modified;
  if (tree[w].deprel == Deprel::kAclRelcl || tree[w].deprel == Deprel::kAcl) {
    modified.push_back(tree[w].head);
  }
  const std::vector<std::vector<int>> places = {
      tree.children(w, {Deprel::kObj}), tree.children(w, {Deprel::kNsubjPass}),
      tree.children(w, {Deprel::kObl, Deprel::kOblUnmarked, Deprel::kXcomp, Deprel::kNmod}),
      tree.children(w, {Deprel::kNsubj, Deprel::kIobj}), modified};
  for (const std::vector<int>& place : places) {
    for (int c : place) {
      std::vector<int> words = tree.is_verb(c) ? std::vector<int>{} : amount_of(tree, c, 1);
      if (words.empty()) {
        continue;
      }
      // A change keeps its preposition: "by nearly 20 %", "to 60 %".
      const int marker = tree.child(c, {Deprel::kCase});
      if (marker != kRoot && (tree[marker].lemma == "by" || tree[marker].lemma == "to") &&
          marker + 1 == words.front() && (is_measure(tree, c) || is_number(tree, c))) {
        words.insert(words.begin(), marker);
      }
      return words;
    }
  }
  return {};
}

}  // namespace rapport::extract
