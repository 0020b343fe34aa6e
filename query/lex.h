// The text of a query as tokens.
//
// Keywords are plain identifiers here: openCypher reserves so few that the parser asks for them by
// name where it expects them. Arrows are single tokens `<`, `-`, `>` for the same reason (`a<-1`).

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/span.h"

namespace rapport::query {

enum class TokenKind : std::uint8_t {
  kName,        // identifier or keyword
  kQuotedName,  // `identifier`, never a keyword
  kWhole,       // 1, 0x1F
  kDecimal,     // 1.5, 1e9
  kText,
  kParameter,  // $name
  kSymbol,
  kEnd,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span place;
  std::string text;  // names and strings without quotes and escapes, numbers and symbols as written
  std::uint32_t partner = 0;  // of an opening bracket: the position of its closing one, or 0
};

// The last token is kEnd. All of the text must be UTF-8. Throws Failure (InvalidUnicodeCharacter,
// InvalidUnicodeLiteral, InvalidNumberLiteral, UnexpectedSyntax) at what is no token.
std::vector<Token> lex(std::string_view text);

}  // namespace rapport::query
