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

// Whether an element meets the expression: has_name(name) tells whether it has a name of it, and
// has_any() whether it has one at all.
template <typename HasName, typename HasAny>
bool meets(const LabelExpression& expression, const HasName& has_name, const HasAny& has_any) {
  const auto all = [&](bool wanted) {
    return std::all_of(
        expression.args.begin(), expression.args.end(),
        [&](const LabelExpression& arg) { return meets(arg, has_name, has_any) == wanted; });
  };
  switch (expression.kind) {
    case LabelExpression::Kind::kName:
      return has_name(expression);
    case LabelExpression::Kind::kWildcard:
      return has_any();
    case LabelExpression::Kind::kNot:
      return all(false);
    case LabelExpression::Kind::kAnd:
      return all(true);
    case LabelExpression::Kind::kOr:
      return !all(false);
  }
  return false;
}

bool always() { return true; }  // each edge has a type

// Of an edge that CREATE made in this run.
bool made_has_type(const Run& run, const LabelExpression& types, EdgeIndex edge) {
  const std::string& type = (*run.changes)[edge].type;
  return meets(types, [&](const LabelExpression& name) { return name.name == type; }, always);
}

}  // namespace

bool has_labels(Run& run, const LabelExpression& labels, VertexIndex vertex) {
  if (vertex.value >= run.graph.vertex_count()) {
    const std::vector<std::string>& made = (*run.changes)[vertex].labels;
    const auto has_name = [&](const LabelExpression& name) {
      return std::find(made.begin(), made.end(), name.name) != made.end();
    };
    return meets(labels, has_name, [&] { return !made.empty(); });
  }
  const auto has_name = [&](const LabelExpression& name) {
    const auto label = run.labels[name.symbol];
    return label && run.label_tests[name.symbol].has(run.graph, *label, vertex);
  };
  return meets(labels, has_name, [&] { return !run.graph.labels(vertex).empty(); });
}

bool has_type(Run& run, const LabelExpression& types, EdgeIndex edge) {
  if (edge.value >= run.graph.edge_count()) {
    return made_has_type(run, types, edge);
  }
  const auto has_name = [&](const LabelExpression& name) {
    return run.types[name.symbol] == run.graph.type(edge);
  };
  return meets(types, has_name, always);
}

bool has_type_named(Run& run, const LabelExpression& types, EdgeIndex edge) {
  if (edge.value >= run.graph.edge_count()) {
    return made_has_type(run, types, edge);
  }
  const std::string& type = run.graph.type_names()[run.graph.type(edge)];
  return meets(types, [&](const LabelExpression& name) { return name.name == type; }, always);
}

}  // namespace rapport::query
