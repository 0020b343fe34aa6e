// The word list: its file read back, damage told, the shipped one sensible.

#include "rapport/extract/words.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "extract/repair/words_file.h"

namespace rapport::extract {
namespace {

const std::vector<CountedWord> kWords = {
    {"iraq", 2500, true},
    {"long", 20000, false},
    {"long-term", 2600, false},
    {"long-termism", 3, false},
    {"pneumonoultramicroscopicsilicovolcanoconiosis", 5, false},
    {"t\u00FCrkiye", 4000000000U, true}};

TEST(WordsFile, ReadsWhatWasWritten) {
  std::vector<CountedWord> read;
  const auto result = read_words(write_words(kWords), [&](auto word, auto count, bool name) {
    read.push_back({std::string(word), count, name});
  });
  ASSERT_TRUE(result);
  ASSERT_EQ(read.size(), kWords.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(read[i].word, kWords[i].word);
    EXPECT_EQ(read[i].count, rounded_count(kWords[i].count));
    EXPECT_EQ(read[i].name, kWords[i].name);
  }
}

TEST(WordsFile, CountsAreRoundedDownByLessThanAFifth) {
  for (std::uint64_t count = 0; count < 4'000'000'000; count = count * 9 / 8 + 1) {
    const auto exact = static_cast<std::uint32_t>(count);
    EXPECT_LE(rounded_count(exact), exact);
    EXPECT_GT(std::uint64_t{rounded_count(exact)} * 5 + 4, std::uint64_t{exact} * 4);
  }
}

TEST(WordsFile, EachDamageIsTold) {
  const std::string good = write_words(kWords);
  const auto ignore = [](std::string_view, std::uint32_t, bool) {};
  for (std::size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(read_words(good.substr(0, size), ignore)) << "cut to " << size;
  }
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 0x10);
    const auto result = read_words(bad, ignore);
    ASSERT_FALSE(result) << "byte " << i;
    EXPECT_EQ(result.error().code, i >= 4 && i < 8 ? Code::kUnsupported : Code::kCorrupt) << i;
  }
}

TEST(WordList, SaysWhatIsWrongWithAFile) {
  EXPECT_EQ(WordList::load("/nowhere/english.words").error().code, Code::kNotFound);
  const auto file =
      std::filesystem::temp_directory_path() / ("rapport-words-" + std::to_string(getpid()));
  std::ofstream(file) << "no list";
  const auto words = WordList::load(file);
  ASSERT_FALSE(words);
  EXPECT_EQ(words.error().code, Code::kCorrupt);
  EXPECT_EQ(words.error().where, file.string());
  std::filesystem::remove(file);
}

TEST(WordList, TheShippedOneKnowsEnglish) {
  const auto words = WordList::load(RAPPORT_SOURCE_DIR "/models/english.words");
  ASSERT_TRUE(words) << to_string(words.error());
  EXPECT_GT((*words)->count("the"), 1'000'000U);
  EXPECT_GT((*words)->count("reality"), 500U);
  EXPECT_EQ((*words)->count("reaiity"), 0U);
  EXPECT_GT((*words)->count("long-term"), 500U);
  EXPECT_TRUE((*words)->is_name("iraq"));
  EXPECT_FALSE((*words)->is_name("reality"));
  EXPECT_FALSE((*words)->is_name("reaiity"));
  EXPECT_LT(std::filesystem::file_size(RAPPORT_SOURCE_DIR "/models/english.words"), 1'200'000U);
}

}  // namespace
}  // namespace rapport::extract
