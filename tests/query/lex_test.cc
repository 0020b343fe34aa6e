// The lexer, and the limits of the parser.

#include "query/lex.h"

#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "query/bind.h"
#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {
namespace {

std::string detail_of(std::string_view text) {
  try {
    prepare(text);
  } catch (const Failure& failure) {
    return failure.detail;
  }
  return "";
}

std::string repeated(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) {
    text += part;
  }
  return text;
}

TEST(Lex, TellsRangesFromFloats) {
  const auto tokens = lex("1..3 1.5 .5 a.b");
  std::vector<std::string> texts;
  for (const Token& token : tokens) {
    texts.push_back(token.text);
  }
  EXPECT_EQ(texts, (std::vector<std::string>{"1", "..", "3", "1.5", ".5", "a", ".", "b", ""}));
}

TEST(Lex, ReadsEscapesAndQuotedNames) {
  const auto tokens = lex(R"('a\'b\n\u00e9\U0001F600' `odd ``name` $p $`q r`)");
  EXPECT_EQ(tokens[0].text, "a'b\né😀");
  EXPECT_EQ(tokens[1].text, "odd `name");
  EXPECT_EQ(tokens[1].kind, TokenKind::kQuotedName);
  EXPECT_EQ(tokens[2].text, "p");
  EXPECT_EQ(tokens[3].text, "q r");
  EXPECT_EQ(tokens[3].kind, TokenKind::kParameter);
}

TEST(Lex, SkipsComments) {
  const auto tokens = lex("1 // to the end\n/* and\nthis */ 2");
  ASSERT_EQ(tokens.size(), 3u);
  EXPECT_EQ(tokens[1].text, "2");
}

TEST(Lex, NamesCanBeUnicode) { EXPECT_EQ(lex("Türkiye")[0].text, "Türkiye"); }

TEST(Lex, RefusesWhatIsNoToken) {
  EXPECT_EQ(detail_of("RETURN 'open"), "UnexpectedSyntax");
  EXPECT_EQ(detail_of("RETURN '\\uD800'"), "InvalidUnicodeLiteral");
  EXPECT_EQ(detail_of("RETURN 1 — 2"), "InvalidUnicodeCharacter");
  for (const char* text : {"RETURN \xFF", "RETURN '\xFF'", "RETURN 1 AS `\xC3`", "RETURN $a\xC3"}) {
    EXPECT_EQ(detail_of(text), "InvalidUnicodeCharacter") << text;
  }
  EXPECT_EQ(detail_of("RETURN 12x"), "InvalidNumberLiteral");
  EXPECT_EQ(detail_of("/* open"), "UnexpectedSyntax");
}

TEST(Parse, RefusesDeepNestingWithoutCrash) {
  for (const auto& [open, close] :
       std::vector<std::pair<std::string, std::string>>{{"(", ")"},
                                                        {"[", "]"},
                                                        {"{a: ", "}"},
                                                        {"NOT ", ""},
                                                        {"-", ""},
                                                        {"abs(", ")"},
                                                        {"[(a)-->() | ", "]"},
                                                        {"CASE WHEN true THEN ", " END"},
                                                        {"EXISTS { MATCH (n) WHERE ", "}"},
                                                        {"[x IN [1] | ", "]"},
                                                        {"a[", "]"},
                                                        {"({x: ", "})"},
                                                        {"(:A {x: ", "})-->()"}}) {
    const std::string text =
        "MATCH (a) RETURN " + repeated(open, 10'000) + "1" + repeated(close, 10'000);
    EXPECT_NE(detail_of(text), "") << open;
  }
}

TEST(Parse, RefusesLongChainsThatAreDeep) {
  EXPECT_EQ(detail_of("RETURN 1" + repeated(" + 1", 10'000)), "UnexpectedSyntax");
  EXPECT_EQ(detail_of("WITH {a: 1} AS m RETURN m" + repeated(".a", 10'000)), "UnexpectedSyntax");
}

TEST(Parse, TakesLongChainsThatAreFlat) {
  EXPECT_EQ(detail_of("RETURN true" + repeated(" OR false", 10'000) + " AS x"), "");
  EXPECT_EQ(detail_of("RETURN [1" + repeated(", 1", 10'000) + "] AS x"), "");
}

TEST(Parse, TellsPatternsFromParentheses) {
  EXPECT_EQ(detail_of("WITH 1 AS a, 2 AS b RETURN (a) - (b) AS x, (a)-1 AS y, (a) < (b) AS z"), "");
  EXPECT_EQ(detail_of("MATCH (a) WHERE (a)-->() AND ((a)--() OR NOT (a)<-[:T*1..2]-(:B)) RETURN a"),
            "");
}

TEST(Parse, LeavesKeywordsFreeAsNames) {
  EXPECT_EQ(
      detail_of(
          "MATCH (skip:Return {where: 1})-[all:ORDER]->(count) RETURN skip.match, all, count"),
      "");
}

TEST(Split, OutsideOfStringsCommentsAndQuotedNames) {
  const auto statements = split_statements("RETURN ';'; // ; no\nRETURN 1; /* ; */ ;RETURN `;`");
  ASSERT_EQ(statements.size(), 3u);
  EXPECT_EQ(statements[0], "RETURN ';'");
  EXPECT_EQ(statements[2], "RETURN `;`");
  EXPECT_TRUE(split_statements(" ; /* nothing */ ; ").empty());
}

TEST(Split, AnOpenCommentSaysSomething) {
  const auto statements = split_statements("/* open ; RETURN 2;");
  ASSERT_EQ(statements.size(), 1u);
  EXPECT_FALSE(Query::prepare(statements[0]));
}

TEST(Split, TellsWhereStatementsBegin) {
  const auto statements = split_script("RETURN 'ü';  RETURN 2;\n// a comment\n;\n\n  RETURN 3");
  ASSERT_EQ(statements.size(), 3u);
  const auto place = [](const ScriptStatement& statement) {
    return std::pair(statement.place.line, statement.place.column);
  };
  EXPECT_EQ(place(statements[1]), std::pair(1ul, 14ul));
  EXPECT_EQ(place(statements[2]), std::pair(5ul, 3ul));
  const auto rest = split_script(" RETURN 1;\nRETURN 2", {7, 4});
  EXPECT_EQ(place(rest[0]), std::pair(7ul, 5ul));
  EXPECT_EQ(place(rest[1]), std::pair(8ul, 1ul));
}

TEST(Literal, IsNothingThatIsComputed) {
  EXPECT_EQ(*read_literal(" -7 ").value().as_int(), -7);
  EXPECT_EQ(*read_literal("-1.5").value().as_float(), -1.5);
  EXPECT_EQ(*read_literal("'a'").value().as_string(), "a");
  EXPECT_EQ(read_literal("[1, null, {a: [true]}]").value().as_list()->size(), 3u);
  EXPECT_TRUE(read_literal("null").value().is_null());
  for (const char* text :
       {"", "3-4", "1/0", "rand()", "$x", "[1", "[1+1]", "x", "1 2", "2020-01-01"}) {
    EXPECT_FALSE(read_literal(text)) << text;
  }
}

}  // namespace
}  // namespace rapport::query
