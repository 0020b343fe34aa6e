// The words of a time, read one after the other, and what single ones mean.

#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/pack/time_interval.h"

namespace rapport::pack {

// Lower case, without commas and full stops; every dash and slash is the word "-", and what no time
// is written with is the word "?". A reader takes its words, or nothing and stays where it is.
class TimeWords {
 public:
  explicit TimeWords(std::string_view text);

  bool done() const { return at_ == words_.size(); }
  std::size_t place() const { return at_; }
  void go_to(std::size_t place) { at_ = place; }
  std::size_t size() const { return words_.size(); }

  // A phrase is words with a blank between: "prior to".
  bool take(std::string_view phrase);
  bool take_any(std::initializer_list<std::string_view> phrases);

  std::optional<int> year();         // "2014": four digits, 1000 to 2199
  std::optional<int> decade();       // "1990s": its first year
  std::optional<int> day();          // "5", "26th": at most two digits, also 97
  std::optional<int> count();        // "a", "two", "10"
  std::optional<int> ordinal();      // "first", "18th", "twenty-first"
  std::optional<int> month();        // 1 to 12
  std::optional<int> season();       // the month in which it begins
  std::optional<int> weekday();      // 1 to 7, from Monday
  std::optional<Precision> unit();   // "year"
  std::optional<Precision> units();  // "years"

 private:
  std::string_view word() const { return done() ? std::string_view() : words_[at_]; }
  std::optional<int> number(std::size_t least_digits, std::size_t most_digits,
                            std::initializer_list<std::string_view> suffixes);
  template <typename Value>
  std::optional<Value> taken(std::optional<Value> value) {
    at_ += value ? 1 : 0;
    return value;
  }

  std::vector<std::string> words_;
  std::size_t at_ = 0;
};

}  // namespace rapport::pack
