// Expressions on lists and maps.

#include <algorithm>

#include <fmt/format.h>

#include "query/compare.h"
#include "query/evaluate.h"
#include "query/function.h"

namespace rapport::query {

namespace {

Value index(Run& run, const Expression& expr) {
  const Value base = evaluate(run, *expr.args[0]);
  const Value key = evaluate(run, *expr.args[1]);
  if (base.is_null() || key.is_null()) {
    return Value();
  }
  if (const auto* list = base.as_list()) {
    const auto* position = key.as_int();
    if (position == nullptr) {
      fail_type(expr.args[1]->place, "ListElementAccessByNonInteger",
                "a list is indexed by an integer");
    }
    const auto size = static_cast<std::int64_t>(list->size());
    const std::int64_t at = *position < 0 ? *position + size : *position;
    return at < 0 || at >= size ? Value() : (*list)[static_cast<std::size_t>(at)];
  }
  if ((types_of(base) & (kMap | kNode | kRelationship)) == 0) {
    fail_type(expr.args[0]->place, "InvalidArgumentType",
              fmt::format("{} cannot be indexed", types_text(types_of(base))));
  }
  const auto* name = key.as_string();
  if (name == nullptr) {
    fail_type(expr.args[1]->place, "MapElementAccessByNonString", "a map is indexed by a string");
  }
  Value scratch;
  return property_of(run, base, *name, expr.place, scratch);
}

Value slice(Run& run, const Expression& expr) {
  const Value base = evaluate(run, *expr.args[0]);
  const auto* list = base.as_list();
  if (list == nullptr && !base.is_null()) {
    fail_type(expr.args[0]->place, "InvalidArgumentType", "only a list can be cut");
  }
  const auto bound = [&](std::size_t arg, std::int64_t otherwise) -> std::optional<std::int64_t> {
    if (expr.args[arg] == nullptr) {
      return otherwise;
    }
    const Value value = evaluate(run, *expr.args[arg]);
    if (value.is_null()) {
      return std::nullopt;
    }
    if (value.as_int() == nullptr) {
      fail_type(expr.args[arg]->place, "InvalidArgumentType", "a list is cut at integers");
    }
    return *value.as_int();
  };
  const auto size = list == nullptr ? std::int64_t{0} : static_cast<std::int64_t>(list->size());
  auto from = bound(1, 0);
  auto to = bound(2, size);
  if (list == nullptr || !from || !to) {
    return Value();
  }
  const auto clamp = [&](std::int64_t at) {
    return std::clamp<std::int64_t>(at < 0 ? at + size : at, 0, size);
  };
  const std::int64_t begin = clamp(*from);
  const std::int64_t end = clamp(*to);
  return begin >= end ? Value(List())
                      : checked(run, List(list->begin() + begin, list->begin() + end), expr.place);
}

Value list_literal(Run& run, const Expression& expr) {
  GrowingList list(run.budget);
  for (const ExpressionPtr& arg : expr.args) {
    list.add(evaluate(run, *arg));
  }
  return checked(run, list.take(), expr.place);
}

Value map_literal(Run& run, const Expression& expr) {
  Map map;
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    map.insert_or_assign(expr.keys[i], evaluate(run, *expr.args[i]));
  }
  return checked(run, std::move(map), expr.place);
}

Value map_projection(Run& run, const Expression& expr) {
  const Value base = evaluate(run, *expr.args[0]);
  if (base.is_null()) {
    return Value();
  }
  if ((types_of(base) & (kMap | kNode | kRelationship)) == 0) {
    fail_type(expr.args[0]->place, "InvalidArgumentType",
              fmt::format("{} has no properties", types_text(types_of(base))));
  }
  Map map = expr.star ? properties_of(run, base) : Map();
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    map.insert_or_assign(expr.keys[i - 1], evaluate(run, *expr.args[i]));
  }
  return checked(run, std::move(map), expr.place);
}

// The list that a comprehension goes over; null has none.
const List* elements(const Value& value, const Expression& list) {
  if (!value.is_null() && value.as_list() == nullptr) {
    fail_type(list.place, "InvalidArgumentType", "expected a list");
  }
  return value.as_list();
}

Value list_comprehension(Run& run, const Expression& expr) {
  const Value over = evaluate(run, *expr.args[0]);
  const List* list = elements(over, *expr.args[0]);
  if (list == nullptr) {
    return Value();
  }
  GrowingList result(run.budget);
  for (const Value& element : *list) {
    run.budget.step();
    run.row[expr.slot] = element;
    if (expr.args[1] == nullptr || truth(run, *expr.args[1]) == true) {
      result.add(expr.args[2] == nullptr ? element : evaluate(run, *expr.args[2]));
    }
  }
  return checked(run, result.take(), expr.place);
}

Value quantifier(Run& run, const Expression& expr) {
  const Value over = evaluate(run, *expr.args[0]);
  const List* list = elements(over, *expr.args[0]);
  if (list == nullptr) {
    return Value();
  }
  std::size_t yes = 0;
  std::size_t no = 0;
  std::size_t unknown = 0;
  for (const Value& element : *list) {
    run.budget.step();
    run.row[expr.slot] = element;
    const auto holds = truth(run, *expr.args[1]);
    ++(holds ? (*holds ? yes : no) : unknown);
  }
  const std::string& which = expr.keys[0];
  const auto decide = [&](bool if_known) { return unknown == 0 ? Value(if_known) : Value(); };
  if (which == "all") {
    return no > 0 ? Value(false) : decide(true);
  }
  if (which == "any") {
    return yes > 0 ? Value(true) : decide(false);
  }
  if (which == "none") {
    return yes > 0 ? Value(false) : decide(true);
  }
  return yes > 1 ? Value(false) : decide(yes == 1);  // single
}

Value reduce(Run& run, const Expression& expr) {
  Value result = evaluate(run, *expr.args[0]);
  const Value over = evaluate(run, *expr.args[1]);
  const List* list = elements(over, *expr.args[1]);
  if (list == nullptr) {
    return Value();
  }
  for (const Value& element : *list) {
    run.budget.step();
    run.row[expr.slot] = element;
    run.row[expr.slot2] = std::move(result);
    result = evaluate(run, *expr.args[2]);
  }
  return result;
}

}  // namespace

Value list_value(Run& run, const Expression& expr) {
  switch (expr.kind) {
    case Kind::kIndex:
      return index(run, expr);
    case Kind::kSlice:
      return slice(run, expr);
    case Kind::kListLiteral:
      return list_literal(run, expr);
    case Kind::kMapLiteral:
      return map_literal(run, expr);
    case Kind::kMapProjection:
      return map_projection(run, expr);
    case Kind::kListComprehension:
      return list_comprehension(run, expr);
    case Kind::kQuantifier:
      return quantifier(run, expr);
    default:
      return reduce(run, expr);
  }
}

}  // namespace rapport::query
