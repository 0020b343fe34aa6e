// Expressions to values, by walking the tree.

#include "query/evaluate.h"

#include <algorithm>

#include <fmt/format.h>

#include "query/arithmetic.h"
#include "query/compare.h"
#include "query/function.h"
#include "query/match.h"
#include "query/run.h"

namespace rapport::query {

namespace {

Value made_property(const Map& map, const std::string& key) {
  const auto found = map.find(key);
  return found == map.end() ? Value() : found->second;
}

const Value& parameter(Run& run, const Expression& expr) {
  const auto found = run.options.parameters.find(expr.name);
  if (found == run.options.parameters.end()) {
    fail_run(expr.place, "ParameterMissing", "MissingParameter",
             fmt::format("no value was given for ${}", expr.name));
  }
  return found->second;
}

Value call(Run& run, const Expression& expr) {
  run.budget.step();
  std::array<Value, 4> few;
  std::vector<Value> many;
  std::span<Value> args(few.data(), expr.args.size());
  if (expr.args.size() > few.size()) {
    many.resize(expr.args.size());
    args = many;
  }
  const Function& function = *expr.function;
  for (std::size_t i = 0; i < args.size(); ++i) {
    args[i] = evaluate(run, *expr.args[i]);
    if (args[i].is_null() && !function.sees_null) {
      for (std::size_t j = i + 1; j < args.size(); ++j) {  // for their errors
        args[j] = evaluate(run, *expr.args[j]);
      }
      return Value();
    }
    const Types wanted = function.takes[std::min<std::size_t>(i, 2)];
    if ((types_of(args[i]) & (wanted | kNull)) == 0) {
      fail_type(expr.args[i]->place, "InvalidArgumentValue",
                fmt::format("{}() takes {}, not {}", function.name, types_text(wanted),
                            types_text(types_of(args[i]))));
    }
  }
  return function.call(run, expr.place, args);
}

Value cases(Run& run, const Expression& expr) {
  const std::size_t first = expr.has_subject ? 1 : 0;
  const std::size_t end = expr.args.size() - (expr.has_else ? 1 : 0);
  const Value subject = expr.has_subject ? evaluate(run, *expr.args[0]) : Value();
  for (std::size_t i = first; i + 1 < end; i += 2) {
    const bool holds = expr.has_subject ? equals(subject, evaluate(run, *expr.args[i])) == true
                                        : truth(run, *expr.args[i]) == true;
    if (holds) {
      return evaluate(run, *expr.args[i + 1]);
    }
  }
  return expr.has_else ? evaluate(run, *expr.args.back()) : Value();
}

Value has_labels_value(Run& run, const Expression& expr) {
  const Value owner = evaluate(run, *expr.args[0]);
  if (owner.is_null()) {
    return Value();
  }
  if (owner.as_vertex() != nullptr && !expr.star) {
    return has_labels(run, *expr.labels, *owner.as_vertex());
  }
  if (owner.as_edge() != nullptr) {
    return expr.star ? has_type(run, *expr.labels, *owner.as_edge())
                     : has_type_named(run, *expr.labels, *owner.as_edge());
  }
  fail_type(expr.place, "InvalidArgumentType", "only nodes have labels, only relationships a type");
}

Value with_pattern(Run& run, const Expression& expr) {
  if (expr.kind == Kind::kSubquery) {
    if (expr.name == "collect") {
      return checked(run, collect_rows(run, *expr.query), expr.place);
    }
    const bool counts = expr.name == "count";
    const std::uint64_t rows = count_rows(run, *expr.query, !counts);
    return counts ? Value(static_cast<std::int64_t>(rows)) : Value(rows > 0);
  }
  Matcher& matcher = matcher_of(run, *expr.pattern);
  if (expr.kind == Kind::kPatternPredicate) {
    return matcher.exists();
  }
  if (expr.kind == Kind::kShortestPath) {
    return matcher.shortest();
  }
  GrowingList result(run.budget);
  matcher.each([&] {
    run.budget.step();
    result.add(evaluate(run, *expr.args[1]));
    return true;
  });
  return checked(run, result.take(), expr.place);
}

}  // namespace

bool reads_slot(const Expression& expression, Slot slot) {
  return expression.slot == slot || expression.pattern != nullptr || expression.query != nullptr ||
         std::any_of(expression.args.begin(), expression.args.end(), [&](const ExpressionPtr& arg) {
           return arg != nullptr && reads_slot(*arg, slot);
         });
}

Value evaluate(Run& run, const Expression& expr) {
  switch (expr.kind) {
    case Kind::kLiteral:
      return expr.literal;
    case Kind::kParameter:
      return parameter(run, expr);
    case Kind::kVariable:
    case Kind::kAggregateSlot:
      return run.row[expr.slot];
    case Kind::kProperty: {
      Value scratch;
      return look(run, expr, scratch);
    }
    case Kind::kIndex:
    case Kind::kSlice:
    case Kind::kListLiteral:
    case Kind::kMapLiteral:
    case Kind::kListComprehension:
    case Kind::kQuantifier:
    case Kind::kReduce:
    case Kind::kMapProjection:
      return list_value(run, expr);
    case Kind::kAdd:
    case Kind::kSubtract:
    case Kind::kMultiply:
    case Kind::kDivide:
    case Kind::kModulo:
    case Kind::kPower: {
      const Value left = evaluate(run, *expr.args[0]);
      return arithmetic(run, expr.kind, left, evaluate(run, *expr.args[1]), expr.place);
    }
    case Kind::kNegate:
      return negate(evaluate(run, *expr.args[0]), expr.place);
    case Kind::kPlus:
      return evaluate(run, *expr.args[0]);
    case Kind::kHasLabels:
      return has_labels_value(run, expr);
    case Kind::kCall:
      return call(run, expr);
    case Kind::kCase:
      return cases(run, expr);
    case Kind::kPatternPredicate:
    case Kind::kPatternComprehension:
    case Kind::kShortestPath:
    case Kind::kSubquery:
      return with_pattern(run, expr);
    default:
      return predicate_value(run, expr);
  }
}

const Value& look(Run& run, const Expression& expr, Value& scratch) {
  if (expr.kind == Kind::kLiteral) {
    return expr.literal;
  }
  if (expr.kind == Kind::kVariable || expr.kind == Kind::kAggregateSlot) {
    return run.row[expr.slot];
  }
  if (expr.kind == Kind::kParameter) {
    return parameter(run, expr);
  }
  if (expr.kind == Kind::kProperty) {
    Value base_scratch;
    const Value& base = look(run, *expr.args[0], base_scratch);
    return property_of(run, base, expr.name, expr.place, scratch);
  }
  scratch = evaluate(run, expr);
  return scratch;
}

const Value& property_of(Run& run, const Value& owner, const std::string& key, Span place,
                         Value& scratch) {
  static const Value null;
  if (const auto* vertex = owner.as_vertex()) {
    if (vertex->value < run.graph.vertex_count()) {
      scratch = run.graph.property(*vertex, key);
      return scratch;
    }
    scratch = made_property((*run.changes)[*vertex].properties, key);
    return scratch;
  }
  if (const auto* edge = owner.as_edge()) {
    if (edge->value < run.graph.edge_count()) {
      scratch = run.graph.property(*edge, key);
      return scratch;
    }
    scratch = made_property((*run.changes)[*edge].properties, key);
    return scratch;
  }
  if (const auto* map = owner.as_map()) {
    scratch = made_property(*map, key);
    return scratch;
  }
  if (owner.is_null()) {
    return null;
  }
  fail_type(place, "InvalidArgumentType",
            fmt::format("{} has no properties", types_text(types_of(owner))));
}

}  // namespace rapport::query
