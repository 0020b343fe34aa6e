// RETURN and WITH: columns, grouping, and what ORDER BY, SKIP, LIMIT and WHERE can see.
//
// Grouping: an item with an aggregate is split into its aggregate calls, each with a slot of its
// own, and what remains around them. What remains may read only other columns of the same
// projection that are simple (a variable or a property): anything else has no one value for a
// group.

#include <algorithm>

#include <fmt/format.h>

#include "query/bind.h"
#include "query/failure.h"
#include "query/function.h"

namespace rapport::query {

namespace {

bool is_simple(const Expression& expression) {
  return expression.kind == Kind::kVariable ||
         (expression.kind == Kind::kProperty && is_simple(*expression.args[0]));
}

// Whether a column that is not simple lies below the expression.
bool holds_complex_column(const Expression& expression, const std::vector<ProjectionItem>& items) {
  const bool is_column = std::any_of(items.begin(), items.end(), [&](const ProjectionItem& item) {
    return !item.is_aggregating && !is_simple(*item.expression) &&
           item.expression->kind != Kind::kLiteral && same(*item.expression, expression);
  });
  return is_column ||
         std::any_of(expression.args.begin(), expression.args.end(), [&](const ExpressionPtr& arg) {
           return arg != nullptr && holds_complex_column(*arg, items);
         });
}

}  // namespace

bool has_aggregate(const Expression& expression) {
  if (expression.kind == Kind::kCall && is_aggregate(expression.name)) {
    return true;
  }
  return std::any_of(expression.args.begin(), expression.args.end(), [](const ExpressionPtr& arg) {
    return arg != nullptr && has_aggregate(*arg);
  });
}

bool same(const Expression& a, const Expression& b) {
  if (a.kind != b.kind || a.name != b.name || a.name2 != b.name2 || a.keys != b.keys ||
      a.distinct != b.distinct || a.star != b.star || a.has_subject != b.has_subject ||
      a.has_else != b.has_else || a.args.size() != b.args.size() || a.pattern != nullptr ||
      b.pattern != nullptr || a.query != nullptr || b.query != nullptr || a.labels != nullptr ||
      b.labels != nullptr || a.literal.variant() != b.literal.variant()) {
    return false;
  }
  for (std::size_t i = 0; i < a.args.size(); ++i) {
    if ((a.args[i] == nullptr) != (b.args[i] == nullptr) ||
        (a.args[i] != nullptr && !same(*a.args[i], *b.args[i]))) {
      return false;
    }
  }
  return true;
}

void Binder::projection(ProjectionClause& clause, Scope& scope) {
  if (clause.star) {
    expand_star(clause, scope);
  }
  for (ProjectionItem& item : clause.items) {
    item.is_aggregating = has_aggregate(*item.expression);
    clause.is_aggregating = clause.is_aggregating || item.is_aggregating;
  }
  const bool only_columns = clause.is_aggregating || clause.distinct;
  for (SortItem& sort : clause.order) {
    const bool aggregates = has_aggregate(*sort.expression);
    if (aggregates && !clause.is_aggregating) {
      fail_syntax(sort.expression->place, "InvalidAggregation",
                  "ORDER BY cannot aggregate where the projection does not",
                  "aggregate in a WITH before");
    }
    if (only_columns) {
      if (aggregates && holds_complex_column(*sort.expression, clause.items)) {
        fail_syntax(sort.expression->place, "AmbiguousAggregationExpression",
                    "only variables and properties can be mixed with an aggregate",
                    "give the expression a name with WITH");
      }
      take_columns(clause, sort.expression, aggregates);
    }
  }
  if (only_columns && clause.where != nullptr && !has_aggregate(*clause.where)) {
    take_columns(clause, clause.where, false);
  }
  check_names(clause);
  const std::uint32_t outer_slots = out_.slots;
  bind_items(clause, scope);

  Scope next;
  Scope visible = only_columns ? Scope() : scope;
  for (ProjectionItem& item : clause.items) {
    next.add({item.name, item.slot, item.types});
    visible.add({item.name, item.slot, item.types});
  }
  sort_keys(clause, scope, visible);
  row_count(clause.skip);
  row_count(clause.limit);
  if (clause.where != nullptr) {
    columns_ = &clause;
    const std::vector<Slot> reads = reads_of(*clause.where, visible, true);
    columns_ = nullptr;
    for (const Slot slot : reads) {
      const bool is_column = std::any_of(clause.items.begin(), clause.items.end(),
                                         [&](const ProjectionItem& i) { return i.slot == slot; });
      if (!is_column && slot < outer_slots) {
        clause.carried.push_back(slot);
      }
    }
  }
  scope = std::move(next);
}

void Binder::expand_star(ProjectionClause& clause, const Scope& scope) const {
  std::vector<std::string> names;
  for (const Variable& variable : scope.variables()) {
    if (!clause.is_return || fixed_.find(variable.name) == nullptr) {
      names.push_back(variable.name);
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.empty() && clause.is_return) {
    fail_syntax(clause.place, "NoVariablesInScope", "there is no variable for * to stand for");
  }
  std::vector<ProjectionItem> items;
  for (const std::string& name : names) {
    ProjectionItem item;
    item.name = name;
    item.expression = std::make_unique<Expression>(Kind::kVariable, clause.place);
    item.expression->name = name;
    items.push_back(std::move(item));
  }
  std::move(clause.items.begin(), clause.items.end(), std::back_inserter(items));
  clause.items = std::move(items);
}

void Binder::check_names(const ProjectionClause& clause) const {
  std::vector<std::string> names;
  for (const ProjectionItem& item : clause.items) {
    if (!clause.is_return && !item.has_alias && item.expression->kind != Kind::kVariable) {
      fail_syntax(item.expression->place, "NoExpressionAlias", "an expression in WITH needs a name",
                  "add AS and a name");
    }
    if (std::find(names.begin(), names.end(), item.name) != names.end()) {
      fail_syntax(item.expression->place, "ColumnNameConflict",
                  fmt::format("two columns are named '{}'", item.name), "rename one with AS");
    }
    names.push_back(item.name);
  }
}

void Binder::bind_items(ProjectionClause& clause, const Scope& scope) {
  Scope inner = scope;
  for (ProjectionItem& item : clause.items) {
    if (!item.is_aggregating) {
      continue;
    }
    std::vector<std::string> locals;
    group(clause, item.expression, scope, locals);
  }
  for (ProjectionItem& item : clause.items) {
    if (item.is_aggregating) {
      continue;
    }
    item.types = expression(*item.expression, inner);
    // A variable that is only passed on keeps its slot.
    item.slot = item.expression->kind == Kind::kVariable ? item.expression->slot : new_slot();
  }
  columns_ = &clause;
  for (ProjectionItem& item : clause.items) {
    if (item.is_aggregating) {
      item.types = expression(*item.expression, inner);
      item.slot = new_slot();
    }
  }
  columns_ = nullptr;
}

// Takes the aggregate calls out of an item, and checks what remains around them.
void Binder::group(ProjectionClause& clause, ExpressionPtr& expr, const Scope& scope,
                   std::vector<std::string>& locals) {
  if (expr->kind == Kind::kCall && is_aggregate(expr->name)) {
    aggregates_allowed_ = true;
    Scope inner = scope;
    const Types types = expression(*expr, inner);
    aggregates_allowed_ = false;
    auto result = std::make_unique<Expression>(Kind::kAggregateSlot, expr->place);
    result->slot = new_slot();
    result->aggregate_types = types;
    clause.aggregates.push_back({expr.get(), result->slot});
    clause.calls.push_back(std::move(expr));
    expr = std::move(result);
    return;
  }
  if (is_simple(*expr)) {
    for (std::size_t i = 0; i < clause.items.size(); ++i) {
      if (!clause.items[i].is_aggregating && same(*clause.items[i].expression, *expr)) {
        const Span place = expr->place;
        expr = std::make_unique<Expression>(Kind::kItem, place);
        expr->slot = static_cast<Slot>(i);
        return;
      }
    }
  }
  if (expr->kind == Kind::kVariable &&
      std::find(locals.begin(), locals.end(), expr->name) == locals.end()) {
    if (scope.find(expr->name) == nullptr) {
      undefined(*expr, scope);
    }
    fail_syntax(expr->place, "AmbiguousAggregationExpression",
                fmt::format("'{}' has no one value beside an aggregate", expr->name),
                "return it as a column of its own, or put it inside the aggregate");
  }
  if (expr->pattern != nullptr || expr->query != nullptr) {
    fail_syntax(expr->place, "AmbiguousAggregationExpression",
                "a pattern beside an aggregate has no one value",
                "give it a name with WITH before, or put it inside the aggregate");
  }
  const std::size_t before = locals.size();
  if (!expr->name.empty() && (expr->kind == Kind::kListComprehension ||
                              expr->kind == Kind::kQuantifier || expr->kind == Kind::kReduce)) {
    for (std::size_t i = 1; i < expr->args.size(); ++i) {
      if (expr->args[i] != nullptr && expr->kind != Kind::kReduce &&
          has_aggregate(*expr->args[i])) {
        fail_syntax(expr->args[i]->place, "InvalidAggregation",
                    "nothing can be aggregated inside a comprehension",
                    "aggregate in a WITH before");
      }
    }
    locals.push_back(expr->name);
    locals.push_back(expr->name2);
  }
  for (ExpressionPtr& arg : expr->args) {
    if (arg != nullptr) {
      group(clause, arg, scope, locals);
    }
  }
  locals.resize(before);
}

// Replaces what is a column of the projection by that column, so that ORDER BY can use it after
// grouping or DISTINCT. Beside an aggregate only simple columns, and aggregates themselves.
void Binder::take_columns(const ProjectionClause& clause, ExpressionPtr& expr, bool aggregates) {
  for (std::size_t i = 0; i < clause.items.size(); ++i) {
    const ProjectionItem& item = clause.items[i];
    if (same(*item.expression, *expr) &&
        (!aggregates || item.is_aggregating || is_simple(*item.expression))) {
      const Span place = expr->place;
      expr = std::make_unique<Expression>(Kind::kItem, place);
      expr->slot = static_cast<Slot>(i);
      return;
    }
  }
  for (ExpressionPtr& arg : expr->args) {
    if (arg != nullptr) {
      take_columns(clause, arg, aggregates);
    }
  }
}

void Binder::sort_keys(ProjectionClause& clause, const Scope& older, const Scope& visible) {
  columns_ = &clause;
  for (SortItem& sort : clause.order) {
    Scope inner = visible;
    // An aggregate that is no column of the projection cannot be made from what is left.
    if (has_aggregate(*sort.expression)) {
      aggregates_allowed_ = true;
      expression(*sort.expression, inner);
      aggregates_allowed_ = false;
      fail_syntax(sort.expression->place, "InvalidAggregation",
                  "ORDER BY can use only aggregates that are columns of the projection");
    }
    expression(*sort.expression, inner);
  }
  (void)older;
  columns_ = nullptr;
}

// SKIP and LIMIT: a value that is the same for all rows.
void Binder::row_count(ExpressionPtr& expr) {
  if (expr == nullptr) {
    return;
  }
  const auto reads_row = [](const Expression& e, const auto& self) -> bool {
    if (e.kind == Kind::kVariable || e.pattern != nullptr || e.query != nullptr) {
      return true;
    }
    return std::any_of(e.args.begin(), e.args.end(), [&](const ExpressionPtr& arg) {
      return arg != nullptr && self(*arg, self);
    });
  };
  if (reads_row(*expr, reads_row)) {
    fail_syntax(expr->place, "NonConstantExpression", "SKIP and LIMIT cannot depend on the row",
                "use a number or a parameter");
  }
  Scope none;
  const Types types = expression(*expr, none);
  if (expr->kind == Kind::kNegate ||
      (expr->literal.as_int() != nullptr && *expr->literal.as_int() < 0)) {
    fail_syntax(expr->place, "NegativeIntegerArgument", "SKIP and LIMIT cannot be negative");
  }
  if ((types & kInteger) == 0) {
    fail_syntax(expr->place, "InvalidArgumentType", "SKIP and LIMIT need an integer");
  }
}

}  // namespace rapport::query
