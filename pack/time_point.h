// One time as words name it, "late 2023" or "the 5th": a unit of the calendar, some fields missing.

#pragma once

#include <optional>

#include "pack/calendar.h"
#include "pack/time_words.h"

namespace rapport::pack {

// A year with a month and a day, as its precision asks for them: a quarter and a season have the
// month in which they begin. Or a run that needs none of them: "yesterday", "the 1990s".
struct TimePoint {
  Precision precision = Precision::kDay;
  std::optional<int> year;
  int month = 0;  // 0: not named
  int day = 0;
  std::optional<DayRun> run;
  std::optional<Part> part;  // of the unit
};

// Takes its words, or nothing. `written` is the day of the document.
std::optional<TimePoint> take_point(TimeWords& words, std::optional<Day> written);

// Its days; a missing year is that of the document. Nothing when a field is missing or impossible.
std::optional<DayRun> days_of(const TimePoint& point, std::optional<Day> written);

}  // namespace rapport::pack
