// What the parser says of a token that cannot stand where it does: what could stand there, what was
// found, and what was likely meant.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/failure.h"
#include "query/nearest.h"
#include "query/parse.h"

namespace rapport::query {

namespace {

constexpr std::array<std::string_view, 35> kKeywords = {
    "MATCH",  "OPTIONAL", "WHERE",    "RETURN",   "WITH",     "UNWIND",  "ORDER",
    "SKIP",   "LIMIT",    "OFFSET",   "CREATE",   "CALL",     "YIELD",   "UNION",
    "AND",    "XOR",      "NOT",      "NULL",     "CASE",     "WHEN",    "THEN",
    "ELSE",   "END",      "STARTS",   "ENDS",     "CONTAINS", "TRUE",    "FALSE",
    "EXISTS", "DISTINCT", "SHORTEST", "CHEAPEST", "EXPLAIN",  "PROFILE", "DESC"};

// What other languages have, and what stands for it here.
struct Foreign {
  std::string_view written, hint;
};

constexpr std::array<Foreign, 7> kForeignSymbols = {{
    {"!=", "write <>"},
    {"==", "write ="},
    {"=>", "write >="},
    {"=<", "write <="},
    {"&&", "write AND"},
    {"||", "write OR between conditions, + between strings"},
    {"->", "write -->"},
}};

constexpr std::array<Foreign, 7> kForeignWords = {{
    {"LIKE", "write CONTAINS, STARTS WITH, ENDS WITH, or =~ and a regular expression"},
    {"ILIKE", "write =~ and a regular expression: =~ '(?i).*nato.*'"},
    {"NOT", "write NOT before the condition: NOT x IN list"},
    {"BETWEEN", "write 1 <= x <= 9"},
    {"GROUP", "leave GROUP BY out: the columns that are not aggregates are the groups"},
    {"HAVING", "write WITH ... WHERE"},
    {"SELECT", "write MATCH ... RETURN"},
}};

std::string_view symbol_hint(std::string_view written) {
  for (const Foreign& symbol : kForeignSymbols) {
    if (symbol.written == written) {
      return symbol.hint;
    }
  }
  return {};
}

bool has_where(const Clause& clause) {
  const auto* match = std::get_if<MatchClause>(&clause);
  const auto* projection = std::get_if<ProjectionClause>(&clause);
  const auto* procedure = std::get_if<ProcedureClause>(&clause);
  return (match != nullptr && match->where != nullptr) ||
         (projection != nullptr && projection->where != nullptr) ||
         (procedure != nullptr && procedure->where != nullptr);
}

std::string_view what_follows(const Clause& clause) {
  const auto* projection = std::get_if<ProjectionClause>(&clause);
  if (projection != nullptr && projection->is_return) {
    return "an operator, ',', ORDER BY, SKIP, LIMIT or the end of the query";
  }
  if (has_where(clause)) {
    return "an operator or another clause";
  }
  if (projection != nullptr) {
    return "an operator, ',', ORDER BY, SKIP, LIMIT, WHERE or another clause";
  }
  return std::holds_alternative<MatchClause>(clause) ? "',', WHERE or another clause"
                                                     : "another clause";
}

}  // namespace

void Parser::unexpected(std::string_view wanted, std::string_view hint) const {
  Span place = peek().place;
  std::string_view foreign;
  for (const std::size_t begin : {at_ - std::min<std::size_t>(at_, 1), at_}) {
    const Span pair = pair_at(begin);
    const bool ends_arrow = begin > 0 && pair_at(begin - 1).in(text_) == "--";
    if (const auto known = symbol_hint(pair.in(text_)); !known.empty() && !ends_arrow) {
      foreign = known;
      place = pair;
    }
  }
  const std::string found = peek().kind == TokenKind::kEnd
                                ? "the end of the query"
                                : fmt::format("'{}'", shortened(place.in(text_)));
  fail_syntax(place, "UnexpectedSyntax", fmt::format("expected {}, found {}", wanted, found),
              !foreign.empty() ? std::string(foreign)
              : !hint.empty()  ? std::string(hint)
                               : meant());
}

// The tokens `i` and `i + 1`, if they are symbols without a blank between them.
Span Parser::pair_at(std::size_t i) const {
  if (i + 1 >= tokens_.size() || tokens_[i].kind != TokenKind::kSymbol ||
      tokens_[i + 1].kind != TokenKind::kSymbol ||
      tokens_[i].place.end != tokens_[i + 1].place.begin) {
    return {};
  }
  return {tokens_[i].place.begin, tokens_[i + 1].place.end};
}

std::string Parser::meant() const {
  const bool follows_path = at_ > 0 && tokens_[at_ - 1].text == ")";
  if (at_symbol("!")) {
    return "write NOT";
  }
  if (at_symbol(">") && at_ > 1 && pair_at(at_ - 2).in(text_) == "--") {
    return "write nodes in parentheses: (a)-->(b)";
  }
  if (follows_path && ((at_symbol("(") && at_symbol("(", 1)) ||
                       (at_symbol("{") && peek(1).kind == TokenKind::kWhole))) {
    return "put a path with parts that are repeated into EXISTS { } or COLLECT { }";
  }
  if (peek().kind != TokenKind::kName || peek().text.size() < 3) {
    return {};
  }
  for (const Foreign& word : kForeignWords) {
    if (at_word(word.written)) {
      return std::string(word.hint);
    }
  }
  Nearest nearest(peek().text);
  for (const std::string_view keyword : kKeywords) {
    nearest.offer(keyword);
  }
  return at_word(nearest.best()) ? std::string() : did_you_mean(nearest.best());
}

void Parser::left_over(const Clause& last) const {
  const auto* projection = std::get_if<ProjectionClause>(&last);
  std::string_view hint;
  if (at_word("WHERE")) {
    hint = has_where(last)                                  ? "join the conditions with AND"
           : projection != nullptr && projection->is_return ? "WHERE stands behind MATCH or WITH"
                                                            : "write WITH * WHERE";
  } else if (at_word("ORDER") || at_word("SKIP") || at_word("OFFSET") || at_word("LIMIT")) {
    hint = projection == nullptr ? "ORDER BY, SKIP and LIMIT stand behind WITH or RETURN"
           : has_where(last)     ? "ORDER BY, SKIP and LIMIT stand behind WITH, before WHERE"
                                 : "ORDER BY stands before SKIP, SKIP before LIMIT";
  } else if (at_symbol("|") && std::holds_alternative<MatchClause>(last) && !has_where(last)) {
    hint = "write -[:A|B]-> for one of two types, UNION between queries for one of two patterns";
  }
  unexpected(what_follows(last), hint);
}

}  // namespace rapport::query
