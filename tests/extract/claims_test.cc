// Whole extraction with the shipped pack and models: golden cases in
// tests/extract/cases/claims/*.txt, and what must hold for the claims of any text.
//
// A case file:  # a comment
//               == name of the case
//               text of the document, over any number of lines
//               -- claims (those listed must be among the claims found)
//               SUBJECT -RELATION-> OBJECT [possible, negated, time=..., quantity=...,
//               attribution=...]
//               !! SUBJECT -RELATION-> OBJECT (must not be found)

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "rapport/extract/extractor.h"
#include "rapport/extract/words.h"

namespace rapport::extract {
namespace {

namespace fs = std::filesystem;

const Extractor& extractor() {
  static const Extractor made = [] {
    const fs::path source = RAPPORT_SOURCE_DIR;
    auto pack = pack::Pack::load(source / "packs/cooperation.json");
    auto language = Language::load(source / "models");
    auto words = WordList::load(source / "models/english.words");
    EXPECT_TRUE(pack) << (pack ? "" : to_string(pack.error()));
    EXPECT_TRUE(language) << (language ? "" : to_string(language.error()));
    EXPECT_TRUE(words) << (words ? "" : to_string(words.error()));
    return Extractor(*pack, *language, *words);
  }();
  return made;
}

Extraction extract_text(const std::string& text) {
  auto document = read_bytes(text, "/nowhere/case.txt", "case.txt");
  EXPECT_TRUE(document) << (document ? "" : to_string(document.error()));
  return document ? extractor().extract(std::move(*document)) : Extraction{};
}

// A claim as the case files write it, with the qualifiers that `expected` asks for.
bool says(const Claim& claim, const std::string& expected) {
  const std::size_t bracket = expected.find(" [");
  const std::string core = claim.subject.name + " -" + claim.relation + "-> " + claim.object.name;
  if (core != expected.substr(0, bracket)) {
    return false;
  }
  if (bracket == std::string::npos) {
    return true;
  }
  std::istringstream parts(expected.substr(bracket + 2, expected.size() - bracket - 3));
  std::string part;
  while (std::getline(parts >> std::ws, part, ';')) {
    const bool met = part == to_string(claim.modality) || part == to_string(claim.polarity) ||
                     part == "time=" + claim.time || part == "quantity=" + claim.quantity ||
                     part == "attribution=" + claim.attribution ||
                     part == "type=" + claim.subject.type + "/" + claim.object.type;
    if (!met) {
      return false;
    }
  }
  return true;
}

struct Case {
  std::string file, name, text;
  std::vector<std::string> present, absent;
};

std::vector<Case> read_cases() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(fs::path(RAPPORT_SOURCE_DIR) / "tests/extract/cases/claims")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Case> out;
  for (const fs::path& file : files) {
    std::ifstream in(file);
    std::string line;
    bool claims = false;
    while (std::getline(in, line)) {
      if (line.starts_with("== ")) {
        out.push_back({file.filename().string(), line.substr(3), "", {}, {}});
        claims = false;
      } else if (line.starts_with("--") && line.find('|') == std::string::npos) {
        claims = true;
      } else if (out.empty() || line.starts_with("#")) {
        continue;
      } else if (!claims) {
        out.back().text += line + "\n";
      } else if (line.starts_with("!! ")) {
        out.back().absent.push_back(line.substr(3));
      } else if (!line.empty()) {
        out.back().present.push_back(line);
      }
    }
  }
  return out;
}

TEST(Claims, GoldenCases) {
  const std::vector<Case> cases = read_cases();
  ASSERT_FALSE(cases.empty());
  for (const Case& c : cases) {
    SCOPED_TRACE(c.file + ": " + c.name);
    const Extraction extraction = extract_text(c.text);
    std::string found;
    for (const Claim& claim : extraction.claims) {
      found += "  " + claim.subject.name + " -" + claim.relation + "-> " + claim.object.name +
               " (" + std::string(to_string(claim.modality)) + ", time=" + claim.time +
               ", quantity=" + claim.quantity + ", attribution=" + claim.attribution + ", " +
               claim.rule + ")\n";
    }
    const auto there = [&](const std::string& expected) {
      return std::any_of(extraction.claims.begin(), extraction.claims.end(),
                         [&](const Claim& claim) { return says(claim, expected); });
    };
    for (const std::string& expected : c.present) {
      EXPECT_TRUE(there(expected)) << "missing: " << expected << "\nfound:\n" << found;
    }
    for (const std::string& unwanted : c.absent) {
      EXPECT_FALSE(there(unwanted)) << "unwanted: " << unwanted;
    }
  }
}

// What must hold for every claim of every text.
void check_invariants(const Extraction& extraction) {
  for (const Claim& claim : extraction.claims) {
    ASSERT_FALSE(claim.evidence.empty());
    for (const Span span : claim.evidence) {
      ASSERT_LT(span.begin, span.end);
      ASSERT_LE(span.end, extraction.original.size());
    }
    EXPECT_FALSE(claim.subject.name.empty());
    EXPECT_FALSE(claim.object.name.empty());
    EXPECT_NE(claim.subject.key, claim.object.key);
    EXPECT_LE(claim.confidence, 1000);
    EXPECT_EQ(claim.quote.find('\n'), std::string::npos);
  }
}

TEST(Claims, EvidenceLiesInTheOriginal) {
  const std::string text =
      "\xEF\xBB\xBFThe African Union supports Mali.\r\nIts mission, how-\r\never, lacks "
      "funds.\r\n\r\n"
      "Key challenges to the mission include:\r\n- Weak states\r\n- Terrorism\r\n";
  const Extraction extraction = extract_text(text);
  EXPECT_FALSE(extraction.claims.empty());
  check_invariants(extraction);
}

// Persons, acronyms and places are recognised by what a pack says its types are, whatever their
// names.
TEST(Claims, AnotherPackNamesItsTypesAsItLikes) {
  const fs::path source = RAPPORT_SOURCE_DIR;
  auto pack = pack::Pack::parse(R"({
   "format": 1, "name": "stage", "version": "1", "default_named": "Troupe",
   "types": [
    {"name": "Artist", "kind": "person", "nouns": ["director", "conductor"]},
    {"name": "Troupe", "kind": "organization", "nouns": ["orchestra"]},
    {"name": "Work", "nouns": ["opera"]},
    {"name": "Town", "kind": "place"}],
   "relations": [{"name": "STAGES", "from": ["Artist", "Troupe"], "to": "Work", "label": "stages"}],
   "patterns": [{"id": "stage", "frame": "verb", "cues": ["stage"], "gives": [{"from": "subject", "relation": "STAGES", "to": "object"}]}],
   "names": [{"name": "Verona", "type": "Town"}]})",
                                "stage.json", source);
  ASSERT_TRUE(pack) << to_string(pack.error());
  auto language = Language::load(source / "models");
  ASSERT_TRUE(language);
  auto document =
      read_bytes("The director Anna Keller staged an opera in Verona.\n", "/x/a.txt", "a.txt");
  ASSERT_TRUE(document);
  const Extraction extraction = Extractor(*pack, *language, nullptr).extract(std::move(*document));
  ASSERT_EQ(extraction.claims.size(), 1U);
  const Claim& claim = extraction.claims.front();
  EXPECT_EQ(claim.subject.type, "Artist");
  EXPECT_EQ(claim.subject.name, "Anna Keller");
  EXPECT_EQ(claim.place, "in Verona");
}

