// Primaries: literals, names, calls, comprehensions.

#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

namespace {

std::string lower(std::string text) {
  for (char& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

Value parse_integer(const Token& token, bool is_negative) {
  std::string_view digits = token.text;
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
    base = 16;
  } else if (digits.size() > 1 && digits[0] == '0' && (digits[1] == 'o' || digits[1] == 'O')) {
    base = 8;
  }
  digits.remove_prefix(base == 10 ? 0 : 2);
  std::uint64_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (end != digits.data() + digits.size() || error == std::errc::invalid_argument) {
    fail_syntax(token.place, "InvalidNumberLiteral", "this is no number");
  }
  constexpr std::uint64_t kLimit = std::uint64_t{1} << 63;
  if (error == std::errc::result_out_of_range || value > (is_negative ? kLimit : kLimit - 1)) {
    fail_syntax(token.place, "IntegerOverflow", "this integer does not fit into 64 bits",
                "write it as a float");
  }
  return static_cast<std::int64_t>(is_negative ? 0 - value : value);
}

Value parse_float(const Token& token) {
  double value = 0;
  const char* last = token.text.data() + token.text.size();
  const auto [end, error] = std::from_chars(token.text.data(), last, value);
  if (end != last || error == std::errc::invalid_argument) {
    fail_syntax(token.place, "InvalidNumberLiteral", "this is no number");
  }
  if (error == std::errc::result_out_of_range) {
    const std::size_t exponent = token.text.find_first_of("eE");
    if (exponent != std::string::npos && token.text[exponent + 1] == '-') {
      return 0.0;  // too small is nothing
    }
    fail_syntax(token.place, "FloatingPointOverflow", "this float is too large");
  }
  return value;
}

}  // namespace

ExpressionPtr Parser::primary() {
  const Token& token = peek();
  const std::uint32_t begin = token.place.begin;
  switch (token.kind) {
    case TokenKind::kWhole:
    case TokenKind::kDecimal:
      return number(false);
    case TokenKind::kText: {
      Value value(take().text);
      auto node = make(Kind::kLiteral, begin);
      node->literal = std::move(value);
      return node;
    }
    case TokenKind::kParameter: {
      std::string parameter = take().text;
      auto node = make(Kind::kParameter, begin);
      node->name = std::move(parameter);
      return node;
    }
    case TokenKind::kName:
      return named();
    case TokenKind::kQuotedName: {
      if (at_symbol("{", 1)) {
        return map_projection();
      }
      std::string variable = take().text;
      auto node = make(Kind::kVariable, begin);
      node->name = std::move(variable);
      return node;
    }
    case TokenKind::kSymbol:
      if (at_symbol("[")) {
        return bracketed();
      }
      if (at_symbol("{")) {
        return map_literal();
      }
      if (at_symbol("(")) {
        if (starts_pattern()) {
          return pattern_predicate();
        }
        take();
        ExpressionPtr inner = expression();
        expect(")", "to close the parenthesis");
        inner->place = since(begin);
        return inner;
      }
      break;
    case TokenKind::kEnd:
      break;
  }
  unexpected("an expression");
}

ExpressionPtr Parser::number(bool is_negative) {
  const Token& token = take();
  auto node = make(Kind::kLiteral, token.place.begin);
  node->literal =
      token.kind == TokenKind::kWhole ? parse_integer(token, is_negative) : parse_float(token);
  return node;
}

// A name: a constant, a construct that begins with one, a call, or else a variable.
ExpressionPtr Parser::named() {
  if (at_reserved()) {
    unexpected("an expression", fmt::format("write `{}` if it is a name", peek().text));
  }
  const std::uint32_t begin = peek().place.begin;
  const auto constant = [&](Value value) {
    take();
    auto node = make(Kind::kLiteral, begin);
    node->literal = std::move(value);
    return node;
  };
  if (at_symbol("(", 1)) {
    if (at_word("ALL") || at_word("ANY") || at_word("NONE") || at_word("SINGLE")) {
      return quantifier();
    }
    if (at_word("REDUCE")) {
      return reduce();
    }
    if (at_word("SHORTESTPATH") || at_word("ALLSHORTESTPATHS")) {
      return shortest_path();
    }
    return call();
  }
  if (at_symbol("{", 1)) {
    return at_word("EXISTS") || at_word("COUNT") || at_word("COLLECT") ? subquery()
                                                                       : map_projection();
  }
  if (at_word("CASE")) {
    return case_of();
  }
  if (at_word("TRUE") || at_word("FALSE")) {
    return constant(at_word("TRUE"));
  }
  if (at_word("NULL")) {
    return constant(Value());
  }
  std::string variable = take().text;
  if (at_symbol(".") && peek(1).kind == TokenKind::kName && at_symbol("(", 2)) {
    --at_;
    return call();  // a.b(...): a function with a namespace
  }
  auto node = make(Kind::kVariable, begin);
  node->name = std::move(variable);
  return node;
}

ExpressionPtr Parser::call() {
  const Level level(*this);
  const std::uint32_t begin = peek().place.begin;
  std::string function = take().text;
  while (accept(".")) {
    function += '.' + name("a function");
  }
  auto node = make(Kind::kCall, begin);
  node->name = lower(std::move(function));
  expect("(", "after the function");
  node->distinct = accept_word("DISTINCT");
  if (at_symbol("*") && at_symbol(")", 1)) {
    take();
    node->star = true;
  } else if (!at_symbol(")")) {
    do {
      add(*node, expression());
    } while (accept(","));
  }
  expect(")", "to end the arguments");
  node->place = since(begin);
  return node;
}

ExpressionPtr Parser::case_of() {
  const Level level(*this);
  const std::uint32_t begin = take().place.begin;
  auto node = make(Kind::kCase, begin);
  if (!at_word("WHEN")) {
    node->has_subject = true;
    add(*node, expression());
  }
  do {
    expect_word("WHEN");
    add(*node, expression());
    expect_word("THEN");
    add(*node, expression());
  } while (at_word("WHEN"));
  if (accept_word("ELSE")) {
    node->has_else = true;
    add(*node, expression());
  }
  expect_word("END");
  node->place = since(begin);
  return node;
}

// all(x IN list WHERE predicate); all(list) is no function.
ExpressionPtr Parser::quantifier() {
  const Level level(*this);
  const std::uint32_t begin = peek().place.begin;
  std::string which = lower(take().text);
  take();
  auto node = make(Kind::kQuantifier, begin);
  node->keys.push_back(std::move(which));
  node->name = name("a variable");
  expect_word("IN");
  add(*node, expression());
  if (accept_word("WHERE")) {
    add(*node, expression());
  } else {
    fail_syntax(since(begin), "UnexpectedSyntax", "a quantifier needs WHERE and a predicate");
  }
  expect(")", "to end the quantifier");
  node->place = since(begin);
  return node;
}

// reduce(sum = 0, x IN list | sum + x)
ExpressionPtr Parser::reduce() {
  const Level level(*this);
  const std::uint32_t begin = take().place.begin;
  take();
  auto node = make(Kind::kReduce, begin);
  node->name2 = name("an accumulator");
  expect("=", "after the accumulator");
  add(*node, expression());
  expect(",", "after the first value");
  node->name = name("a variable");
  expect_word("IN");
  ++in_comprehension_;
  add(*node, expression());
  --in_comprehension_;
  expect("|", "before the expression");
  add(*node, expression());
  expect(")", "to end reduce");
  node->place = since(begin);
  return node;
}

// At `[`: a list, or a comprehension over a list or a pattern.
ExpressionPtr Parser::bracketed() {
  const Level level(*this);
  const std::uint32_t begin = take().place.begin;
  if (at_name() && at_word("IN", 1)) {
    return list_comprehension();
  }
  if (at_name() && at_symbol("=", 1) && at_symbol("(", 2)) {
    return pattern_comprehension();
  }
  if (at_symbol("(") && starts_pattern()) {
    return pattern_comprehension();
  }
  auto node = make(Kind::kListLiteral, begin);
  const std::uint32_t outer = std::exchange(in_comprehension_, 0);
  if (!at_symbol("]")) {
    do {
      add(*node, expression());
    } while (accept(","));
  }
  in_comprehension_ = outer;
  expect("]", "to end the list");
  node->place = since(begin);
  return node;
}

ExpressionPtr Parser::list_comprehension() {
  const std::uint32_t begin = tokens_[at_ - 1].place.begin;
  auto node = make(Kind::kListComprehension, begin);
  node->name = take().text;
  take();
  ++in_comprehension_;
  add(*node, expression());
  add(*node, accept_word("WHERE") ? expression() : nullptr);
  --in_comprehension_;
  add(*node, accept("|") ? expression() : nullptr);
  expect("]", "to end the comprehension");
  node->place = since(begin);
  return node;
}

// [p = (a)-->(b) WHERE ... | ...]; without the bar it is a list of pattern predicates.
ExpressionPtr Parser::pattern_comprehension() {
  const std::uint32_t begin = tokens_[at_ - 1].place.begin;
  const std::uint32_t outer = std::exchange(deepest_, 0);
  auto inner = std::make_unique<Pattern>();
  inner->paths.push_back(path());
  ++in_comprehension_;
  ExpressionPtr where = accept_word("WHERE") ? expression() : nullptr;
  --in_comprehension_;
  if (where == nullptr && !at_symbol("|") && inner->paths[0].name.empty()) {
    auto predicate = make(Kind::kPatternPredicate, begin + 1);
    predicate->pattern = std::move(inner);
    hold(*predicate, outer);
    auto node = make(Kind::kListLiteral, begin);
    add(*node, std::move(predicate));
    while (accept(",")) {
      add(*node, expression());
    }
    expect("]", "to end the list");
    node->place = since(begin);
    return node;
  }
  expect("|", "before the result of the comprehension");
  auto node = make(Kind::kPatternComprehension, begin);
  node->pattern = std::move(inner);
  add(*node, std::move(where));
  add(*node, expression());
  hold(*node, outer);
  expect("]", "to end the comprehension");
  node->place = since(begin);
  return node;
}

ExpressionPtr Parser::map_literal() {
  const Level level(*this);
  const std::uint32_t begin = peek().place.begin;
  expect("{", "to begin a map");
  auto node = make(Kind::kMapLiteral, begin);
  const std::uint32_t outer = std::exchange(in_comprehension_, 0);
  if (!at_symbol("}")) {
    do {
      node->keys.push_back(name("a key"));
      expect(":", "after the key");
      add(*node, expression());
    } while (accept(","));
  }
  in_comprehension_ = outer;
  expect("}", "to end the map");
  node->place = since(begin);
  return node;
}

}  // namespace rapport::query
