// rapport find: entities by name, alias, or part of one.

#include <algorithm>
#include <tuple>

#include "rapport/pack/fold.h"

#include "app/commands.h"
#include "app/graph_text.h"

namespace rapport::app {

namespace {

// How well a name fits, the best first.
enum class Fit : std::uint8_t { kExact, kBegins, kContains, kNone };

Fit fit_of(const std::string& name, const std::string& wanted) {
  const std::string folded = pack::fold(name);
  const std::size_t at = folded.find(wanted);
  if (at == std::string::npos) {
    return Fit::kNone;
  }
  return folded == wanted ? Fit::kExact : at == 0 ? Fit::kBegins : Fit::kContains;
}

Fit fit_of(const graph::Snapshot& graph, VertexIndex v, const std::string& wanted) {
  Fit best = fit_of(name_of(graph, v), wanted);
  const Value value = graph.property(v, "aliases");
  if (const List* const aliases = value.as_list()) {
    for (const Value& alias : *aliases) {
      if (const std::string* const text = alias.as_string()) {
        best = std::min(best, fit_of(*text, wanted));
      }
    }
  }
  return best;
}

}  // namespace

Result<int> run_find(Session& session, const FindOptions& options) {
  if (options.cypher) {
    session.out().print(
        "MATCH (n) WHERE toLower(n.name) CONTAINS toLower({0}) OR any(alias IN n.aliases WHERE "
        "toLower(alias) CONTAINS toLower({0})) RETURN n.name, labels(n), n.aliases LIMIT {1}\n",
        cypher_string(options.text), options.limit);
    return kSuccess;
  }
  RAPPORT_TRY(const auto graph, session.snapshot());
  const std::string wanted = pack::fold(options.text);
  using Found = std::tuple<Fit, std::int64_t, std::string, VertexIndex>;  // edges are negative
  std::vector<Found> found;
  for (std::uint32_t i = 0; i < graph->vertex_count(); ++i) {
    const VertexIndex v{i};
    const Fit fit = fit_of(*graph, v, wanted);
    if (fit != Fit::kNone) {
      const auto edges = static_cast<std::int64_t>(graph->out(v).size() + graph->in(v).size());
      found.emplace_back(fit, -edges, name_of(*graph, v), v);
    }
  }
  if (found.empty()) {
    const auto similar = graph->similar_names(wanted, 5);
    return Error{Code::kNotFound, "no name holds this", options.text,
                 similar.empty() ? "" : fmt::format("did you mean {}?", fmt::join(similar, ", "))};
  }
  std::sort(found.begin(), found.end());
  query::Rows rows;
  rows.columns = {"name", "type", "edges", "documents", "aliases"};
  for (const auto& [fit, edges, name, v] : found) {
    if (rows.rows.size() == options.limit) {
      rows.cut = fmt::format("{} more; see --limit", found.size() - options.limit);
      break;
    }
    rows.rows.push_back({name, type_of(*graph, v), -edges, graph->property(v, "documents"),
                         graph->property(v, "aliases")});
  }
  RAPPORT_CHECK(print_rows(session.out(), rows, *graph, options.format));
  return kSuccess;
}

}  // namespace rapport::app
