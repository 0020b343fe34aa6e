// rapport path: how two entities hang together, with a quote for each step.

#include "rapport/query/paths.h"

#include "app/commands.h"
#include "app/graph_text.h"
#include "app/input.h"
#include "app/interrupt.h"
#include "app/number.h"

namespace rapport::app {

namespace {

std::string cypher_of(const graph::Snapshot& graph, VertexIndex from, VertexIndex to,
                      const PathOptions& options) {
  const std::string pattern =
      fmt::format("(a {{name: {}}})-[*..{}]-(b {{name: {}}})", cypher_string(name_of(graph, from)),
                  options.max_hops, cypher_string(name_of(graph, to)));
  const std::string where =
      options.any_status
          ? ""
          : fmt::format(" WHERE all(r IN relationships(p) WHERE {})", kFactCondition);
  if (options.cheapest) {
    return fmt::format(
        "MATCH p = {}{} RETURN p ORDER BY reduce(cost = 0.0, r IN relationships(p) | cost + 1 - "
        "r.confidence) LIMIT 1",
        pattern, where);
  }
  return fmt::format("MATCH p = {}({}){} RETURN p{}",
                     options.all ? "allShortestPaths" : "shortestPath", pattern, where,
                     options.all ? "" : " LIMIT 1");
}

// "Türkiye -COOPERATES_WITH-> Iraq <-SUPPORTS- NATO".
std::string outline(const graph::Snapshot& graph, const Path& path) {
  std::string text = name_of(graph, path.vertices.front());
  for (std::size_t i = 0; i < path.edges.size(); ++i) {
    const bool forward = graph.source(path.edges[i]) == path.vertices[i];
    text += fmt::format(" {}{}{} {}", forward ? "-" : "<-", relation_of(graph, path.edges[i]),
                        forward ? "->" : "-", name_of(graph, path.vertices[i + 1]));
  }
  return text;
}

Result<void> print_path(Output& out, const graph::Snapshot& graph, const Path& path) {
  out.print("{}   ({})\n", outline(graph, path), counted(path.edges.size(), "step"));
  std::size_t step = 0;
  for (const EdgeIndex edge : path.edges) {
    const std::string status = status_of(graph, edge), confidence = confidence_of(graph, edge);
    out.print("  {}. {} {} {}{}{}\n", ++step, name_of(graph, graph.source(edge)),
              relation_of(graph, edge), name_of(graph, graph.target(edge)),
              status.empty() ? "" : "  [" + status + "]",
              confidence.empty() ? "" : "  " + confidence);
    RAPPORT_TRY(const auto evidence, sorted_evidence(graph, edge));
    if (!evidence.empty()) {
      out.print("     \"{}\"\n     {}{}\n", one_line(evidence.front().claim.quote, 400),
                place_of(evidence.front()),
                evidence.size() > 1 ? fmt::format(" (and {} more)", evidence.size() - 1) : "");
    }
  }
  return {};
}

Result<query::Rows> rows_of(const graph::Snapshot& graph, const std::vector<Path>& paths) {
  query::Rows rows;
  rows.columns = {"path",   "step",       "from",  "relation", "to",
                  "status", "confidence", "quote", "document", "line"};
  for (std::size_t p = 0; p < paths.size(); ++p) {
    for (std::size_t i = 0; i < paths[p].edges.size(); ++i) {
      const EdgeIndex edge = paths[p].edges[i];
      RAPPORT_TRY(const auto evidence, sorted_evidence(graph, edge));
      std::vector<Value> row = {
          static_cast<std::int64_t>(p + 1),   static_cast<std::int64_t>(i + 1),
          name_of(graph, graph.source(edge)), relation_of(graph, edge),
          name_of(graph, graph.target(edge)), status_of(graph, edge),
          graph.property(edge, "confidence")};
      if (evidence.empty()) {
        row.resize(rows.columns.size());
      } else {
        row.insert(row.end(), {evidence.front().claim.quote, evidence.front().document.name,
                               std::int64_t{evidence.front().line}});
      }
      rows.rows.push_back(std::move(row));
    }
  }
  return rows;
}

// "No path" with what could be tried.
Result<int> no_path(Session& session, const graph::Snapshot& graph, VertexIndex from,
                    VertexIndex to, const PathOptions& options) {
  session.out().print("no path of at most {} between {} and {}{}\n",
                      counted(options.max_hops, "step"), name_of(graph, from), name_of(graph, to),
                      options.any_status ? "" : " over affirmed, asserted edges; try --any-status");
  return kFailure;
}

}  // namespace

Result<int> run_path(Session& session, const PathOptions& options) {
  RAPPORT_TRY(const auto graph, session.graph());
  RAPPORT_TRY(const VertexIndex from, query::resolve_name(*graph, options.from));
  RAPPORT_TRY(const VertexIndex to, query::resolve_name(*graph, options.to));
  if (options.cypher) {
    session.out().print("{}\n", cypher_of(*graph, from, to, options));
    return kSuccess;
  }
  const InterruptGuard guard;
  const query::PathFilter filter = filter_of(options);
  query::PathLimits limits;
  limits.max_hops = options.max_hops;
  limits.max_paths = options.all ? 100 : 1;
  limits.cancel = &interrupted();
  RAPPORT_TRY(query::PathAnswer answer,
              options.cheapest ? query::cheapest_path(*graph, from, to, filter, limits)
                               : query::shortest_paths(*graph, from, to, filter, limits));
  if (answer.paths.empty() && answer.cut.empty()) {
    return no_path(session, *graph, from, to, options);
  }
  if (!options.all) {
    answer.cut = answer.paths.empty() ? answer.cut : "";
  }
  if (options.format != "text") {
    RAPPORT_TRY(query::Rows rows, rows_of(*graph, answer.paths));
    rows.cut = answer.cut;
    RAPPORT_CHECK(print_rows(session.out(), rows, *graph, options.format));
    return kSuccess;
  }
  for (const Path& path : answer.paths) {
    RAPPORT_CHECK(print_path(session.out(), *graph, path));
  }
  if (!answer.cut.empty()) {
    session.out().print("not all paths: {}\n", answer.cut);
  }
  return answer.paths.empty() ? kFailure : kSuccess;
}

}  // namespace rapport::app
