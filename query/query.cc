// The doors of the library: prepare and run. No exception passes them.

#include "rapport/query/query.h"

#include <new>

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

}  // namespace rapport::query
