// Folding, singulars, entity keys and edit distance.

#include "rapport/pack/fold.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <unicode/unistr.h>

namespace rapport::pack {
namespace {

using Pair = std::pair<std::string, std::string>;

TEST(Fold, MakesOneKeyOfOneName) {
  const std::vector<Pair> cases = {
      {"NATO", "nato"},
      {"  United \t Nations\n", "united nations"},
      {"Türkiye", "turkiye"},
      {"TÜRKİYE", "turkiye"},
      {"Kızılay", "kizilay"},
      {"Côte d’Ivoire", "cote d'ivoire"},
      {"Cote d`Ivoire", "cote d'ivoire"},
      {"Straße", "strasse"},
      {"STRASSE", "strasse"},
      {"Ørsted Łódź Đà Nẵng", "orsted lodz da nang"},
      {"Æther Œuvre", "aether oeuvre"},
      {"Guinea–Bissau", "guinea-bissau"},
      {"Guinea\u2011Bissau", "guinea-bissau"},
      {"a\u2212b", "a-b"},
      {"co\u00adoperation", "cooperation"},
      {"non\u00a0breaking\u2003space", "non breaking space"},
      {"ﬁnance", "finance"},
      {"ＮＡＴＯ", "nato"},
      {"e\u0301tat", "etat"},
      {"ΑΘΉΝΑ", "αθηνα"},
      {"Москва", "москва"},
      {"किताब", "किताब"},
      {"北京", "北京"},
      {"", ""},
      {" \t ", ""},
      {"a\x01z", "a z"},
  };
  for (const auto& [text, folded] : cases) {
    EXPECT_EQ(fold(text), folded) << text;
  }
}

TEST(Fold, ReplacesBrokenUtf8) {
  EXPECT_EQ(fold("a\xff z"), "a\uFFFD z");
  EXPECT_EQ(fold("\xc3"), "\uFFFD");
}

// The quick way for ASCII must agree with ICU's: a combining mark that is dropped forces the
// latter.
TEST(Fold, AsciiIsFoldedAlikeBothWays) {
  for (int c = 1; c < 0x80; ++c) {
    const std::string text = std::string("x") + static_cast<char>(c) + "Y";
    EXPECT_EQ(fold(text), fold(text + "\u0301")) << c;
  }
  for (const char* mark : {"\u2018", "\u2019", "\u2013", "\u2014"}) {
    const std::string text = std::string("X") + mark + "Y \xc2\xa0";
    EXPECT_EQ(fold(text), fold(std::string("X") + mark + "Y")) << mark;
  }
}

TEST(Fold, IsIdempotentForEveryCharacter) {
  for (char32_t c = 1; c <= 0x10FFFF; c += (c < 0x3000 ? 1 : 7)) {
    if (c >= 0xD800 && c <= 0xDFFF) {
      continue;
    }
    std::string text;
    icu::UnicodeString(static_cast<UChar32>(c)).toUTF8String(text);
    const std::string once = fold("a" + text + "b");
    ASSERT_EQ(fold(once), once) << "U+" << std::hex << static_cast<unsigned>(c);
  }
}

TEST(Fold, IsIdempotentForRandomBytes) {
  std::mt19937 random(20250205);
  for (int round = 0; round < 5000; ++round) {
    std::string text(random() % 24, '\0');
    for (char& c : text) {
      c = static_cast<char>(random() % 256);
    }
    const std::string once = fold(text);
    ASSERT_EQ(fold(once), once) << round;
  }
}

TEST(Singular, FollowsEnglish) {
  const std::vector<Pair> cases = {
      {"capabilities", "capability"},
      {"forces", "force"},
      {"status", "status"},
      {"countries", "country"},
      {"processes", "process"},
      {"crises", "crisis"},
      {"analyses", "analysis"},
      {"analysis", "analysis"},
      {"responses", "response"},
      {"causes", "cause"},
      {"houses", "house"},
      {"abuses", "abuse"},
      {"viruses", "virus"},
      {"statuses", "status"},
      {"taxes", "tax"},
      {"approaches", "approach"},
      {"clashes", "clash"},
      {"sizes", "size"},
      {"initiatives", "initiative"},
      {"wives", "wife"},
      {"lives", "life"},
      {"children", "child"},
      {"women", "woman"},
      {"policemen", "policeman"},
      {"specimen", "specimen"},
      {"criteria", "criterion"},
      {"ties", "tie"},
      {"heroes", "hero"},
      {"memos", "memo"},
      {"shoes", "shoe"},
      {"politics", "politics"},
      {"tactics", "tactic"},
      {"headquarters", "headquarters"},
      {"series", "series"},
      {"news", "news"},
      {"progress", "progress"},
      {"iraqis", "iraqi"},
      {"decision makers", "decision maker"},
      {"policy-makers", "policy-maker"},
      {"gas", "gas"},
      {"ngos", "ngo"},
      {"s", "s"},
      {"", ""},
  };
  for (const auto& [plural, one] : cases) {
    EXPECT_EQ(singular(plural), one) << plural;
  }
}

TEST(Singular, LeavesSingularsAlone) {
  for (const char* word : {"capability", "force", "crisis", "access", "bus", "virus", "diagnosis",
                           "corps", "means", "goods", "diabetes", "lens", "consensus", "loss"}) {
    EXPECT_EQ(singular(word), word);
  }
}

TEST(EntityKey, DropsDeterminersAndNumber) {
  EXPECT_EQ(entity_key("the donor countries", Layer::kGeneric, "Actor"), "donor country|Actor");
  EXPECT_EQ(entity_key("Donor Country", Layer::kGeneric, "Actor"), "donor country|Actor");
  EXPECT_EQ(entity_key("these joint  exercises", Layer::kConcept, "Initiative"),
            "joint exercise|Initiative");
}

TEST(EntityKey, SingularisesTheHeadBeforeAPreposition) {
  EXPECT_EQ(entity_key("threats to regional interests", Layer::kConcept, "Challenge"),
            "threat to regional interests|Challenge");
  EXPECT_EQ(entity_key("local leaders in conflict zones", Layer::kGeneric, "Actor"),
            "local leader in conflict zones|Actor");
}

TEST(EntityKey, KeepsNamesWhole) {
  EXPECT_EQ(entity_key("The United States", Layer::kNamed, "Actor"), "united states|Actor");
  EXPECT_EQ(entity_key("NATO", Layer::kNamed, "Actor"), "nato|Actor");
  EXPECT_EQ(entity_key("All Nations", Layer::kNamed, "Actor"), "all nations|Actor");
  EXPECT_EQ(entity_key("the", Layer::kConcept, "Actor"), "the|Actor");
  EXPECT_EQ(entity_key("", Layer::kConcept, "Actor"), "|Actor");
}

TEST(EditDistance, CountsChangesOfCharacters) {
  EXPECT_EQ(edit_distance("Contry", "Country", 3), 1U);
  EXPECT_EQ(edit_distance("Cuontry", "Country", 3), 1U);  // a transposition
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3U);
  EXPECT_EQ(edit_distance("Türkiye", "Turkiye", 3), 1U);  // characters, not bytes
  EXPECT_EQ(edit_distance("", "abc", 5), 3U);
  EXPECT_EQ(edit_distance("same", "same", 0), 0U);
}

TEST(EditDistance, StopsAtTheLimit) {
  EXPECT_EQ(edit_distance("abcdef", "uvwxyz", 2), 3U);
  EXPECT_EQ(edit_distance("a", "abcdefghij", 3), 4U);
  const std::string half(100000, 'a');
  EXPECT_EQ(edit_distance(half + "xy" + half, half + "yx" + half, 2),
            1U);  // in the time of a glance
}

// The plain definition, by recursion over prefixes.
std::size_t plain_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min(
          {d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistance, AgreesWithThePlainDefinition) {
  std::mt19937 random(7);
  const auto word = [&random] {
    std::string out(random() % 8, 'a');
    for (char& c : out) {
      c = static_cast<char>('a' + random() % 3);
    }
    return out;
  };
  for (int round = 0; round < 3000; ++round) {
    const std::string a = word();
    const std::string b = word();
    for (std::size_t limit : {0U, 1U, 3U, 9U}) {
      ASSERT_EQ(edit_distance(a, b, limit), std::min(plain_distance(a, b), limit + 1))
          << a << " " << b << " " << limit;
      ASSERT_EQ(edit_distance(a, b, limit), edit_distance(b, a, limit)) << a << " " << b;
    }
  }
}

}  // namespace
}  // namespace rapport::pack
