// Clauses at work: a chain of operators, each of which takes the row as it stands, works on it, and
// pushes it on. What must see all rows first (grouping, sorting) holds them and pushes at the end.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "query/match.h"
#include "query/run.h"
#include "query/text_numbers.h"

namespace rapport::query {

class Operator {
 public:
  Operator(Run& run, Operator* next) : run_(run), next_(next) {}
  virtual ~Operator() = default;
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;

  // Takes the row; false: wants no more.
  virtual bool push() = 0;
  // The same so many times.
  virtual bool push_many(std::uint64_t times) {
    bool goes_on = true;
    for (; goes_on && times > 0; --times) {
      goes_on = push();
    }
    return goes_on;
  }
  // All rows were pushed.
  virtual void finish() { next_->finish(); }

 protected:
  Run& run_;
  Operator* next_;  // null only for the last
};

// Takes the rows at the end: the answer, a count, the sides of a UNION.
class Sink : public Operator {
 public:
  explicit Sink(Run& run) : Operator(run, nullptr) {}
  void finish() override {}
};

// Runs the clauses of one query into the sink. The row holds what is bound before.
void run_clauses(Run& run, const SingleQuery& query, Sink& sink);

// The answer of a statement, row by row; returns how many. Cut and Failure pass through.
std::uint64_t run_statement(Run& run, const Statement& statement, const RowSink& take);

// CREATE (create.cc).
std::unique_ptr<Operator> make_create(Run& run, const CreateClause& clause, Operator* next);

// CALL { ... } (subquery.cc).
std::unique_ptr<Operator> make_subquery(Run& run, const SubqueryClause& clause, Operator* next);

// CALL name(...) YIELD ... (call_procedure.cc).
std::unique_ptr<Operator> make_procedure(Run& run, const ProcedureClause& clause, Operator* next);

// Operators of a projection (project.cc), from the last to the first: pushes each onto `chain`,
// and returns the first.
Operator* make_projection(Run& run, const ProjectionClause& clause, Operator* next,
                          std::vector<std::unique_ptr<Operator>>& chain);

// Whether the operators of the projection see no difference when a row comes twice, and whether
// they see of the slots only how many rows there are (project.cc).
bool ignores_repeats(const ProjectionClause& clause);
bool only_counts(const ProjectionClause& clause, const std::vector<Slot>& slots);

// MATCH (n)-[r]->() before a projection that only counts r, as the numbers of n's arcs; null: it is
// another pattern or projection (count_edges.cc).
std::unique_ptr<Operator> make_edge_counter(Run& run, const MatchClause& clause,
                                            const ProjectionClause& projection, Operator* next);

// The distinct rows of a few slots.
class Distinct {
 public:
  // Whether the row's values in these slots are seen for the first time.
  bool insert(Run& run, const std::vector<Slot>& slots);

 private:
  TextNumbers seen_;
};

// What a statement did not find in the graph by name (notices.cc).
std::vector<std::string> notices(const Run& run);

// The plan of a statement, as text.
Result<std::string> explain(const Prepared& prepared, const graph::Snapshot& graph,
                            const RunOptions& options);

// Runs a prepared statement; with `changes`, one that creates; with `take`, the rows go there. The
// public door is Query::run.
Result<Rows> execute(const Prepared& prepared, const graph::Snapshot& graph,
                     const RunOptions& options, Changes* changes, const RowSink& take = {});

}  // namespace rapport::query
