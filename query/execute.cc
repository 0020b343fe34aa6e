// Operators of the clauses that are no projection, and the chain of a whole statement.

#include "query/execute.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "rapport/graph/stop_scope.h"

#include "query/bind.h"
#include "query/compare.h"
#include "query/free_later.h"
#include "query/function.h"
#include "query/plan_text.h"

namespace rapport::query {

namespace {

class MatchOperator : public Operator {
 public:
  MatchOperator(Run& run, Operator* next, const MatchClause& clause)
      : Operator(run, next), clause_(clause) {}

  bool push() override {
    bool any = false;
    Matcher& matcher = matcher_of(run_, clause_.pattern);
    const bool goes_on = matcher.each([&] {
      any = true;
      return matcher.multiplicity() ? next_->push_many(*matcher.multiplicity()) : next_->push();
    });
    if (any || !clause_.optional) {
      return goes_on;
    }
    for (const Slot slot : clause_.pattern.fresh) {
      run_.row[slot] = Value();
    }
    return next_->push();
  }

 private:
  const MatchClause& clause_;
};

class UnwindOperator : public Operator {
 public:
  UnwindOperator(Run& run, Operator* next, const UnwindClause& clause)
      : Operator(run, next), clause_(clause) {}

  bool push() override {
    const Value value = evaluate(run_, *clause_.list);
    const List* list = value.as_list();
    if (list == nullptr) {
      run_.row[clause_.slot] = value;
      return value.is_null() || next_->push();
    }
    for (const Value& element : *list) {
      run_.budget.step();
      run_.row[clause_.slot] = element;
      if (!next_->push()) {
        return false;
      }
    }
    return true;
  }

 private:
  const UnwindClause& clause_;
};

class AnswerSink : public Sink {
 public:
  AnswerSink(Run& run, const RowSink& take) : Sink(run), take_(take) {}

  void begin_part(const std::vector<Slot>& slots, Distinct* distinct) {
    slots_ = &slots;
    distinct_ = distinct;
  }

  bool push() override {
    if (slots_->empty() || (distinct_ != nullptr && !distinct_->insert(run_, *slots_))) {
      return true;  // without columns it only creates
    }
    if (count_ >= run_.options.max_rows) {
      throw Cut{fmt::format("stopped at {} rows", run_.options.max_rows)};
    }
    run_.budget.step();
    std::vector<Value> values;
    values.reserve(slots_->size());
    for (const Slot slot : *slots_) {
      values.push_back(run_.row[slot]);
    }
    ++count_;
    return wants_more_ = take_(std::move(values));
  }

  std::uint64_t count() const { return count_; }
  bool wants_more() const { return wants_more_; }

 private:
  const RowSink& take_;
  const std::vector<Slot>* slots_ = nullptr;
  Distinct* distinct_ = nullptr;
  std::uint64_t count_ = 0;
  bool wants_more_ = true;
};

// Between two clauses, for PROFILE: measures what lies behind.
class MeterOperator : public Operator {
 public:
  MeterOperator(Run& run, Operator* next, Work& work) : Operator(run, next), work_(work) {}
  bool push() override {
    const Meter meter(work_, run_);
    ++work_.rows;
    return next_->push();
  }
  bool push_many(std::uint64_t times) override {
    const Meter meter(work_, run_);
    work_.rows += times;
    return next_->push_many(times);
  }
  void finish() override {
    const Meter meter(work_, run_);
    next_->finish();
  }

