// How names are keyed and when their letters must be capitals.

#include "pack/gazetteer.h"

#include <gtest/gtest.h>

#include "rapport/pack/fold.h"

namespace rapport::pack {
namespace {

TEST(GazetteerKey, IgnoresHowATokeniserSplits) {
  const auto key = [](std::string_view text) { return gazetteer_key(fold(text)); };
  EXPECT_EQ(key("Guinea-Bissau"), key("Guinea - Bissau"));
  EXPECT_EQ(key("Lord's Resistance Army"), key("Lord 's Resistance Army"));
  EXPECT_EQ(key("Côte d'Ivoire"), key("Côte d' Ivoire"));
  EXPECT_EQ(key("U.S."), key("US"));
  EXPECT_EQ(key("St. Lucia"), key("St Lucia"));
  EXPECT_EQ(key("- - -"), "");
  EXPECT_NE(key("North Korea"), key("NorthKorea"));
}

TEST(GazetteerKey, IsIdempotent) {
  for (const char* text : {"guinea - bissau", "' x '", "a.b-c'd", "x' - y", "'- '", "a -'- b"}) {
    const std::string once = gazetteer_key(text);
    EXPECT_EQ(gazetteer_key(once), once) << text;
  }
}

TEST(Abbreviation, IsUpToFiveCapitals) {
  for (const char* text : {"WHO", "US", "U.S.", "G-20", "G7", "ASEAN", "TİKA"}) {
    EXPECT_TRUE(is_abbreviation(text)) << text;
  }
  for (const char* text : {"UNICEF", "Nato", "U.S. Army", "EU NAVFOR", "123", "", "MINUSMA"}) {
    EXPECT_FALSE(is_abbreviation(text)) << text;
  }
}

}  // namespace
}  // namespace rapport::pack
