// rapport neighbors: what an entity is tied to, one step away or more.

#include <set>

#include "rapport/query/paths.h"

#include "app/commands.h"
#include "app/graph_text.h"
#include "app/interrupt.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxRows = 10'000;

std::string cypher_of(const graph::Snapshot& graph, VertexIndex v,
                      const NeighborsOptions& options) {
  const std::string type = options.type.empty() ? "" : ":" + options.type;
  const std::string name = cypher_string(name_of(graph, v));
  if (options.depth == 1) {
    return fmt::format("MATCH (a {{name: {}}})-[r{}]-(b){} RETURN type(r), b.name, r.confidence",
                       name, type,
                       options.any_status ? "" : fmt::format(" WHERE {}", kFactCondition));
  }
  return fmt::format("MATCH p = (a {{name: {}}})-[{}*1..{}]-(b){} RETURN DISTINCT b.name", name,
                     type, options.depth,
                     options.any_status ? ""
                                        : fmt::format(" WHERE all(r IN relationships(p) WHERE {})",
                                                      kFactCondition));
}

}  // namespace

Result<int> run_neighbors(Session& session, const NeighborsOptions& options) {
  RAPPORT_TRY(const auto graph, session.graph());
  RAPPORT_TRY(const VertexIndex start, query::resolve_name(*graph, options.name));
  if (options.cypher) {
    session.out().print("{}\n", cypher_of(*graph, start, options));
    return kSuccess;
  }
  query::PathFilter filter = filter_of(options);
  if (!options.type.empty()) {
    filter.types = {options.type};
  }
  const InterruptGuard guard;
  query::Rows rows;
  rows.columns = {"steps", "from", "relation", "to", "confidence", "status"};
  std::set<VertexIndex> seen = {start};
  std::set<EdgeIndex> told;
  std::vector<VertexIndex> ring = {start};
  for (unsigned step = 1; step <= options.depth && !ring.empty() && rows.cut.empty(); ++step) {
    std::vector<VertexIndex> next;
    for (const VertexIndex v : ring) {
      RAPPORT_TRY(const auto edges, query::neighbors(*graph, v, filter));
      for (const query::Neighbor& edge : edges) {
        if (!told.insert(edge.edge).second) {
          continue;
        }
        rows.rows.push_back(
            {static_cast<std::int64_t>(step), name_of(*graph, graph->source(edge.edge)),
             relation_of(*graph, edge.edge), name_of(*graph, graph->target(edge.edge)),
             graph->property(edge.edge, "confidence"), status_of(*graph, edge.edge)});
        if (seen.insert(edge.other).second) {
          next.push_back(edge.other);
        }
      }
      if (interrupted() || rows.rows.size() >= kMaxRows) {
        rows.cut = interrupted() ? "stopped by Ctrl-C"
                                 : fmt::format("stopped after {} edges", rows.rows.size());
        break;
      }
    }
    ring = std::move(next);
  }
  RAPPORT_CHECK(print_rows(session.out(), rows, *graph, options.format));
  return kSuccess;
}

}  // namespace rapport::app
