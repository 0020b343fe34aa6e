// Opening: what is not a store, what is held, what is of another version or pack; and readers
// beside a writer.

#include <algorithm>
#include <atomic>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "graph/codec.h"
#include "graph/holder.h"
#include "graph/rocks.h"
#include "tests/graph/child.h"
#include "tests/graph/steps.h"

namespace rapport::graph::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Error open_error(const std::filesystem::path& path, const StoreOptions& options) {
  const auto store = Store::open(path, options);
  EXPECT_FALSE(store);
  return store ? Error{} : store.error();
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

void put_meta(const std::filesystem::path& path, const std::string& key, const std::string& value) {
  auto rocks = Rocks::open(path, Rocks::Mode::kWrite);
  ASSERT_TRUE(rocks) << to_string(rocks.error());
  ASSERT_TRUE(rocks.value().write({{Family::kMeta, key, value}}, true));
}

TEST(StoreOpen, WhatIsWrittenIsThereAfterOpeningAgain) {
  const Folder folder;
  std::string lines, picture;
  {
    const auto store = open_or_die(folder / "db", writing());
    for (unsigned step = 0; step < 20; ++step) {
      ASSERT_TRUE(take_step(*store, step));
    }
    lines = exported(*store);
    picture = drawn(*store);
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "db" / kHolderFile));
  const auto store = open_or_die(folder / "db", writing());
  EXPECT_EQ(exported(*store), lines);
  EXPECT_EQ(drawn(*store), picture);
  EXPECT_EQ(store->pack_name(), "test");
  const auto reader = open_or_die(folder / "db", reading());
  EXPECT_EQ(drawn(*reader), picture);
}

TEST(StoreOpen, PlainStoresSurviveToo) {
  const Folder folder;
  StoreOptions plain;
  plain.create_if_missing = true;
  plain.kind = StoreKind::kPlain;
  VertexId first;
  {
    const auto store = open_or_die(folder / "db", plain);
    first = store->add_vertex({{"A"}, {{"name", "x"}}}).value();
    ASSERT_TRUE(store->add_edge({first, first, "SELF", {}}));
    ASSERT_TRUE(store->flush());
  }
  const auto store = open_or_die(folder / "db", {});
  EXPECT_EQ(store->kind(), StoreKind::kPlain);
  EXPECT_LT(first, store->add_vertex({{"B"}, {}}).value());
  EXPECT_EQ(store->snapshot().value()->vertex_count(), 2U);
  EXPECT_TRUE(store->verify().value().faults.empty());
}

TEST(StoreOpen, MissingStores) {
  const Folder folder;
  StoreOptions options = writing();
  options.create_if_missing = false;
  EXPECT_EQ(open_error(folder / "db", options).code, Code::kNotFound);
  EXPECT_EQ(open_error(folder / "db", reading()).code, Code::kNotFound);
  std::filesystem::create_directory(folder / "empty");
  EXPECT_EQ(open_error(folder / "empty", reading()).code, Code::kNotFound);
  EXPECT_TRUE(Store::open(folder / "empty", writing()));
  options = writing();
  options.pack = nullptr;
  EXPECT_EQ(open_error(folder / "new", options).code, Code::kBadInput);
  EXPECT_FALSE(std::filesystem::exists(folder / "new"));
}

TEST(StoreOpen, OtherFilesAreLeftAlone) {
  const Folder folder;
  write_file(folder / "file", "text");
  EXPECT_EQ(open_error(folder / "file", writing()).code, Code::kUnsupported);
  std::filesystem::create_directory(folder / "photos");
  write_file(folder / "photos" / "a.jpg", "x");
  const Error error = open_error(folder / "photos", writing());
  EXPECT_EQ(error.code, Code::kUnsupported);
  EXPECT_THAT(to_string(error), HasSubstr("photos"));
  EXPECT_EQ(open_error(folder / "photos", reading()).code, Code::kUnsupported);
  EXPECT_FALSE(std::filesystem::exists(folder / "photos" / "CURRENT"));
  EXPECT_EQ(open_error(folder / "file" / "below", writing()).code, Code::kIo);
}

