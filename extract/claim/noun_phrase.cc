// Names of nouns and of actions, read off the tree.

#include "extract/claim/noun_phrase.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"
#include "extract/claim/type_cues.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kMaxNameWords = 14;

// Adjectives and determiners that say nothing of what a thing is.
const std::unordered_set<std::string_view> kEmptyModifiers = {
    "such",    "same",       "own",    "certain", "several", "many",    "few",
    "much",    "more",       "most",   "other",   "another", "various", "numerous",
    "further", "additional", "recent", "ongoing", "current", "overall", "respective"};

bool is_possessive_pronoun(const Word& word) { return word.upos == Upos::kPron; }

bool premodifies(const TreeView& tree, int c) {
  switch (tree[c].deprel) {
    case Deprel::kAmod:
      return !kEmptyModifiers.contains(tree[c].lemma) || tree[c].xpos == "JJR";  // "fewer deaths"
    case Deprel::kCompound:
    case Deprel::kFlat:
    case Deprel::kNummod:
    case Deprel::kGoeswith:
      return true;
    case Deprel::kNmodPoss:
      return !is_possessive_pronoun(tree[c]);
    default:
      return false;
  }
}

// The words below a modifier that come along with it.
void add_modifier(const TreeView& tree, int w, std::vector<int>& out) {
  out.push_back(w);
  for (int c : tree.children(w)) {
    switch (tree[c].deprel) {
      case Deprel::kDet:
      case Deprel::kAcl:
      case Deprel::kAclRelcl:
      case Deprel::kAppos:
      case Deprel::kMark:
        break;
      case Deprel::kPunct:
        if (tree[c].form == "-" || tree[c].form == "/") {
          out.push_back(c);
        }
        break;
      case Deprel::kAdvmod:
        if (c + 1 == w || (c < w && tree[c + 1].form == "-")) {
          out.push_back(c);
        }
        break;
      default:
        add_modifier(tree, c, out);
    }
  }
}

void add_complement(const TreeView& tree, int c, std::vector<int>& out, int depth);

void add_phrase(const TreeView& tree, int head, std::vector<int>& out, bool complements,
                int depth) {
  out.push_back(head);
  for (int c : tree.children(head)) {
    if (premodifies(tree, c)) {
      add_modifier(tree, c, out);
    } else if (tree[c].deprel == Deprel::kPunct && tree[c].form == "-") {
      out.push_back(c);
    } else if (complements && depth < 3 && c > head &&
               (tree[c].deprel == Deprel::kNmod ||
                (tree[c].deprel == Deprel::kObl && tree.is_noun(c)))) {
      add_complement(tree, c, out, depth);
    }
  }
}

// A preposition with its noun: "in conflict zones"; examples ("such as X") are no part of the name.
void add_complement(const TreeView& tree, int c, std::vector<int>& out, int depth) {
  const std::string marker = tree.marker(c);
  if (marker.empty() || marker == "such as" || marker == "like" || marker == "including" ||
      marker == "as" || tree[c].upos == Upos::kPron || tree[c].lemma == "other" ||
      is_time(tree, c) || (marker == "by" && is_quantity(tree, c))) {
    return;
  }
  if (follows_comma(tree, c)) {
    return;  // "the agency, with support from the bank,": an aside
  }
  std::vector<int> words;
  for (int m : tree.children(c, {Deprel::kCase})) {
    if (m < c) {
      words.push_back(m);
      for (int f : tree.children(m, {Deprel::kFixed})) {
        words.push_back(f);
      }
    }
  }
  add_phrase(tree, c, words, true, depth + 1);
  for (int j : tree.conjuncts(c)) {
    if (j == c) {
      continue;
    }
    add_phrase(tree, j, words, true, depth + 1);
    for (int k : tree.children(j, {Deprel::kCc, Deprel::kPunct})) {
      if (k < j && (tree[k].deprel == Deprel::kCc || tree[k].form == ",")) {
        words.push_back(k);
      }
    }
  }
  if (out.size() + words.size() <= kMaxNameWords) {
    out.insert(out.end(), words.begin(), words.end());
  }
}

bool has_premodifier(const TreeView& tree, int head) {
  return std::any_of(tree.children(head).begin(), tree.children(head).end(), [&](int c) {
    return c < head && (premodifies(tree, c) || tree[c].deprel == Deprel::kDet ||
                        tree[c].deprel == Deprel::kNmodPoss);
  });
}

// "shared intelligence, resources and planning": an adjective before the first conjunct holds for a
// bare later one; "success and sustainability of efforts": a complement after the last holds for
// the first.
void add_shared(const TreeView& tree, int head, std::vector<int>& out) {
  const int first = tree.first_conjunct(head);
  if (first != head && !has_premodifier(tree, head)) {
    for (int c : tree.children(first, {Deprel::kAmod, Deprel::kNmodPoss})) {
      if (c < first && premodifies(tree, c)) {
        add_modifier(tree, c, out);
      }
    }
  }
  const std::vector<int> all = tree.conjuncts(first);
  const int last = all.back();
  if (head != last && tree.children(head, {Deprel::kNmod}).empty()) {
    for (int c : tree.children(last, {Deprel::kNmod})) {
      if (c > last &&
          (tree.marker(c) == "of" || tree.marker(c) == "among" || tree.marker(c) == "between")) {
        add_complement(tree, c, out, 0);
      }
    }
  }
}

