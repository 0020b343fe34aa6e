// Reading: charsets with their offsets, what is refused and how, front matter, title and date.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "rapport/extract/document.h"

namespace rapport::extract {
namespace {

namespace fs = std::filesystem;

Result<Document> read(std::string_view bytes, std::string name = "report.txt") {
  return read_bytes(std::string(bytes), "/reports/" + name, name);
}

// The original bytes behind the first place of `words` in the text.
Spans original_of(const Document& document, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(document.text.text().find(words));
  return document.text.original({begin, begin + static_cast<std::uint32_t>(words.size())});
}

std::string utf16(std::u16string_view text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

TEST(ReadCharset, Utf8IsReadAsItIs) {
  const auto document = read("T\u00FCrkiye and Iraq signed a treaty.");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->info.charset, "UTF-8");
  EXPECT_EQ(original_of(*document, "Iraq"), (Spans{{13, 17}}));
  EXPECT_EQ(document->original, document->text.text());
}

TEST(ReadCharset, ByteOrderMarksAreLeftOut) {
  const auto utf8 = read("\xEF\xBB\xBFIraq");
  ASSERT_TRUE(utf8);
  EXPECT_EQ(utf8->text.text(), "Iraq");
  EXPECT_EQ(original_of(*utf8, "Iraq"), (Spans{{3, 7}}));
  for (const bool little : {true, false}) {
    const auto document = read(utf16(u"\uFEFFT\u00FCrkiye \U0001F6E0 Iraq", little));
    ASSERT_TRUE(document);
    EXPECT_EQ(document->info.charset, little ? "UTF-16LE" : "UTF-16BE");
    EXPECT_EQ(document->text.text(), "T\u00FCrkiye \U0001F6E0 Iraq");
    EXPECT_EQ(original_of(*document, "Iraq"), (Spans{{24, 32}}));
    EXPECT_EQ(original_of(*document, "\u00FC"), (Spans{{4, 6}}));
    EXPECT_EQ(original_of(*document, "ra"), (Spans{{26, 30}}));
  }
}

TEST(ReadCharset, Utf16WithoutMarkIsTold) {
  const auto document = read(utf16(u"NATO supports Iraq in many ways.", true));
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text.text(), "NATO supports Iraq in many ways.");
  EXPECT_FALSE(document->warnings.empty());
}

TEST(ReadCharset, Windows1252IsGuessedAndSaid) {
  const auto document = read(
      "The minister said that the r\xE9gime of S\xE3o Tom\xE9 has agreed to the plan \x97 and "
      "that Iraq\x92s army will be trained by the partners of the alliance.");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->info.charset, "windows-1252");
  EXPECT_NE(document->text.text().find("Iraq\u2019s army"), std::string::npos);
  EXPECT_NE(document->text.text().find("S\u00E3o Tom\u00E9"), std::string::npos);
  const Spans spans = original_of(*document, "Iraq\u2019s");
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0].in(document->original), "Iraq\x92s");
  ASSERT_FALSE(document->warnings.empty());
  EXPECT_NE(document->warnings[0].find("windows-1252"), std::string::npos);
}

TEST(ReadCharset, BrokenUtf8IsReplacedAndNamed) {
  const auto document = read("T\u00FCrkiye, S\u00E3o Tom\u00E9 and \xE2\x80 Iraq");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->info.charset, "UTF-8");
  EXPECT_EQ(document->text.text(), "T\u00FCrkiye, S\u00E3o Tom\u00E9 and \uFFFD Iraq");
  ASSERT_FALSE(document->warnings.empty());
  EXPECT_NE(document->warnings[0].find("byte 25"), std::string::npos) << document->warnings[0];
  EXPECT_EQ(original_of(*document, "\uFFFD"), (Spans{{25, 27}}));
}

TEST(ReadLineEnds, BecomeLineFeeds) {
  const auto document = read("one\r\ntwo\rthree\nfour");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->text.text(), "one\ntwo\nthree\nfour");
  EXPECT_EQ(original_of(*document, "one\ntwo"), (Spans{{0, 8}}));
  EXPECT_EQ(original_of(*document, "four"), (Spans{{15, 19}}));
}

TEST(ReadRefuses, WhatIsNoText) {
  struct Refusal {
    std::string_view bytes, said;
  };
  const std::vector<Refusal> refusals = {
      {"%PDF-1.7\n...", "a PDF"},
      {std::string_view("PK\x03\x04\0\0word/document.xml", 23), "DOCX"},
      {"PK\x03\x04 other", "ZIP"},
      {"\x89PNG\r\n\x1A\n", "PNG"},
      {"\xFF\xD8\xFF\xE0", "JPEG"},
      {"  <!DOCTYPE html><html>", "HTML"},
      {std::string_view("text\0text", 9), "NUL at byte 4"},
      {"\x01\x02\x03\x04\x05\x06", "control characters"},
      {"", "is empty"},
      {" \n\t\r\n", "nothing but blanks"},
      {"\xEF\xBB\xBF", "nothing but blanks"},
      {"---\ntitle: Only this\n---\n\n", "nothing but blanks"}};
  for (const Refusal& refusal : refusals) {
    const auto document = read(refusal.bytes);
    ASSERT_FALSE(document) << refusal.said;
    EXPECT_EQ(document.error().code, Code::kBadInput) << refusal.said;
    EXPECT_NE(document.error().message.find(refusal.said), std::string::npos)
        << to_string(document.error());
    EXPECT_EQ(document.error().where, "/reports/report.txt");
  }
}

