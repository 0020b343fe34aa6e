// Rows are copied in the order of vertices, so that the graph's are read from front to back.

#include "query/typed_rows.h"

namespace rapport::query {

namespace {

constexpr std::uint64_t kWorth = 8;  // vertices copied for one that is asked for

graph::ArcRange arcs_of(const graph::Snapshot& graph, VertexIndex vertex, bool outward,
                        graph::TypeId type) {
  return outward ? graph.out(vertex, type) : graph.in(vertex, type);
}

}  // namespace

TypedArcs TypedRows::find(const graph::Snapshot& graph, VertexIndex vertex, bool outward,
                          graph::TypeId type) {
  Rows& rows = rows_of(type, outward);
  if (rows.starts.empty()) {
    if (++rows.asked * kWorth <= graph.vertex_count() || !graph.knows_degrees()) {
      const graph::ArcRange arcs = arcs_of(graph, vertex, outward, type);
      return {arcs.others(), arcs.edges()};
    }
    make(graph, rows);
  }
  const std::uint32_t begin = rows.starts[vertex.value];
  const std::size_t size = rows.starts[vertex.value + 1] - begin;
  return {std::span(rows.others).subspan(begin, size), std::span(rows.edges).subspan(begin, size)};
}

TypedRows::Rows& TypedRows::rows_of(graph::TypeId type, bool outward) {
  for (const auto& rows : rows_) {
    if (rows->type == type && rows->outward == outward) {
      return *rows;
    }
  }
  rows_.push_back(std::make_unique<Rows>());
  rows_.back()->type = type;
  rows_.back()->outward = outward;
  return *rows_.back();
}

void TypedRows::make(const graph::Snapshot& graph, Rows& rows) {
  rows.starts.reserve(graph.vertex_count() + std::size_t{1});
  rows.starts.push_back(0);
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const graph::ArcRange arcs = arcs_of(graph, VertexIndex{v}, rows.outward, rows.type);
    rows.others.insert(rows.others.end(), arcs.others().begin(), arcs.others().end());
    rows.edges.insert(rows.edges.end(), arcs.edges().begin(), arcs.edges().end());
    rows.starts.push_back(static_cast<std::uint32_t>(rows.others.size()));
  }
}

}  // namespace rapport::query
