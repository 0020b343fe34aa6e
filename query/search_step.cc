// The step of a match that searches along one relationship, as far as the pattern alone says.

#include <algorithm>

#include "query/evaluate.h"
#include "query/match.h"

namespace rapport::query {

namespace {

// A number, or a parameter, which EXPLAIN may lack.
std::uint64_t hub_limit(Run& run, const RelationshipPattern& relationship) {
  if (relationship.hub_limit == nullptr ||
      (relationship.hub_limit->kind == Kind::kParameter &&
       run.options.parameters.count(relationship.hub_limit->name) == 0)) {
    return kNoHubLimit;
  }
  const Value limit = evaluate(run, *relationship.hub_limit);
  if (limit.as_int() == nullptr || *limit.as_int() < 0) {
    fail_run(relationship.hub_limit->place, "ArgumentError", "InvalidArgumentValue",
             "HUB LIMIT is an integer of at least 0");
  }
  return static_cast<std::uint64_t>(*limit.as_int());
}

}  // namespace

bool list_types(const Run& run, const LabelExpression& types, std::vector<graph::TypeId>& out) {
  if (types.kind == LabelExpression::Kind::kName) {
    if (const auto type = run.types[types.symbol]) {
      out.push_back(*type);
    }
    return true;
  }
  return types.kind == LabelExpression::Kind::kOr &&
         std::all_of(types.args.begin(), types.args.end(),
                     [&](const LabelExpression& arg) { return list_types(run, arg, out); });
}

Step search_along(Run& run, const PathPattern& path, const RelationshipPattern& relationship,
                  bool reversed) {
  Step step;
  step.relationship = &relationship;
  step.path = &path;
  step.reversed = reversed;
  step.typed = relationship.types != nullptr && list_types(run, *relationship.types, step.types);
  std::sort(step.types.begin(), step.types.end());
  step.types.erase(std::unique(step.types.begin(), step.types.end()), step.types.end());
  step.typed_rows = step.typed ? &run.typed_rows : nullptr;
  step.hub_limit = hub_limit(run, relationship);
  if (relationship.repeated != nullptr) {
    step.hops = plan_repeat(run, *relationship.repeated, reversed);
  }
  return step;
}

}  // namespace rapport::query
