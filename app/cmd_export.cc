// rapport export: the graph or a part of it, as a diagram, as lines of claims, or as a table.

#include <algorithm>

#include "rapport/graph/claim_lines.h"
#include "rapport/query/paths.h"
#include "rapport/query/query.h"
#include "rapport/query/view.h"

#include "app/commands.h"
#include "app/diagram.h"
#include "app/graph_text.h"
#include "app/interrupt.h"
#include "app/message.h"

namespace rapport::app {

namespace {

constexpr double kDrawingSeconds = 60;

Result<Selection> select(const graph::Snapshot& graph, const ExportOptions& options) {
  query::PathFilter filter;
  filter.any_status = options.any_status;
  if (!options.around.empty()) {
    RAPPORT_TRY(const VertexIndex start, query::resolve_name(graph, options.around));
    return select_around(graph, start, options.depth, filter);
  }
  if (!options.path.empty()) {
    RAPPORT_TRY(const VertexIndex from, query::resolve_name(graph, options.path[0]));
    RAPPORT_TRY(const VertexIndex to, query::resolve_name(graph, options.path[1]));
    query::PathLimits limits;
    limits.cancel = &interrupted();
    RAPPORT_TRY(const query::PathAnswer answer,
                query::shortest_paths(graph, from, to, filter, limits));
    if (answer.paths.empty()) {
      return Error{
          Code::kNotFound,
          fmt::format("no path between {} and {}", name_of(graph, from), name_of(graph, to)),
          "export", options.any_status ? "" : "try --any-status"};
    }
    Selection selection = select_paths(graph, answer);
    selection.left_out = answer.cut;
    return selection;
  }
  if (!options.query.empty()) {
    RAPPORT_TRY(const query::Query query, query::Query::prepare(options.query));
    query::RunOptions run;
    run.cancel = &interrupted();
    RAPPORT_TRY(const query::Rows rows, query.run(graph, run));
    for (const std::string& notice : rows.notices) {
      print_warning("query", notice);
    }
    Selection selection = select_rows(graph, rows);
    selection.left_out = rows.cut;
    if (selection.vertices.empty()) {
      return Error{Code::kBadInput, "finds no entity, relationship or path to export", "--query",
                   "return them, not their properties: RETURN a, r, b"};
    }
    return selection;
  }
  return select_all(graph);
}

// The claims behind the edges, in the canonical order.
Result<std::string> claim_lines(const graph::Snapshot& graph, const Selection& selection) {
  std::vector<std::string> lines;
  for (const EdgeIndex e : selection.edges) {
    RAPPORT_TRY(const auto evidence, graph.evidence(e));
    for (const graph::Evidence& piece : evidence) {
      lines.push_back(graph::claim_to_json(piece.document, piece.claim) + "\n");
    }
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return fmt::format("{}", fmt::join(lines, ""));
}

std::string edge_table(const graph::Snapshot& graph, const Selection& selection) {
  query::Rows rows;
  rows.columns = {"from", "from_type", "relation", "to", "to_type"};
  std::vector<std::string> keys;  // the edges' own properties
  for (const std::string& key : graph.key_names()) {
    if (std::any_of(selection.edges.begin(), selection.edges.end(),
                    [&](EdgeIndex e) { return !graph.property(e, key).is_null(); })) {
      keys.push_back(key);
    }
  }
  rows.columns.insert(rows.columns.end(), keys.begin(), keys.end());
  for (const EdgeIndex e : selection.edges) {
    const VertexIndex from = graph.source(e), to = graph.target(e);
    std::vector<Value> row = {name_of(graph, from), type_of(graph, from), relation_of(graph, e),
                              name_of(graph, to), type_of(graph, to)};
    for (const std::string& key : keys) {
      row.push_back(graph.property(e, key));
    }
    rows.rows.push_back(std::move(row));
  }
  return query::to_csv(rows, graph);
}

Result<std::string> render(Session& session, const graph::Snapshot& graph,
                           const Selection& selection, const ExportOptions& options) {
  if (options.format == "jsonl") {
    return claim_lines(graph, selection);
  }
  if (options.format == "csv") {
    return edge_table(graph, selection);
  }
  const auto pack = session.pack();  // a diagram is drawn without it, in plain shapes
  RAPPORT_TRY(const std::string dot, to_dot(graph, limit_to(graph, selection, options.max_vertices),
                                            pack ? pack->get() : nullptr));
  if (options.format == "dot") {
    return dot;
  }
  return to_svg(dot, kDrawingSeconds);
}

// The whole store as lines, one after the other, however large it is.
Result<int> export_all_claims(Session& session, const ExportOptions& options) {
  RAPPORT_TRY(graph::Store* const store, session.store());
  if (store->kind() == graph::StoreKind::kPlain) {
    return Error{Code::kUnsupported, "is a plain store, which has no claims", session.settings().db,
                 "use --format csv"};
  }
  if (options.file.empty()) {
    RAPPORT_CHECK(store->export_claims([&](std::string_view line) {
      session.out().write(line);
      session.out().write("\n");
    }));
    return kSuccess;
  }
  std::string text;
  RAPPORT_CHECK(store->export_claims([&](std::string_view line) {
    text += line;
    text += '\n';
  }));
  RAPPORT_CHECK(write_file(options.file, text));
  return kSuccess;
}

}  // namespace

Result<int> run_export(Session& session, const ExportOptions& options) {
  const InterruptGuard guard;
  const bool whole = options.query.empty() && options.around.empty() && options.path.empty();
  if (whole && options.format == "jsonl") {
    return export_all_claims(session, options);
  }
  RAPPORT_TRY(const auto graph, session.snapshot());
  RAPPORT_TRY(const Selection selection, select(*graph, options));
  RAPPORT_TRY(const std::string text, render(session, *graph, selection, options));
  if (options.file.empty()) {
    session.out().write(text);
  } else {
    RAPPORT_CHECK(write_file(options.file, text));
  }
  return kSuccess;
}

}  // namespace rapport::app
