// The binder's expressions: slots, functions, and the types that can be known before a run.

#include <algorithm>

#include <fmt/format.h>

#include "query/bind.h"
#include "query/failure.h"
#include "query/function.h"
#include "query/nearest.h"

namespace rapport::query {

Types Binder::expression(Expression& expr, Scope& scope, bool is_predicate) {
  switch (expr.kind) {
    case Kind::kLiteral:
      return types_of(expr.literal);
    case Kind::kParameter:
      if (std::find(out_.parameters.begin(), out_.parameters.end(), expr.name) ==
          out_.parameters.end()) {
        out_.parameters.push_back(expr.name);
      }
      return kAny;
    case Kind::kVariable:
      return variable(expr, scope);
    case Kind::kItem: {  // a column of the projection being bound
      const ProjectionItem& item = columns_->items[expr.slot];
      expr.kind = Kind::kVariable;
      expr.slot = item.slot;
      expr.name = item.name;
      return item.types;
    }
    case Kind::kAggregateSlot:
      return expr.aggregate_types;
    case Kind::kNot:
    case Kind::kAnd:
    case Kind::kOr:
    case Kind::kXor:
      for (const ExpressionPtr& arg : expr.args) {
        expect(*arg, expression(*arg, scope, true), kBoolean);
      }
      return kBoolean | kNull;
    case Kind::kCall:
      return call(expr, scope);
    case Kind::kListComprehension:
    case Kind::kQuantifier:
    case Kind::kReduce:
      return with_local(expr, scope);
    case Kind::kPatternPredicate:
      if (!is_predicate) {
        fail_syntax(expr.place, "UnexpectedSyntax", "a pattern is a predicate, not a value",
                    "wrap it in exists(), or use a pattern comprehension");
      }
      return with_pattern(expr, scope);
    case Kind::kPatternComprehension:
    case Kind::kShortestPath:
    case Kind::kSubquery:
      return with_pattern(expr, scope);
    case Kind::kCase:
      return cases(expr, scope);
    case Kind::kProperty:
    case Kind::kIndex:
    case Kind::kSlice:
    case Kind::kHasLabels:
    case Kind::kMapProjection:
      return access(expr, scope);
    default:
      return operation(expr, scope);
  }
}

Types Binder::predicate(Expression& expr, Scope& scope) {
  const Types types = expression(expr, scope, true);
  expect(expr, types, kBoolean);
  return types;
}

Types Binder::variable(Expression& expr, const Scope& scope) {
  const Variable* known = scope.find(expr.name);
  if (known == nullptr) {
    undefined(expr, scope);
  }
  expr.slot = known->slot;
  if (reads_ != nullptr) {
    reads_->push_back(known->slot);
  }
  return known->types | kNull;
}

void Binder::undefined(const Expression& expr, const Scope& scope) const {
  Nearest nearest(expr.name);
  for (const Variable& variable : scope.variables()) {
    nearest.offer(variable.name);
  }
  std::string hint = did_you_mean(nearest.best());
  if (not_imported_ != nullptr && not_imported_->find(expr.name) != nullptr) {
    hint = fmt::format("take it into the subquery: CALL ({}) {{ ... }}", expr.name);
  }
  fail_syntax(expr.place, "UndefinedVariable", fmt::format("'{}' is not defined", expr.name), hint);
}

// Fails where no type that the expression can have is wanted; a null fits everywhere, but that a
// value may be missing does not make a node a number.
void Binder::expect(const Expression& expr, Types found, Types wanted) const {
  if ((found & wanted) == 0 && found != kNull && found != 0) {
    fail_syntax(
        expr.place, "InvalidArgumentType",
        fmt::format("expected {}, found {}", types_text(wanted), types_text(found & ~kNull)));
  }
}

Types Binder::call(Expression& expr, Scope& scope) {
  if (expr.name == "exists" && expr.args.size() == 1) {  // exists(n.name), exists((a)-->())
    Expression& arg = *expr.args[0];
    expression(arg, scope, true);
    if (arg.kind != Kind::kPatternPredicate) {
      expr.kind = Kind::kIsNotNull;
    } else {
      expr.kind = Kind::kAnd;  // of one
    }
    return kBoolean;
  }
  expr.function = find_function(expr.name);
  if (expr.function == nullptr) {
    const std::string near = nearest_function(expr.name);
    const std::string_view text = expr.place.in(out_.text);
    fail_syntax(expr.place, "UnknownFunction",
                fmt::format("no function {}()", text.substr(0, text.find('('))),
                near.empty() ? "see docs/query.md" : fmt::format("did you mean {}()?", near));
  }
  if (expr.name == "degree") {
    see_created();
  }
  const bool aggregates = expr.function->call == nullptr;
  if (aggregates && in_aggregate_) {
    fail_syntax(expr.place, "NestedAggregation", "an aggregate inside an aggregate",
                "aggregate in a WITH before");
  }
  if (aggregates && !aggregates_allowed_) {
    fail_syntax(expr.place, "InvalidAggregation", "nothing can be aggregated here",
                "aggregate in WITH or RETURN");
  }
  check_arguments(expr);
  const bool outer = std::exchange(in_aggregate_, in_aggregate_ || aggregates);
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    const Types found = expression(*expr.args[i], scope);
    const Types wanted = expr.function->takes[std::min<std::size_t>(i, 2)];
    expect(*expr.args[i], found, aggregates ? kAny : wanted);
    if (aggregates && expr.args[i]->kind == Kind::kCall && expr.args[i]->name == "rand") {
      fail_syntax(expr.args[i]->place, "NonConstantExpression", "rand() cannot be aggregated",
                  "give it a name with WITH before");
    }
  }
  in_aggregate_ = outer;
  return expr.function->gives | (expr.function->sees_null || aggregates ? Types{0} : kNull);
}

