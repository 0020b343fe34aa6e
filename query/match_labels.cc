// Whether the labels of a vertex and the type of an edge meet an expression.

#include <algorithm>

#include "query/match.h"

namespace rapport::query {

bool LabelTest::has(const graph::Snapshot& graph, graph::LabelId label, VertexIndex vertex) {
  constexpr unsigned kBits = 64;
  constexpr std::uint64_t kWorth = 32;  // vertices put into the set, for one that is asked for
  if (bits_.empty()) {
    const auto own = graph.labels(vertex);
    if (++asked_ * kWorth > graph.label_count(label) && graph.knows_degrees()) {
      bits_.resize(graph.vertex_count() / kBits + 1);
      for (const VertexIndex v : graph.with_label(label)) {
        bits_[v.value / kBits] |= std::uint64_t{1} << v.value % kBits;
      }
    }
    return std::find(own.begin(), own.end(), label) != own.end();
  }
  return (bits_[vertex.value / kBits] >> vertex.value % kBits & 1) != 0;
}

namespace {

// Whether the names of an element that CREATE made in this run meet the expression.
bool have(const std::vector<std::string>& names, const LabelExpression& labels) {
  const auto all = [&](bool wanted) {
    return std::all_of(labels.args.begin(), labels.args.end(),
                       [&](const LabelExpression& arg) { return have(names, arg) == wanted; });
  };
  switch (labels.kind) {
    case LabelExpression::Kind::kName:
      return std::find(names.begin(), names.end(), labels.name) != names.end();
    case LabelExpression::Kind::kWildcard:
      return !names.empty();
    case LabelExpression::Kind::kNot:
      return all(false);
    case LabelExpression::Kind::kAnd:
      return all(true);
    case LabelExpression::Kind::kOr:
      return !all(false);
  }
  return false;
}

bool made_has_type(const Run& run, const LabelExpression& types, EdgeIndex edge) {
  return have({(*run.changes)[edge].type}, types);
}

}  // namespace

bool has_labels(Run& run, const LabelExpression& labels, VertexIndex vertex) {
  const auto all = [&](bool wanted) {
    return std::all_of(labels.args.begin(), labels.args.end(), [&](const LabelExpression& arg) {
      return has_labels(run, arg, vertex) == wanted;
    });
  };
  if (vertex.value >= run.graph.vertex_count()) {
    return have((*run.changes)[vertex].labels, labels);
  }
  switch (labels.kind) {
    case LabelExpression::Kind::kName: {
      const auto label = run.labels[labels.symbol];
      return label && run.label_tests[labels.symbol].has(run.graph, *label, vertex);
    }
    case LabelExpression::Kind::kWildcard:
      return !run.graph.labels(vertex).empty();
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
    return made_has_type(run, types, edge);
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
  if (edge.value >= run.graph.edge_count()) {
    return made_has_type(run, types, edge);
  }
  if (types.kind == LabelExpression::Kind::kName) {
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
