// The doors of the library: prepare and run. No exception passes them.

#include "rapport/query/query.h"

#include <new>

#include "rapport/graph/store.h"

#include "query/bind.h"
#include "query/execute.h"

namespace rapport::query {

struct Query::Plan {
  Prepared prepared;
};

Query::Query(std::unique_ptr<const Plan> plan) : plan_(std::move(plan)) {}
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

Result<Query> Query::prepare(std::string_view text) {
  try {
    auto plan = std::make_unique<Plan>();
    plan->prepared = query::prepare(text);
    return Query(std::move(plan));
  } catch (const Failure& failure) {
    return to_error(failure, text);
  } catch (const std::bad_alloc&) {
    return Error{Code::kLimit, "the query needs more memory than there is", "", ""};
  }
}

Result<Rows> Query::run(const graph::Snapshot& graph, const RunOptions& options) const {
  return execute(plan_->prepared, graph, options, nullptr);
}

Result<Rows> Query::run(const graph::Snapshot& graph, const RunOptions& options,
                        const RowSink& take) const {
  return execute(plan_->prepared, graph, options, nullptr, take);
}

const std::vector<std::string>& Query::columns() const {
  static const std::vector<std::string> kNone;
  const Statement& statement = plan_->prepared.statement;
  return statement.asks == Statement::Asks::kPlan ? kNone : statement.columns;
}

bool Query::writes() const { return plan_->prepared.writes; }

Result<std::string> Query::explain(const graph::Snapshot& graph, const RunOptions& options) const {
  return query::explain(plan_->prepared, graph, options);
}

Result<Rows> Query::run(graph::Store& store, const RunOptions& options) const {
  RAPPORT_TRY(const auto snapshot, store.graph());
  if (!writes()) {
    return run(*snapshot, options);
  }
  if (store.kind() != graph::StoreKind::kPlain) {
    return Error{Code::kUnsupported, "this is a store of reports: its graph follows from documents",
                 "", "import a document instead"};
  }
  Changes changes(
      *snapshot,
      {.preview = [&store](const auto& made,
                           const auto& stop) { return store.preview(made, stop); },
       .write = [&store](const auto& made, const auto& stop) { return store.add(made, stop); }});
  return execute(plan_->prepared, *snapshot, options, &changes);
}

}  // namespace rapport::query
