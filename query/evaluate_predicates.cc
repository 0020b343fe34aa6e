// Predicates: three-valued logic and what it joins.

#include <algorithm>

#include <fmt/format.h>

#include "query/compare.h"
#include "query/evaluate.h"
#include "query/function.h"

namespace rapport::query {

namespace {

Value to_value(std::optional<bool> truth_value) {
  return truth_value ? Value(*truth_value) : Value();
}

std::optional<bool> conjunction(Run& run, const Expression& expr) {
  bool unknown = false;
  for (const ExpressionPtr& arg : expr.args) {
    const auto part = truth(run, *arg);
    if (part == false) {
      return false;
    }
    unknown = unknown || !part;
  }
  return unknown ? std::nullopt : std::optional<bool>(true);
}

std::optional<bool> disjunction(Run& run, const Expression& expr) {
  bool unknown = false;
  for (const ExpressionPtr& arg : expr.args) {
    const auto part = truth(run, *arg);
    if (part == true) {
      return true;
    }
    unknown = unknown || !part;
  }
  return unknown ? std::nullopt : std::optional<bool>(false);
}

std::optional<bool> exclusive(Run& run, const Expression& expr) {
  bool odd = false;
  bool unknown = false;
  for (const ExpressionPtr& arg : expr.args) {
    const auto part = truth(run, *arg);
    unknown = unknown || !part;
    odd = odd != part.value_or(false);
  }
  return unknown ? std::nullopt : std::optional<bool>(odd);
}

std::optional<bool> compare_with(const std::string& symbol, const Value& a, const Value& b) {
  if (symbol == "=") {
    return equals(a, b);
  }
  if (symbol == "<>") {
    const auto same = equals(a, b);
    return same ? std::optional<bool>(!*same) : std::nullopt;
  }
  const Comparison c = compare(a, b);
  if (c == Comparison::kUnknown) {
    return std::nullopt;
  }
  if (c == Comparison::kUnordered) {
    return false;
  }
  if (symbol == "<") {
    return c == Comparison::kLess;
  }
  if (symbol == "<=") {
    return c != Comparison::kGreater;
  }
  return symbol == ">" ? c == Comparison::kGreater : c != Comparison::kLess;
}

std::optional<bool> comparisons(Run& run, const Expression& expr) {
  Value left_scratch;
  const Value* left = &look(run, *expr.args[0], left_scratch);
  if (expr.args.size() == 2) {
    Value right_scratch;
    return compare_with(expr.keys[0], *left, look(run, *expr.args[1], right_scratch));
  }
  bool unknown = false;
  Value held = *left;
  for (std::size_t i = 1; i < expr.args.size(); ++i) {
    Value next = evaluate(run, *expr.args[i]);
    const auto part = compare_with(expr.keys[i - 1], held, next);
    if (part == false) {
      return false;
    }
    unknown = unknown || !part;
    held = std::move(next);
  }
  return unknown ? std::nullopt : std::optional<bool>(true);
}

std::optional<bool> is_in(Run& run, const Expression& expr) {
  Value item_scratch;
  Value list_scratch;
  const Value& list_value = look(run, *expr.args[1], list_scratch);
  const Value held = list_value;  // keeps the list alive while the item is evaluated
  const Value& item = look(run, *expr.args[0], item_scratch);
  if (held.is_null()) {
    return std::nullopt;
  }
  const List* list = held.as_list();
  if (list == nullptr) {
    fail_type(expr.args[1]->place, "InvalidArgumentType", "IN needs a list");
  }
  bool unknown = false;
  run.budget.step(list->size() / 4);
  for (const Value& element : *list) {
    const auto same = equals(item, element);
    if (same == true) {
      return true;
    }
    unknown = unknown || !same;
  }
  return unknown ? std::nullopt : std::optional<bool>(false);
}

std::optional<bool> text_predicate(Run& run, const Expression& expr) {
  Value left_scratch;
  Value right_scratch;
  const Value left_value = look(run, *expr.args[0], left_scratch);
  const std::string* left = left_value.as_string();
  const std::string* right = look(run, *expr.args[1], right_scratch).as_string();
  if (left == nullptr || right == nullptr) {
    return std::nullopt;
  }
  run.budget.step(1 + left->size() / 64);
  switch (expr.kind) {
    case Kind::kStartsWith:
      return left->starts_with(*right);
    case Kind::kEndsWith:
      return left->ends_with(*right);
    case Kind::kContains:
      return left->find(*right) != std::string::npos;
    default:
      run.budget.step(64);
      return matches_regex(*left, *right, expr.place);
  }
}

}  // namespace

Value predicate_value(Run& run, const Expression& expr) {
  switch (expr.kind) {
    case Kind::kNot: {
      const auto inner = truth(run, *expr.args[0]);
      return inner ? Value(!*inner) : Value();
    }
    case Kind::kAnd:
      return to_value(conjunction(run, expr));
    case Kind::kOr:
      return to_value(disjunction(run, expr));
    case Kind::kXor:
      return to_value(exclusive(run, expr));
    case Kind::kCompare:
      return to_value(comparisons(run, expr));
    case Kind::kIn:
      return to_value(is_in(run, expr));
    case Kind::kIsNull:
    case Kind::kIsNotNull: {
      Value scratch;
      return look(run, *expr.args[0], scratch).is_null() == (expr.kind == Kind::kIsNull);
    }
    default:
      return to_value(text_predicate(run, expr));
  }
}

std::optional<bool> truth(Run& run, const Expression& expr) {
  switch (expr.kind) {
    case Kind::kCompare:
      return comparisons(run, expr);
    case Kind::kAnd:
      return conjunction(run, expr);
    case Kind::kOr:
      return disjunction(run, expr);
    default:
      break;
  }
  Value scratch;
  const Value& value = look(run, expr, scratch);
  if (value.is_null()) {
    return std::nullopt;
  }
  if (value.as_bool() == nullptr) {
    fail_type(expr.place, "InvalidArgumentType",
              fmt::format("expected a boolean, found {}", types_text(types_of(value))));
  }
  return *value.as_bool();
}

}  // namespace rapport::query
