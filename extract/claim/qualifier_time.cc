// When: times among the complements of a predicate.

#include <algorithm>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"
#include "extract/claim/qualifier_parts.h"

namespace rapport::extract {
namespace {

constexpr std::size_t kMostWords = 20;

// The words of a complement, without the clauses that hang on it.
void add_words(const TreeView& tree, int w, std::vector<int>& out) {
  out.push_back(w);
  for (int c : tree.children(w)) {
    const Deprel rel = tree[c].deprel;
    if (rel == Deprel::kConj && c > w && !is_time(tree, c) && tree[c].upos != Upos::kNum &&
        is_time(tree, w)) {
      continue;  // "began work in 1988 and rat control in 2005"
    }
    // "two years before stepping down" is one time.
    const std::string marker = tree.marker(c);
    const bool end = marker == "before" || marker == "after";
    if (end || (rel != Deprel::kAcl && rel != Deprel::kAclRelcl && rel != Deprel::kAppos &&
                rel != Deprel::kParataxis && rel != Deprel::kAdvcl)) {
      add_words(tree, c, out);
    }
  }
}

// "February" with what follows it in the text: "February 5, 2025". Dates are read by their words,
// since treebanks hang day and year on the month in several ways.
void extend_date(const TreeView& tree, std::vector<int>& words) {
  for (int next = words.back() + 1; next < tree.size(); ++next) {
    const std::string& form = tree[next].form;
    const bool day = form.size() <= 2 && form.find_first_not_of("0123456789") == std::string::npos;
    const bool comma = form == "," && next + 1 < tree.size() && is_year(tree[next + 1].form);
    if (!(day && is_month(pack::fold(tree[words.back()].form))) && !comma && !is_year(form)) {
      break;
    }
    words.push_back(next);
  }
}

std::vector<int> words_of(const TreeView& tree, int w) {
  std::vector<int> words;
  add_words(tree, w, words);
  std::sort(words.begin(), words.end());
  while (words.size() > 1 && tree[words.back()].upos == Upos::kPunct) {
    words.pop_back();
  }
  while (words.size() > 1 && tree[words.front()].upos == Upos::kPunct) {
    words.erase(words.begin());
  }
  if (words.size() > kMostWords) {
    return {};
  }
  extend_date(tree, words);
  return words;
}

// "from 2001" with what follows it, "to 2003".
void extend_range(const TreeView& tree, int w, std::vector<int>& words) {
  if (words.empty() || tree[words.front()].lemma != "from") {
    return;
  }
  for (int c : tree.children(w)) {
    const std::string marker = tree.marker(c);
    const bool end = marker == "to" || marker == "until" || marker == "till" || marker == "through";
    const std::vector<int> more = end ? words_of(tree, c) : std::vector<int>{};
    if (!more.empty() && more.front() == words.back() + 1) {
      words.insert(words.end(), more.begin(), more.end());
      return;
    }
  }
}

// "Sixty years" with what follows it, "after the signing of the act"; "shortly after the talks".
void extend_distance(const TreeView& tree, int w, std::vector<int>& words) {
  for (int c : tree.children(w, {Deprel::kObl, Deprel::kAdvcl})) {
    const std::string marker = tree.marker(c);
    const std::vector<int> more =
        marker == "after" || marker == "before" ? words_of(tree, c) : std::vector<int>{};
    if (!more.empty() && more.front() == words.back() + 1) {
      words.insert(words.end(), more.begin(), more.end());
      return;
    }
  }
}

// "the lowest level in 30 years", "the first of its kind in decades": the time of a comparison.
bool is_record(const TreeView& tree, int w) {
  if (tree.marker(w) != "in" || tree[w].xpos != "NNS" || tree[tree[w].head].xpos == "JJS") {
    return false;  // "is the lowest in 30 years" says so of the level
  }
  constexpr int kFarthest = 10;  // words
  const int begin = tree.subtree(w).front();
  for (int at = begin - 1; at >= 0 && at > begin - kFarthest; --at) {
    if (tree[at].xpos == "JJS" || tree[at].xpos == "RBS" || tree[at].lemma == "first") {
      return true;
    }
    if (tree[at].upos == Upos::kPunct || tree[at].xpos == "VBD" || tree[at].xpos == "VBZ") {
      return false;
    }
  }
  return false;
}

bool is_dated(const TreeView& tree, const std::vector<int>& words) {
  return std::any_of(words.begin(), words.end(), [&](int w) {
    return tree[w].form.find_first_of("0123456789") != std::string::npos ||
           (tree[w].upos == Upos::kPropn && is_month(pack::fold(tree[w].form)));
  });
}

// The complement of `w` that says when, up to the word `end`: the first with a date, else the
// first.
std::vector<int> own_time(const TreeView& tree, int w, int end) {
  const bool noun = tree.is_noun(w);
  std::vector<int> best;
  for (int c : tree.children(w)) {
    const Deprel rel = tree[c].deprel;
    const bool complement = has_base(rel, Deprel::kObl) || rel == Deprel::kAdvmod ||
                            rel == Deprel::kNmodUnmarked ||
                            (noun && rel == Deprel::kNmod && tree.marker(c) != "of");
    if (tree[w].lemma == "old" && tree[c].deprel == Deprel::kOblUnmarked) {
      continue;  // "over 25 years old"
    }
    if (c < end && complement && tells_time(tree, c) && !is_record(tree, c)) {
      std::vector<int> words = words_of(tree, c);
      extend_range(tree, w, words);
      if (!words.empty() && tree.marker(c).empty()) {
        extend_distance(tree, w, words);
      }
      if (!best.empty() && words.size() == 2 && is_dated(tree, words) &&
          words.front() == best.back() + 1) {
        best.insert(best.end(), words.begin(), words.end());  // "until the end of the war in 1991"
        continue;
      }
      if (best.empty() || (is_dated(tree, words) && !is_dated(tree, best))) {
        best = std::move(words);
      }
    }
  }
  return best;
}

// "In 1527, faced with conquest, they elected a king": a time that opens the sentence is told of
// its main clause too, when a parser hangs it on the participle that follows.
std::vector<int> opening_time(const TreeView& tree, int w) {
  for (int c : tree.children(w, {Deprel::kAdvcl})) {
    if (c < w && tree.marker(c).empty()) {
      std::vector<int> words = own_time(tree, c, c);
      if (!words.empty() && words.front() == 0) {
        return words;
      }
    }
  }
  return {};
}

// "At the conference in 2006, it was announced": a date within what opens the sentence.
std::vector<int> time_of_opening(const TreeView& tree, int w) {
  const int opening = tree.child(w, {Deprel::kObl});
  if (opening == kRoot || opening > w || tree.subtree(opening).front() != 0) {
    return {};
  }
  const int date = tree.child(opening, {Deprel::kNmod});
  const std::vector<int> words =
      date != kRoot && tells_time(tree, date) && tree.marker(date) != "of" ? words_of(tree, date)
                                                                           : std::vector<int>{};
  return is_dated(tree, words) ? words : std::vector<int>{};
}

// "collapsed and eroded in the last century": a bare verb shares what follows the next.
std::vector<int> shared_time(const TreeView& tree, int w) {
  const int next = tree.child(w, {Deprel::kConj});
  const bool bare = tree.child(w, {Deprel::kObj, Deprel::kObl, Deprel::kXcomp, Deprel::kCcomp,
                                   Deprel::kAdvcl}) == kRoot;
  const bool shares = bare && next != kRoot && tree.is_verb(w) && tree.is_verb(next) &&
                      tree.child(next, {Deprel::kNsubj, Deprel::kNsubjPass}) == kRoot;
  return shares ? own_time(tree, next, tree.size()) : std::vector<int>{};
}

// "After leasing the railroad, they extended it": what was done before tells when.
std::vector<int> time_of_act(const TreeView& tree, int w) {
  for (int c : tree.children(w, {Deprel::kAdvcl})) {
    const bool act = tree[c].xpos == "VBG" || tree[c].xpos == "VBN";
    if (tree.marker(c) == "after" && act && tree.child(c, {Deprel::kNsubj}) == kRoot) {
      return words_of(tree, c);
    }
  }
  return {};
}

// "The president today announced": where a parser hangs the day on the name before it.
std::vector<int> day_before(const TreeView& tree, int w) {
  const int before = w - 1;
  const bool day = before >= 0 && tree[before].deprel == Deprel::kNmodUnmarked &&
                   tree[before].head != w && tree.children(before).empty() && tree.is_verb(w);
  return day && is_day(tree, before) ? std::vector<int>{before} : std::vector<int>{};
}

// "OSLO – This week, the council met": where a parser hangs the time on the place before it.
std::vector<int> time_of_dateline(const TreeView& tree, int w) {
  const int place = tree.is_verb(w) ? tree.child(w, {Deprel::kNsubj, Deprel::kNsubjPass}) : kRoot;
  for (int c : place == 0 ? tree.children(place) : std::vector<int>{}) {
    const int last = tree.subtree(c).back();
    const int next = tree[last].form == "," ? last : last + 1;
    if (tree[c].deprel == Deprel::kNmodUnmarked && is_time(tree, c) && next < w &&
        tree[next].form == ",") {
      return words_of(tree, c);
    }
  }
  return {};
}

// The date that ends the phrase of `w`, past its other complements.
std::vector<int> date_within(const TreeView& tree, int w) {
  std::vector<int> best;
  for (int c : tree.children(w, {Deprel::kNmod, Deprel::kObl, Deprel::kConj, Deprel::kAppos})) {
    if (c < w) {
      continue;
    }
    const bool own = tree[c].deprel == Deprel::kNmod || tree[c].deprel == Deprel::kObl;
    std::vector<int> words =
        own && tree.marker(c) != "of" && tells_time(tree, c) && !is_record(tree, c)
            ? words_of(tree, c)
            : date_within(tree, c);
    best = is_dated(tree, words) ? std::move(words) : std::move(best);
  }
  return best;
}

// "announced his bid on 21 May": the date at the end of the clause, which a parser hangs on a noun
// before it.
std::vector<int> closing_time(const TreeView& tree, int w) {
  std::vector<int> best;
  for (int c : tree.children(w, {Deprel::kObj, Deprel::kObl, Deprel::kXcomp})) {
    std::vector<int> words = c > w && tree.is_noun(c) ? date_within(tree, c) : std::vector<int>{};
    best = words.empty() ? std::move(best) : std::move(words);
  }
  return best;
}

// "capped starting next year", "hit by storms beginning on June 24, and continuing"
std::vector<int> time_of_start(const TreeView& tree, int w) {
  for (int c : tree.children(w, {Deprel::kAdvcl, Deprel::kAcl})) {
    const std::string form = pack::fold(tree[c].form);
    const int start = tree.child(c, {Deprel::kObl, Deprel::kOblUnmarked});
    if (c > w && (form == "beginning" || form == "starting") && tree[c - 1].form != "," &&
        start == c + 1 && tells_time(tree, start)) {
      return words_of(tree, c);
    }
  }
  return {};
}

// "In May they agreed and we signed": what opens the sentence holds for a second predicate with
// another subject too, unless that lies ahead.
bool shares_opening(const TreeView& tree, int w) {
  const int aux = tree.child(w, {Deprel::kAux});
  return tree[w].deprel == Deprel::kConj && (aux == kRoot || tree[aux].xpos != "MD");
}

bool has_subject(const TreeView& tree, int w) {
  return tree.child(w, {Deprel::kNsubj, Deprel::kNsubjPass, Deprel::kCsubj}) != kRoot;
}

// "Today we met and we agreed": a conjunct with the same pronoun for its subject.
bool goes_on_with_subject(const TreeView& tree, int w) {
  const int own = tree.child(w, {Deprel::kNsubj});
  const int first = tree.child(tree[w].head, {Deprel::kNsubj});
  return tree[w].deprel == Deprel::kConj && own != kRoot && first != kRoot &&
         tree[own].upos == Upos::kPron && tree[own].lemma == tree[first].lemma;
}

}  // namespace

std::vector<int> time_words(const TreeView& tree, int w) {
  std::vector<int> words = own_time(tree, w, tree.size());
  for (const auto& look : {opening_time, day_before, time_of_dateline, time_of_opening, shared_time,
                           time_of_act, time_of_start}) {
    if (words.empty()) {
      words = look(tree, w);
    }
  }
  if (tree.is_verb(w) &&
      (words.empty() || (words.size() == 1 && tree[words[0]].upos == Upos::kAdv))) {
    // "previously served as an attorney from 1998 on"
    const std::vector<int> closing = closing_time(tree, w);
    words = closing.empty() ? words : closing;
  }
  // "In 2019 they met and signed": a coordinated predicate without another subject shares what
  // stands before the first; a complement shares it with the verb that carries it.
  for (int at = w; words.empty() && tree[at].head != kRoot;) {
    const bool other = has_subject(tree, at) && !goes_on_with_subject(tree, at);
    const bool shares = (tree[at].deprel == Deprel::kConj || tree[at].deprel == Deprel::kXcomp) &&
                        (!other || shares_opening(tree, at));
    if (!shares || (tree.is_noun(w) && tree.child(w, {Deprel::kCop}) == kRoot)) {
      break;
    }
    at = tree[at].head;
    words = own_time(tree, at, at);
    if (other && !words.empty() && words.front() != 0) {
      words.clear();
      break;
    }
  }
  return words;
}

}  // namespace rapport::extract
