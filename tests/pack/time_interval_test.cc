// Times of reports as intervals: a table of expressions, dates in every notation, and any bytes.

#include "rapport/pack/time_interval.h"

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace rapport::pack {
namespace {

constexpr const char* kWritten = "2025-10-26";  // a Sunday

// "2023-09-01..2023-12-31 quarter", with nothing for an open end; "none".
std::string read(std::string_view words, std::string_view written) {
  const auto found = time_interval(words, written);
  return found ? fmt::format("{}..{} {}", found->begin, found->end, to_string(found->precision))
               : "none";
}

struct Case {
  const char* words;
  const char* interval;
};

void expect_all(const std::vector<Case>& cases, std::string_view written) {
  for (const auto& [words, expected] : cases) {
    EXPECT_EQ(read(words, written), expected) << words;
  }
}

TEST(TimeInterval, ReadsDates) {
  expect_all(
      {
          {"October 26, 2025", "2025-10-26..2025-10-26 day"},
          {"26 October 2025", "2025-10-26..2025-10-26 day"},
          {"on the 26th of October, 2025", "2025-10-26..2025-10-26 day"},
          {"2025-10-26", "2025-10-26..2025-10-26 day"},
          {"on April 2, 2024", "2024-04-02..2024-04-02 day"},
          {"On Feb. 5, 2025.", "2025-02-05..2025-02-05 day"},
          {"04 March, 2015", "2015-03-04..2015-03-04 day"},
          {"on Monday, 5 May 2025", "2025-05-05..2025-05-05 day"},
          {"3rd May 2014", "2014-05-03..2014-05-03 day"},
          {"on the 2nd of May, 2014", "2014-05-02..2014-05-02 day"},
          {"29 February 2024", "2024-02-29..2024-02-29 day"},
          {"in June 1944", "1944-06-01..1944-06-30 month"},
          {"in June of 1944", "1944-06-01..1944-06-30 month"},
          {"as of December 2010", "2010-12-01..2010-12-31 month"},
          {"February 2023", "2023-02-01..2023-02-28 month"},
          {"spring 2021", "2021-03-01..2021-05-31 season"},
          {"in the fall of 2021", "2021-09-01..2021-11-30 season"},
          {"winter 2023", "2023-12-01..2024-02-29 season"},
          {"in the winter of 2021/22", "2021-12-01..2022-02-28 season"},
          {"the third quarter of 2022", "2022-07-01..2022-09-30 quarter"},
          {"the 1st quarter of 2022", "2022-01-01..2022-03-31 quarter"},
          {"in Q3 2022", "2022-07-01..2022-09-30 quarter"},
          {"in 2014", "2014-01-01..2014-12-31 year"},
          {"in the year 2014", "2014-01-01..2014-12-31 year"},
          {"for the first time in 2014", "2014-01-01..2014-12-31 year"},
          {"FY 2023", "2023-01-01..2023-12-31 fiscal year"},
          {"in FY2023", "2023-01-01..2023-12-31 fiscal year"},
          {"in fiscal year 2023", "2023-01-01..2023-12-31 fiscal year"},
          {"in the 1990s", "1990-01-01..1999-12-31 decade"},
          {"the 1990\u2019s", "1990-01-01..1999-12-31 decade"},
          {"the 2000s", "2000-01-01..2009-12-31 decade"},
          {"the 18th century", "1701-01-01..1800-12-31 century"},
          {"in the twenty-first century", "2001-01-01..2100-12-31 century"},
      },
      "");
}

TEST(TimeInterval, ReadsPartsOfAUnit) {
  expect_all(
      {
          {"early 2023", "2023-01-01..2023-04-30 quarter"},
          {"mid-2023", "2023-05-01..2023-08-31 quarter"},
          {"in late 2023", "2023-09-01..2023-12-31 quarter"},
          {"late in 2023", "2023-09-01..2023-12-31 quarter"},
          {"at the beginning of 2013", "2013-01-01..2013-03-31 quarter"},
          {"the end of 2013", "2013-10-01..2013-12-31 quarter"},
          {"the first half of 2020", "2020-01-01..2020-06-30 quarter"},
          {"early June 2020", "2020-06-01..2020-06-10 week"},
          {"mid-June 2020", "2020-06-11..2020-06-20 week"},
          {"late February 2023", "2023-02-20..2023-02-28 week"},
          {"at the end of February 2024", "2024-02-23..2024-02-29 week"},
          {"late summer 2020", "2020-08-01..2020-08-31 month"},
          {"the early 1990s", "1990-01-01..1992-12-31 year"},
          {"the mid-1990s", "1993-01-01..1996-12-31 year"},
          {"the end of the 1990s", "1999-01-01..1999-12-31 year"},
          {"the late 18th century", "1768-01-01..1800-12-31 decade"},
          {"in the second half of the nineteenth century", "1851-01-01..1900-12-31 decade"},
      },
      "");
}

TEST(TimeInterval, LeavesOneEndOpen) {
  expect_all(
      {
          {"since 2019", "2019-01-01.. year"},
          {"since late 2023", "2023-09-01.. quarter"},
          {"from 2019 onwards", "2019-01-01.. year"},
          {"2012\u2013present", "2012-01-01.. year"},
          {"from May 2012 to the present", "2012-05-01.. month"},
          {"until 2024", "..2024-12-31 year"},
          {"through June 2024", "..2024-06-30 month"},
          {"by 2030", "..2030-12-31 year"},
          {"no later than 2030", "..2030-12-31 year"},
          {"by the end of 2013", "..2013-12-31 quarter"},
          {"before 2030", "..2029-12-31 year"},
          {"before the end of 2013", "..2013-12-31 quarter"},
          {"prior to March 1, 2024", "..2024-02-29 day"},
          {"after 2030", "2031-01-01.. year"},
          {"after 31 December 1999", "2000-01-01.. day"},
          {"since the Woodside Summit in November 2023", "2023-11-01.. month"},
          {"after the vote in 2019", "2019-01-01.. year"},
          {"before the attack on 5 May 2019", "..2019-05-05 day"},
          {"during the Prague summit in November 2002", "2002-11-01..2002-11-30 month"},
      },
      "");
}

TEST(TimeInterval, ReadsRanges) {
  expect_all(
      {
          {"between 2012 and 2016", "2012-01-01..2016-12-31 year"},
          {"from 2001 to 2003", "2001-01-01..2003-12-31 year"},
          {"2012\u20132016", "2012-01-01..2016-12-31 year"},
          {"2012-16", "2012-01-01..2016-12-31 year"},
          {"in 2022/23", "2022-01-01..2023-12-31 year"},
          {"over the period 2012-2016", "2012-01-01..2016-12-31 year"},
          {"in the period from 2012 to 2016", "2012-01-01..2016-12-31 year"},
          {"during the FY 2018-2021 period", "2018-01-01..2021-12-31 fiscal year"},
          {"February 2013 \u2013 January 2015", "2013-02-01..2015-01-31 month"},
          {"between June and August 2019", "2019-06-01..2019-08-31 month"},
          {"November to March 2015", "2014-11-01..2015-03-31 month"},
          {"November 10\u201311, 2014", "2014-11-10..2014-11-11 day"},
          {"10-11 November 2014", "2014-11-10..2014-11-11 day"},
          {"from 5 to 7 May 2020", "2020-05-05..2020-05-07 day"},
          {"30 December \u2013 2 January 2020", "2019-12-30..2020-01-02 day"},
          {"between late 2012 and 5 May 2014", "2012-09-01..2014-05-05 quarter"},
          {"from the 1990s to 2005", "1990-01-01..2005-12-31 decade"},
      },
      "");
}

TEST(TimeInterval, CountsFromTheDocument) {
  const std::vector<Case> cases = {
      {"today", "2025-10-26..2025-10-26 day"},
      {"yesterday", "2025-10-25..2025-10-25 day"},
      {"since yesterday", "2025-10-25.. day"},
      {"this week", "2025-10-20..2025-10-26 week"},
      {"last week", "2025-10-13..2025-10-19 week"},
      {"next week", "2025-10-27..2025-11-02 week"},
      {"this month", "2025-10-01..2025-10-31 month"},
      {"last month", "2025-09-01..2025-09-30 month"},
      {"next quarter", "2026-01-01..2026-03-31 quarter"},
      {"last year", "2024-01-01..2024-12-31 year"},
      {"since early this year", "2025-01-01.. quarter"},
      {"late last year", "2024-09-01..2024-12-31 quarter"},
      {"earlier this year", "2025-01-01..2025-10-26 year"},
      {"later this month", "2025-10-26..2025-10-31 month"},
      {"by the end of the year", "..2025-12-31 quarter"},
      {"last century", "1901-01-01..2000-12-31 century"},
      {"two years ago", "2023-01-01..2023-12-31 year"},
      {"a month ago", "2025-09-01..2025-09-30 month"},
      {"ten days ago", "2025-10-16..2025-10-16 day"},
      {"over the last two years", "2023-10-26..2025-10-26 year"},
      {"over the past year", "2024-10-26..2025-10-26 year"},
      {"in the past decade", "2015-10-26..2025-10-26 decade"},
      {"over the next three years", "2025-10-26..2028-10-26 year"},
      {"July 28", "2025-07-28..2025-07-28 day"},
      {"in July", "2025-07-01..2025-07-31 month"},
      {"November 10\u201311", "2025-11-10..2025-11-11 day"},
      {"last November", "2024-11-01..2024-11-30 month"},
      {"next March", "2026-03-01..2026-03-31 month"},
      {"last summer", "2025-06-01..2025-08-31 season"},
      {"on Monday", "2025-10-20..2025-10-20 day"},
      {"on Sunday", "2025-10-26..2025-10-26 day"},
      {"last Sunday", "2025-10-19..2025-10-19 day"},
      {"next Sunday", "2025-11-02..2025-11-02 day"},
      {"at the summit in June", "2025-06-01..2025-06-30 month"},
  };
  expect_all(cases, kWritten);
  for (const Case& one : cases) {
    EXPECT_EQ(read(one.words, ""), "none") << one.words;
    EXPECT_EQ(read(one.words, "2025-02-31"), "none") << one.words;
  }
  EXPECT_EQ(read("a month ago", "2024-03-31"), "2024-02-01..2024-02-29 month");
}

TEST(TimeInterval, DoesNotGuess) {
  for (const char* words : {"",
                            " ",
                            "now",
                            "currently",
                            "for two years",
                            "when it was founded in 2019",
                            "in recent years",
                            "a few years ago",
                            "two years before",
                            "for the first time",
                            "in the period ahead",
                            "over the next several decades",
                            "every May 2020",
                            "the 1800s",
                            "the 90s",
                            "31 February 2024",
                            "29 February 2023",
                            "February 30, 2024",
                            "2025-13-01",
                            "0 May 2020",
                            "32 May 2020",
                            "the fifth quarter of 2020",
                            "between 2012",
                            "2016-2012",
                            "2012-05",
                            "99999",
                            "0999",
                            "5 2020",
                            "since",
                            "in the",
                            "-",
                            "from - to -",
                            "early",
                            "the end of",
                            "999 centuries ago",
                            "99 centuries ago",
                            "in 10 weeks",
                            "on this day",
                            "first 2014",
                            "summer 2021-22",
                            "winter 2021-23",
                            "from 5 to May 2020",
                            "yesterday today",
                            "last next year",
                            "once it was agreed in the TOR in 2019"}) {
    EXPECT_EQ(read(words, kWritten), "none") << words;
  }
}

TEST(TimeInterval, EveryNotationOfADayGivesTheDay) {
  constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  std::mt19937 random(20251026);
  for (int round = 0; round < 4000; ++round) {
    const std::chrono::sys_days point{
        std::chrono::days(static_cast<int>(random() % 500000) - 350000)};
    const std::chrono::year_month_day date(point);
    const int year = static_cast<int>(date.year());
    if (year < 1000 || year > 2199) {
      continue;
    }
    const unsigned month = static_cast<unsigned>(date.month());
    const unsigned day = static_cast<unsigned>(date.day());
    const std::string name = kMonths[month - 1],
                      iso = fmt::format("{}-{:02}-{:02}", year, month, day);
    for (const std::string& words :
         {iso, fmt::format("{} {}, {}", name, day, year), fmt::format("{} {} {}", day, name, year),
          fmt::format("on the {}th of {} {}", day, name, year),
          fmt::format("{}. {:02}, {}", name.substr(0, 3), day, year)}) {
      ASSERT_EQ(read(words, ""), iso + ".." + iso + " day") << words;
    }
    ASSERT_EQ(read(fmt::format("{} {}", name, day), iso), iso + ".." + iso + " day");
    ASSERT_EQ(read("today", iso), iso + ".." + iso + " day");
  }
}

TEST(TimeInterval, AnyWordsAndBytesAreInOrderOrNothing) {
  const std::vector<std::string> parts = {
      "since",  "from",    "to",     "between",  "and",       "-",     "\u2013",
      "the",    "end",     "of",     "early",    "mid",       "late",  "past",
      "last",   "next",    "this",   "two",      "99",        "5",     "31",
      "12",     "2020",    "1990s",  "1999",     "2199",      "May",   "February",
      "years",  "year",    "decade", "century",  "centuries", "day",   "week",
      "ago",    "first",   "half",   "quarter",  "18th",      "99th",  "00th",
      "winter", "Monday",  "today",  "fiscal",   "before",    "after", "in",
      "on",     "earlier", "\xff",   "\xe2\x80", "\xc2",      "?",     std::string(1, '\0')};
  std::mt19937 random(42);
  std::size_t read = 0;
  for (int round = 0; round < 200000; ++round) {
    std::string words;
    for (std::size_t n = random() % 7; n > 0; --n) {
      words += parts[random() % parts.size()] + (random() % 8 == 0 ? "" : " ");
    }
    if (round % 4 == 0 && !words.empty()) {
      words[random() % words.size()] = static_cast<char>(random() % 256);
    }
    const char* written[] = {"", "2024-02-29", "1000-01-01", "9999-12-31", "nonsense"};
    if (const auto found = time_interval(words, written[random() % 5])) {
      ++read;
      EXPECT_FALSE(found->begin.empty() && found->end.empty()) << words;
      EXPECT_TRUE(found->begin.empty() || found->begin.size() == 10) << words;
      EXPECT_TRUE(found->end.empty() || found->end.size() == 10) << words;
      EXPECT_TRUE(found->begin.empty() || found->end.empty() || found->begin <= found->end)
          << words;
    }
  }
  EXPECT_GT(read, 3000U);
}

}  // namespace
}  // namespace rapport::pack
