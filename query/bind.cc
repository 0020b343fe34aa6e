// The binder's statements and clauses.

#include "query/bind.h"

#include <algorithm>

#include <fmt/format.h>

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

Prepared prepare(std::string_view text) {
  Prepared result;
  result.text = std::string(text);
  result.statement = parse(result.text);
  Binder(result).statement(result.statement, Scope(), false);
  result.writes = result.writes && result.statement.asks != Statement::Asks::kPlan;
  return result;
}

const Variable* Scope::find(std::string_view name) const {
  const auto found = std::find_if(variables_.rbegin(), variables_.rend(),
                                  [&](const Variable& v) { return v.name == name; });
  return found == variables_.rend() ? nullptr : &*found;
}

void Binder::statement(Statement& statement, const Scope& outer, bool is_inner) {
  for (std::size_t i = 0; i < statement.parts.size(); ++i) {
    single_query(statement.parts[i], outer, statement, i, is_inner);
    if (!is_inner) {
      check_columns(statement, i);
    }
  }
}

void Binder::single_query(SingleQuery& query, Scope scope, Statement& statement, std::size_t part,
                          bool is_inner) {
  std::vector<Slot> slots;
  if (!is_inner) {
    last_create_ = nullptr;
  }
  for (std::size_t i = 0; i < query.clauses.size(); ++i) {
    Clause& clause = query.clauses[i];
    if (auto* match_clause = std::get_if<MatchClause>(&clause)) {
      match(*match_clause, scope);
    } else if (auto* unwind_clause = std::get_if<UnwindClause>(&clause)) {
      unwind(*unwind_clause, scope);
    } else if (auto* subquery_clause = std::get_if<SubqueryClause>(&clause)) {
      subquery(*subquery_clause, scope);
    } else if (auto* procedure_clause = std::get_if<ProcedureClause>(&clause)) {
      const bool is_alone = query.clauses.size() == 1;
      procedure(*procedure_clause, scope, is_alone);
      if (is_alone) {
        return_yields(query);
      }
    } else if (auto* create_clause = std::get_if<CreateClause>(&clause)) {
      if (is_inner) {
        fail_syntax(create_clause->place, "InvalidClauseComposition",
                    "a subquery cannot change the graph");
      }
      create(*create_clause, scope);
    } else {
      auto& projection_clause = std::get<ProjectionClause>(clause);
      projection(projection_clause, scope);
      for (const Variable& variable : fixed_.variables()) {
        if (scope.find(variable.name) == nullptr) {
          scope.add(variable);
        }
      }
      if (projection_clause.is_return) {
        for (const ProjectionItem& item : projection_clause.items) {
          slots.push_back(item.slot);
          if (part == 0) {
            statement.columns.push_back(item.name);
          }
        }
      }
    }
  }
  statement.column_slots.push_back(std::move(slots));
}

void Binder::match(MatchClause& clause, Scope& scope) {
  pattern(clause.pattern, scope, true);
  where(clause.pattern, clause.where, scope);
}

void Binder::create(CreateClause& clause, Scope& scope) {
  created(clause.pattern, scope);
  last_create_ = &clause;
  out_.writes = true;
}

void Binder::unwind(UnwindClause& clause, Scope& scope) {
  const Types types = expression(*clause.list, scope);
  if (scope.find(clause.name) != nullptr) {
    fail_syntax(clause.place, "VariableAlreadyBound",
                fmt::format("'{}' already stands for something", clause.name),
                "choose another name");
  }
  (void)types;  // anything can be unwound: a value that is no list is one row
  clause.slot = new_slot();
  Types element = kAny;
  if (clause.list->kind == Kind::kListLiteral && !clause.list->args.empty()) {
    element = 0;
    for (const ExpressionPtr& arg : clause.list->args) {
      element |= arg->kind == Kind::kLiteral
                     ? static_cast<Types>(kAny & ~(kNode | kRelationship | kPath))
                     : kAny;
    }
  } else if (clause.list->kind == Kind::kCall && clause.list->name == "range") {
    element = kInteger;
  } else if (clause.list->kind == Kind::kCall && clause.list->name == "nodes") {
    element = kNode;
  } else if (clause.list->kind == Kind::kCall && clause.list->name == "relationships") {
    element = kRelationship;
  }
  scope.add({clause.name, clause.slot, element});
}

}  // namespace rapport::query
