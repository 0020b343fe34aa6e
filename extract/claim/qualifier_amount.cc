// How much: numbers among the arguments of a predicate.

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/amount_limit.h"
#include "extract/claim/measure.h"
#include "extract/claim/number.h"
#include "extract/claim/qualifier_parts.h"

namespace rapport::extract {
namespace {

// "hundreds of thousands of workers": the first of the number nouns that count the word.
int whole_number(const TreeView& tree, int w) {
  while (tree[w].deprel == Deprel::kNmod && is_number_noun(tree, tree[w].head)) {
    w = tree[w].head;
  }
  return w;
}

// The number with all that hangs on it: "more than 300", "$ 1.1 billion".
void add_all(const TreeView& tree, int w, std::vector<int>& out) {
  const std::vector<int> words = tree.subtree(w);
  out.insert(out.end(), words.begin(), words.end());
}

// A number that heads its phrase, without what is said of it: "300 (the rest)".
void add_number(const TreeView& tree, int w, std::vector<int>& out) {
  out.push_back(w);
  for (int c : tree.children(w)) {
    const Deprel rel = tree[c].deprel;
    const bool joined = (rel == Deprel::kNmod || rel == Deprel::kConj) && is_number(tree, c);
    if (joined || rel == Deprel::kAdvmod || rel == Deprel::kAmod || rel == Deprel::kNummod ||
        rel == Deprel::kCompound) {
      add_all(tree, c, out);
    }
  }
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

// "half of them", "one-third", "two thirds": from the number that counts the parts on; empty for
// no fraction.
std::vector<int> fraction_words(const TreeView& tree, int w) {
  static const std::unordered_set<std::string_view> kParts = {"half", "third", "quarter", "fourth",
                                                              "fifth"};
  const int number = tree.child(w, {Deprel::kNummod});
  const bool counted = number != kRoot && number < w && number + 2 >= w;
  const bool part = counted || (w > 0 && tree[w - 1].form == "a");  // "by a third"
  const std::vector<int> wholes = tree.children(w, {Deprel::kNmod});
  const bool of_year = std::any_of(wholes.begin(), wholes.end(), [&](int c) {
    return tree[c].upos == Upos::kNum && tree[c].form.size() == 4;  // "the latter half of 1371"
  });
  const bool joined = w + 1 < tree.size() && tree[w + 1].form == "-";  // "half-brothers"
  if (joined || of_year || is_time(tree, w) || !kParts.contains(tree[w].lemma) ||
      !tree.is_noun(w) || (tree[w].lemma != "half" && !part)) {
    return {};
  }
  std::vector<int> words;
  for (int at = counted ? number : part ? w - 1 : w; at <= w; ++at) {
    words.push_back(at);
  }
  return words;
}

// "an 80-member council": what something has, not how long or old it is
bool is_counted(const TreeView& tree, int w) {
  static const std::unordered_set<std::string_view> kParts = {
      "member", "person", "seat", "bed", "room", "nation", "country", "state", "acre", "man"};
  return kParts.contains(tree[w].lemma) && w + 1 < tree.size() && tree[w + 1].upos != Upos::kPunct;
}

std::vector<int> amount_of(const TreeView& tree, int w, int depth) {
  std::vector<int> words = fraction_words(tree, w);
  if (!words.empty()) {
    add_limits(tree, words);
    return words;
  }
  if (is_frequency(tree, w)) {
    return words;
  }
  if (is_time(tree, w)) {
    if (is_duration(tree, w) && !is_definite(tree, w, tree.child(w, {Deprel::kNummod}))) {
      add_all(tree, tree.child(w, {Deprel::kNummod}), words);
      add_limits(tree, words);
      words.push_back(w);
    }
    return words;
  }
  if (is_number_noun(tree, w)) {
    const int counted = tree.child(w, {Deprel::kNmod});
    if (counted != kRoot && (tree[counted].lemma == "time" || is_time(tree, counted))) {
      return {};  // "dozens of times", "for hundreds of years"
    }
    add_number_noun(tree, w, words);
  } else if (is_number(tree, w) && !tree.is_noun(w) && !has_month(tree, w) &&
             !is_bare_label(tree, w) &&
             (tree[w].head == kRoot || tree[tree[w].head].lemma != "age")) {
    add_number(tree, w, words);
  } else if (is_measure(tree, w)) {
    if (tree[w].deprel == Deprel::kCompound && w > 0 && tree[w - 1].form == "-") {
      return {};  // "a 7-inch record"
    }
    words.push_back(w);
    for (int c :
         tree.children(w, {Deprel::kNummod, Deprel::kCompound, Deprel::kAdvmod, Deprel::kFlat})) {
      if (tree.child(c, {Deprel::kDet}) == kRoot) {  // "fined the bank $ 10 million"
        add_all(tree, c, words);
      }
    }
    if (std::none_of(words.begin(), words.end(),
                     [&](int x) { return tree[x].upos == Upos::kNum; })) {
      words.clear();  // "Ph.D. degrees"
    }
  } else {
    for (int c : tree.children(w, {Deprel::kNummod})) {
      const bool joined = c + 2 < tree.size() && tree[c + 2].upos == Upos::kNum;  // "forty-eight"
      const bool hyphen = c + 1 < tree.size() && tree[c + 1].form == "-" && !joined &&
                          !is_measure(tree, c) && !is_counted(tree, w);
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
    add_frame(tree, words);
  }
  return words;
}

// "in three galleries", "after two rounds": where and when, which are no arguments.
bool is_setting(const TreeView& tree, int w) {
  static const std::unordered_set<std::string_view> kSettings = {
      "in",    "at",     "on",    "within", "across",  "throughout", "among", "from",  "during",
      "after", "before", "under", "over",   "through", "out of",     "as",    "about", "against"};
  return kSettings.contains(tree.marker(w)) && !is_measure(tree, w) && tree.is_noun(w) &&
         !is_number_noun(tree, w) && fraction_words(tree, w).empty();
}

// The subject that an infinitive has from the verb above: "500,000 people are thought to have seen
// it", "allowed millions to enter".
std::vector<int> controller(const TreeView& tree, int w) {
  const int above = tree[w].head;
  if (above != kRoot && tree[w].deprel == Deprel::kXcomp && tree.marker(w).empty()) {
    const int money = tree.child(above, {Deprel::kObj});  // "includes $ 5 million invested in it"
    return money == kRoot                         ? tree.children(above, {Deprel::kNsubj})
           : money < w && is_measure(tree, money) ? std::vector<int>{money}
                                                  : std::vector<int>{};
  }
  if (above == kRoot || tree.marker(w) != "to" ||
      (tree[w].deprel != Deprel::kXcomp && tree[w].deprel != Deprel::kAdvcl)) {
    return {};
  }
  const int object = tree.child(above, {Deprel::kObj});
  const int first = tree.subtree(w).front();
  if (object != kRoot) {
    return tree.subtree(object).back() + 1 == first && is_number_noun(tree, object)
               ? std::vector<int>{object}
               : std::vector<int>{};
  }
  return tree[w].deprel == Deprel::kXcomp
             ? tree.children(above, {Deprel::kNsubj, Deprel::kNsubjPass})
             : std::vector<int>{};
}

// "people who left": is the subject the relative pronoun?
bool tells_of_whole(const TreeView& tree, int clause) {
  const int subject = tree.child(clause, {Deprel::kNsubj, Deprel::kNsubjPass});
  const std::string& xpos = tree[subject].xpos;
  return xpos == "WDT" || xpos == "WP";
}

// "children whose parents left", "people, many of whom left", "three forms, each of which"
bool tells_of_part(const TreeView& tree, int clause) {
  const int subject = tree.child(clause, {Deprel::kNsubj, Deprel::kNsubjPass});
  const int whole =
      subject == kRoot ? kRoot : tree.child(subject, {Deprel::kNmodPoss, Deprel::kNmod});
  return whole != kRoot && (tree[whole].xpos == "WP$" || tree[whole].xpos == "WDT" ||
                            pack::fold(tree[whole].form) == "whom");
}

bool has_subject(const TreeView& tree, int w) {
  return tree.child(w, {Deprel::kNsubj, Deprel::kNsubjPass}) != kRoot;
}

// "has killed or harmed thousands": an object after the last verb is that of all.
std::vector<int> shared_object(const TreeView& tree, int w) {
  const std::vector<int> own = tree.children(w, {Deprel::kObj, Deprel::kObl, Deprel::kXcomp});
  if (!own.empty() || !tree.is_verb(w) || tree.is_passive(w)) {
    return {};
  }
  const bool second = tree[w].deprel == Deprel::kConj;
  const int other = second ? tree[w].head : tree.child(w, {Deprel::kConj});
  if (other == kRoot || !tree.is_verb(other) || has_subject(tree, second ? w : other)) {
    return {};
  }
  const int object = tree.child(other, {Deprel::kObj});
  return object > w ? std::vector<int>{object} : std::vector<int>{};
}

// "160 million people get up and go": the subject of the first is that of all.
std::vector<int> shared_subject(const TreeView& tree, int w) {
  const bool shares = tree.is_verb(w) && tree[w].deprel == Deprel::kConj && !has_subject(tree, w);
  return shares ? tree.children(tree.first_conjunct(w), {Deprel::kNsubj, Deprel::kNsubjPass})
                : std::vector<int>{};
}

// "trained police and ten battalions": what is coordinated with an argument that has none.
std::vector<int> amount_beside(const TreeView& tree, int w) {
  std::vector<int> words;
  if (!tree.is_verb(w)) {
    return words;
  }
  for (int c :
       tree.children(w, {Deprel::kObj, Deprel::kNsubjPass, Deprel::kOblAgent, Deprel::kNsubj})) {
    for (int j : is_time(tree, c) ? std::vector<int>{} : tree.conjuncts(c)) {
      words = words.empty() && tree.is_noun(j) ? amount_of(tree, j, 1) : words;
    }
  }
  return words;
}

// What follows a predicate comes before what opens its clause: "With 220 beds, it serves over 700".
// Of a change the end, not the start: "from 103,000 to 84,000".
std::vector<int> complements(const TreeView& tree, int w) {
  std::vector<int> out =
      tree.children(w, {Deprel::kObl, Deprel::kOblUnmarked, Deprel::kXcomp, Deprel::kNmod});
  const auto numbers = [&](int c, std::string_view marker) {
    return tree.marker(c) == marker && (is_number(tree, c) || is_measure(tree, c));
  };
  const bool ends = std::any_of(out.begin(), out.end(), [&](int c) { return numbers(c, "to"); });
  std::erase_if(out, [&](int c) { return ends && numbers(c, "from"); });
  std::stable_partition(out.begin(), out.end(), [&](int c) { return c > w; });
  if (!tree.is_noun(w) && tree.child(w, {Deprel::kCop}) != kRoot) {  // "was 84 % African American"
    const std::vector<int> shares = tree.children(w, {Deprel::kCompound});
    std::copy_if(shares.begin(), shares.end(), std::back_inserter(out),
                 [&](int c) { return is_measure(tree, c); });
  }
  return out;
}

// "with 12 cities breaking it": counts who does so, not what the clause before tells.
bool is_absolute(const TreeView& tree, int noun, int above) {
  const int clause = tree.child(noun, {Deprel::kAcl});
  const int first = tree.subtree(noun).front();
  const bool comma = tree[first].form == "," || (first > 0 && tree[first - 1].form == ",");
  return comma && tree.marker(noun) == "with" && tree[noun].head == above && clause != kRoot &&
         tree[clause].xpos == "VBG" && tree.is_verb(above);
}

// Does the noun say what something is or by how much it changes? "600 seats in three galleries"
// counts seats and states nothing of a number.
bool is_stated(const TreeView& tree, int noun) {
  static const std::unordered_set<std::string_view> kChanges = {
      "increase", "decrease", "reduction", "rise", "drop",
      "decline",  "growth",   "cut",       "fall", "gain"};
  const int first = tree.first_conjunct(noun);
  for (int c : tree.children(noun, {Deprel::kCompound, Deprel::kNummod, Deprel::kNmod})) {
    if (kChanges.contains(tree[noun].lemma) && is_measure(tree, c)) {
      return true;  // "a 60 % increase in wealth"
    }
  }
  return !tree.is_noun(noun) || is_measure(tree, noun) ||
         tree.child(first, {Deprel::kCop}) != kRoot || tree[first].deprel == Deprel::kXcomp ||
         tree[first].deprel == Deprel::kRoot || tree[first].deprel == Deprel::kAppos;
}

}  // namespace

std::vector<int> amount_words(const TreeView& tree, int w) {
  if (tree.is_verb(w) && tree[w].lemma == "rank") {
    return {};  // "is ranked 19 out of 27 countries"
  }
  if (is_number_noun(tree, w)) {  // "hundreds" of "hundreds of millions" is an amount and has none
    return tree.child(w, {Deprel::kCop}) != kRoot ? amount_of(tree, w, 0) : std::vector<int>{};
  }
  if (tree.is_noun(w) || tree[w].upos == Upos::kNum) {
    std::vector<int> own = is_stated(tree, w) ? amount_of(tree, w, 1) : std::vector<int>{};
    if (!own.empty()) {
      return own;
    }
  }
  // "six million people who were murdered or injured", "millions affected by it"
  std::vector<int> modified;
  const int first = has_subject(tree, w) ? w : tree.first_conjunct(w);
  // "over 100 steps that they will take": what is taken tells of them, not how many.
  const int object = tree.child(first, {Deprel::kObj});
  const bool gap = tree.child(first, {Deprel::kNsubj}) != kRoot &&
                   (object == kRoot || object < first) && !tells_of_whole(tree, first);
  const int whole = tree[first].head == kRoot ? kRoot : whole_number(tree, tree[first].head);
  if (whole != kRoot &&
      ((tree[first].deprel == Deprel::kAclRelcl && !gap && !tells_of_part(tree, first)) ||
       (tree[first].deprel == Deprel::kAcl &&
        (is_number_noun(tree, whole) || is_measure(tree, whole) ||
         (tree[whole].head != kRoot && is_absolute(tree, whole, tree[whole].head)))))) {
    modified.push_back(whole);
  }
  const std::vector<std::vector<int>> places = {
      tree.children(w, {Deprel::kObj}),
      shared_object(tree, w),
      tree.children(w, {Deprel::kNsubjPass}),
      complements(tree, w),
      tree.children(w, {Deprel::kNsubj, Deprel::kIobj, Deprel::kOblAgent}),
      modified,
      controller(tree, w),
      shared_subject(tree, w)};
  for (const std::vector<int>& place : places) {
    for (int c : place) {
      std::vector<int> words = tree.is_verb(c) ? std::vector<int>{} : amount_of(tree, c, 1);
      // "in three galleries" tells where; "in more than 40 countries" how much too.
      const bool within = tree.is_verb(w) && (tree.marker(c) == "in" || tree.marker(c) == "on");
      if (words.empty() || is_absolute(tree, c, w) ||
          (words.size() == 1 && !within && is_setting(tree, c))) {
        continue;
      }
      // A change keeps its preposition: "by nearly 20 %", "to 60 %".
      const int marker = tree.child(c, {Deprel::kCase});
      if (marker != kRoot && (tree[marker].lemma == "by" || tree[marker].lemma == "to") &&
          marker + 1 == words.front() &&
          (is_measure(tree, c) || is_number(tree, c) || !fraction_words(tree, c).empty())) {
        words.insert(words.begin(), marker);
      }
      return words;
    }
  }
  return amount_beside(tree, w);
}

}  // namespace rapport::extract
