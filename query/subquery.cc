// Subqueries at work: EXISTS { }, COUNT { } and COLLECT { } in expressions, CALL { } as a clause.
// Each runs its clauses anew over the row as it stands.

#include <functional>
#include <utility>

#include "query/execute.h"

namespace rapport::query {

namespace {

// Calls `take` for each row, without doubles where the UNION leaves them out.
class EachRow : public Sink {
 public:
  EachRow(Run& run, const std::vector<Slot>& slots, Distinct* distinct,
          const std::function<bool()>& take)
      : Sink(run), slots_(slots), distinct_(distinct), take_(take) {}
  bool push() override {
    return (distinct_ != nullptr && !distinct_->insert(run_, slots_)) || take_();
  }

 private:
  const std::vector<Slot>& slots_;
  Distinct* distinct_;
  const std::function<bool()>& take_;
};

// All rows of the statement; `take` gets the slots of the columns, and ends it by returning false.
// What the statement's own groups and sorts kept is free again afterwards.
void each_row(Run& run, const Statement& statement,
              const std::function<bool(const std::vector<Slot>&)>& take) {
  const std::uint64_t kept_before = run.budget.kept();
  std::uint64_t kept_by_others = 0;
  Distinct distinct;
  bool goes_on = true;
  for (std::size_t i = 0; goes_on && i < statement.parts.size(); ++i) {
    const std::vector<Slot>& slots = statement.column_slots[i];
    const std::function<bool()> take_row = [&] {
      const std::uint64_t kept = run.budget.kept();
      goes_on = take(slots);
      kept_by_others += run.budget.kept() - kept;
      return goes_on;
    };
    EachRow sink(run, slots, statement.removes_doubles() ? &distinct : nullptr, take_row);
    run_clauses(run, statement.parts[i], sink);
  }
  run.budget.release(run.budget.kept() - kept_before - kept_by_others);
}

class SubqueryOperator : public Operator {
 public:
  SubqueryOperator(Run& run, const SubqueryClause& clause, Operator* next)
      : Operator(run, next), clause_(clause) {}

  bool push() override {
    bool any = false;
    bool goes_on = true;
    run_.budget.step();
    each_row(run_, *clause_.query, [&](const std::vector<Slot>& columns) {
      any = true;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        run_.row[clause_.slots[i]] = run_.row[columns[i]];
      }
      return goes_on = next_->push();
    });
    if (any || !clause_.optional) {
      return goes_on;
    }
    for (const Slot slot : clause_.slots) {
      run_.row[slot] = Value();
    }
    return next_->push();
  }

 private:
  const SubqueryClause& clause_;
};

}  // namespace

std::uint64_t count_rows(Run& run, const Statement& statement, bool stop_at_first) {
  std::uint64_t count = 0;
  each_row(run, statement, [&](const std::vector<Slot>&) {
    ++count;
    return !stop_at_first;
  });
  return count;
}

List collect_rows(Run& run, const Statement& statement) {
  GrowingList result(run.budget);
  each_row(run, statement, [&](const std::vector<Slot>& columns) {
    run.budget.step();
    result.add(run.row[columns[0]]);
    return true;
  });
  return result.take();
}

std::unique_ptr<Operator> make_subquery(Run& run, const SubqueryClause& clause, Operator* next) {
  return std::make_unique<SubqueryOperator>(run, clause, next);
}

}  // namespace rapport::query
