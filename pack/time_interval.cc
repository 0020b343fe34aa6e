// Reads what stands before a time ("since"), and between two ("from ... to"), and gives the days.

#include "rapport/pack/time_interval.h"

#include <algorithm>
#include <utility>

#include "pack/calendar.h"
#include "pack/time_point.h"
#include "pack/time_words.h"

namespace rapport::pack {
namespace {

enum class Bound { kIn, kFrom, kUntil, kBefore, kAfter, kBetween };

using Phrase = std::pair<std::string_view, Bound>;

// A phrase stands before those that it begins with.
constexpr std::array<Phrase, 29> kBounds = {{
    {"in the course of", Bound::kIn},
    {"over the course of", Bound::kIn},
    {"in", Bound::kIn},
    {"on", Bound::kIn},
    {"at", Bound::kIn},
    {"during", Bound::kIn},
    {"within", Bound::kIn},
    {"over", Bound::kIn},
    {"throughout", Bound::kIn},
    {"for", Bound::kIn},
    {"as of", Bound::kIn},
    {"ever since", Bound::kFrom},
    {"since", Bound::kFrom},
    {"from", Bound::kFrom},
    {"starting in", Bound::kFrom},
    {"starting on", Bound::kFrom},
    {"beginning in", Bound::kFrom},
    {"beginning on", Bound::kFrom},
    {"until", Bound::kUntil},
    {"till", Bound::kUntil},
    {"through", Bound::kUntil},
    {"up to", Bound::kUntil},
    {"by", Bound::kUntil},
    {"no later than", Bound::kUntil},
    {"not later than", Bound::kUntil},
    {"before", Bound::kBefore},
    {"prior to", Bound::kBefore},
    {"after", Bound::kAfter},
    {"between", Bound::kBetween},
}};

// Before an event: "since the summit in May 2019".
constexpr std::array<Phrase, 9> kEventBounds = {{
    {"at", Bound::kIn},
    {"during", Bound::kIn},
    {"since", Bound::kFrom},
    {"after", Bound::kFrom},
    {"following", Bound::kFrom},
    {"until", Bound::kUntil},
    {"by", Bound::kUntil},
    {"before", Bound::kUntil},
    {"prior to", Bound::kUntil},
}};

template <std::size_t N>
std::optional<Bound> take_bound(TimeWords& words, const std::array<Phrase, N>& phrases) {
  for (const auto& [phrase, bound] : phrases) {
    if (words.take(phrase)) {
      return bound;
    }
  }
  return std::nullopt;
}

std::optional<TimeInterval> interval(std::optional<Day> begin, std::optional<Day> end,
                                     Precision precision) {
  TimeInterval result{begin ? to_iso(*begin) : "", end ? to_iso(*end) : "", precision};
  const bool outside = (begin && result.begin.empty()) || (end && result.end.empty());
  return outside || (begin && end && *begin > *end) ? std::nullopt : std::optional(result);
}

std::optional<TimeInterval> bounded(const DayRun& run, Bound bound, bool at_end) {
  constexpr std::chrono::days kDay(1);
  switch (bound) {
    case Bound::kFrom:
      return interval(run.begin, {}, run.precision);
    case Bound::kUntil:
      return interval({}, run.end, run.precision);
    case Bound::kBefore:  // "before the end of 2013" is within it
      return interval({}, at_end ? run.end : run.begin - kDay, run.precision);
    case Bound::kAfter:
      return interval(run.end + kDay, {}, run.precision);
    default:
      return interval(run.begin, run.end, run.precision);
  }
}

bool is_date(const TimePoint& point) { return !point.run && point.precision == Precision::kDay; }

// "10-11 November 2014", "2012-13", "November to March 2015": what one end does not name, the other
// does.
std::optional<TimeInterval> joined(TimePoint first, TimePoint last, std::optional<Day> written) {
  const bool years =
      first.precision == Precision::kYear || first.precision == Precision::kFiscalYear;
  if (years && first.year && is_date(last) && last.month == 0 && !last.year &&
      last.day > *first.year % 100) {
    last = {first.precision, *first.year / 100 * 100 + last.day, 0, 0, {}, {}};
  }
  if (is_date(first) && is_date(last)) {
    first.month = first.month == 0 ? last.month : first.month;
    last.month = last.month == 0 ? first.month : last.month;
  }
  const bool borrowed = !first.year && last.year;
  first.year = first.year ? first.year : last.year;
  last.year = last.year ? last.year : first.year;
  auto begin = days_of(first, written);
  const auto end = days_of(last, written);
  if (begin && end && borrowed && begin->begin > end->end) {
    --*first.year;
    begin = days_of(first, written);
  }
  if (!begin || !end) {
    return std::nullopt;
  }
  return interval(begin->begin, end->end, std::max(begin->precision, end->precision));
}

// The whole text is one time, or a range.
std::optional<TimeInterval> read_time(TimeWords& words, std::optional<Day> written) {
  words.take("for the first time");
  Bound bound = take_bound(words, kBounds).value_or(Bound::kIn);
  if (bound == Bound::kIn && words.take_any({"the period", "a period", "the years"})) {
    words.take("of");
    bound = take_bound(words, kBounds).value_or(Bound::kIn);
  }
  const auto first = take_point(words, written);
  if (!first) {
    return std::nullopt;
  }
  if (bound == Bound::kBetween
          ? words.take_any({"and", "-"})
          : bound <= Bound::kFrom && words.take_any({"-", "to", "until", "till", "through"})) {
    if (words.take_any({"the present", "present", "now"})) {
      bound = Bound::kFrom;
    } else {
      const auto last = take_point(words, written);
      words.take("period");
      return last && words.done() ? joined(*first, *last, written) : std::nullopt;
    }
  } else if (bound <= Bound::kFrom && words.take_any({"onwards", "onward", "on"})) {
    bound = Bound::kFrom;
  }
  const auto run = days_of(*first, written);
  if (bound == Bound::kBetween || !run || !words.done()) {
    return std::nullopt;
  }
  return bounded(*run, bound, first->part == Part::kEnd);
}

// "since the Woodside Summit in November 2023": an event, and its time at the end of the text.
std::optional<TimeInterval> read_event(TimeWords& words, std::optional<Day> written) {
  const auto bound = take_bound(words, kEventBounds);
  if (!bound || !words.take_any({"the", "a", "an", "its", "their", "his", "her", "our", "this"})) {
    return std::nullopt;
  }
  for (std::size_t place = words.place(); place < words.size(); ++place) {
    words.go_to(place);
    if (words.take_any({"in", "on"})) {
      const auto point = take_point(words, written);
      const auto run = point && words.done() ? days_of(*point, written) : std::nullopt;
      if (run) {
        return bounded(*run, *bound, false);
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<TimeInterval> time_interval(std::string_view text, std::string_view document_date) {
  const auto written = day_of_iso(document_date);
  TimeWords words(text);
  if (auto found = read_time(words, written)) {
    return found;
  }
  words.go_to(0);
  return read_event(words, written);
}

}  // namespace rapport::pack
