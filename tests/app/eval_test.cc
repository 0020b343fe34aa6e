// Names as the scorer compares them. That whole scores are those of score.py is tested end to end.

#include "app/eval.h"

#include <gmock/gmock.h>

namespace rapport::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Eval, TokensAreStemmedWithoutStopWords) {
  EXPECT_THAT(name_tokens("The joint Military-Drills of Türkiye"),
              ElementsAre("joint", "military", "drill", "turkiy"));
  EXPECT_THAT(name_tokens("capabilities by 20%"), ElementsAre("capability", "20%"));
  EXPECT_THAT(name_tokens("of the"), IsEmpty());
  EXPECT_THAT(name_tokens(""), IsEmpty());
}

TEST(Eval, HeadStandsBeforeTheFirstPreposition) {
  EXPECT_EQ(name_head("protection of civilians"), "protection");
  EXPECT_EQ(name_head("troops IN the field"), "troop");
  EXPECT_EQ(name_head("of interest"), "interest");
  EXPECT_EQ(name_head("information"), "information");
  EXPECT_EQ(name_head("standby_in_reserve"), "reserv");  // "_" joins words
}

TEST(Eval, FoundMaySayMoreButNotOther) {
  EXPECT_TRUE(alike("joint military drills", "military drills"));
  EXPECT_TRUE(alike("Republic of Türkiye", "Republic of Turkiye"));
  EXPECT_FALSE(alike("African Union", "European Union"));
  EXPECT_FALSE(alike("drills", "military drills of the alliance"));
  EXPECT_FALSE(alike("", "NATO"));
}

TEST(Eval, ScoresCountCoreForRecallAndAllForPrecision) {
  GoldFact core{.doc = "d",
                .subject = {"NATO"},
                .object = {"Iraq"},
                .subject_type = "Organization",
                .object_type = "Country",
                .relation = "COOPERATES_WITH",
                .evidence = "",
                .core = true};
  GoldFact other = core;
  other.object = {"Norway"};
  other.core = false;
  FoundFact swapped{.doc = "d",
                    .subject = "Iraq",
                    .subject_type = "Country",
                    .relation = "COOPERATES_WITH",
                    .object = "NATO",
                    .object_type = "Group"};
  FoundFact welcome = swapped;
  welcome.subject = "Norway";
  FoundFact elsewhere = swapped;
  elsewhere.doc = "unknown";
  const Score s = score({core, other}, {swapped, swapped, welcome, elsewhere});
  EXPECT_EQ(s.gold, 2U);
  EXPECT_EQ(s.core, 1U);
  EXPECT_EQ(s.facts, 2U);
  EXPECT_DOUBLE_EQ(s.typed.precision, 1.0);
  EXPECT_DOUBLE_EQ(s.typed.recall, 1.0);
  EXPECT_DOUBLE_EQ(s.types, 0.5);
}

TEST(Eval, FaultsNameTheLine) {
  const auto gold = parse_gold("\n{\"doc\": 1}\n", "g.jsonl");
  ASSERT_FALSE(gold);
  EXPECT_EQ(gold.error().where, "g.jsonl: line 2");
  EXPECT_EQ(gold.error().message, "\"doc\" is not a string");
  EXPECT_FALSE(parse_facts("[]", "f"));
  EXPECT_FALSE(parse_facts("{", "f"));
  EXPECT_TRUE(parse_facts("\n \n", "f"));
}

}  // namespace
}  // namespace rapport::app
