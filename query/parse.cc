// The parser's tools: tokens taken and expected, nodes made.

#include "query/parse.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/failure.h"

namespace rapport::query {

namespace {

bool is_same_word(std::string_view a, std::string_view upper) {
  return std::equal(a.begin(), a.end(), upper.begin(), upper.end(), [](char x, char y) {
    return (x >= 'a' && x <= 'z' ? static_cast<char>(x - 'a' + 'A') : x) == y;
  });
}

std::string_view checked(std::string_view text) {
  if (text.size() > kLongestQuery) {
    fail_syntax({}, "UnexpectedSyntax",
                fmt::format("the query has {} bytes, more than {}", text.size(), kLongestQuery),
                "pass large values as parameters");
  }
  return text;
}

}  // namespace

Statement parse(std::string_view text) { return Parser(text).statement(); }

Parser::Parser(std::string_view text) : text_(text), tokens_(lex(checked(text))) {}

Parser::Level::Level(Parser& parser) : parser_(parser) {
  if (++parser_.level_ > kDeepest) {
    --parser_.level_;
    fail_syntax(parser.peek().place, "UnexpectedSyntax",
                fmt::format("nested more than {} levels deep", kDeepest),
                "split the query with WITH, or pass the value as a parameter");
  }
}

const Token& Parser::peek(std::size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

const Token& Parser::take() {
  const Token& token = peek();
  at_ = std::min(at_ + 1, tokens_.size() - 1);
  return token;
}

bool Parser::at_symbol(std::string_view symbol, std::size_t ahead) const {
  return peek(ahead).kind == TokenKind::kSymbol && peek(ahead).text == symbol;
}

bool Parser::at_word(std::string_view keyword, std::size_t ahead) const {
  return peek(ahead).kind == TokenKind::kName && is_same_word(peek(ahead).text, keyword);
}

bool Parser::accept(std::string_view symbol) {
  if (!at_symbol(symbol)) {
    return false;
  }
  take();
  return true;
}

bool Parser::accept_word(std::string_view keyword) {
  if (!at_word(keyword)) {
    return false;
  }
  take();
  return true;
}

void Parser::expect(std::string_view symbol, std::string_view after) {
  if (!accept(symbol)) {
    unexpected(fmt::format("'{}' {}", symbol, after));
  }
}

void Parser::expect_word(std::string_view keyword) {
  if (!accept_word(keyword)) {
    unexpected(keyword);
  }
}

bool Parser::at_name() const {
  return peek().kind == TokenKind::kName || peek().kind == TokenKind::kQuotedName;
}

bool Parser::at_reserved() const {
  constexpr std::array<std::string_view, 11> kReserved = {"MATCH", "OPTIONAL", "WHERE", "RETURN",
                                                          "WITH",  "UNWIND",   "UNION", "CREATE",
                                                          "AND",   "OR",       "XOR"};
  return std::any_of(kReserved.begin(), kReserved.end(),
                     [&](std::string_view keyword) { return at_word(keyword); });
}

std::string Parser::name(std::string_view what) {
  if (!at_name()) {
    unexpected(what);
  }
  return take().text;
}

ExpressionPtr Parser::make(Kind kind, std::uint32_t begin) const {
  return std::make_unique<Expression>(kind, since(begin));
}

void Parser::add(Expression& parent, ExpressionPtr arg) {
  if (arg != nullptr) {
    parent.depth = std::max(parent.depth, arg->depth + 1);
    deepest_ = std::max(deepest_, parent.depth);
    parent.place.begin = std::min(parent.place.begin, arg->place.begin);
    if (parent.depth > kDeepest) {
      fail_syntax(arg->place, "UnexpectedSyntax",
                  fmt::format("nested more than {} levels deep", kDeepest),
                  "split the query with WITH, or pass the value as a parameter");
    }
  }
  parent.args.push_back(std::move(arg));
  parent.place.end = std::max(parent.place.end, since(parent.place.begin).end);
}

ExpressionPtr Parser::binary(Kind kind, ExpressionPtr left, ExpressionPtr right) {
  auto node = make(kind, left->place.begin);
  add(*node, std::move(left));
  add(*node, std::move(right));
  return node;
}

void Parser::hold(Expression& node, std::uint32_t outer) {
  node.depth = std::max(node.depth, deepest_ + 1);
  deepest_ = std::max(outer, node.depth);
}

Span Parser::since(std::uint32_t begin) const {
  return {begin, at_ == 0 ? begin : std::max(begin, tokens_[at_ - 1].place.end)};
}

std::string Parser::source(Span place) const { return std::string(place.in(text_)); }

}  // namespace rapport::query
