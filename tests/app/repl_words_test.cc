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

TEST(ReplWords, TheEndOfAStatementIsFoundByteByByte) {
  const auto ends = [](std::string_view text) {
    StatementEnd end;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (end.is_at(text[i])) {
        places.push_back(i);
      }
    }
    return places;
  };
  EXPECT_THAT(ends("a;b;"), ElementsAre(1, 3));
  EXPECT_THAT(ends("';' \";\" `;` /*;*/ 1/2;"), ElementsAre(21));
  EXPECT_THAT(ends("'\\';';"), ElementsAre(5));
  EXPECT_THAT(ends("`\\`;"), ElementsAre(3));
  EXPECT_THAT(ends("/*/;*/;"), ElementsAre(6));
  EXPECT_THAT(ends("// ;\n;"), ElementsAre(5));
}

}  // namespace
}  // namespace rapport::app
