// CALL of a procedure as a clause: bound, and run for each row.

#include <algorithm>

#include <fmt/format.h>

#include "query/bind.h"
#include "query/execute.h"
#include "query/failure.h"
#include "query/function.h"
#include "query/nearest.h"
#include "query/procedure.h"

namespace rapport::query {

namespace {

std::string names_of(const Procedure& procedure) {
  std::string text;
  for (const Procedure::Column& column : procedure.columns) {
    text += (text.empty() ? "" : ", ") + std::string(column.name);
  }
  return text;
}

[[noreturn]] void fail_procedure(Span place, std::string_view type, std::string_view detail,
                                 std::string message, std::string hint) {
  throw Failure{.type = std::string(type),
                .detail = std::string(detail),
                .message = std::move(message),
                .hint = std::move(hint),
                .place = place};
}

class ProcedureOperator : public Operator {
 public:
  ProcedureOperator(Run& run, const ProcedureClause& clause, Operator* next)
      : Operator(run, next), clause_(clause) {}

  bool push() override {
    const Map options = this->options();
    bool goes_on = true;
    const std::uint64_t kept_before = run_.budget.kept();
    std::uint64_t kept_behind = 0;
    clause_.procedure->call(run_, clause_.place, options, [&](std::span<const Value> values) {
      run_.budget.step();
      for (const ProcedureClause::Yield& yield : clause_.yields) {
        run_.row[yield.slot] = values[yield.column_number];
      }
      const std::uint64_t kept = run_.budget.kept();
      goes_on = (clause_.where != nullptr && truth(run_, *clause_.where) != true) || next_->push();
      kept_behind += run_.budget.kept() - kept;
      return goes_on;
    });
    run_.budget.release(run_.budget.kept() - kept_before - kept_behind);
    return goes_on;
  }

 private:
  Map options() const {
    if (clause_.args.empty()) {
      return {};
    }
    const Expression& arg = *clause_.args[0];
    const Value value = evaluate(run_, arg);
    if (value.is_null()) {
      return {};
    }
    if (value.as_map() == nullptr) {
      fail_run(arg.place, "TypeError", "InvalidArgumentType",
               fmt::format("the options are a map, not {}", types_text(types_of(value))));
    }
    const auto& known = clause_.procedure->options;
    for (const auto& [key, option] : *value.as_map()) {
      if (std::find(known.begin(), known.end(), key) == known.end()) {
        fail_run(arg.place, "ArgumentError", "InvalidArgumentValue",
                 fmt::format("{} has no option {}; it has {}", clause_.procedure->name, key,
                             fmt::join(known, ", ")));
      }
    }
    return *value.as_map();
  }

  const ProcedureClause& clause_;
};

}  // namespace

void Binder::procedure(ProcedureClause& clause, Scope& scope, bool is_alone) {
  clause.procedure = find_procedure(clause.name);
  if (clause.procedure == nullptr) {
    const std::string near = nearest_procedure(clause.name);
    fail_procedure(clause.place, "ProcedureError", "ProcedureNotFound",
                   fmt::format("no procedure {}", clause.name),
                   near.empty() ? "docs/query.md lists them" : did_you_mean(near));
  }
  see_created();
  const Procedure& procedure = *clause.procedure;
  if (clause.args.size() > (procedure.options.empty() ? 0 : 1)) {
    fail_syntax(clause.args.back()->place, "InvalidNumberOfArguments",
                procedure.options.empty()
                    ? fmt::format("{} takes no arguments", procedure.name)
                    : fmt::format("{} takes one map of options", procedure.name));
  }
  for (const ExpressionPtr& arg : clause.args) {
    expect(*arg, expression(*arg, scope), kMap);
  }
  if (clause.yields.empty() && !clause.yields_all && !is_alone) {
    fail_syntax(clause.place, "UndefinedVariable",
                fmt::format("what {} yields is not named", procedure.name),
                fmt::format("write YIELD {}", names_of(procedure)));
  }
  if (clause.yields.empty()) {
    for (const Procedure::Column& column : procedure.columns) {
      clause.yields.push_back({.column = std::string(column.name),
                               .name = std::string(column.name),
                               .place = clause.place});
    }
  }
  for (ProcedureClause::Yield& yield : clause.yields) {
    const auto column =
        std::find_if(procedure.columns.begin(), procedure.columns.end(),
                     [&](const Procedure::Column& one) { return one.name == yield.column; });
    if (column == procedure.columns.end()) {
      fail_syntax(yield.place, "UndefinedVariable",
                  fmt::format("{} yields no {}", procedure.name, yield.column),
                  fmt::format("it yields {}", names_of(procedure)));
    }
    if (scope.find(yield.name) != nullptr) {
      fail_syntax(yield.place, "VariableAlreadyBound",
                  fmt::format("'{}' already stands for something", yield.name),
                  "yield it under another name with AS");
    }
    yield.column_number = static_cast<std::size_t>(column - procedure.columns.begin());
    yield.slot = new_slot();
    scope.add({yield.name, yield.slot, column->types});
  }
  if (clause.where != nullptr) {
    predicate(*clause.where, scope);
  }
}

// CALL alone returns what it yields.
void Binder::return_yields(SingleQuery& query) const {
  const auto& call = std::get<ProcedureClause>(query.clauses.back());
  ProjectionClause projection;
  projection.is_return = true;
  projection.place = call.place;
  for (const ProcedureClause::Yield& yield : call.yields) {
    ProjectionItem item;
    item.name = yield.name;
    item.expression = std::make_unique<Expression>(Kind::kVariable, yield.place);
    item.expression->name = yield.name;
    projection.items.push_back(std::move(item));
  }
  query.clauses.emplace_back(std::move(projection));
}

std::unique_ptr<Operator> make_procedure(Run& run, const ProcedureClause& clause, Operator* next) {
  return std::make_unique<ProcedureOperator>(run, clause, next);
}

}  // namespace rapport::query
