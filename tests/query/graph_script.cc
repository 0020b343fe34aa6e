// Graphs from CREATE statements, through SnapshotBuilder.

#include "tests/query/graph_script.h"

#include <cstdio>
#include <cstdlib>

#include "query/bind.h"

namespace rapport::query::test {

ScriptGraph::ScriptGraph() : snapshot_(graph::SnapshotBuilder().build()) {}

Result<Rows> ScriptGraph::run(std::string_view statement, const RunOptions& options) {
  try {
    const Prepared prepared = prepare(statement);
    Changes changes(*snapshot_,
                    {.preview = [this](const auto& made, const auto&) { return with(made); },
                     .write =
                         [this](const auto& made, const auto&) {
                           snapshot_ = with(made);
                           return Result<void>();
                         }});
    const auto before = snapshot_;
    return execute(prepared, *before, options, prepared.writes ? &changes : nullptr);
  } catch (const Failure& failure) {
    return to_error(failure, statement);
  }
}

std::shared_ptr<const graph::Snapshot> ScriptGraph::with(const graph::PlainAddition& made) const {
  graph::SnapshotBuilder builder;
  const auto to_map = [](const auto& properties) {
    return Map(properties.begin(), properties.end());
  };
  for (std::uint32_t v = 0; v < snapshot_->vertex_count(); ++v) {
    std::vector<std::string> labels;
    for (const graph::LabelId label : snapshot_->labels(VertexIndex{v})) {
      labels.push_back(snapshot_->label_names()[label]);
    }
    builder.add_vertex(labels, to_map(snapshot_->properties(VertexIndex{v})));
  }
  for (const graph::PlainVertex& vertex : made.vertices) {
    builder.add_vertex(vertex.labels, vertex.properties);
  }
  for (std::uint32_t e = 0; e < snapshot_->edge_count(); ++e) {
    const EdgeIndex edge{e};
    builder.add_edge(snapshot_->source(edge), snapshot_->type_names()[snapshot_->type(edge)],
                     snapshot_->target(edge), to_map(snapshot_->properties(edge)));
  }
  const auto index_of = [this](VertexId end) {
    const std::uint64_t index = end.value < graph::kFresh
                                    ? end.value - 1
                                    : snapshot_->vertex_count() + (end.value - graph::kFresh);
    return VertexIndex{static_cast<std::uint32_t>(index)};
  };
  for (const graph::PlainEdge& edge : made.edges) {
    builder.add_edge(index_of(edge.from), edge.type, index_of(edge.to), edge.properties);
  }
  return std::move(builder).build();
}

ScriptGraph make_graph(std::string_view script) {
  ScriptGraph result;
  for (const std::string& statement : split_statements(script)) {
    const auto rows = result.run(statement);
    if (!rows) {
      std::fprintf(stderr, "the graph of a test does not run: %s\n",
                   to_string(rows.error()).c_str());
      std::abort();
    }
  }
  return result;
}

}  // namespace rapport::query::test
