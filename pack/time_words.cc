// Words of times: no locale, no ICU; what is not ASCII is a dash, an apostrophe, a blank or "?".

#include "pack/time_words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace rapport::pack {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

template <typename Value, std::size_t N>
using Names = std::array<std::pair<std::string_view, Value>, N>;

constexpr Names<int, 24> kMonths = {
    {{"january", 1},   {"february", 2},  {"march", 3},  {"april", 4},     {"may", 5},
     {"june", 6},      {"july", 7},      {"august", 8}, {"september", 9}, {"october", 10},
     {"november", 11}, {"december", 12}, {"jan", 1},    {"feb", 2},       {"mar", 3},
     {"apr", 4},       {"jun", 6},       {"jul", 7},    {"aug", 8},       {"sep", 9},
     {"sept", 9},      {"oct", 10},      {"nov", 11},   {"dec", 12}}};
constexpr Names<int, 5> kSeasons = {
    {{"spring", 3}, {"summer", 6}, {"autumn", 9}, {"fall", 9}, {"winter", 12}}};
constexpr Names<int, 7> kWeekdays = {{{"monday", 1},
                                      {"tuesday", 2},
                                      {"wednesday", 3},
                                      {"thursday", 4},
                                      {"friday", 5},
                                      {"saturday", 6},
                                      {"sunday", 7}}};
constexpr Names<Precision, 7> kUnits = {{{"day", Precision::kDay},
                                         {"week", Precision::kWeek},
                                         {"month", Precision::kMonth},
                                         {"quarter", Precision::kQuarter},
                                         {"year", Precision::kYear},
                                         {"decade", Precision::kDecade},
                                         {"century", Precision::kCentury}}};
constexpr Names<Precision, 7> kPluralUnits = {{{"days", Precision::kDay},
                                               {"weeks", Precision::kWeek},
                                               {"months", Precision::kMonth},
                                               {"quarters", Precision::kQuarter},
                                               {"years", Precision::kYear},
                                               {"decades", Precision::kDecade},
                                               {"centuries", Precision::kCentury}}};
constexpr Names<int, 14> kCounts = {{{"a", 1},
                                     {"an", 1},
                                     {"one", 1},
                                     {"two", 2},
                                     {"three", 3},
                                     {"four", 4},
                                     {"five", 5},
                                     {"six", 6},
                                     {"seven", 7},
                                     {"eight", 8},
                                     {"nine", 9},
                                     {"ten", 10},
                                     {"eleven", 11},
                                     {"twelve", 12}}};
constexpr std::array<std::string_view, 20> kOrdinals = {
    "first",     "second",    "third",       "fourth",     "fifth",      "sixth",      "seventh",
    "eighth",    "ninth",     "tenth",       "eleventh",   "twelfth",    "thirteenth", "fourteenth",
    "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"};

template <typename Value, std::size_t N>
std::optional<Value> find(const Names<Value, N>& names, std::string_view word) {
  for (const auto& [name, value] : names) {
    if (name == word) {
      return value;
    }
  }
  return std::nullopt;
}

// The character at the start of `text`, as one of "a".."z", "0".."9", "-", "'", " " and "?", and
// its bytes. A comma or a full stop is a blank.
std::pair<char, std::size_t> plain(std::string_view text) {
  const char c = text[0];
  if (c >= 'A' && c <= 'Z') {
    return {static_cast<char>(c - 'A' + 'a'), 1};
  }
  if (is_digit(c) || is_letter(c) || c == '-' || c == '\'') {
    return {c, 1};
  }
  if (c == '/') {
    return {'-', 1};
  }
  if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == '.') {
    return {' ', 1};
  }
  if (text.starts_with("\u00a0")) {
    return {' ', 2};
  }
  for (const std::string_view dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212"}) {
    if (text.starts_with(dash)) {
      return {'-', 3};
    }
  }
  return text.starts_with("\u2019") ? std::pair{'\'', std::size_t{3}}
                                    : std::pair{'?', std::size_t{1}};
}

}  // namespace

TimeWords::TimeWords(std::string_view text) {
  char before = ' ';
  while (!text.empty()) {
    const auto [c, size] = plain(text);
    text.remove_prefix(size);
    if (c == '\'') {  // "the 1990's"
      continue;
    }
    if (c == '-' || c == '?') {
      words_.emplace_back(1, c);
    } else if (c != ' ') {
      // "FY2023" is two words, "18th" and "1990s" are one.
      const bool goes_on = is_letter(c) ? is_letter(before) || is_digit(before) : is_digit(before);
      if (!goes_on) {
        words_.emplace_back();
      }
      words_.back() += c;
    }
    before = c;
  }
}

bool TimeWords::take(std::string_view phrase) {
  const std::size_t start = at_;
  while (!phrase.empty()) {
    const std::size_t end = std::min(phrase.find(' '), phrase.size());
    if (word() != phrase.substr(0, end)) {
      at_ = start;
      return false;
    }
    ++at_;
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return true;
}

bool TimeWords::take_any(std::initializer_list<std::string_view> phrases) {
  return std::any_of(phrases.begin(), phrases.end(),
                     [this](std::string_view phrase) { return take(phrase); });
}

std::optional<int> TimeWords::number(std::size_t least_digits, std::size_t most_digits,
                                     std::initializer_list<std::string_view> suffixes) {
  const std::string_view text = word();
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const bool known =
      std::find(suffixes.begin(), suffixes.end(), text.substr(digits)) != suffixes.end();
  if (digits < least_digits || digits > most_digits || !known) {
    return std::nullopt;
  }
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    value = value * 10 + (c - '0');
  }
  ++at_;
  return value;
}

std::optional<int> TimeWords::year() {
  const std::size_t start = at_;
  const auto year = number(4, 4, {""});
  if (year && (*year < 1000 || *year > 2199)) {
    at_ = start;
    return std::nullopt;
  }
  return year;
}

std::optional<int> TimeWords::decade() {
  const std::size_t start = at_;
  const auto year = number(4, 4, {"s"});
  // "The 1900s" are a decade or a century.
  if (year &&
      (*year < 1000 || *year > 2199 || *year % 10 != 0 || (*year % 100 == 0 && *year != 2000))) {
    at_ = start;
    return std::nullopt;
  }
  return year;
}

std::optional<int> TimeWords::day() { return number(1, 2, {"", "st", "nd", "rd", "th"}); }

std::optional<int> TimeWords::count() {
  const auto value = taken(find(kCounts, word()));
  return value ? value : number(1, 3, {""});
}

std::optional<int> TimeWords::ordinal() {
  const std::size_t start = at_;
  const int tens = take("twenty -") ? 20 : 0;
  const auto found = std::find(kOrdinals.begin(), kOrdinals.end(), word());
  if (found != kOrdinals.end()) {
    ++at_;
    return tens + static_cast<int>(found - kOrdinals.begin()) + 1;
  }
  at_ = start;
  return number(1, 2, {"st", "nd", "rd", "th"});
}

std::optional<int> TimeWords::month() { return taken(find(kMonths, word())); }
std::optional<int> TimeWords::season() { return taken(find(kSeasons, word())); }
std::optional<int> TimeWords::weekday() { return taken(find(kWeekdays, word())); }
std::optional<Precision> TimeWords::unit() { return taken(find(kUnits, word())); }
std::optional<Precision> TimeWords::units() { return taken(find(kPluralUnits, word())); }

}  // namespace rapport::pack
