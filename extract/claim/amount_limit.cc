// What belongs to an amount beside its number: "more than 300", "an average of 98", "$ 800 a year".

#include "extract/claim/amount_limit.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"

namespace rapport::extract {
namespace {

// "$ 800 per year", "a year", "or more": what a rate goes on with.
void add_rate(const TreeView& tree, std::vector<int>& words) {
  const auto form = [&](int w) { return w < tree.size() ? pack::fold(tree[w].form) : ""; };
  int next = words.back() + 1;
  if ((form(next) == "per" || form(next) == "a" || form(next) == "an") && next + 1 < tree.size() &&
      (form(next) == "per" || is_time(tree, next + 1))) {
    words.insert(words.end(), {next, next + 1});
    next += 2;
  }
  if (form(next) == "or" && (form(next + 1) == "more" || form(next + 1) == "less")) {
    words.insert(words.end(), {next, next + 1});
  }
}

// "an average of 98", "a total of 12": these words belong to the amount.
void add_average(const TreeView& tree, std::vector<int>& words) {
  static const std::unordered_set<std::string_view> kWholes = {"average", "total", "maximum",
                                                               "minimum", "sum"};
  const int of = words.front() - 1;
  if (of >= 2 && tree[of].lemma == "of" && kWholes.contains(tree[of - 1].lemma) &&
      tree[of - 2].upos == Upos::kDet) {
    words.insert(words.begin(), {of - 2, of - 1, of});
  }
}

// "half a million"
void add_half(const TreeView& tree, std::vector<int>& words) {
  const int half = words.front() - 2;
  if (half >= 0 && tree[half].lemma == "half" && tree[half + 1].form == "a") {
    words.insert(words.begin(), {half, half + 1});
  }
}

// "a dozen", "a hundred tons"
void add_article(const TreeView& tree, std::vector<int>& words) {
  static const std::unordered_set<std::string_view> kRound = {"dozen", "hundred", "thousand",
                                                              "million", "billion"};
  const int article = words.front() - 1;
  if (article >= 0 && tree[article].form == "a" && kRound.contains(tree[words.front()].form)) {
    words.insert(words.begin(), article);
  }
}

// "one in five", "1 out of every 5": from the number that counts the parts on.
void add_odds(const TreeView& tree, std::vector<int>& words) {
  int at = words.front() - 1;
  if (at > 0 && pack::fold(tree[at].form) == "every") {
    --at;
  }
  if (at > 1 && tree[at].form == "of" && tree[at - 1].form == "out") {
    --at;
  } else if (at < 1 || tree[at].form != "in") {
    return;
  }
  if (tree[at - 1].upos == Upos::kNum && !is_year(tree[at - 1].form)) {
    while (words.front() > at - 1) {
      words.insert(words.begin(), words.front() - 1);
    }
  }
}

}  // namespace

void add_limits(const TreeView& tree, std::vector<int>& words) {
  static constexpr std::array<std::string_view, 19> kLimits = {
      "more", "than",    "up",        "to",     "at",     "least",   "most",
      "over", "about",   "around",    "nearly", "almost", "roughly", "near",
      "some", "between", "estimated", "fewer",  "less"};
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  while (words.size() > 1 && tree[words.back()].form == "-") {
    words.pop_back();  // "an 80-member council"
  }
  while (words.size() > 1 && words[1] > words[0] + 1 && tree[words[0]].upos == Upos::kAdv) {
    words.erase(words.begin());  // "also with the dozens"
  }
  if (tree[words.front()].form == "-" && words.front() > 0) {
    words.insert(words.begin(), words.front() - 1);  // "forty-eight"
  }
  add_half(tree, words);
  add_article(tree, words);
  add_odds(tree, words);
  for (int w = words.front() - 1; w >= 0; --w) {
    const std::string form = pack::fold(tree[w].form);
    const bool bare_to = form == "to" && (w == 0 || pack::fold(tree[w - 1].form) != "up");
    const bool bare_at = form == "at" && pack::fold(tree[w + 1].form) != "least" &&
                         pack::fold(tree[w + 1].form) != "most";
    const bool bare_up = form == "up" && pack::fold(tree[w + 1].form) != "to";  // "make up 6 %"
    if (std::find(kLimits.begin(), kLimits.end(), form) == kLimits.end() || bare_to || bare_at ||
        bare_up) {
      break;
    }
    words.insert(words.begin(), w);
  }
}

void add_frame(const TreeView& tree, std::vector<int>& words) {
  add_average(tree, words);
  add_rate(tree, words);
}

}  // namespace rapport::extract