TEST(Claims, SameTextSameClaims) {
  const std::string text =
      "NATO and Iraq signed an agreement. It will improve stability in the region.";
  const Extraction a = extract_text(text);
  const Extraction b = extract_text(text);
  ASSERT_EQ(a.claims.size(), b.claims.size());
  for (std::size_t i = 0; i < a.claims.size(); ++i) {
    EXPECT_EQ(a.claims[i].subject.key, b.claims[i].subject.key);
    EXPECT_EQ(a.claims[i].rule, b.claims[i].rule);
  }
}

TEST(Claims, NoticesGiveNone) {
  EXPECT_TRUE(extract_text("This article was written with the help of AI tools.\n").claims.empty());
}

TEST(Claims, SkipsAndCountsASentenceThatIsTooLong) {
  std::string text;
  for (int i = 0; i < 5000; ++i) {
    text += "and peace ";
  }
  const Extraction extraction = extract_text(text + ".");
  ASSERT_FALSE(extraction.warnings.empty());
  EXPECT_NE(extraction.warnings[0].find("skipped a sentence"), std::string::npos);
  check_invariants(extraction);
}

TEST(Claims, HostileLayoutsEndQuickly) {
  std::string nested;
  for (int i = 0; i < 200; ++i) {
    nested +=
        std::string(static_cast<std::size_t>(i), ' ') + "- NATO supports Iraq and Mali and Chad:\n";
  }
  check_invariants(extract_text(nested));
  std::string ragged = "Results:\n| Objective | Outcome |\n|---|---|\n";
  for (int i = 0; i < 50; ++i) {
    ragged += "| training | peace | trust | aid |\n| training\n||||\n";
  }
  check_invariants(extract_text(ragged));
  check_invariants(extract_text("4711 0815 42\n1 2 3 4 5 6 7 8 9\n"));
  check_invariants(
      extract_text("  1       Grant McCartney     1:26.37   Finished\n"));  // ends in a verb
}

}  // namespace
}  // namespace rapport::extract
