// Which numbers count something: not those that name, date, or tell which ones.

#include "extract/claim/number.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"

namespace rapport::extract {
namespace {

// "at least one", "more than one"
bool is_limited(const TreeView& tree, int w) {
  return w > 0 && (tree[w - 1].form == "least" || tree[w - 1].form == "than");
}

// "the Prague 10 seat", "the July 15 declaration", "COVID-19": a number in the middle of a name.
bool is_name_part(const TreeView& tree, int noun, int number) {
  const int hyphen = number > 1 && tree[number - 1].form == "-" ? 1 : 0;
  const int before = number - 1 - hyphen;
  if (before < 0 || tree[before].upos != Upos::kPropn) {
    return false;
  }
  return hyphen == 1 || is_month(pack::fold(tree[before].form)) || tree[before].head == noun;
}

// "42 U.S.C. 1320", "3 C.F.R. 9": the title of a code of laws
bool is_cited(const TreeView& tree, int w) {
  static const std::unordered_set<std::string_view> kCodes = {"U.S.C.", "U.S.C", "C.F.R.", "C.F.R",
                                                              "CFR",    "USC",   "Stat.",  "FR"};
  for (int at = std::max(w - 3, 0); at < std::min(w + 2, tree.size()); ++at) {
    if (at != w && kCodes.contains(tree[at].form)) {
      return true;
    }
  }
  return false;
}

// "two hundred and fifty years ago"
bool is_long_ago(const TreeView& tree, int w) {
  int next = w + 1;
  while (next < tree.size() && (tree[next].upos == Upos::kNum || tree[next].form == "and")) {
    ++next;
  }
  return next + 1 < tree.size() && is_time(tree, next) && tree[next + 1].form == "ago";
}

// "21<sup>st</sup>": an ordinal, as web pages write it
bool is_raised(const TreeView& tree, int w) {
  return w + 2 < tree.size() && tree[w + 1].form == "<" && tree[w + 2].form == "sup";
}

// "1705" of "from 1705 to 1715"
bool is_old_year(const TreeView& tree, int w) {
  const std::string& form = tree[w].form;
  return form.size() == 4 && form[0] == '1' &&
         form.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

bool is_number(const TreeView& tree, int w) {
  const std::string form = pack::fold(tree[w].form);
  const bool one = (form == "one" || form == "1") && !is_limited(tree, w);
  static const std::unordered_set<std::string_view> kEras = {"bc", "bce", "ad", "ce"};
  if (w + 1 < tree.size() && kEras.contains(pack::fold(tree[w + 1].form))) {
    return false;  // "in 38 BC"
  }
  const bool dated = form.find_first_of("/:") != std::string::npos;    // "12:30", "1826/27"
  const bool dialled = std::count(form.begin(), form.end(), '-') > 1;  // "1-800-621"
  const int before = w > 1 && tree[w - 1].form == "-" ? w - 2 : w - 1;
  const bool net = form == "zero" && before >= 0 && pack::fold(tree[before].form) == "net";
  if (net || dialled || is_cited(tree, w) || is_raised(tree, w) || is_long_ago(tree, w)) {
    return false;
  }
  return tree[w].upos == Upos::kNum && tree[w].xpos == "CD" && !one && !dated && !is_year(form);
}

bool is_definite(const TreeView& tree, int noun, int number) {
  static constexpr std::array<std::string_view, 5> kDefinite = {"the", "these", "those", "both",
                                                                "all"};
  static constexpr std::array<std::string_view, 11> kFew = {
      "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
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

bool is_label(const TreeView& tree, int noun, int number) {
  const bool street = tree[noun].upos == Upos::kPropn && tree.marker(noun) == "at";
  // "the number two producer", "the 1126 battle"
  const bool counted =
      number > 0 && (tree[number - 1].lemma == "number" || tree[number - 1].lemma == "no.");
  const bool year = tree[noun].upos == Upos::kPropn && tree[number].form.size() == 4 &&
                    tree[number].form[0] == '1';
  const bool coded =
      number > 0 && (tree[number - 1].form == "No" || tree[number - 1].form == "Nos");
  return street || counted || coded || year || tree[noun].lemma == "time" ||
         is_name_part(tree, noun, number) || (number > noun && !is_measure(tree, number));
}

bool has_month(const TreeView& tree, int w) {
  const std::vector<int> words = tree.subtree(w);
  return std::any_of(words.begin(), words.end(),
                     [&](int x) { return is_month(pack::fold(tree[x].form)); });
}

bool is_duration(const TreeView& tree, int w) {
  const int number = tree.child(w, {Deprel::kNummod});
  const Deprel rel = tree[w].deprel;
  const bool argument = rel == Deprel::kObj || has_base(rel, Deprel::kNsubj) ||
                        rel == Deprel::kXcomp || tree.marker(w) == "to";
  return argument && tree.is_noun(w) && number != kRoot && number < w && is_number(tree, number);
}

bool is_bare_label(const TreeView& tree, int w) {
  const bool named = w > 0 && tree.is_noun(w - 1);
  const bool ranked = tree[w].head != kRoot && tree[tree[w].head].lemma == "rank";
  const bool range = w > 1 && tree[w - 1].form == "to";
  const bool dated = range && (has_month(tree, w - 2) || is_old_year(tree, w - 2));
  const bool opens = w == 0 && tree[w].deprel != Deprel::kNsubj;
  const bool score = tree[w].form.find("–") != std::string::npos;
  const bool year = is_old_year(tree, w) && tree.marker(w) == "of";  // "the Great Fire of 1728"
  return named || ranked || dated || opens || score || year;
}

}  // namespace rapport::extract