void Binder::check_arguments(const Expression& expr) const {
  const Function& function = *expr.function;
  if (expr.star && function.name != "count") {
    fail_syntax(expr.place, "InvalidNumberOfArguments",
                fmt::format("{}(*) is not possible: only count() takes a *", function.name),
                fmt::format("name a value: {}(x)", function.name));
  }
  const std::size_t count = expr.args.size() + (expr.star ? 1 : 0);
  if (count < function.least || count > function.most) {
    const std::string wanted = function.most == function.least
                                   ? fmt::format("{}", function.least)
                                   : fmt::format("{} to {}", function.least, function.most);
    fail_syntax(expr.place, "InvalidNumberOfArguments",
                fmt::format("{}() takes {} argument{}, not {}", function.name, wanted,
                            function.most == 1 ? "" : "s", count));
  }
}

// Comprehensions, quantifiers and reduce: one local variable, or two.
Types Binder::with_local(Expression& expr, Scope& scope) {
  const bool reduces = expr.kind == Kind::kReduce;
  const bool allowed = std::exchange(aggregates_allowed_, false);
  Expression& list = *expr.args[reduces ? 1 : 0];
  const std::size_t before = scope.size();
  Types first = kAny;
  if (reduces) {
    first = expression(*expr.args[0], scope);
  }
  aggregates_allowed_ = allowed;
  expect(list, expression(list, scope), kList);
  aggregates_allowed_ = false;
  Types element = kAny;
  if (list.kind == Kind::kListLiteral) {
    element = 0;
    for (const ExpressionPtr& arg : list.args) {
      element |= arg->kind == Kind::kLiteral       ? types_of(arg->literal)
                 : arg->kind == Kind::kListLiteral ? kList
                 : arg->kind == Kind::kMapLiteral  ? kMap
                                                   : kAny;
    }
    element = list.args.empty() ? kAny : element;
  }
  expr.slot = new_slot();
  scope.add({expr.name, expr.slot, element});
  if (reduces) {
    (void)first;
    expr.slot2 = new_slot();
    scope.add({expr.name2, expr.slot2, kAny});
    expression(*expr.args[2], scope);
  } else {
    if (expr.args.size() > 1 && expr.args[1] != nullptr) {
      predicate(*expr.args[1], scope);
    }
    if (expr.args.size() > 2 && expr.args[2] != nullptr) {
      expression(*expr.args[2], scope);
    }
  }
  scope.cut_to(before);
  aggregates_allowed_ = allowed;
  return expr.kind == Kind::kListComprehension ? kList | kNull
         : expr.kind == Kind::kQuantifier      ? kBoolean | kNull
                                               : kAny;
}

Types Binder::with_pattern(Expression& expr, Scope& scope) {
  const bool allowed = std::exchange(aggregates_allowed_, false);
  const std::size_t before = scope.size();
  Types result = kBoolean;
  if (expr.kind == Kind::kSubquery) {
    const bool in_aggregate = std::exchange(in_aggregate_, false);
    statement(*expr.query, scope, true);
    in_aggregate_ = in_aggregate;
    result = expr.name == "count" ? kInteger : expr.name == "collect" ? kList : kBoolean;
    for (std::size_t i = 0; expr.name == "collect" && i < expr.query->parts.size(); ++i) {
      check_columns(*expr.query, i);
    }
    if (expr.name == "collect" && expr.query->columns.size() != 1) {
      fail_syntax(expr.place, "InvalidNumberOfColumns", "COLLECT { } returns exactly one column",
                  "return a list or a map of them");
    }
  } else if (expr.kind == Kind::kPatternPredicate) {
    pattern(*expr.pattern, scope, false);
  } else if (expr.kind == Kind::kShortestPath) {
    pattern(*expr.pattern, scope, false);
    PathPattern& path = expr.pattern->paths[0];
    path.slot = new_slot();
    result = path.search == PathPattern::Search::kShortest ? kPath | kNull : kList;
  } else {
    pattern(*expr.pattern, scope, true);
    where(*expr.pattern, expr.args[0], scope);
    expression(*expr.args[1], scope);
    result = kList;
  }
  scope.cut_to(before);
  aggregates_allowed_ = allowed;
  return result;
}

