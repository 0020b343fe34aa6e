// Comparing qualifiers value by value.

#include "app/eval_qualifiers.h"

#include <algorithm>
#include <set>

namespace rapport::app {

namespace {

constexpr double kSameWords = 0.5;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_outer(char c) {
  return std::string_view(".,;:!?()[]\"'").find(c) != std::string_view::npos;
}

// With blanks for no-break spaces, which repairs replace.
std::string with_blanks(std::string_view text) {
  constexpr std::string_view kNoBreak = "\xc2\xa0";
  std::string out(text);
  for (std::size_t at = out.find(kNoBreak); at != std::string::npos; at = out.find(kNoBreak, at)) {
    out.replace(at, kNoBreak.size(), " ");
  }
  return out;
}

std::set<std::string> words_of(std::string_view raw) {
  std::set<std::string> words;
  const std::string spaced = with_blanks(raw);
  std::string_view text = spaced;
  while (!text.empty()) {
    const auto end =
        static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_blank) - text.begin());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!word.empty() && is_outer(word.front())) {
      word.remove_prefix(1);
    }
    while (!word.empty() && is_outer(word.back())) {
      word.remove_suffix(1);
    }
    if (!word.empty()) {
      std::string lower(word);
      for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      }
      words.insert(std::move(lower));
    }
  }
  return words;
}

double share(std::size_t good, std::size_t all) {
  return all == 0 ? 0.0 : static_cast<double>(good) / static_cast<double>(all);
}

// A value of a closed set, empty when it is the one that goes without saying.
QualifierPair labels(std::string_view gold, std::string_view found, std::string_view unmarked) {
  QualifierPair pair{gold == unmarked ? "" : gold, found == unmarked ? "" : found};
  pair.right = !pair.gold.empty() && pair.gold == pair.found;
  return pair;
}

QualifierPair words(std::string_view gold, std::string_view found) {
  return {gold, found, word_f1(gold, found) >= kSameWords};
}

// "Procopius" is "the contemporary historian Procopius": one name may say less than the other.
QualifierPair speakers(std::string_view gold, std::string_view found) {
  const std::set<std::string> a = words_of(gold), b = words_of(found);
  const bool within = !a.empty() && !b.empty() &&
                      (std::includes(a.begin(), a.end(), b.begin(), b.end()) ||
                       std::includes(b.begin(), b.end(), a.begin(), a.end()));
  return {gold, found, within || word_f1(gold, found) >= kSameWords};
}

}  // namespace

Rates rates(std::size_t right, std::size_t found, std::size_t hit, std::size_t gold) {
  Rates r;
  r.precision = share(right, found);
  r.recall = share(hit, gold);
  if (r.precision + r.recall > 0) {
    r.f1 = 2 * r.precision * r.recall / (r.precision + r.recall);
  }
  return r;
}

double word_f1(std::string_view a, std::string_view b) {
  const std::set<std::string> in_a = words_of(a), in_b = words_of(b);
  const auto common = static_cast<std::size_t>(std::count_if(
      in_a.begin(), in_a.end(), [&](const std::string& word) { return in_b.contains(word); }));
  return share(2 * common, in_a.size() + in_b.size());
}

std::array<QualifierPair, kQualifierKinds.size()> compare(const Qualifiers& gold,
                                                          const Qualifiers& found) {
  return {labels(gold.polarity, found.polarity, "affirmed"),
          labels(gold.modality, found.modality, "asserted"), words(gold.time, found.time),
          words(gold.quantity, found.quantity), speakers(gold.attribution, found.attribution)};
}

void QualifierScore::add(const Qualifiers& gold, const Qualifiers& found) {
  const auto pairs = compare(gold, found);
  for (std::size_t kind = 0; kind < pairs.size(); ++kind) {
    by_kind[kind].gold += pairs[kind].gold.empty() ? 0 : 1;
    by_kind[kind].found += pairs[kind].found.empty() ? 0 : 1;
    by_kind[kind].right += pairs[kind].right ? 1 : 0;
  }
}

}  // namespace rapport::app
