// The progress line and numbers for a person.

#include "app/progress.h"

#include <gmock/gmock.h>

#include "app/number.h"

namespace rapport::app {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

TEST(Progress, TellsDocumentsSpeedTimeLeftAndErrors) {
  const std::string line =
      progress_line({.done = 10, .total = 40, .failed = 2, .words = 50'000}, 20s, 200);
  EXPECT_THAT(line, HasSubstr("10 of 40 documents"));
  EXPECT_THAT(line, HasSubstr("2,500 words/s"));
  EXPECT_THAT(line, HasSubstr("1:00 left"));
  EXPECT_THAT(line, HasSubstr("2 failed"));
}

TEST(Progress, SaysNothingOfWhatIsNotKnownYet) {
  const std::string line = progress_line({.done = 0, .total = 40}, 0s, 200);
  EXPECT_THAT(line, Not(HasSubstr("left")));
  EXPECT_THAT(line, Not(HasSubstr("failed")));
  EXPECT_THAT(progress_line({}, 5s, 200), HasSubstr("0 of 0"));
}

TEST(Progress, FitsTheTerminal) {
  EXPECT_EQ(progress_line({.done = 10, .total = 40}, 20s, 30).size(), 30U);
}

TEST(Number, ThousandsAreGrouped) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(counted(1, "step"), "1 step");
  EXPECT_EQ(counted(2, "step"), "2 steps");
}

}  // namespace
}  // namespace rapport::app
