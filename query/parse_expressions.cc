// Expressions, from the loosest operator to the tightest:
// OR, XOR, AND, NOT, comparison, predicates (IN, IS NULL, STARTS WITH, ...), + -, * / %, ^, sign,
// postfix (property, index, label).

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

ExpressionPtr Parser::only_expression() {
  ExpressionPtr result = expression();
  if (peek().kind != TokenKind::kEnd) {
    unexpected("the end");
  }
  return result;
}

ExpressionPtr Parser::expression() {
  const Level level(*this);
  return any_of(Kind::kOr, "OR", &Parser::exclusive_or);
}

// A chain of one associative operator is one flat node, so that a thousand ORs are not deep.
ExpressionPtr Parser::any_of(Kind kind, std::string_view keyword,
                             ExpressionPtr (Parser::*operand)()) {
  ExpressionPtr left = (this->*operand)();
  if (!at_word(keyword)) {
    return left;
  }
  auto node = make(kind, left->place.begin);
  add(*node, std::move(left));
  while (accept_word(keyword)) {
    add(*node, (this->*operand)());
  }
  return node;
}

ExpressionPtr Parser::exclusive_or() { return any_of(Kind::kXor, "XOR", &Parser::conjunction); }

ExpressionPtr Parser::conjunction() { return any_of(Kind::kAnd, "AND", &Parser::negation); }

ExpressionPtr Parser::negation() {
  if (!at_word("NOT")) {
    return comparison();
  }
  const Level level(*this);
  const std::uint32_t begin = take().place.begin;
  auto node = make(Kind::kNot, begin);
  add(*node, negation());
  return node;
}

// a < b <= c is (a < b AND b <= c), and one node.
ExpressionPtr Parser::comparison() {
  ExpressionPtr left = predicate();
  const auto at_operator = [&] {
    return at_symbol("=") || at_symbol("<>") || at_symbol("<") || at_symbol("<=") ||
           at_symbol(">") || at_symbol(">=");
  };
  if (!at_operator()) {
    return left;
  }
  auto node = make(Kind::kCompare, left->place.begin);
  add(*node, std::move(left));
  while (at_operator()) {
    node->keys.push_back(take().text);
    add(*node, predicate());
  }
  return node;
}

ExpressionPtr Parser::predicate() {
  ExpressionPtr left = sum();
  while (string_predicate(left)) {
  }
  return left;
}

// Takes one predicate that follows `left`, if there is one.
bool Parser::string_predicate(ExpressionPtr& left) {
  const auto take_binary = [&](Kind kind, int words) {
    for (int i = 0; i < words; ++i) {
      take();
    }
    left = binary(kind, std::move(left), sum());
    return true;
  };
  if (at_word("IN")) {
    return take_binary(Kind::kIn, 1);
  }
  if (at_word("STARTS") && at_word("WITH", 1)) {
    return take_binary(Kind::kStartsWith, 2);
  }
  if (at_word("ENDS") && at_word("WITH", 1)) {
    return take_binary(Kind::kEndsWith, 2);
  }
  if (at_word("CONTAINS")) {
    return take_binary(Kind::kContains, 1);
  }
  if (at_symbol("=~")) {
    return take_binary(Kind::kMatches, 1);
  }
  if (at_word("IS")) {
    take();
    const bool is_not = accept_word("NOT");
    expect_word("NULL");
    auto node = make(is_not ? Kind::kIsNotNull : Kind::kIsNull, left->place.begin);
    add(*node, std::move(left));
    left = std::move(node);
    return true;
  }
  return false;
}

ExpressionPtr Parser::sum() {
  ExpressionPtr left = product();
  while (at_symbol("+") || at_symbol("-")) {
    const Kind kind = take().text == "+" ? Kind::kAdd : Kind::kSubtract;
    left = binary(kind, std::move(left), product());
  }
  return left;
}

ExpressionPtr Parser::product() {
  ExpressionPtr left = power();
  while (at_symbol("*") || at_symbol("/") || at_symbol("%")) {
    const std::string& symbol = take().text;
    const Kind kind = symbol == "*"   ? Kind::kMultiply
                      : symbol == "/" ? Kind::kDivide
                                      : Kind::kModulo;
    left = binary(kind, std::move(left), power());
  }
  return left;
}

// Left-associative, as openCypher has it: 4 ^ 3 ^ 2 is (4 ^ 3) ^ 2.
ExpressionPtr Parser::power() {
  ExpressionPtr left = sign();
  while (accept("^")) {
    left = binary(Kind::kPower, std::move(left), sign());
  }
  return left;
}

ExpressionPtr Parser::sign() {
  if (!at_symbol("+") && !at_symbol("-")) {
    return postfix();
  }
  const Level level(*this);
  const std::uint32_t begin = peek().place.begin;
  const bool is_minus = take().text == "-";
  if (is_minus && peek().kind == TokenKind::kWhole) {  // so that -9223372036854775808 is one
    ExpressionPtr base = number(true);
    base->place.begin = begin;
    return subscript(std::move(base));
  }
  auto node = make(is_minus ? Kind::kNegate : Kind::kPlus, begin);
  add(*node, sign());
  return node;
}

ExpressionPtr Parser::postfix() { return subscript(primary()); }

ExpressionPtr Parser::subscript(ExpressionPtr base) {
  for (;;) {
    const std::uint32_t begin = base->place.begin;
    if (accept(".")) {
      auto node = make(Kind::kProperty, begin);
      node->name = name("a property");
      add(*node, std::move(base));
      base = std::move(node);
    } else if (accept("[")) {
      auto node = make(Kind::kIndex, begin);
      add(*node, std::move(base));
      ExpressionPtr first = at_symbol("..") ? nullptr : expression();
      if (accept("..")) {
        node->kind = Kind::kSlice;
        add(*node, std::move(first));
        add(*node, at_symbol("]") ? nullptr : expression());
      } else {
        add(*node, std::move(first));
      }
      expect("]", "to end the index");
      node->place = since(begin);
      base = std::move(node);
    } else if (at_symbol(":") &&
               (peek(1).kind == TokenKind::kName || peek(1).kind == TokenKind::kQuotedName ||
                at_symbol("!", 1) || at_symbol("%", 1) || at_symbol("(", 1))) {
      take();
      auto node = make(Kind::kHasLabels, begin);
      node->labels = label_expression(in_comprehension_ == 0);
      add(*node, std::move(base));
      node->place = since(begin);
      base = std::move(node);
    } else {
      return base;
    }
  }
}

}  // namespace rapport::query
