// Which documents an import reads, in which order, and under which names.

#include "app/import_plan.h"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>

namespace rapport::app {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ImportPlanTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = (fs::temp_directory_path() / "rapport-plan-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    folder_ = folder;
    const auto pack = pack::Pack::load(fs::path(RAPPORT_SOURCE_DIR) / "packs/cooperation.json");
    ASSERT_TRUE(pack) << to_string(pack.error());
    pack_ = *pack;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text = "text") {
    const fs::path file = folder_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
    return file.string();
  }
  ImportPlan plan(const std::vector<std::string>& paths) { return plan_import(paths, "", *pack_); }
  static std::vector<std::string> names(const ImportPlan& plan) {
    std::vector<std::string> list;
    for (const PlannedDocument& document : plan.documents) {
      list.push_back(document.name);
    }
    return list;
  }

  fs::path folder_;
  std::shared_ptr<const pack::Pack> pack_;
};

TEST_F(ImportPlanTest, FoldersAreReadSortedAndRecursively) {
  write("in/b.txt");
  write("in/a/z.MD");
  write("in/a/y.markdown");
  write("in/photo.jpg");
  write("in/.hidden/x.txt");
  const ImportPlan p = plan({(folder_ / "in").string()});
  EXPECT_THAT(names(p), ElementsAre("a/y.markdown", "a/z.MD", "b.txt"));
  EXPECT_THAT(p.failures, IsEmpty());
  EXPECT_EQ(p.other_files, 1U);
}

TEST_F(ImportPlanTest, AFileGivenTwiceIsReadOnce) {
  const std::string file = write("in/a.txt");
  EXPECT_THAT(names(plan({file, (folder_ / "in").string(), file})), ElementsAre("a.txt"));
}

TEST_F(ImportPlanTest, SameNamesBecomePathsFromTheCommonFolder) {
  const std::string a = write("one/deep/x.txt"), b = write("two/x.txt"), c = write("two/y.txt");
  EXPECT_THAT(names(plan({a, b, c})), ElementsAre("one/deep/x.txt", "two/x.txt", "y.txt"));
}

TEST_F(ImportPlanTest, WhatGivesNoDocumentIsAFailureThatNamesIt) {
  fs::create_directories(folder_ / "empty");
  const ImportPlan p = plan({(folder_ / "empty").string(), (folder_ / "gone.txt").string()});
  EXPECT_THAT(p.documents, IsEmpty());
  ASSERT_THAT(p.failures, SizeIs(2));
  EXPECT_THAT(p.failures[0].where, HasSubstr("empty"));
  EXPECT_EQ(p.failures[1].code, Code::kNotFound);
}

TEST_F(ImportPlanTest, LinesOfClaimsAreGroupedByDocument) {
  const std::string sha(64, 'a');
  const auto line = [&](const std::string& doc) {
    return R"({"doc": ")" + doc + R"(", "path": ")" + doc + R"(", "sha256": ")" + sha +
           R"(", "subject": {"name": "NATO", "type": "Organization"}, "relation": "SUPPORTS",)" +
           R"( "object": {"name": "Iraq", "type": "Country"}, "evidence": [[0, 4]], "quote": "q"})" +
           "\n";
  };
  const ImportPlan p = plan({write("claims.jsonl", line("a.txt") + line("b.txt") + line("a.txt"))});
  EXPECT_THAT(names(p), ElementsAre("a.txt", "b.txt"));
  EXPECT_THAT(p.documents[0].ready->claims, SizeIs(2));
  EXPECT_EQ(p.documents[0].path, folder_ / "a.txt");  // beside the lines
}

}  // namespace
}  // namespace rapport::app
