// Reads one time: each way to name it is one function, and the first that fits has it.

#include "pack/time_point.h"

namespace rapport::pack {
namespace {

constexpr int kMostLongUnits = 99;  // decades or centuries: what the calendar can count

class PointReader {
 public:
  PointReader(TimeWords& words, std::optional<Day> written) : words_(words), written_(written) {}

  std::optional<TimePoint> read() {
    definite_ = words_.take("the");
    if (auto point = first_of({&PointReader::ago, &PointReader::span, &PointReader::so_far})) {
      return point;
    }
    part_ = part();
    if (part_) {
      words_.take_any({"-", "of", "in"});
      definite_ = words_.take("the");
    }
    auto point = first_of({&PointReader::near_day, &PointReader::neighbour, &PointReader::weekday,
                           &PointReader::year, &PointReader::decade, &PointReader::century,
                           &PointReader::quarter, &PointReader::season, &PointReader::date,
                           &PointReader::current_unit});
    if (point) {
      point->part = part_;
    }
    return point;
  }

 private:
  using Way = std::optional<TimePoint> (PointReader::*)();

  std::optional<TimePoint> first_of(std::initializer_list<Way> ways) {
    const std::size_t start = words_.place();
    for (const Way way : ways) {
      if (auto point = (this->*way)()) {
        return point;
      }
      words_.go_to(start);
    }
    return std::nullopt;
  }

  static TimePoint known(const DayRun& run) {
    TimePoint point;
    point.run = run;
    return point;
  }

  std::optional<Part> part() {
    struct Words {
      std::string_view words;
      Part part;
    };
    for (const auto& [words, part] :
         {Words{"early", Part::kEarly}, Words{"mid", Part::kMid}, Words{"middle", Part::kMid},
          Words{"late", Part::kLate}, Words{"beginning", Part::kBeginning},
          Words{"start", Part::kBeginning}, Words{"end", Part::kEnd},
          Words{"first half", Part::kFirstHalf}, Words{"second half", Part::kSecondHalf},
          Words{"latter half", Part::kSecondHalf}}) {
      if (words_.take(words)) {
        return part;
      }
    }
    return std::nullopt;
  }

  // "two years ago": the year that lies so far back.
  std::optional<TimePoint> ago() {
    const auto count = words_.count();
    const auto unit = count == 1 ? words_.unit() : words_.units();
    if (!written_ || !count || !unit || !countable(*unit, *count) || !words_.take("ago")) {
      return std::nullopt;
    }
    return known(unit_around(shift(*written_, *unit, -*count), *unit));
  }

  // "the past year", "the next two years": up to the document's day, or from it on.
  std::optional<TimePoint> span() {
    const bool clear = definite_ || words_.take("this");
    const bool past = words_.take("past"), coming = words_.take("coming");
    const bool back = past || words_.take("last"), ahead = coming || words_.take("next");
    const auto count = words_.count();
    const auto unit = count.value_or(1) == 1 ? words_.unit() : words_.units();
    // "Last year" is one of the calendar.
    const bool calendar = !past && !coming && !count && !clear;
    if (!written_ || back == ahead || calendar || !unit || !countable(*unit, count.value_or(1))) {
      return std::nullopt;
    }
    const int steps = count.value_or(1);
    return known(back ? DayRun{shift(*written_, *unit, -steps), *written_, *unit}
                      : DayRun{*written_, shift(*written_, *unit, steps), *unit});
  }

  static bool countable(Precision unit, int count) {
    return unit < Precision::kDecade || count <= kMostLongUnits;
  }

  // "earlier this year", "later this month"
  std::optional<TimePoint> so_far() {
    const bool earlier = words_.take("earlier"), later = words_.take("later");
    const auto unit = words_.take("this") ? words_.unit() : std::nullopt;
    if (!written_ || earlier == later || !unit) {
      return std::nullopt;
    }
    DayRun run = unit_around(*written_, *unit);
    (earlier ? run.end : run.begin) = *written_;
    return known(run);
  }

  std::optional<TimePoint> near_day() {
    const int step = words_.take("yesterday") ? -1 : words_.take("tomorrow") ? 1 : 0;
    const bool named = step != 0 || words_.take_any({"today", "tonight", "this morning",
                                                     "this afternoon", "this evening"});
    if (!written_ || !named) {
      return std::nullopt;
    }
    return known(unit_around(*written_ + std::chrono::days(step), Precision::kDay));
  }

  // "this year", "last June", "next Monday"
  std::optional<TimePoint> neighbour() {
    const int step = words_.take("last") ? -1 : words_.take("next") ? 1 : 0;
    const bool named = step != 0 || words_.take("this");
    if (!written_ || !named || words_.take("day")) {  // "on this day" is one of any year
      return std::nullopt;
    }
    if (const auto unit = words_.unit()) {
      return known(unit_around(shift(*written_, *unit, step), *unit));
    }
    if (const auto month = words_.month()) {
      return known(nearest(*month, 1, Precision::kMonth, step));
    }
    if (const auto month = words_.season()) {
      return known(nearest(*month, 3, Precision::kSeason, step));
    }
    if (const auto day = words_.weekday()) {
      Day found = in_this_week(*day);
      if (step < 0 ? found >= *written_ : step > 0 && found <= *written_) {
        found += std::chrono::weeks(step);
      }
      return known(unit_around(found, Precision::kDay));
    }
    return std::nullopt;
  }

  Day in_this_week(int weekday) const {
    return unit_around(*written_, Precision::kWeek).begin + std::chrono::days(weekday - 1);
  }

