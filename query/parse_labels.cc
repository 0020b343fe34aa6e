// Label expressions: :A|B, :A&!B, :%.

#include <fmt/format.h>

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

namespace {

Labels only_label(LabelExpression& list) {
  return std::make_unique<LabelExpression>(std::move(list.args[0]));
}

}  // namespace

Labels Parser::label_expression(bool takes_or) {
  const Level level(*this);
  auto either = std::make_unique<LabelExpression>();
  either->kind = LabelExpression::Kind::kOr;
  add_label(*either, label_and());
  while (takes_or && accept("|")) {
    accept(":");
    add_label(*either, label_and());
  }
  return either->args.size() == 1 ? only_label(*either) : std::move(either);
}

Labels Parser::label_and() {
  auto both = std::make_unique<LabelExpression>();
  both->kind = LabelExpression::Kind::kAnd;
  do {
    add_label(*both, label_primary());
  } while (accept("&") || accept(":"));
  return both->args.size() == 1 ? only_label(*both) : std::move(both);
}

void Parser::add_label(LabelExpression& list, Labels label) const {
  list.args.push_back(std::move(*label));
  if (list.args.size() > kMostElements) {
    fail_syntax(peek().place, "UnexpectedSyntax",
                fmt::format("too many labels or types: more than {}", kMostElements),
                "compare with a list: WHERE any(l IN labels(n) WHERE l IN $labels)");
  }
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
