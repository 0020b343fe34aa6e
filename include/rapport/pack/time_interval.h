// The time that a claim's words tell, as days of the calendar: "since late 2023" is what begins on
// 2023-09-01.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rapport::pack {

// The unit that the words name; the ends of the interval are as exact as that. A part of a unit has
// the next smaller one: "late 2023" is as exact as a quarter, "the early 1990s" as a year.
enum class Precision : std::uint8_t {
  kDay,
  kWeek,
  kMonth,
  kQuarter,
  kSeason,
  kYear,
  kFiscalYear,
  kDecade,
  kCentury
};

inline constexpr std::array<std::string_view, 9> kPrecisionNames = {
    "day", "week", "month", "quarter", "season", "year", "fiscal year", "decade", "century"};
inline std::string_view to_string(Precision precision) {
  return kPrecisionNames[static_cast<std::size_t>(precision)];
}

// From the first to the last day, both inside, as ISO 8601 dates. One of them may be empty: open.
struct TimeInterval {
  std::string begin, end;  // "2023-09-01"
  Precision precision = Precision::kDay;
};

// What English words for a time mean: "since late 2023", "10-11 November 2014", "the 1990s",
// "between spring 2021 and June 2022", "until 2030", "since the summit in May 2019". Nothing where
// they name no time of the calendar ("for two years", "now", "when ..."), or an impossible one.
//
// `document_date` (ISO 8601, empty when not known) is the day from which "yesterday", "last year",
// "two years ago", "over the past decade", "on Monday" (the last one) are counted, and lends its
// year to a date without one ("July 28"). Where it is not known, these are nothing.
//
// - "early", "mid", "late" are thirds; the beginning and the end of a unit are the first and the
//   last of the next smaller one: of a year a quarter, of a month seven days.
// - "by" and "until" hold the day or year that they name, "before" and "after" do not. An event
//   lies somewhere in its time: "after the vote in 2019" begins on 2019-01-01.
// - Weeks begin on Monday; seasons are three whole months of the north, and winter begins in
//   December of its year; the 18th century is 1701 to 1800.
// - A fiscal year is given as the calendar year of its number: whose year it is, words do not tell.
std::optional<TimeInterval> time_interval(std::string_view words, std::string_view document_date);

}  // namespace rapport::pack