TEST(ReadFrontMatter, BecomesMetadata) {
  const auto document = read(
      "---\nTitle: \"A Report\"\ndate: 2025-02-05T10:00\nauthor: [Ann, 'Bo']\ntags:\n  - peace\n"
      "  - aid\nlanguage: en\n---\n\n# Heading\n\nNATO supports Iraq.\n",
      "x.md");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->info.title, "A Report");
  EXPECT_EQ(document->info.date, "2025-02-05");
  EXPECT_EQ(document->info.language, "en");
  EXPECT_EQ(document->info.metadata.at("author"), "Ann, Bo");
  EXPECT_EQ(document->info.metadata.at("tags"), "peace, aid");
  EXPECT_EQ(document->text.text(), "\n# Heading\n\nNATO supports Iraq.\n");
  EXPECT_EQ(original_of(*document, "Iraq").front().in(document->original), "Iraq");
}

TEST(ReadFrontMatter, ARuleOfDashesIsNone) {
  for (const std::string_view text : {"---\nThe minister said this.\n---\nMore.",
                                      "---\ntitle: never closed\n", "--\na: b\n--\n"}) {
    const auto document = read(text);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->text.text(), text);
  }
}

TEST(ReadInfo, TitleDateAndLanguage) {
  const auto plain = read(
      "Cooperation in the Gulf\n\nBaghdad, 5 February 2025\n\nThe ministers of the two states met "
      "and agreed that they will share what they know about the border.\n");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->info.title, "Cooperation in the Gulf");
  EXPECT_EQ(plain->info.date, "2025-02-05");
  EXPECT_EQ(plain->info.language, "en");
  EXPECT_EQ(plain->info.media_type, "text/plain");
  const auto named = read("# Peace\n\nText.\n", "2024-11-03-brief.md");
  ASSERT_TRUE(named);
  EXPECT_EQ(named->info.title, "Peace");
  EXPECT_EQ(named->info.date, "2024-11-03");
  EXPECT_EQ(named->info.media_type, "text/markdown");
  const auto german = read(
      "Die Minister der beiden Staaten trafen sich und vereinbarten, dass sie in der Region "
      "enger zusammenarbeiten wollen als bisher.");
  ASSERT_TRUE(german);
  EXPECT_EQ(german->info.language, "de");
  const auto russian = read("Министры двух государств договорились о сотрудничестве.");
  ASSERT_TRUE(russian);
  EXPECT_EQ(russian->info.language, "und");
  const auto brief = read("NATO trains Iraqi forces.");
  ASSERT_TRUE(brief);
  EXPECT_TRUE(brief->warnings.empty());  // too short to tell
  std::string names;
  for (int i = 0; i < 40; ++i) {
    names += "Ashfield Brookmill ";
  }
  const auto list = read(names);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->info.language, "und");
  EXPECT_FALSE(list->warnings.empty());
}

TEST(ReadInfo, HashIsOfTheBytes) {
  const auto document = read("abc");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->info.sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(document->info.bytes, 3U);
}

TEST(ReadFile, SaysWhatIsWrong) {
  const fs::path folder = fs::temp_directory_path() / ("rapport-read-" + std::to_string(getpid()));
  fs::create_directories(folder);
  EXPECT_EQ(read_file(folder / "missing.txt").error().code, Code::kNotFound);
  const auto directory = read_file(folder);
  ASSERT_FALSE(directory);
  EXPECT_NE(to_string(directory.error()).find("directory"), std::string::npos);
  const fs::path file = folder / "report.txt";
  std::ofstream(file) << "NATO supports Iraq.";
  const auto document = read_file(file);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->info.name, "report.txt");
  EXPECT_EQ(document->info.path, file.string());
  if (geteuid() != 0) {
    ::chmod(file.c_str(), 0);
    EXPECT_EQ(read_file(file).error().code, Code::kIo);
  }
  fs::remove_all(folder);
}

TEST(ReadFile, SeedsKeepTheirBytes) {
  const char* const shared = std::getenv("RAPPORT_SHARED");
  const fs::path seeds =
      (shared != nullptr ? fs::path(shared) : fs::path(RAPPORT_SOURCE_DIR) / "../shared") / "seeds";
  if (!fs::is_directory(seeds)) {
    GTEST_SKIP() << seeds << " is missing";
  }
  for (const auto& entry : fs::directory_iterator(seeds)) {
    const auto document = read_file(entry.path());
    ASSERT_TRUE(document) << entry.path();
    EXPECT_EQ(document->info.charset, "UTF-8");
    EXPECT_EQ(document->info.language, "en");
    EXPECT_TRUE(document->warnings.empty()) << entry.path();
    const auto size = static_cast<std::uint32_t>(document->original.size());
    EXPECT_EQ(document->text.original({0, size}), (Spans{{0, size}}));
  }
}

}  // namespace
}  // namespace rapport::extract