 private:
  Work& work_;
};

// The operator of a MATCH, which may do less where the clause behind it does not see the rest.
std::unique_ptr<Operator> make_match(Run& run, const MatchClause& clause,
                                     const ProjectionClause* after, Operator* next) {
  Matcher& matcher = matcher_of(run, clause.pattern);
  if (after != nullptr && ignores_repeats(*after)) {
    matcher.set_distinct_ends();
  }
  if (after != nullptr && run.options.has(Rule::kCounts)) {
    if (!clause.optional) {
      if (auto counter = make_edge_counter(run, clause, *after, next)) {
        return counter;
      }
    }
    if (clause.pattern.paths.size() == 1 &&
        only_counts(*after, {clause.pattern.paths[0].slot,
                             clause.pattern.paths[0].relationships.empty()
                                 ? kNoSlot
                                 : clause.pattern.paths[0].relationships[0].slot})) {
      matcher.set_counts();
    }
  }
  return std::make_unique<MatchOperator>(run, next, clause);
}

Span first_create(const Statement& statement) {
  for (const SingleQuery& part : statement.parts) {
    for (const Clause& clause : part.clauses) {
      if (const auto* create = std::get_if<CreateClause>(&clause)) {
        return create->place;
      }
    }
  }
  return {};
}

// The rows stay in the answer.
RowSink keeping(Run& run, Rows& rows) {
  return [&run, &rows](std::vector<Value> row) {
    run.budget.keep(1);
    for (const Value& value : row) {
      run.budget.keep_value(value);
    }
    rows.rows.push_back(std::move(row));
    return true;
  };
}

// The rows go to `take`, whose time is its own.
RowSink handing_on(Run& run, const RowSink& take) {
  return [&run, &take](std::vector<Value> row) {
    const auto begin = std::chrono::steady_clock::now();
    const bool wants_more = take(std::move(row));
    run.budget.add_time(std::chrono::steady_clock::now() - begin);
    return wants_more;
  };
}

// A row that rests on a graph that could not be read is none: then nothing more is wanted.
RowSink while_readable(Run& run, RowSink take) {
  return [&run, take = std::move(take)](std::vector<Value> row) {
    if (run.graph.status()) {
      return take(std::move(row));
    }
    run.budget.check();
    return false;
  };
}

// What the store said. Where it ended because the budget is over, that is thrown.
Result<void> unless_over(Run& run, Result<void> said) {
  if (!said && said.error().code == Code::kCancelled) {
    run.budget.check();
  }
  return said;
}

void check_can_run(const Prepared& prepared, const RunOptions& options, const Changes* changes) {
  if (prepared.writes && changes == nullptr) {
    throw Failure{.code = Code::kUnsupported,
                  .type = "SemanticError",
                  .detail = "ReadOnly",
                  .message = "this graph is only read: CREATE is not possible here",
                  .hint = {},
                  .place = first_create(prepared.statement)};
  }
  for (const std::string& name : prepared.parameters) {
    if (options.parameters.count(name) == 0) {
      throw Failure{.type = "ParameterMissing",
                    .detail = "MissingParameter",
                    .message = fmt::format("no value was given for ${}", name),
                    .hint = {},
                    .place = {static_cast<std::uint32_t>(prepared.text.find("$" + name)), 0}};
    }
  }
}

}  // namespace

bool Distinct::insert(Run& run, const std::vector<Slot>& slots) {
  std::string key;
  for (const Slot slot : slots) {
    append_key(key, run.row[slot]);
  }
  const std::uint64_t size = values_of_text(key.size());
  run.budget.step(1 + size);
  if (!seen_.number(std::move(key)).second) {
    return false;
  }
  run.budget.keep(1 + slots.size() + size);
  return true;
}

void run_clauses(Run& run, const SingleQuery& query, Sink& sink) {
  std::vector<std::unique_ptr<Operator>> chain;
  Operator* first = &sink;
  const auto meter = [&](const void* what) {
    if (run.options.profile) {
      chain.push_back(std::make_unique<MeterOperator>(run, first, run.work[what]));
      first = chain.back().get();
    }
  };
  meter(&query);
  const ProjectionClause* after = nullptr;  // the clause behind, where it is a projection
  for (auto clause = query.clauses.rbegin(); clause != query.clauses.rend(); ++clause) {
    if (const auto* match = std::get_if<MatchClause>(&*clause)) {
      chain.push_back(make_match(run, *match, after, first));
      first = chain.back().get();
    } else if (const auto* unwind = std::get_if<UnwindClause>(&*clause)) {
      chain.push_back(std::make_unique<UnwindOperator>(run, first, *unwind));
      first = chain.back().get();
    } else if (const auto* subquery = std::get_if<SubqueryClause>(&*clause)) {
      chain.push_back(make_subquery(run, *subquery, first));
      first = chain.back().get();
    } else if (const auto* procedure = std::get_if<ProcedureClause>(&*clause)) {
      chain.push_back(make_procedure(run, *procedure, first));
      first = chain.back().get();
    } else if (const auto* create = std::get_if<CreateClause>(&*clause)) {
      chain.push_back(make_create(run, *create, first));
      first = chain.back().get();
    } else {
      first = make_projection(run, std::get<ProjectionClause>(*clause), first, chain);
    }
    meter(&*clause);
    after = std::get_if<ProjectionClause>(&*clause);
  }
  first->push();
  first->finish();
}

std::uint64_t run_statement(Run& run, const Statement& statement, const RowSink& take) {
  Distinct distinct;
  AnswerSink sink(run, take);
  for (std::size_t i = 0; i < statement.parts.size() && sink.wants_more(); ++i) {
    if (run.changes != nullptr) {
      run.see_changes();  // of the parts before
    }
    sink.begin_part(statement.column_slots[i], statement.removes_doubles() ? &distinct : nullptr);
    run_clauses(run, statement.parts[i], sink);
  }
  return sink.count();
}

Result<std::string> explain(const Prepared& prepared, const graph::Snapshot& graph,
                            const RunOptions& options) {
  try {
    Run run(graph, prepared, options, nullptr);
    return plan_text(run, prepared.statement, false);
  } catch (const Cut& cut) {
    return Error{Code::kLimit, cut.reason, "", ""};
  } catch (const Failure& failure) {
    return to_error(failure, prepared.text);
  }
}

Result<Rows> execute(const Prepared& prepared, const graph::Snapshot& graph,
                     const RunOptions& options, Changes* changes, const RowSink& take) {
  using Asks = Statement::Asks;
  Rows rows;
  if (prepared.statement.asks == Asks::kPlan) {
    RAPPORT_TRY(rows.plan, explain(prepared, graph, options));
    return rows;
  }
  if (prepared.statement.asks == Asks::kProfile && !options.profile) {
    RunOptions profiled = options;
    profiled.profile = true;
    return execute(prepared, graph, profiled, changes, take);
  }
  rows.columns = prepared.statement.columns;
  try {
    check_can_run(prepared, options, changes);
    Run run(graph, prepared, options, changes);
    const graph::StopScope scope([&run] { return run.budget.is_over(); });
    if (changes == nullptr) {
      rows.notices = notices(run);
    }
    const auto start = std::chrono::steady_clock::now();
    const std::uint64_t count =
        run_statement(run, prepared.statement,
                      while_readable(run, take ? handing_on(run, take) : keeping(run, rows)));
    RAPPORT_CHECK(unless_over(run, graph.status()));
    RAPPORT_CHECK(unless_over(run, run.graph.status()));
    if (changes != nullptr) {
      rows.notices = notices(run);  // only now it is known what it makes
    }
    if (options.profile) {
      const std::chrono::duration<double, std::milli> taken =
          std::chrono::steady_clock::now() - start;
      rows.plan = plan_text(run, prepared.statement, true) +
                  fmt::format("{} row{} in {:.2f} ms, {} steps\n", count, count == 1 ? "" : "s",
                              taken.count(), run.budget.steps());
    }
    if (changes != nullptr) {
      RAPPORT_CHECK(unless_over(run, changes->write([&run] { return run.budget.is_over(); })));
      rows.vertices_created = changes->vertices().size();
      rows.edges_created = changes->edges().size();
    }
  } catch (const Cut& cut) {
    rows.cut = cut.reason;
    if (changes != nullptr) {  // rows may hold what is not there
      free_later(std::exchange(rows.rows, {}));
    }
  } catch (const Failure& failure) {
    return to_error(failure, prepared.text);
  } catch (const std::bad_alloc&) {
    return Error{Code::kLimit, "the query needs more memory than there is", "",
                 "narrow it, or add a LIMIT"};
  }
  if (const auto said = graph.status(); !said && said.error().code != Code::kCancelled) {
    return said.error();
  }
  return rows;
}

}  // namespace rapport::query
