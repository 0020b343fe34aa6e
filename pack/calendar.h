// Units of the calendar as runs of days: months, ISO weeks, decades, and parts of them.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "rapport/pack/time_interval.h"

namespace rapport::pack {

using Day = std::chrono::sys_days;

// From the first to the last day, both inside.
struct DayRun {
  Day begin, end;
  Precision precision = Precision::kDay;
};

enum class Part { kBeginning, kEarly, kFirstHalf, kMid, kSecondHalf, kLate, kEnd };

// Nothing when there is no such day, or when `text` is not YYYY-MM-DD of the years 1000 to 9999.
std::optional<Day> day_of_date(int year, int month, int day);
std::optional<Day> day_of_iso(std::string_view text);
// Empty outside the years 1000 to 9999.
std::string to_iso(Day day);

int year_of(Day day);
// Whole months, the first of them `month` of `year`.
DayRun months_from(int year, int month, int count, Precision precision);
// The unit that holds the day. REQUIRES: no season and no fiscal year.
DayRun unit_around(Day day, Precision unit);
// The day `count` units later, at most the last of its month. Not outside chrono's years (+-32767).
Day shift(Day day, Precision unit, int count);
// REQUIRES: `unit` is one whole unit of its precision. A day has no parts and stays.
DayRun part_of(const DayRun& unit, Part part);

}  // namespace rapport::pack
