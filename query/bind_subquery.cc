// The binder's subqueries: CALL { ... } and what it sees of the row around it.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "query/bind.h"
#include "query/failure.h"

namespace rapport::query {

namespace {

const ProjectionClause* last_return(const SingleQuery& part) {
  const auto* projection = std::get_if<ProjectionClause>(&part.clauses.back());
  return projection != nullptr && projection->is_return ? projection : nullptr;
}

// Whether the part begins with a WITH of plain variables: those it takes from around it.
bool imports_by_with(const SingleQuery& part) {
  const auto* with = std::get_if<ProjectionClause>(&part.clauses.front());
  return with != nullptr && !with->is_return &&
         std::all_of(with->items.begin(), with->items.end(), [](const ProjectionItem& item) {
           return !item.has_alias && item.expression->kind == Kind::kVariable;
         });
}

}  // namespace

// All parts of a UNION return the same columns.
void Binder::check_columns(const Statement& statement, std::size_t part) const {
  const ProjectionClause* projection = last_return(statement.parts[part]);
  std::vector<std::string> columns;
  for (std::size_t i = 0; projection != nullptr && i < projection->items.size(); ++i) {
    columns.push_back(projection->items[i].name);
  }
  if (columns != statement.columns) {
    fail_syntax(projection != nullptr ? projection->place : Span{}, "DifferentColumnsInUnion",
                "the parts of a UNION return different columns",
                "give them the same names with AS");
  }
}

// What CALL (...) lists: seen in all of the subquery.
Scope Binder::listed(SubqueryClause& clause, const Scope& scope) {
  if (clause.imports_all) {
    return scope;
  }
  Scope result;
  for (const ExpressionPtr& import : clause.imports) {
    const Types types = variable(*import, scope);
    result.add({import->name, import->slot, types});
  }
  return result;
}

void Binder::subquery(SubqueryClause& clause, Scope& scope) {
  Statement& inner = *clause.query;
  Scope outer_fixed = std::exchange(fixed_, listed(clause, scope));
  const Scope* outer_scope = std::exchange(not_imported_, &scope);
  std::vector<Types> types;
  for (std::size_t i = 0; i < inner.parts.size(); ++i) {
    const bool takes_in = !clause.has_scope && imports_by_with(inner.parts[i]);
    single_query(inner.parts[i], takes_in ? scope : fixed_, inner, i, true);
    check_columns(inner, i);
    const auto& items = last_return(inner.parts[i])->items;
    types.resize(items.size());
    for (std::size_t column = 0; column < items.size(); ++column) {
      types[column] |= items[column].types;
    }
  }
  fixed_ = std::move(outer_fixed);
  not_imported_ = outer_scope;
  for (std::size_t i = 0; i < inner.columns.size(); ++i) {
    const ProjectionItem& item = last_return(inner.parts[0])->items[i];
    if (!item.has_alias && item.expression->kind != Kind::kVariable) {
      fail_syntax(item.expression->place, "NoExpressionAlias",
                  "an expression that a subquery returns needs a name", "add AS and a name");
    }
    if (scope.find(item.name) != nullptr) {
      fail_syntax(item.expression->place, "VariableAlreadyBound",
                  fmt::format("'{}' already stands for something", item.name),
                  "return it under another name with AS");
    }
    clause.slots.push_back(new_slot());
    scope.add({item.name, clause.slots.back(), types[i]});
  }
}

}  // namespace rapport::query
