// Common misspellings: letters that changed places or were doubled, a few words that are often
// written wrongly, and "too" where only "to" can stand.
//
// Only unknown words in lower case, and only towards words that are very much better known; nearer
// than one edit no word of a hundred thousand has another by chance.

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "rapport/extract/words.h"

#include "extract/repair/repair.h"
#include "extract/repair/repair_lines.h"
#include "extract/repair/repair_words.h"

namespace rapport::extract {
namespace {

constexpr std::uint32_t kKnown = 30;    // a word seen that often is what it is
constexpr std::uint32_t kRatio = 1000;  // the right word must be that many times better known
constexpr std::size_t kShortest = 3;
constexpr std::size_t kLongest = 30;
constexpr std::size_t kMostRemembered = 1 << 16;

struct Misspelling {
  std::string_view wrong, right;
};
// Sorted. Those that one moved or doubled letter does not explain.
constexpr std::array<Misspelling, 44> kMisspellings = {{
    {"accomodate", "accommodate"},
    {"acheive", "achieve"},
    {"aggrement", "agreement"},
    {"agression", "aggression"},
    {"alot", "a lot"},
    {"arguement", "argument"},
    {"assasination", "assassination"},
    {"autority", "authority"},
    {"beleive", "believe"},
    {"collegue", "colleague"},
    {"comission", "commission"},
    {"comitment", "commitment"},
    {"committment", "commitment"},
    {"concious", "conscious"},
    {"definately", "definitely"},
    {"definitly", "definitely"},
    {"developement", "development"},
    {"diplomcy", "diplomacy"},
    {"dissapear", "disappear"},
    {"enviroment", "environment"},
    {"existance", "existence"},
    {"goverment", "government"},
    {"govermental", "governmental"},
    {"independance", "independence"},
    {"independant", "independent"},
    {"inteligence", "intelligence"},
    {"knowlege", "knowledge"},
    {"maintainance", "maintenance"},
    {"millitary", "military"},
    {"mispell", "misspell"},
    {"necesary", "necessary"},
    {"negociation", "negotiation"},
    {"negociations", "negotiations"},
    {"occassion", "occasion"},
    {"ocurred", "occurred"},
    {"persistant", "persistent"},
    {"publically", "publicly"},
    {"recomend", "recommend"},
    {"seperate", "separate"},
    {"seperation", "separation"},
    {"soverignty", "sovereignty"},
    {"strenghten", "strengthen"},
    {"untill", "until"},
    {"wich", "which"},
}};

// Verbs that cannot follow "too", since they are no adjectives and no adverbs.
bool is_bare_verb(std::string_view word) {
  constexpr std::array<std::string_view, 66> kVerbs = {
      "accelerate", "achieve",    "address",    "adopt",    "advance",   "assist",  "avoid",
      "be",         "become",     "begin",      "bolster",  "bring",     "build",   "combat",
      "conduct",    "contribute", "cooperate",  "create",   "defend",    "deliver", "deter",
      "develop",    "engage",     "enhance",    "ensure",   "establish", "expand",  "face",
      "fight",      "find",       "foster",     "get",      "give",      "go",      "have",
      "help",       "identify",   "implement",  "improve",  "increase",  "join",    "keep",
      "maintain",   "make",       "meet",       "mitigate", "pay",       "pose",    "prevent",
      "promote",    "protect",    "provide",    "reduce",   "rebuild",   "respond", "restore",
      "share",      "stop",       "strengthen", "support",  "take",      "tackle",  "train",
      "undermine",  "use",        "work"};
  return std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end();
}

// Words that an infinitive completes.
bool wants_infinitive(std::string_view word) {
  constexpr std::array<std::string_view, 44> kWords = {
      "ability",   "able",     "agreed",   "agreement",   "aim",        "aimed",     "aims",
      "attempt",   "attempts", "begun",    "capacity",    "commitment", "committed", "continue",
      "continues", "decided",  "designed", "desire",      "effort",     "efforts",   "expected",
      "fail",      "failed",   "failure",  "going",       "hopes",      "intends",   "likely",
      "need",      "needed",   "needs",    "opportunity", "order",      "plan",      "planned",
      "plans",     "pledged",  "poised",   "ready",       "seek",       "seeks",     "want",
      "wants",     "willing"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// How often a word must have been seen: short words are near to many others.
std::uint32_t least_count(std::size_t size) {
  return size <= 3 ? 100000 : size == 4 ? 5000 : size == 5 ? 1000 : 200;
}

struct Correction {
  std::string word;
  std::uint32_t count = 0;
};

// The best known word that a moved, a doubled or an undoubled letter makes of this one.
Correction correction_of(std::string_view wrong, const WordList& words) {
  Correction best;
  const auto consider = [&](std::string form) {
    const std::uint32_t count = words.count(form);
    if (count > best.count && count >= least_count(form.size()) && !words.is_name(form)) {
      best = {std::move(form), count};
    }
  };
  for (std::size_t i = 0; i + 1 < wrong.size(); ++i) {
    if (wrong[i] != wrong[i + 1]) {
      std::string moved(wrong);
      std::swap(moved[i], moved[i + 1]);
      consider(std::move(moved));
    } else if (wrong.size() >= 6) {
      consider(std::string(wrong.substr(0, i)) + std::string(wrong.substr(i + 1)));
    }
  }
  for (std::size_t i = 1; i + 1 < wrong.size() && wrong.size() >= 6; ++i) {
    std::string doubled(wrong);
    doubled.insert(i, 1, wrong[i]);
    consider(std::move(doubled));
  }
  return best;
}

bool in_compound(Span word, std::string_view text) {
  return (word.begin > 0 && text[word.begin - 1] == '-') ||
         (word.end < text.size() && text[word.end] == '-');
}

bool is_ascii(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string_view listed(std::string_view wrong) {
  const auto* const found =
      std::lower_bound(kMisspellings.begin(), kMisspellings.end(), wrong,
                       [](const Misspelling& a, std::string_view b) { return a.wrong < b; });
  return found != kMisspellings.end() && found->wrong == wrong ? found->right : std::string_view();
}

// Remembers what became of each word, since damage repeats itself.
class Speller {
 public:
  explicit Speller(const WordList& words) : words_(words) {}

  // An empty word: it stays.
  const Correction& correct(std::string_view word) {
    std::string key(word);
    if (const auto known = corrections_.find(key); known != corrections_.end()) {
      return known->second;
    }
    if (corrections_.size() >= kMostRemembered) {
      corrections_.clear();
    }
    return corrections_.emplace(std::move(key), decide(word)).first->second;
  }

 private:
  Correction decide(std::string_view word) const {
    const std::uint32_t count = words_.count(word);
    if (count >= kKnown) {
      return {};
    }
    if (const std::string_view right = listed(word); !right.empty()) {
      return {std::string(right), words_.count(right)};
    }
    Correction best = correction_of(word, words_);
    return best.count / kRatio >= count ? best : Correction{};
  }

  const WordList& words_;
  std::unordered_map<std::string, Correction> corrections_;  // only looked up
};

}  // namespace

Edits repair_spelling(std::string_view text, const WordList& words) {
  Edits edits;
  Speller speller(words);
  WordReader reader(text);
  std::string_view previous;  // the two words before
  Span too;
  for (TextWord word; reader.next(word);) {
    const std::string_view form = word.span.in(text);
    if (!too.empty()) {
      if (is_bare_verb(form) && word.span.begin == too.end + 1) {
        edits.repair(too, "to", "spelling", fmt::format("\"too\" before \"{}\"", form));
      }
      too = {};
    }
    if (form == "too" && wants_infinitive(previous)) {
      too = word.span;
    }
    previous = form;
    if (!word.lower || word.address || form.size() < kShortest || form.size() > kLongest ||
        !is_ascii(form) || !stands_alone(word.span, text) || in_compound(word.span, text)) {
      continue;
    }
    const Correction& correction = speller.correct(form);
    if (!correction.word.empty()) {
      edits.repair(
          word.span, correction.word, "spelling",
          fmt::format("{} {} : {} {}", correction.word, correction.count, form, words.count(form)));
    }
  }
  return edits;
}

}  // namespace rapport::extract
