// Label expressions: :A|B, :A&!B, :%.

#include <fmt/format.h>

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

Labels Parser::label_expression(bool takes_or) {
  const Level level(*this);
  Labels left = label_and();
  while (takes_or && at_symbol("|")) {
    take();
    accept(":");
    auto either = std::make_unique<LabelExpression>();
    either->kind = LabelExpression::Kind::kOr;
    either->args.push_back(std::move(*left));
    either->args.push_back(std::move(*label_and()));
    left = std::move(either);
  }
  return left;
}

Labels Parser::label_and() {
  auto both = std::make_unique<LabelExpression>();
  both->kind = LabelExpression::Kind::kAnd;
  do {
    both->args.push_back(std::move(*label_primary()));
    if (both->args.size() > kMostElements) {
      fail_syntax(peek().place, "UnexpectedSyntax", "too many labels");
    }
  } while (accept("&") || accept(":"));
  if (both->args.size() == 1) {
    auto single = std::make_unique<LabelExpression>(std::move(both->args[0]));
    return single;
  }
  return both;
}

Labels Parser::label_primary() {
  const Level level(*this);
  auto result = std::make_unique<LabelExpression>();
  result->place = peek().place;
  if (accept("!")) {
    result->kind = LabelExpression::Kind::kNot;
    result->args.push_back(std::move(*label_primary()));
  } else if (accept("%")) {
    result->kind = LabelExpression::Kind::kWildcard;
  } else if (accept("(")) {
    result = label_expression(true);
    expect(")", "to end the labels");
  } else {
    result->name = name("a label or type");
  }
  return result;
}

Labels Parser::relationship_types() { return label_expression(true); }

}  // namespace rapport::query
