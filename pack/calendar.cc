// Units of the calendar by way of std::chrono: no clock, no time zone.

#include "pack/calendar.h"

#include <algorithm>

#include <fmt/format.h>

namespace rapport::pack {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month;
using std::chrono::year_month_day;

int months_in(Precision unit) {
  switch (unit) {
    case Precision::kMonth:
      return 1;
    case Precision::kQuarter:
    case Precision::kSeason:
      return 3;
    case Precision::kYear:
    case Precision::kFiscalYear:
      return 12;
    case Precision::kDecade:
      return 120;
    case Precision::kCentury:
      return 1200;
    default:
      return 0;
  }
}

Precision smaller(Precision unit) {
  switch (unit) {
    case Precision::kCentury:
      return Precision::kDecade;
    case Precision::kDecade:
      return Precision::kYear;
    case Precision::kFiscalYear:
    case Precision::kYear:
      return Precision::kQuarter;
    case Precision::kSeason:
    case Precision::kQuarter:
      return Precision::kMonth;
    case Precision::kMonth:
      return Precision::kWeek;
    default:
      return Precision::kDay;
  }
}

// In which steps a unit is divided, and how many there are.
struct Division {
  Precision step;
  int count;
  int edge;  // of the beginning and of the end
};

Division division(const DayRun& unit) {
  switch (unit.precision) {
    case Precision::kCentury:
      return {Precision::kYear, 100, 10};
    case Precision::kDecade:
      return {Precision::kYear, 10, 1};
    case Precision::kFiscalYear:
    case Precision::kYear:
      return {Precision::kMonth, 12, 3};
    case Precision::kSeason:
    case Precision::kQuarter:
      return {Precision::kMonth, 3, 1};
    default: {
      const int count = static_cast<int>((unit.end - unit.begin).count()) + 1;
      return {Precision::kDay, count, unit.precision == Precision::kMonth ? 7 : 1};
    }
  }
}

}  // namespace

std::optional<Day> day_of_date(int year, int month, int day) {
  const year_month_day date(std::chrono::year(year),
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day)));
  return date.ok() ? std::optional(Day(date)) : std::nullopt;
}

std::optional<Day> day_of_iso(std::string_view text) {
  if (text.size() != 10 || text[0] == '0' || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  std::array<int, 3> fields = {};  // year, month, day
  std::size_t field = 0;
  for (const char c : text) {
    if (c == '-') {
      field = std::min<std::size_t>(field + 1, 2);
    } else if (c >= '0' && c <= '9') {
      fields[field] = fields[field] * 10 + (c - '0');
    } else {
      return std::nullopt;
    }
  }
  return day_of_date(fields[0], fields[1], fields[2]);
}

std::string to_iso(Day day) {
  const year_month_day date(day);
  const int year = static_cast<int>(date.year());
  return year < 1000 || year > 9999
             ? ""
             : fmt::format("{}-{:02}-{:02}", year, static_cast<unsigned>(date.month()),
                           static_cast<unsigned>(date.day()));
}

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }

DayRun months_from(int year, int month, int count, Precision precision) {
  const year_month first(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)));
  const year_month next = first + months(count);
  return {Day(first / 1), Day(next / 1) - days(1), precision};
}

DayRun unit_around(Day day, Precision unit) {
  const int year = year_of(day);
  const int month = static_cast<int>(static_cast<unsigned>(year_month_day(day).month()));
  switch (unit) {
    case Precision::kDay:
      return {day, day, unit};
    case Precision::kWeek: {
      const Day monday = day - (std::chrono::weekday(day) - std::chrono::Monday);
      return {monday, monday + days(6), unit};
    }
    case Precision::kMonth:
      return months_from(year, month, 1, unit);
    case Precision::kQuarter:
      return months_from(year, month - (month - 1) % 3, 3, unit);
    case Precision::kDecade:
      return months_from(year - year % 10, 1, 120, unit);
    case Precision::kCentury:
      return months_from(year - (year - 1) % 100, 1, 1200, unit);
    default:
      return months_from(year, 1, 12, unit);
  }
}

Day shift(Day day, Precision unit, int count) {
  if (unit == Precision::kDay || unit == Precision::kWeek) {
    return day + days(unit == Precision::kWeek ? 7 * count : count);
  }
  const year_month_day date = year_month_day(day) + months(months_in(unit) * count);
  return date.ok() ? Day(date) : Day(date.year() / date.month() / std::chrono::last);
}

DayRun part_of(const DayRun& unit, Part part) {
  if (unit.precision == Precision::kDay) {
    return unit;
  }
  const auto [step, count, edge] = division(unit);
  int first = 0, last = count;
  switch (part) {
    case Part::kBeginning:
      last = edge;
      break;
    case Part::kEarly:
      last = count / 3;
      break;
    case Part::kFirstHalf:
      last = count / 2;
      break;
    case Part::kMid:
      first = count / 3, last = count - count / 3;
      break;
    case Part::kSecondHalf:
      first = count / 2;
      break;
    case Part::kLate:
      first = count - count / 3;
      break;
    case Part::kEnd:
      first = count - edge;
      break;
  }
  return {shift(unit.begin, step, first), shift(unit.begin, step, last) - days(1),
          smaller(unit.precision)};
}

}  // namespace rapport::pack
