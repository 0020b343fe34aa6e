// The syntax tree of a query: clauses, statements, and a statement that is ready to run.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "query/tree.h"

namespace rapport::query {

struct MatchClause {
  bool optional = false;
  Pattern pattern;
  ExpressionPtr where;
  Span place;
};

struct UnwindClause {
  ExpressionPtr list;
  std::string name;
  Span place;
  Slot slot = kNoSlot;
};

// CALL { ... }, CALL (x) { ... }: a query for each row, whose columns join the row.
struct SubqueryClause {
  bool optional = false;
  bool has_scope = false;              // CALL (...): what it sees is listed
  bool imports_all = false;            // CALL (*)
  std::vector<ExpressionPtr> imports;  // variables
  std::unique_ptr<Statement> query;
  Span place;
  std::vector<Slot> slots;  // binder: where the columns go
};

struct Procedure;

// CALL name({option: value}) YIELD column AS name WHERE ...
struct ProcedureClause {
  struct Yield {
    std::string column, name;
    Span place;
    std::size_t column_number = 0;  // binder
    Slot slot = kNoSlot;            // binder
  };
  std::string name;
  std::vector<ExpressionPtr> args;
  bool yields_all = false;  // YIELD *
  std::vector<Yield> yields;
  ExpressionPtr where;
  Span place;
  const Procedure* procedure = nullptr;  // binder
};

struct CreateClause {
  Pattern pattern;
  Span place;
  bool is_seen = false;  // binder: a clause behind can come upon what is created
};

// One item of RETURN or WITH.
struct ProjectionItem {
  ExpressionPtr expression;
  std::string name;  // the alias, or the text of the expression
  bool has_alias = false;
  bool is_aggregating = false;  // binder
  Types types = kAny;           // binder
  Slot slot = kNoSlot;          // binder
};

struct SortItem {
  ExpressionPtr expression;
  bool descending = false;
};

// An aggregate call inside a projection, and the slot that its result goes to.
struct AggregateCall {
  const Expression* call = nullptr;
  Slot slot = kNoSlot;
};

// RETURN and WITH.
struct ProjectionClause {
  bool is_return = false;
  bool distinct = false;
  bool star = false;
  std::vector<ProjectionItem> items;
  std::vector<SortItem> order;
  ExpressionPtr skip, limit, where;
  Span place;
  bool is_aggregating = false;            // binder
  std::vector<AggregateCall> aggregates;  // binder
  std::vector<ExpressionPtr> calls;       // binder: owns the calls that `aggregates` points to
  std::vector<Slot> carried;  // binder: older slots that WHERE reads, to be kept through a sort
};

using Clause = std::variant<MatchClause, UnwindClause, SubqueryClause, ProcedureClause,
                            CreateClause, ProjectionClause>;

struct SingleQuery {
  std::vector<Clause> clauses;
};

// The whole text, or the inside of a subquery.
struct Statement {
  enum class Asks : std::uint8_t { kRows, kPlan, kProfile };
  Asks asks = Asks::kRows;                      // EXPLAIN, PROFILE before the first clause
  std::vector<SingleQuery> parts;               // joined by UNION
  std::vector<bool> keeps_doubles;              // keeps_doubles[i]: UNION ALL before part i + 1
  std::vector<std::string> columns;             // binder
  std::vector<std::vector<Slot>> column_slots;  // binder: for each part

  bool removes_doubles() const { return !keeps_doubles.empty() && !keeps_doubles[0]; }
};

// What the binder gives: a statement ready to run.
struct Prepared {
  std::string text;
  Statement statement;
  std::uint32_t slots = 0;
  // Names that the query asks the graph for, each once.
  std::vector<std::string> labels, types, property_keys, parameters;
  bool writes = false;
};

}  // namespace rapport::query