  // The run of months in the document's year, or the last that is over, or the next to come.
  DayRun nearest(int month, int months, Precision precision, int step) const {
    int year = year_of(*written_);
    DayRun run = months_from(year, month, months, precision);
    while (step < 0 ? run.end >= *written_ : step > 0 && run.begin <= *written_) {
      run = months_from(year += step, month, months, precision);
    }
    return run;
  }

  // "Monday, 5 May 2025"; "on Monday" is the last one.
  std::optional<TimePoint> weekday() {
    const auto day = words_.weekday();
    if (!day) {
      return std::nullopt;
    }
    words_.take("the");
    if (auto point = first_of({&PointReader::date})) {
      return point;
    }
    if (!written_) {
      return std::nullopt;
    }
    Day found = in_this_week(*day);
    found -= std::chrono::weeks(found > *written_ ? 1 : 0);
    return known(unit_around(found, Precision::kDay));
  }

  // "2023", "the year 2023", "FY 2023", "2023-10-26"
  std::optional<TimePoint> year() {
    const bool fiscal = words_.take_any({"fiscal year", "financial year", "fy"});
    words_.take_any({"calendar year", "year"});
    TimePoint point;
    point.precision = fiscal ? Precision::kFiscalYear : Precision::kYear;
    point.year = words_.year();
    const std::size_t end = words_.place();
    if (point.year && words_.take("-")) {
      const auto month = words_.day();
      const auto day = words_.take("-") ? words_.day() : std::nullopt;
      if (month && day) {
        return TimePoint{Precision::kDay, point.year, *month, *day, {}, {}};
      }
      words_.go_to(end);
    }
    return point.year ? std::optional(point) : std::nullopt;
  }

  std::optional<TimePoint> decade() {
    const auto year = words_.decade();
    return year ? std::optional(known(months_from(*year, 1, 120, Precision::kDecade)))
                : std::nullopt;
  }

  // The 18th century begins in 1701.
  std::optional<TimePoint> century() {
    const auto number = words_.ordinal();
    words_.take("-");
    if (!number || !words_.take("century")) {
      return std::nullopt;
    }
    return known(months_from(*number * 100 - 99, 1, 1200, Precision::kCentury));
  }

  // "the third quarter of 2022", "Q3 2022"
  std::optional<TimePoint> quarter() {
    const bool short_form = words_.take("q");
    const auto number = short_form ? words_.day() : words_.ordinal();
    if (!number || *number < 1 || *number > 4 || !(short_form || words_.take("quarter"))) {
      return std::nullopt;
    }
    return of_year(Precision::kQuarter, *number * 3 - 2);
  }

  // "spring 2021", "the winter of 2021/22"
  std::optional<TimePoint> season() {
    const auto month = words_.season();
    if (!month) {
      return std::nullopt;
    }
    const TimePoint point = of_year(Precision::kSeason, *month);
    const std::size_t end = words_.place();
    if (*month == 12 && point.year && words_.take("-")) {
      const int next = *point.year + 1;
      if (words_.year().value_or(0) != next && words_.day().value_or(-1) != next % 100) {
        words_.go_to(end);
      }
    }
    return point;
  }

  // With the year that follows, if one does.
  TimePoint of_year(Precision precision, int month, int day = 0) {
    const std::size_t end = words_.place();
    words_.take_any({"of", "in"});
    words_.take("the year");
    TimePoint point;
    point.precision = precision;
    point.month = month;
    point.day = day;
    point.year = words_.year();
    if (!point.year) {
      words_.go_to(end);
    }
    return point;
  }

  // "October 2025", "October 26, 2025", "26th of October 2025", and "26, 2025" or "26" as an end of
  // a range.
  std::optional<TimePoint> date() {
    auto month = words_.month();
    const auto day = words_.day();
    if (day && !month) {
      words_.take("of");
      month = words_.month();
    }
    if (!month && !day) {
      return std::nullopt;
    }
    return of_year(day ? Precision::kDay : Precision::kMonth, month.value_or(0), day.value_or(0));
  }

  // "the end of the year": the document's.
  std::optional<TimePoint> current_unit() {
    const auto unit = words_.unit();
    return unit && part_ && definite_ && written_
               ? std::optional(known(unit_around(*written_, *unit)))
               : std::nullopt;
  }

  TimeWords& words_;
  std::optional<Day> written_;
  bool definite_ = false;  // after "the"
  std::optional<Part> part_;
};

std::optional<DayRun> unit_of(const TimePoint& point, std::optional<int> year) {
  if (point.run || !year) {
    return point.run;
  }
  switch (point.precision) {
    case Precision::kDay: {
      const auto day = day_of_date(*year, point.month, point.day);
      return day ? std::optional(unit_around(*day, Precision::kDay)) : std::nullopt;
    }
    case Precision::kMonth:
      return months_from(*year, point.month, 1, point.precision);
    case Precision::kQuarter:
    case Precision::kSeason:
      return months_from(*year, point.month, 3, point.precision);
    default:
      return months_from(*year, 1, 12, point.precision);
  }
}

}  // namespace

std::optional<TimePoint> take_point(TimeWords& words, std::optional<Day> written) {
  const std::size_t start = words.place();
  auto point = PointReader(words, written).read();
  if (!point) {
    words.go_to(start);
  }
  return point;
}

std::optional<DayRun> days_of(const TimePoint& point, std::optional<Day> written) {
  std::optional<int> year = point.year;
  if (!year && written) {
    year = year_of(*written);
  }
  const auto unit = unit_of(point, year);
  return unit && point.part ? std::optional(part_of(*unit, *point.part)) : unit;
}

}  // namespace rapport::pack
