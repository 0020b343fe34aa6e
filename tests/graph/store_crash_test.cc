// Processes that die in the middle of a commit, and disks that are full.

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include "tests/graph/child.h"
#include "tests/graph/steps.h"

namespace rapport::graph::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr int kKills = 50;

void expect_verified(const Store& store) {
  const auto verified = store.verify();
  ASSERT_TRUE(verified) << to_string(verified.error());
  for (const rapport::graph::Fault& fault : verified.value().faults) {
    ADD_FAILURE() << fault.document << ": " << fault.what;
  }
}

// Kills a writer again and again, at random moments from its start on. Each time the store must be
// that of the acknowledged steps, or of one more.
TEST(StoreCrash, KillsLoseNothingAndLeaveNoHalfDocument) {
  const Folder folder;
  const std::string directory = (folder / "db").string();
  const auto twin = scratch_or_die();
  std::mt19937 random(20);
  unsigned next = 0;  // the first step that `twin` has not taken
  for (int round = 0; round < kKills; ++round) {
    SCOPED_TRACE("kill " + std::to_string(round) + ", step " + std::to_string(next));
    const unsigned first = next;
    {
      Child child({"steps", directory, std::to_string(first)});
      for (auto wait = random() % 12; wait > 0; --wait) {
        const auto line = child.line();
        ASSERT_TRUE(line);
        ASSERT_EQ(*line, std::to_string(next));
        ASSERT_TRUE(take_step(*twin, next++));
      }
      usleep(static_cast<useconds_t>(random() % 20000));
      kill(child.pid(), SIGKILL);
      for (const std::string& line : child.lines()) {  // acknowledged before it died
        ASSERT_EQ(line, std::to_string(next));
        ASSERT_TRUE(take_step(*twin, next++));
      }
    }
    const auto store = open_or_die(directory, writing());
    expect_verified(*store);
    if (exported(*store) != exported(*twin)) {  // done, but not yet told
      ASSERT_TRUE(take_step(*twin, next++));
    }
    ASSERT_TRUE(exported(*store) == exported(*twin));
    ASSERT_TRUE(drawn(*store) == drawn(*twin));
  }
  EXPECT_GT(next, 50U);
}

void expect_full_disk(const std::string& directory, std::vector<std::string> lines) {
  ASSERT_GT(lines.size(), 1U);
  const std::string told = lines.back();
  lines.pop_back();
  EXPECT_THAT(told, StartsWith(std::to_string(static_cast<int>(Code::kIo)) + " "));
  EXPECT_THAT(told, HasSubstr("the disk is full: make room"));
  const auto store = Store::open(directory, reading());
  ASSERT_TRUE(store) << to_string(store.error());
  expect_verified(*store.value());
  for (const std::string& name : lines) {
    EXPECT_TRUE(store.value()->find_document(name)) << name;
  }
  EXPECT_LE(store.value()->documents().value().size(), lines.size() + 1);
}

TEST(StoreCrash, AFileThatMayNotGrowIsAFullDisk) {
  const Folder folder;
  const std::string directory = (folder / "db").string();
  {
    Child child({"fill", directory, "3000000"});
    expect_full_disk(directory, child.lines());
  }
  const auto store = open_or_die(directory, writing());  // with room again
  ASSERT_TRUE(take_step(*store, 0));
  expect_verified(*store);
}

TEST(StoreCrash, AFullFileSystemLosesNothing) {
  const Folder folder;
  const std::string disk = (folder / "disk").string();
  std::filesystem::create_directory(disk);
  if (mount("none", disk.c_str(), "tmpfs", 0, "size=8m") != 0) {
    GTEST_SKIP() << "a small tmpfs cannot be mounted here (needs CAP_SYS_ADMIN)";
  }
  {
    Child child({"fill", disk + "/db"});
    expect_full_disk(disk + "/db", child.lines());
  }
  umount2(disk.c_str(), MNT_DETACH);
}

}  // namespace
}  // namespace rapport::graph::test
