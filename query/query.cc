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

namespace {

graph::PlainAddition addition_of(const Changes& changes, const graph::Snapshot& before) {
  graph::PlainAddition addition;
  const auto end = [&](VertexIndex v) {
    return v.value < before.vertex_count()
               ? before.id(v)
               : VertexId{graph::kFresh + (v.value - before.vertex_count())};
  };
  for (const Changes::Vertex& vertex : changes.vertices()) {
    addition.vertices.push_back({vertex.labels, vertex.properties});
  }
  for (const Changes::Edge& edge : changes.edges()) {
    addition.edges.push_back({end(edge.from), end(edge.to), edge.type, edge.properties});
  }
  return addition;
}

}  // namespace

Result<Rows> Query::run(graph::Store& store, const RunOptions& options) const {
  RAPPORT_TRY(const auto snapshot, store.graph());
  if (!writes()) {
    return run(*snapshot, options);
  }
  if (store.kind() != graph::StoreKind::kPlain) {
    return Error{Code::kUnsupported, "this is a store of reports: its graph follows from documents",
                 "", "import a document instead"};
  }
  const auto preview =
      [&](const Changes& made,
          const std::function<bool()>& stop) -> Result<std::shared_ptr<const graph::Snapshot>> {
    RAPPORT_TRY(auto seen, store.preview(addition_of(made, *snapshot), stop));
    if (!made.are_in(*seen)) {
      return Error{Code::kConflict, "another writer came in between", "",
                   "nothing was created: run the statement again"};
    }
    return seen;
  };
  Changes changes(*snapshot, preview);
  RAPPORT_TRY(Rows rows, execute(plan_->prepared, *snapshot, options, &changes));
  if (!rows.cut.empty()) {
    rows.rows.clear();  // they may hold what is not there
  } else {
    rows.vertices_created = changes.vertices().size();
    rows.edges_created = changes.edges().size();
    RAPPORT_CHECK(store.add(addition_of(changes, *snapshot)));
  }
  return rows;
}

}  // namespace rapport::query
