// Events with the shipped pack and models: golden cases in tests/extract/cases/events.txt, and what
// must hold for any sentence.
//
// A case:  a sentence, then under it "  TYPE | sources | targets", or "  -" for no event.

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "rapport/extract/extractor.h"
#include "rapport/extract/words.h"

namespace rapport::extract {
namespace {

namespace fs = std::filesystem;

const Extractor& extractor() {
  static const Extractor made = [] {
    const fs::path source = RAPPORT_SOURCE_DIR;
    return Extractor(pack::Pack::load(source / "packs/plover.json").value(),
                     Language::load(source / "models").value(),
                     WordList::load(source / "models/english.words").value());
  }();
  return made;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) {
    out += (out.empty() ? " " : "; ") + name;
  }
  return out;
}

std::string told(const std::string& sentence) {
  const auto reading = extractor().sentence_events(sentence);
  if (!reading || reading->events.size() != 1) {
    return reading && reading->events.empty() ? "-" : "?";
  }
  const Event& event = reading->events.front();
  return event.type + " |" + joined(event.sources) + " |" + joined(event.targets);
}

TEST(Event, GoldenCases) {
  std::ifstream in(RAPPORT_SOURCE_DIR "/tests/extract/cases/events.txt");
  int cases = 0;
  std::string sentence;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("  ")) {
      EXPECT_EQ(told(sentence), line.substr(2)) << sentence;
      ++cases;
    } else if (!line.starts_with("#") && !line.empty()) {
      sentence = line;
    }
  }
  EXPECT_GE(cases, 30);
}

TEST(Event, ASentenceHasOneAndItsWordsAreTheTexts) {
  const std::string text =
      "Chad  praised Mali.\nKenya, which had attacked Somalia, met Uganda and denounced Sudan.";
  const auto document = read_bytes(text, "/nowhere/x.txt", "x.txt");
  ASSERT_TRUE(document);
  const EventReading reading = extractor().events(*document);
  ASSERT_EQ(reading.events.size(), 2U);
  EXPECT_EQ(reading.events[0].sources, std::vector<std::string>{"Chad"});
  EXPECT_EQ(reading.events[1].type, "CONSULT");
}

TEST(Event, RefusesWhatIsNoUtf8AndBearsTheEmpty) {
  EXPECT_EQ(extractor().sentence_events("Chad \xff met Mali.").error().code, Code::kBadInput);
  for (const char* text : {"", " ", ".", "()", "Chad"}) {
    EXPECT_EQ(told(text), "-") << text;
  }
}

TEST(Event, SkipsWhatIsTooLongAndSaysSo) {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text += "and ";
  }
  const auto reading = extractor().sentence_events(text);
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->warnings.size(), 1U);
}

}  // namespace
}  // namespace rapport::extract
