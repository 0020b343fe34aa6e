// Lines of the dialogue.

#include "app/repl_words.h"

#include <gmock/gmock.h>

namespace rapport::app {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ReplWords, QuotesAndBackslashesKeepTogether) {
  EXPECT_THAT(split_words("path Türkiye  \"European Union\";"),
              ElementsAre("path", "Türkiye", "European Union"));
  EXPECT_THAT(split_words("why 'United Nations' a\\ b"),
              ElementsAre("why", "United Nations", "a b"));
  EXPECT_THAT(split_words("show Iraq's army"), ElementsAre("show", "Iraq's", "army"));
  EXPECT_THAT(split_words("find \"\""), ElementsAre("find", ""));
  EXPECT_THAT(split_words("find \"open"), ElementsAre("find", "open"));
  EXPECT_THAT(split_words(" \t"), IsEmpty());
  EXPECT_THAT(split_words("\\"), ElementsAre("\\"));
}

TEST(ReplWords, ANameOfSeveralWordsIsOne) {
  EXPECT_THAT(join_name({"show", "United", "Nations", "--format", "json"}),
              ElementsAre("show", "United Nations", "--format", "json"));
  EXPECT_THAT(join_name({"path", "A", "B"}), ElementsAre("path", "A", "B"));
  EXPECT_THAT(join_name({"neighbors", "--depth", "2", "NATO"}),
              ElementsAre("neighbors", "--depth", "2", "NATO"));
}

TEST(ReplWords, AStatementIsCompleteAtItsSemicolon) {
  EXPECT_TRUE(is_complete("RETURN 1;"));
  EXPECT_TRUE(is_complete("RETURN 1;\n  "));
  EXPECT_FALSE(is_complete("RETURN 1"));
  EXPECT_FALSE(is_complete("RETURN 'a;"));
  EXPECT_FALSE(is_complete("RETURN `a;"));
  EXPECT_FALSE(is_complete("RETURN 1 /* ;"));
  EXPECT_TRUE(is_complete("RETURN ';';"));
}

}  // namespace
}  // namespace rapport::app
