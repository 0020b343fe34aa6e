// Whether the labels of a vertex and the type of an edge meet an expression.

#include <algorithm>

#include "query/match.h"

namespace rapport::query {

bool has_labels(Run& run, const LabelExpression& labels, VertexIndex vertex) {
  const auto all = [&](bool wanted) {
    return std::all_of(labels.args.begin(), labels.args.end(), [&](const LabelExpression& arg) {
      return has_labels(run, arg, vertex) == wanted;
    });
  };
  if (vertex.value >= run.graph.vertex_count()) {
    return false;
  }
  const auto own = run.graph.labels(vertex);
  switch (labels.kind) {
    case LabelExpression::Kind::kName: {
      const auto label = run.labels[labels.symbol];
      return label && std::find(own.begin(), own.end(), *label) != own.end();
    }
    case LabelExpression::Kind::kWildcard:
      return !own.empty();
    case LabelExpression::Kind::kNot:
      return all(false);
    case LabelExpression::Kind::kAnd:
      return all(true);
    case LabelExpression::Kind::kOr:
      return !all(false);
  }
  return false;
}

bool has_type(Run& run, const LabelExpression& types, EdgeIndex edge) {
  const auto all = [&](bool wanted) {
    return std::all_of(types.args.begin(), types.args.end(), [&](const LabelExpression& arg) {
      return has_type(run, arg, edge) == wanted;
    });
  };
  if (edge.value >= run.graph.edge_count()) {
    return false;
  }
  switch (types.kind) {
    case LabelExpression::Kind::kName:
      return run.types[types.symbol] == run.graph.type(edge);
    case LabelExpression::Kind::kWildcard:
      return true;
    case LabelExpression::Kind::kNot:
      return all(false);
    case LabelExpression::Kind::kAnd:
      return all(true);
    case LabelExpression::Kind::kOr:
      return !all(false);
  }
  return false;
}

bool has_type_named(Run& run, const LabelExpression& types, EdgeIndex edge) {
  if (types.kind == LabelExpression::Kind::kName && edge.value < run.graph.edge_count()) {
    return run.graph.type_names()[run.graph.type(edge)] == types.name;
  }
  const bool has_any = std::any_of(types.args.begin(), types.args.end(),
                                   [&](const auto& arg) { return has_type_named(run, arg, edge); });
  const bool has_all = std::all_of(types.args.begin(), types.args.end(),
                                   [&](const auto& arg) { return has_type_named(run, arg, edge); });
  return types.kind == LabelExpression::Kind::kWildcard ||
         (types.kind == LabelExpression::Kind::kNot   ? !has_any
          : types.kind == LabelExpression::Kind::kAnd ? has_all
                                                      : has_any);
}

}  // namespace rapport::query
