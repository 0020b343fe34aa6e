// Writes that fail are noticed; a reader that goes away is no failure.

#include "app/output.h"

#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include "app/interrupt.h"

namespace rapport::app {
namespace {

TEST(Output, AFullDiskIsAnError) {
  const int full = ::open("/dev/full", O_WRONLY);
  ASSERT_GE(full, 0);
  Output out(full, "results");
  out.write("text");
  const auto finished = out.finish();
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().where, "results");
  EXPECT_EQ(finished.error().code, Code::kIo);
  ::close(full);
}

TEST(Output, AReaderThatGoesAwayIsNone) {
  ignore_broken_pipes();
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  ::close(ends[0]);
  Output out(ends[1], "results");
  out.write(std::string(1 << 20, 'x'));
  EXPECT_TRUE(out.closed());
  EXPECT_TRUE(out.finish());
  ::close(ends[1]);
}

TEST(Output, AFileIsWrittenWholeOrNotAtAll) {
  const auto folder = std::filesystem::temp_directory_path();
  const std::string file = (folder / ("rapport-output-" + std::to_string(::getpid()))).string();
  ASSERT_TRUE(write_file(file, "first"));
  ASSERT_TRUE(write_file(file, "second"));
  std::ifstream stream(file);
  std::string text;
  stream >> text;
  EXPECT_EQ(text, "second");
  EXPECT_FALSE(std::filesystem::exists(file + ".part"));
  EXPECT_FALSE(write_file(file + "/below", "x"));
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace rapport::app
