// The damage of five real reports, mended; skipped where the reports are not at hand.

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "rapport/extract/document.h"
#include "rapport/extract/words.h"

namespace rapport::extract {
namespace {

namespace fs = std::filesystem;

class RepairSeeds : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* const shared = std::getenv("RAPPORT_SHARED");
    folder_ = (shared != nullptr ? fs::path(shared) : fs::path(RAPPORT_SOURCE_DIR) / "../shared") /
              "seeds";
    if (!fs::is_directory(folder_)) {
      GTEST_SKIP() << folder_ << " is missing";
    }
  }

  RepairedText repaired(std::string_view prefix) {
    for (const auto& entry : fs::directory_iterator(folder_)) {
      if (entry.path().filename().string().starts_with(prefix)) {
        auto document = read_file(entry.path());
        const auto words = WordList::load(RAPPORT_SOURCE_DIR "/models/english.words");
        EXPECT_TRUE(document && words);
        original_ = document->original;
        return repair(document->text, words->get());
      }
    }
    ADD_FAILURE() << prefix << " is missing";
    return {};
  }

  static void expect_in(const RepairedText& text, std::string_view words) {
    EXPECT_NE(text.text.text().find(words), std::string::npos) << words;
  }
  static std::size_t count(const RepairedText& text, std::string_view kind) {
    std::size_t found = 0;
    for (const Repair& repair : text.repairs) {
      found += repair.kind == kind ? 1 : 0;
    }
    return found;
  }

  fs::path folder_;
  std::string original_;
};

TEST_F(RepairSeeds, StopsOfTheFirst) {
  const RepairedText text = repaired("000");
  EXPECT_EQ(count(text, "moved-stop"), 5U);
  expect_in(text,
            "and the global community, and international cooperation is key in this process.\n");
  expect_in(text,
            "necessary for the international community to have an effective role in "
            "supporting Iraq at all levels.\n");
  expect_in(text,
            "in Iraq, including the Iraqi government, civil society institutions, and "
            "non-governmental organizations. Other mechanisms for");
  expect_in(text, "for Iraq in the areas of security, economy and development.\n");
  expect_in(text, "and build a better future for the country.\n");
}

TEST_F(RepairSeeds, ColumnsAndLettersOfTheSecond) {
  const RepairedText text = repaired("001");
  EXPECT_TRUE(text.text.text().starts_with(" Abstract\n"));
  const std::string sentence =
      "which requires concerted efforts and international mechanisms in addition to internal "
      "mechanisms in order to make this process successful and promote sustainable peace.";
  expect_in(text, sentence);
  expect_in(text, "the post-armed conflict phase");
  expect_in(text, "complex and long-term processes");
  expect_in(text, "ensure a lasting peace on solid and fragile foundations");
  expect_in(text, "organization responsible for");
  expect_in(text, "international non-governmental organizations");
  expect_in(text, "translate the reality of the work");
  const auto begin = static_cast<std::uint32_t>(text.text.text().find(sentence));
  const Spans spans =
      text.text.original({begin, begin + static_cast<std::uint32_t>(sentence.size())});
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_LT(spans[1].begin, spans[0].begin);
  EXPECT_TRUE(spans[0].in(original_).ends_with("in addition to"));
  EXPECT_TRUE(spans[1].in(original_).starts_with("internal mechanisms"));
}

TEST_F(RepairSeeds, ParagraphsOfTheThirdStayApart) {
  const RepairedText text = repaired("002");
  EXPECT_EQ(text.text.text(), original_);
}

TEST_F(RepairSeeds, TypingErrorsAndGlueOfTheFourth) {
  const RepairedText text = repaired("003");
  EXPECT_EQ(count(text, "spelling"), 3U);
  EXPECT_EQ(count(text, "glued-sentences"), 4U);
  EXPECT_EQ(text.repairs.size(), 7U);
  expect_in(text, "underscored the meaning");
  expect_in(text, "ongoing efforts to enhance security and stability");
  expect_in(text, "in the region. key areas");
  expect_in(text, "Key Takeaways\nthe recent remarks");
}

TEST_F(RepairSeeds, BrokenItemsOfTheFifth) {
  const RepairedText text = repaired("004");
  expect_in(text,
            "like Iran, Saudi Arabia, or Gulf Cooperation Council members who share stakes in "
            "stabilizing vital corridors linking Asia, Europe, and Africa.\n");
  expect_in(text, "simultaneously, they create ripple effects");
  expect_in(text, "intertwining economies, cultures, and security agendas creates");
  expect_in(text, "Regional Geopolitics and Stability\n");
  expect_in(text, "civilian realities\u2014an approach");
}

}  // namespace
}  // namespace rapport::extract
