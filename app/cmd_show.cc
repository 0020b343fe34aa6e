// rapport show: one entity with its aliases, documents and edges.

#include "rapport/query/paths.h"

#include "app/commands.h"
#include "app/graph_text.h"
#include "app/number.h"

namespace rapport::app {

namespace {

void print_head(Output& out, const graph::Snapshot& graph, VertexIndex v) {
  std::string labels;
  for (const graph::LabelId label : graph.labels(v)) {
    labels += (labels.empty() ? "" : ", ") + graph.label_names()[label];
  }
  out.print("{}{}\n", name_of(graph, v), labels.empty() ? "" : " (" + labels + ")");
  for (const auto& [key, value] : graph.properties(v)) {
    if (key != "name" && key != "type") {
      out.print("  {}: {}\n", key, query::to_text(value, graph));
    }
  }
}

void print_edges(Output& out, const graph::Snapshot& graph,
                 const std::vector<query::Neighbor>& edges) {
  std::string group;
  for (const query::Neighbor& edge : edges) {
    const std::string heading =
        fmt::format("{} {}", edge.outward ? "->" : "<-", relation_of(graph, edge.edge));
    if (heading != group) {
      out.print("  {}\n", heading);
      group = heading;
    }
    const std::string status = status_of(graph, edge.edge);
    out.print("     {}  {} ({}){}\n", confidence_of(graph, edge.edge), name_of(graph, edge.other),
              type_of(graph, edge.other), status.empty() ? "" : "  [" + status + "]");
  }
}

}  // namespace

Result<int> run_show(Session& session, const ShowOptions& options) {
  RAPPORT_TRY(const auto graph, session.graph());
  RAPPORT_TRY(const VertexIndex v, query::resolve_name(*graph, options.name));
  if (options.cypher) {
    session.out().print("MATCH (a {{name: {}}})-[r]-(b){} RETURN a, r, b\n",
                        cypher_string(name_of(*graph, v)),
                        options.any_status ? "" : fmt::format(" WHERE {}", kFactCondition));
    return kSuccess;
  }
  RAPPORT_TRY(const auto edges, query::neighbors(*graph, v, filter_of(options)));
  if (options.format != "text") {
    query::Rows rows;
    rows.columns = {"entity", "relationship", "other"};
    for (const query::Neighbor& edge : edges) {
      rows.rows.push_back({v, edge.edge, edge.other});
    }
    RAPPORT_CHECK(print_rows(session.out(), rows, *graph, options.format));
    return kSuccess;
  }
  print_head(session.out(), *graph, v);
  print_edges(session.out(), *graph, edges);
  const std::size_t all = graph->out(v).size() + graph->in(v).size();
  if (all > edges.size()) {
    session.out().print("  {} negated, possible, planned or recommended: see --any-status\n",
                        counted(all - edges.size(), "edge"));
  }
  return kSuccess;
}

}  // namespace rapport::app