TEST(StoreOpen, DamagedFilesAreErrors) {
  const Folder folder;
  std::filesystem::create_directory(folder / "db");
  write_file(folder / "db" / "CURRENT", "MANIFEST-000005\n");
  EXPECT_FALSE(Store::open(folder / "db", writing()));
  EXPECT_FALSE(Store::open(folder / "db", reading()));
  write_file(folder / "db" / "CURRENT", "garbage");
  EXPECT_FALSE(Store::open(folder / "db", writing()));
  write_file(folder / "db" / "CURRENT", "MANIFEST-000005\n");
  write_file(folder / "db" / "MANIFEST-000005", std::string(1000, 'x'));
  EXPECT_FALSE(Store::open(folder / "db", writing()));
}

TEST(StoreOpen, AnotherFormatVersionIsRefused) {
  const Folder folder;
  open_or_die(folder / "db", writing());
  put_meta(folder / "db", "format", encode_number(kFormatVersion + 1));
  for (const StoreOptions& options : {writing(), reading()}) {
    const Error error = open_error(folder / "db", options);
    EXPECT_EQ(error.code, Code::kUnsupported);
    EXPECT_THAT(to_string(error), AllOf(HasSubstr("format version 4"), HasSubstr("import again")));
  }
}

TEST(StoreOpen, DamagedMetaIsTold) {
  const Folder folder;
  open_or_die(folder / "db", writing());
  put_meta(folder / "db", "schema", "\x09");
  EXPECT_EQ(open_error(folder / "db", reading()).code, Code::kCorrupt);
  put_meta(folder / "db", "format", "");
  EXPECT_EQ(open_error(folder / "db", reading()).code, Code::kCorrupt);
}

TEST(StoreOpen, AnotherPackMayReadButNotWrite) {
  const Folder folder;
  open_or_die(folder / "db", writing());
  StoreOptions options = writing();
  options.pack = other_pack();
  const Error error = open_error(folder / "db", options);
  EXPECT_EQ(error.code, Code::kBadInput);
  EXPECT_THAT(to_string(error), AllOf(HasSubstr("\"test\""), HasSubstr("\"other\""),
                                      HasSubstr("import again into a new store")));
  options.read_only = true;
  EXPECT_TRUE(Store::open(folder / "db", options));
}

TEST(StoreOpen, AReaderCannotWriteAndCreatesNothing) {
  const Folder folder;
  open_or_die(folder / "db", writing());
  StoreOptions options = reading();
  options.pack = test_pack();
  const auto store = open_or_die(folder / "db", options);
  EXPECT_FALSE(store->commit(Report("a.txt").extraction()));
  EXPECT_FALSE(std::filesystem::exists(folder / "db" / kHolderFile));
}

TEST(StoreLock, TheMessageNamesTheHolder) {
  const Folder folder;
  Child child({"hold", (folder / "db").string()});
  ASSERT_EQ(child.line(), "open");
  const Error error = open_error(folder / "db", writing());
  EXPECT_EQ(error.code, Code::kConflict);
  EXPECT_THAT(error.message, AllOf(HasSubstr("process " + std::to_string(child.pid()) + " on "),
                                   HasSubstr("since 2"), HasSubstr("hold")));
  EXPECT_TRUE(Store::open(folder / "db", reading()));
  child.kill_now();
  EXPECT_TRUE(std::filesystem::exists(folder / "db" / kHolderFile));
  EXPECT_TRUE(Store::open(folder / "db", writing())) << "a stale file does no harm";
}