Types Binder::cases(Expression& expr, Scope& scope) {
  Types result = expr.has_else ? 0 : kNull;
  const std::size_t first = expr.has_subject ? 1 : 0;
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    const bool is_last = expr.has_else && i + 1 == expr.args.size();
    const bool is_when = !is_last && i >= first && (i - first) % 2 == 0;
    const Types types = expression(*expr.args[i], scope, is_when && !expr.has_subject);
    if (is_last || (i >= first && !is_when)) {
      result |= types;
    }
  }
  return result;
}

Types Binder::access(Expression& expr, Scope& scope) {
  const Types base = expression(*expr.args[0], scope);
  if (expr.kind == Kind::kHasLabels) {
    expect(*expr.args[0], base, kNode | kRelationship);
    labels(*expr.labels, (base & kNode) != 0 ? out_.labels : out_.types);
    expr.star = (base & kNode) == 0;  // of a relationship
    return kBoolean | kNull;
  }
  if (expr.kind == Kind::kProperty) {
    if ((base & (kNode | kRelationship | kMap)) == 0 && base != kNull) {
      throw Failure{.type = (base & kPath) != 0 ? "SyntaxError" : "TypeError",  // as the kit has it
                    .detail = "InvalidArgumentType",
                    .message = fmt::format("{} has no properties", types_text(base & ~kNull)),
                    .hint = {},
                    .place = expr.place};
    }
    if ((base & (kNode | kRelationship)) != 0 &&
        std::find(out_.property_keys.begin(), out_.property_keys.end(), expr.name) ==
            out_.property_keys.end() &&
        (base & kMap) == 0) {
      out_.property_keys.push_back(expr.name);
    }
    return kAny;
  }
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    if (expr.args[i] != nullptr) {
      expression(*expr.args[i], scope);
    }
  }
  if (expr.kind == Kind::kMapProjection) {
    expect(*expr.args[0], base, kNode | kRelationship | kMap);
    return kMap | kNull;
  }
  if (expr.kind == Kind::kSlice) {
    expect(*expr.args[0], base, kList);
    return kList | kNull;
  }
  return kAny;
}

Types Binder::operation(Expression& expr, Scope& scope) {
  std::vector<Types> types;
  for (const ExpressionPtr& arg : expr.args) {
    types.push_back(expression(*arg, scope));
  }
  const auto both = [&](Types wanted) {
    expect(*expr.args[0], types[0], wanted);
    expect(*expr.args[1], types[1], wanted);
  };
  const bool floats = !types.empty() &&
                      std::any_of(types.begin(), types.end(), [](Types t) { return t == kFloat; });
  switch (expr.kind) {
    case Kind::kListLiteral:
      return kList;
    case Kind::kMapLiteral:
      return kMap;
    case Kind::kCompare:
      return kBoolean | kNull;
    case Kind::kIsNull:
    case Kind::kIsNotNull:
      return kBoolean;
    case Kind::kIn:
      expect(*expr.args[1], types[1], kList);
      return kBoolean | kNull;
    case Kind::kStartsWith:
    case Kind::kEndsWith:
    case Kind::kContains:
    case Kind::kMatches:
      return kBoolean | kNull;
    case Kind::kAdd:
      both(kNumber | kString | kList | kBoolean | kMap | kNode | kRelationship | kPath);
      return kAny & ~(kNode | kRelationship | kPath | kBoolean | kMap);
    case Kind::kNegate:
    case Kind::kPlus:
      expect(*expr.args[0], types[0], kNumber);
      return static_cast<Types>((types[0] & kNumber) | kNull);
    case Kind::kPower:
      both(kNumber);
      return kFloat | kNull;
    default:
      both(kNumber);
      return floats                                         ? kFloat | kNull
             : types[0] == kInteger && types[1] == kInteger ? kInteger
                                                            : kNumber | kNull;
  }
}

}  // namespace rapport::query
