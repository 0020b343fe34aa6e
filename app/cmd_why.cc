// rapport why: every claim that ties two entities to each other, in the words of the documents.

#include "rapport/query/paths.h"

#include "app/commands.h"
#include "app/graph_text.h"
#include "app/input.h"
#include "app/number.h"

namespace rapport::app {

namespace {

void print_claim(Output& out, const graph::Evidence& evidence) {
  const Claim& claim = evidence.claim;
  out.print("  \"{}\"\n  {}, {}, by {}\n", one_line(claim.quote, 600), place_of(evidence),
            fmt::format("{:.2f}", claim.confidence / 1000.0), claim.rule);
  for (const auto& [name, words] :
       {std::pair<std::string_view, const std::string&>{"says", claim.attribution},
        {"when", claim.time},
        {"how much", claim.quantity},
        {"where", claim.place}}) {
    if (!words.empty()) {
      out.print("  {}: {}\n", name, words);
    }
  }
}

void add_row(query::Rows& rows, const graph::Snapshot& graph, EdgeIndex edge,
             const graph::Evidence& evidence) {
  const Claim& claim = evidence.claim;
  rows.rows.push_back({name_of(graph, graph.source(edge)), relation_of(graph, edge),
                       name_of(graph, graph.target(edge)), std::string(to_string(claim.polarity)),
                       std::string(to_string(claim.modality)), claim.confidence / 1000.0,
                       claim.attribution, claim.time, claim.quantity, claim.place, claim.quote,
                       evidence.document.name, std::int64_t{evidence.line}, claim.rule});
}

}  // namespace

Result<int> run_why(Session& session, const WhyOptions& options) {
  RAPPORT_TRY(const auto graph, session.graph());
  RAPPORT_TRY(const VertexIndex from, query::resolve_name(*graph, options.from));
  RAPPORT_TRY(const VertexIndex to, query::resolve_name(*graph, options.to));
  if (options.cypher) {
    session.out().print(
        "MATCH (a {{name: {}}})-[r]-(b {{name: {}}}){} RETURN type(r), evidence(r)\n",
        cypher_string(name_of(*graph, from)), cypher_string(name_of(*graph, to)),
        options.any_status ? "" : fmt::format(" WHERE {}", kFactCondition));
    return kSuccess;
  }
  query::PathFilter filter;
  filter.any_status = true;
  RAPPORT_TRY(const auto edges, query::neighbors(*graph, from, filter));
  Output& out = session.out();
  query::Rows rows;
  rows.columns = {"from", "relation", "to",    "polarity", "modality", "confidence", "attribution",
                  "time", "quantity", "place", "quote",    "document", "line",       "rule"};
  std::size_t told = 0, passed_over = 0;
  for (const query::Neighbor& edge : edges) {
    if (edge.other != to) {
      continue;
    }
    if (!options.any_status && !is_fact(*graph, edge.edge)) {
      ++passed_over;
      continue;
    }
    ++told;
    RAPPORT_TRY(const auto evidence, sorted_evidence(*graph, edge.edge));
    if (options.format == "text") {
      const std::string status = status_of(*graph, edge.edge);
      out.print("{} {} {}{}\n", name_of(*graph, graph->source(edge.edge)),
                relation_of(*graph, edge.edge), name_of(*graph, graph->target(edge.edge)),
                status.empty() ? "" : "  [" + status + "]");
    }
    for (const graph::Evidence& claim : evidence) {
      if (options.format == "text") {
        print_claim(out, claim);
      } else {
        add_row(rows, *graph, edge.edge, claim);
      }
    }
  }
  if (options.format != "text") {
    RAPPORT_CHECK(print_rows(out, rows, *graph, options.format));
    return kSuccess;
  }
  if (passed_over > 0) {
    out.print("{} negated, possible, planned or recommended: see --any-status\n",
              counted(passed_over, "edge"));
  }
  if (told == 0 && passed_over == 0) {
    out.print("no claim ties {} to {}; 'rapport path' may find a way over others\n",
              name_of(*graph, from), name_of(*graph, to));
  }
  return told == 0 ? kFailure : kSuccess;
}

}  // namespace rapport::app