void sort_unique(std::vector<int>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

bool is_acronym(std::string_view form) {
  return form.size() > 1 && form[1] >= 'A' && form[1] <= 'Z';
}

bool starts_sentence(const TreeView& tree, int w) {
  for (int i = 0; i < w; ++i) {
    if (tree[i].upos != Upos::kPunct) {
      return false;
    }
  }
  return true;
}

// A common noun's name begins in lower case, also at the start of a sentence. Elsewhere a capital
// means a name, whatever the tagger made of it ("United" in "United Nations").
std::string decapitalise(const TreeView& tree, int w) {
  std::string form = tree[w].form;
  if (tree[w].upos != Upos::kPropn && !form.empty() && form[0] >= 'A' && form[0] <= 'Z' &&
      !is_acronym(form) && starts_sentence(tree, w)) {
    form[0] = static_cast<char>(form[0] - 'A' + 'a');
  }
  return form;
}

}  // namespace

bool follows_comma(const TreeView& tree, int noun) {
  const int first = tree.subtree(noun).front();
  return tree[first].form == "," || (first > 0 && tree[first - 1].form == ",");
}

std::string join_words(const TreeView& tree, const std::vector<int>& words) {
  std::string out;
  bool first = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string form = decapitalise(tree, words[i]);
    const bool adjacent = i > 0 && words[i - 1] + 1 == words[i] &&
                          tree[words[i - 1]].span.end == tree[words[i]].span.begin &&
                          tree[words[i]].span.end > 0;
    if (!first && !adjacent && form != "," && form != "'s") {
      out += ' ';
    }
    out += form;
    first = false;
  }
  return out;
}

NounPhrase noun_phrase(const TreeView& tree, int head) {
  NounPhrase phrase;
  std::vector<int> core;
  add_phrase(tree, head, core, false, 0);
  std::vector<int> full;
  add_phrase(tree, head, full, true, 0);
  add_shared(tree, head, full);
  sort_unique(core);
  sort_unique(full);
  while (!full.empty() &&
         (tree[full.front()].upos == Upos::kPunct || tree[full.front()].upos == Upos::kCconj)) {
    full.erase(full.begin());
  }
  for (std::vector<int>* words : {&core, &full}) {
    while (words->size() > 1 && tree[words->back()].form == "-") {
      words->pop_back();  // "Lagos" of "Lagos-based"
    }
  }
  phrase.short_name = join_words(tree, core);
  phrase.name = join_words(tree, full);
  phrase.words = std::move(full);
  phrase.short_words = std::move(core);
  return phrase;
}

bool has_capital(std::string_view form) {
  return std::any_of(form.begin(), form.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c & 0x80) != 0; });
}

bool has_inner_capital(std::string_view form) {
  return form.size() > 1 &&
         std::any_of(form.begin() + 1, form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string gerund(const std::string& lemma) {
  const auto vowel = [](char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
  };
  const std::size_t n = lemma.size();
  if (n < 3 || lemma == "see" || lemma.ends_with("ee") || lemma.ends_with("oe") ||
      lemma.ends_with("ye")) {
    return lemma + "ing";
  }
  if (lemma.ends_with("ie")) {
    return lemma.substr(0, n - 2) + "ying";
  }
  if (lemma.back() == 'e') {
    return lemma.substr(0, n - 1) + "ing";
  }
  // One syllable, one vowel, one consonant: the consonant is doubled ("cut", "plan"; not "fix",
  // "show").
  const char last = lemma[n - 1];
  const bool short_end = !vowel(last) && last != 'w' && last != 'x' && last != 'y' &&
                         vowel(lemma[n - 2]) && !vowel(lemma[n - 3]);
  const bool one_syllable = std::count_if(lemma.begin(), lemma.end(), vowel) == 1;
  static const std::unordered_set<std::string_view> kStressed = {
      "begin",  "commit", "permit", "admit",  "refer",  "occur",
      "prefer", "deter",  "rebut",  "submit", "control"};
  if (short_end && (one_syllable || kStressed.contains(lemma))) {
    return lemma + last + "ing";
  }
  return lemma + "ing";
}

int done_to(const TreeView& tree, int verb) {
  return tree.child(verb, {tree.is_passive(verb) ? Deprel::kNsubjPass : Deprel::kObj});
}

std::string gerund_phrase(const TreeView& tree, int verb) {
  const std::string form = pack::fold(tree[verb].form);
  std::string name = form.ends_with("ing") ? form : gerund(tree[verb].lemma);
  const int particle = tree.child(verb, {Deprel::kCompoundPrt});
  if (particle != kRoot) {
    name += ' ' + tree[particle].form;
  }
  const int object = done_to(tree, verb);
  if (object != kRoot) {
    for (int j : tree.conjuncts(object)) {
      if (tree.is_noun(j)) {
        const NounPhrase phrase = noun_phrase(tree, j);
        const bool of_many = measured(tree, j) != j;  // "thousands of children"
        name += (j == object ? " " : " and ") + (of_many ? phrase.name : phrase.short_name);
      }
    }
    return name;
  }
  for (int c : tree.children(verb, {Deprel::kXcomp})) {  // "stop drilling"
    if (tree[c].xpos == "VBG") {
      return name + ' ' + gerund_phrase(tree, c);
    }
  }
  for (int c : tree.children(verb, {Deprel::kObl})) {
    if (tree.is_noun(c) && !tree.marker(c).empty()) {
      name += ' ' + tree.marker(c) + ' ' + noun_phrase(tree, c).short_name;
      break;
    }
  }
  return name;
}

}  // namespace rapport::extract
