// Words for the parts of a graph.

#include "app/graph_text.h"

#include <algorithm>
#include <tuple>

#include <unistd.h>

#include "rapport/query/view.h"

#include "app/interrupt.h"
#include "app/row_printer.h"

namespace rapport::app {

std::string name_of(const graph::Snapshot& graph, VertexIndex v) {
  const Value value = graph.property(v, "name");
  const std::string* const name = value.as_string();
  return name != nullptr ? *name : "#" + std::to_string(graph.id(v).value);
}

std::string type_of(const graph::Snapshot& graph, VertexIndex v) {
  const auto labels = graph.labels(v);
  return labels.empty() ? std::string() : graph.label_names()[labels.front()];
}

const std::string& relation_of(const graph::Snapshot& graph, EdgeIndex e) {
  return graph.type_names()[graph.type(e)];
}

std::string status_of(const graph::Snapshot& graph, EdgeIndex e) {
  std::string status;
  for (const auto& [key, usual] :
       {std::pair<const char*, const char*>{"polarity", "affirmed"}, {"modality", "asserted"}}) {
    const Value value = graph.property(e, key);
    const std::string* const word = value.as_string();
    if (word != nullptr && *word != usual) {
      status += (status.empty() ? "" : ", ") + *word;
    }
  }
  return status;
}

bool is_fact(const graph::Snapshot& graph, EdgeIndex e) { return status_of(graph, e).empty(); }

std::string confidence_of(const graph::Snapshot& graph, EdgeIndex e) {
  const Value value = graph.property(e, "confidence");
  const double* const confidence = value.as_float();
  return confidence != nullptr ? fmt::format("{:.2f}", *confidence) : std::string();
}

Result<std::vector<graph::Evidence>> sorted_evidence(const graph::Snapshot& graph, EdgeIndex e) {
  RAPPORT_TRY(auto list, graph.evidence(e));
  std::stable_sort(list.begin(), list.end(),
                   [](const graph::Evidence& a, const graph::Evidence& b) {
                     return std::tie(b.claim.confidence, a.document.name, a.line) <
                            std::tie(a.claim.confidence, b.document.name, b.line);
                   });
  return list;
}

std::string place_of(const graph::Evidence& evidence) {
  return fmt::format("{}, line {}", evidence.document.name, evidence.line);
}

std::string cypher_string(std::string_view text) {
  std::string literal = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') {
      literal += '\\';
    }
    literal += c;
  }
  return literal + "'";
}

query::PathFilter filter_of(const VerbOptions& options) {
  query::PathFilter filter;
  filter.any_status = options.any_status;
  return filter;
}

Result<void> print_rows(Output& out, const query::Rows& rows, const graph::Snapshot& graph,
                        const std::string& format) {
  if (RowPrinter::prints(format)) {
    RowPrinter printer(out, graph, format, rows.columns);
    (void)std::all_of(rows.rows.begin(), rows.rows.end(),
                      [&](const auto& row) { return printer.add(row); });
    return printer.finish(rows);
  }
  const query::Writer write = [&out](std::string_view text) {
    if (interrupted()) {
      return false;  // the text may be cut
    }
    out.write(text);
    return !out.closed() && !out.failed();
  };
  if (format == "json") {
    query::write_json(rows, graph, write);
  } else {
    query::TableOptions options;
    options.max_cell = ::isatty(STDOUT_FILENO) == 1 ? options.max_cell : 0;
    query::write_table(rows, graph, write, options);
  }
  if (interrupted()) {
    return stopped_printing(rows);
  }
  return {};
}

void print_created(Output& out, const query::Rows& rows) {
  out.print("created {} nodes, {} relationships\n", rows.vertices_created, rows.edges_created);
}

}  // namespace rapport::app