TEST(StoreLock, OneProcessDoesNotOpenTwiceForWriting) {
  const Folder folder;
  const auto store = open_or_die(folder / "db", writing());
  const Error error = open_error(folder / "db", writing());
  EXPECT_EQ(error.code, Code::kConflict);
  EXPECT_THAT(error.message, HasSubstr("process " + std::to_string(getpid())));
  EXPECT_TRUE(std::filesystem::exists(folder / "db" / kHolderFile));
}

TEST(StoreLock, AFileThatTellsNothingIsNoObstacle) {
  const Folder folder;
  for (const char* text : {"", "{", "[]", "{\"pid\": \"x\"}"}) {
    std::filesystem::create_directories(folder / "x");
    write_file(folder / "x" / kHolderFile, text);
    EXPECT_EQ(describe_holder(folder / "x"), "another process");
  }
}

TEST(StoreOpen, WithoutTheRightToReadOrWrite) {
  const Folder folder;
  chmod((folder / ".").c_str(), 0755);
  open_or_die(folder / "db", writing());
  chmod((folder / "db").c_str(), 0);
  const auto told = [](const std::string& path) {
    Child child({"open-as-nobody", path});
    return child.line().value_or("nothing");
  };
  const std::string code = std::to_string(static_cast<int>(Code::kIo)) + " ";
  EXPECT_THAT(told((folder / "db").string()), AllOf(StartsWith(code), HasSubstr("right to read")));
  chmod((folder / "db").c_str(), 0555);
  if (geteuid() == 0) {
    EXPECT_THAT(told((folder / "db").string()),
                AllOf(StartsWith(code), HasSubstr("give yourself")));
    EXPECT_THAT(told((folder / "new").string()),
                AllOf(StartsWith(code), HasSubstr("may write to")));
  }
  chmod((folder / "db").c_str(), 0755);
}

// The latest step of which there is a claim.
unsigned latest_version(const Store& store) {
  const std::string lines = exported(store);
  unsigned latest = 0;
  const std::string mark = "\"version ";
  for (std::size_t at = lines.find(mark); at != std::string::npos; at = lines.find(mark, at + 1)) {
    latest =
        std::max(latest, static_cast<unsigned>(std::stoul(lines.substr(at + mark.size(), 10))));
  }
  return latest;
}

TEST(StoreReaders, SeeAWholeStoreBesideAWriter) {
  const Folder folder;
  const std::string directory = (folder / "db").string();
  Child child({"steps", directory, "0"});
  for (int round = 0; round < 20; ++round) {
    unsigned acknowledged = 0;
    for (int n = 0; n < 10; ++n) {
      acknowledged = static_cast<unsigned>(std::stoul(child.line().value_or("0")));
    }
    const auto store = Store::open(directory, reading());
    ASSERT_TRUE(store) << to_string(store.error());
    const auto verified = store.value()->verify();
    ASSERT_TRUE(verified) << to_string(verified.error());
    EXPECT_TRUE(verified.value().faults.empty());
    EXPECT_GE(latest_version(*store.value()) + 1, acknowledged);  // a step may be a removal
  }
}

TEST(StoreReaders, ThreadsReadWhileOneWrites) {
  const auto store = scratch_or_die();
  std::atomic<bool> done = false;
  std::vector<std::thread> readers;
  for (int n = 0; n < 3; ++n) {
    readers.emplace_back([&] {
      while (!done) {
        const auto graph = store->snapshot();
        ASSERT_TRUE(graph);
        for (std::uint32_t e = 0; e < graph.value()->edge_count(); ++e) {
          const auto evidence = graph.value()->evidence(EdgeIndex{e});
          ASSERT_TRUE(evidence);
          ASSERT_FALSE(evidence.value().empty());
        }
        ASSERT_TRUE(store->documents());
        (void)graph.value()->find_name("nato");
      }
    });
  }
  for (unsigned step = 0; step < 100; ++step) {
    EXPECT_TRUE(take_step(*store, step));
  }
  done = true;
  for (std::thread& reader : readers) {
    reader.join();
  }
}

}  // namespace
}  // namespace rapport::graph::test
