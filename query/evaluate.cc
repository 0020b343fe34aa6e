// Expressions to values, by walking the tree.

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

Value to_value(std::optional<bool> truth_value) {
  return truth_value ? Value(*truth_value) : Value();
}

[[noreturn]] void fail_type(Span place, std::string_view detail, std::string message) {
  fail_run(place, "TypeError", detail, std::move(message));
}

const Value& parameter(Run& run, const Expression& expr) {
  const auto found = run.options.parameters.find(expr.name);
  if (found == run.options.parameters.end()) {
    fail_run(expr.place, "ParameterMissing", "MissingParameter",
             fmt::format("no value was given for ${}", expr.name));
  }
  return found->second;
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
                      : checked(run, List(list->begin() + begin, list->begin() + end));
}

Value list_literal(Run& run, const Expression& expr) {
  List list;
  list.reserve(expr.args.size());
  for (const ExpressionPtr& arg : expr.args) {
    list.push_back(evaluate(run, *arg));
  }
  return checked(run, std::move(list));
}

Value map_literal(Run& run, const Expression& expr) {
  Map map;
  for (std::size_t i = 0; i < expr.args.size(); ++i) {
    map.insert_or_assign(expr.keys[i], evaluate(run, *expr.args[i]));
  }
  return checked(run, std::move(map));
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
    const bool holds = expr.has_subject
                           ? equals(subject, evaluate(run, *expr.args[i])) == true
                           : truth(run, *expr.args[i]) == true;
    if (holds) {
      return evaluate(run, *expr.args[i + 1]);
    }
  }
  return expr.has_else ? evaluate(run, *expr.args.back()) : Value();
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
  List result;
  for (const Value& element : *list) {
    run.budget.step();
    run.row[expr.slot] = element;
    if (expr.args[1] == nullptr || truth(run, *expr.args[1]) == true) {
      result.push_back(expr.args[2] == nullptr ? element : evaluate(run, *expr.args[2]));
    }
  }
  return checked(run, std::move(result));
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

Value with_pattern(Run& run, const Expression& expr) {
  if (expr.kind == Kind::kSubquery) {
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
  List result;
  matcher.each([&] {
    result.push_back(evaluate(run, *expr.args[1]));
    run.budget.keep(1);
    return true;
  });
  return checked(run, std::move(result));
}

}  // namespace

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
      return index(run, expr);
    case Kind::kSlice:
      return slice(run, expr);
    case Kind::kListLiteral:
      return list_literal(run, expr);
    case Kind::kMapLiteral:
      return map_literal(run, expr);
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
    case Kind::kListComprehension:
      return list_comprehension(run, expr);
    case Kind::kQuantifier:
      return quantifier(run, expr);
    case Kind::kReduce:
      return reduce(run, expr);
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

const Value& property_of(Run& run, const Value& owner, const std::string& key, Span place,
                         Value& scratch) {
  static const Value null;
  if (const auto* vertex = owner.as_vertex()) {
    if (vertex->value < run.graph.vertex_count()) {
      return run.graph.property(*vertex, key);
    }
    scratch = made_property(run.changes->vertices[vertex->value - run.graph.vertex_count()].properties, key);
    return scratch;
  }
  if (const auto* edge = owner.as_edge()) {
    if (edge->value < run.graph.edge_count()) {
      return run.graph.property(*edge, key);
    }
    scratch = made_property(run.changes->edges[edge->value - run.graph.edge_count()].properties, key);
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
