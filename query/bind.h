// From names to slots: scopes, types as far as the text tells them, grouping, and every error that
// can be seen without a graph (openCypher's compile-time errors).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/statement.h"

namespace rapport::query {

// Parses and binds. Throws Failure.
Prepared prepare(std::string_view text);

struct Variable {
  std::string name;
  Slot slot = kNoSlot;
  Types types = kAny;
};

// The names that can be seen, innermost last.
class Scope {
 public:
  const Variable* find(std::string_view name) const;
  void add(Variable variable) { variables_.push_back(std::move(variable)); }
  const std::vector<Variable>& variables() const { return variables_; }
  std::size_t size() const { return variables_.size(); }
  void cut_to(std::size_t size) { variables_.resize(size); }

 private:
  std::vector<Variable> variables_;
};

class Binder {
 public:
  explicit Binder(Prepared& out) : out_(out) {}
  void statement(Statement& statement, const Scope& outer, bool is_inner);

 private:
  // bind.cc: clauses
  void single_query(SingleQuery& query, Scope scope, Statement& statement, std::size_t part,
                    bool is_inner);
  void match(MatchClause& clause, Scope& scope);
  void create(CreateClause& clause, Scope& scope);
  void unwind(UnwindClause& clause, Scope& scope);

  // bind_subquery.cc
  void subquery(SubqueryClause& clause, Scope& scope);
  Scope listed(SubqueryClause& clause, const Scope& scope);
  void check_columns(const Statement& statement, std::size_t part) const;

  // call_procedure.cc
  void procedure(ProcedureClause& clause, Scope& scope, bool is_alone);
  void return_yields(SingleQuery& query) const;

  // bind_projection.cc
  void projection(ProjectionClause& clause, Scope& scope);
  void expand_star(ProjectionClause& clause, const Scope& scope) const;
  void check_names(const ProjectionClause& clause) const;
  void bind_items(ProjectionClause& clause, const Scope& scope);
  void group(ProjectionClause& clause, ExpressionPtr& expression, const Scope& scope,
             std::vector<std::string>& locals);
  void take_columns(const ProjectionClause& clause, ExpressionPtr& expression, bool aggregates);
  void sort_keys(ProjectionClause& clause, const Scope& older, const Scope& visible);
  void row_count(ExpressionPtr& expression);

  // bind_pattern.cc
  void pattern(Pattern& pattern, Scope& scope, bool may_declare);
  void path(Pattern& pattern, PathPattern& path, Scope& scope, bool may_declare,
            std::vector<std::string>& relationships);
  void node(Pattern& pattern, NodePattern& node, Scope& scope, bool may_declare);
  void relationship(Pattern& pattern, RelationshipPattern& relationship, Scope& scope,
                    bool may_declare, std::vector<std::string>& relationships);
  void repeated(Pattern& pattern, RelationshipPattern& relationship, Scope& scope,
                bool may_declare);
  void conditions(Pattern& pattern, Scope& scope);
  void on_each_edge(RelationshipPattern& relationship, Scope& scope);
  void check_search(const PathPattern& path) const;
  void check_chain(const Pattern& pattern, const PathPattern& path) const;
  void check_selected(const PathPattern& path, const RelationshipPattern& relationship,
                      const Scope& scope) const;
  void where(Pattern& pattern, const ExpressionPtr& predicate, Scope& scope);
  void properties(Pattern& pattern, Slot owner, Expression& properties, Scope& scope);
  std::vector<Slot> reads_of(Expression& expression, Scope& scope, bool is_predicate);

  // bind_create.cc
  void created(Pattern& pattern, Scope& scope);
  void note_created(const PathPattern& path);
  bool may_see_created(const Pattern& pattern, const Scope& scope) const;
  void see_created() {
    if (last_create_ != nullptr) {
      last_create_->is_seen = true;
    }
  }

  // bind_expression.cc: the types that the expression can have
  Types expression(Expression& expression, Scope& scope, bool is_predicate = false);
  Types predicate(Expression& expression, Scope& scope);
  Types variable(Expression& expression, const Scope& scope);
  Types call(Expression& expression, Scope& scope);
  void check_arguments(const Expression& expression) const;
  Types with_local(Expression& expression, Scope& scope);
  Types with_pattern(Expression& expression, Scope& scope);
  Types operation(Expression& expression, Scope& scope);
  Types access(Expression& expression, Scope& scope);
  Types cases(Expression& expression, Scope& scope);
  void expect(const Expression& expression, Types found, Types wanted) const;
  void labels(LabelExpression& labels, std::vector<std::string>& names);

  Slot new_slot() { return out_.slots++; }
  [[noreturn]] void undefined(const Expression& expression, const Scope& scope) const;

  Prepared& out_;
  Scope fixed_;                          // seen in all of the subquery: of CALL (x) { }
  const Scope* not_imported_ = nullptr;  // around the subquery, for a hint
  CreateClause* last_create_ = nullptr;  // before the clause, in the same part of a UNION
  std::vector<std::string> created_labels_, created_types_;  // of all CREATE so far
  bool aggregates_allowed_ = false;
  bool in_aggregate_ = false;
  std::vector<Slot>* reads_ = nullptr;         // where variables that are read are noted
  const ProjectionClause* columns_ = nullptr;  // of the projection being bound, for kItem
};

// --- Looking at unbound trees (bind_projection.cc).

// Whether there is an aggregate in it, subqueries aside.
bool has_aggregate(const Expression& expression);
void sort_unique(std::vector<Slot>& slots);  // bind_pattern.cc
// Whether two trees are the same expression, however they are spaced.
bool same(const Expression& a, const Expression& b);

}  // namespace rapport::query
