// Functions on nodes, relationships and paths, and the evidence behind an edge.

#include "rapport/claim.h"
#include "rapport/pack/time_interval.h"

#include "query/function.h"

namespace rapport::query {

namespace {

// A node or relationship made by CREATE in this very run may not be in the graph yet.
bool is_new(const Run& run, VertexIndex v) { return v.value >= run.graph.vertex_count(); }
bool is_new(const Run& run, EdgeIndex e) { return e.value >= run.graph.edge_count(); }
template <typename Index>
const auto& made(const Run& run, Index index) {
  return (*run.changes)[index];
}

template <typename Index>
Map properties(const Run& run, Index index) {
  if (is_new(run, index)) {
    return made(run, index).properties;
  }
  Map result;
  for (auto& [key, value] : run.graph.properties(index)) {
    if (!value.is_null()) {
      result.emplace(std::move(key), std::move(value));
    }
  }
  return result;
}

// What is new gets the next number: a plain store counts from 1 on.
Value id(Run& run, Span, std::span<Value> args) {
  if (const auto* vertex = args[0].as_vertex()) {
    return is_new(run, *vertex) ? std::int64_t{vertex->value} + 1
                                : static_cast<std::int64_t>(run.graph.id(*vertex).value);
  }
  const EdgeIndex edge = *args[0].as_edge();
  return is_new(run, edge) ? std::int64_t{edge.value} + 1
                           : static_cast<std::int64_t>(run.graph.id(edge).value);
}

Value element_id(Run& run, Span place, std::span<Value> args) {
  return std::to_string(*id(run, place, args).as_int());
}

Value labels(Run& run, Span, std::span<Value> args) {
  List names;
  const VertexIndex vertex = *args[0].as_vertex();
  if (is_new(run, vertex)) {
    for (const std::string& label : made(run, vertex).labels) {
      names.emplace_back(label);
    }
  } else {
    for (const graph::LabelId label : run.graph.labels(vertex)) {
      names.emplace_back(run.graph.label_names()[label]);
    }
  }
  return names;
}

Value type(Run& run, Span, std::span<Value> args) {
  const EdgeIndex edge = *args[0].as_edge();
  return is_new(run, edge) ? made(run, edge).type : run.graph.type_names()[run.graph.type(edge)];
}

Value properties_value(Run& run, Span place, std::span<Value> args) {
  return args[0].as_map() != nullptr ? args[0] : checked(run, properties_of(run, args[0]), place);
}

Value keys(Run& run, Span place, std::span<Value> args) {
  List names;
  for (const auto& [key, value] : properties_of(run, args[0])) {
    names.emplace_back(key);
  }
  return checked(run, std::move(names), place);
}

Value nodes(Run& run, Span place, std::span<Value> args) {
  const auto& vertices = args[0].as_path()->vertices;
  return checked(run, List(vertices.begin(), vertices.end()), place);
}

Value relationships(Run& run, Span place, std::span<Value> args) {
  const auto& edges = args[0].as_path()->edges;
  return checked(run, List(edges.begin(), edges.end()), place);
}

Value length(Run&, Span, std::span<Value> args) {
  return static_cast<std::int64_t>(args[0].as_path()->edges.size());
}

Value start_node(Run& run, Span, std::span<Value> args) {
  const EdgeIndex edge = *args[0].as_edge();
  return is_new(run, edge) ? run.changes->index_of(made(run, edge).from) : run.graph.source(edge);
}

Value end_node(Run& run, Span, std::span<Value> args) {
  const EdgeIndex edge = *args[0].as_edge();
  return is_new(run, edge) ? run.changes->index_of(made(run, edge).to) : run.graph.target(edge);
}

Value degree(Run& run, Span, std::span<Value> args) {
  const VertexIndex v = *args[0].as_vertex();
  return is_new(run, v)
             ? std::int64_t{0}
             : static_cast<std::int64_t>(run.graph.out(v).size() + run.graph.in(v).size());
}

Value spans_value(const Spans& spans) {
  List result;
  for (const Span span : spans) {
    result.emplace_back(List{std::int64_t{span.begin}, std::int64_t{span.end}});
  }
  return result;
}

// Empty texts are null: "not said".
Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value interval_value(const std::optional<pack::TimeInterval>& interval) {
  return interval ? Value(Map{{"begin", text_or_null(interval->begin)},
                              {"end", text_or_null(interval->end)},
                              {"precision", std::string(to_string(interval->precision))}})
                  : Value();
}

Map claim_map(const graph::Evidence& evidence) {
  const Claim& claim = evidence.claim;
  return {{"document", evidence.document.name},
          {"path", text_or_null(evidence.document.path)},
          {"date", text_or_null(evidence.document.date)},
          {"line", std::int64_t{evidence.line}},
          {"evidence", spans_value(claim.evidence)},
          {"context", spans_value(claim.context)},
          {"quote", claim.quote},
          {"subject", claim.subject.name},
          {"relation", claim.relation},
          {"object", claim.object.name},
          {"predicate", claim.predicate},
          {"time", text_or_null(claim.time)},
          {"interval", interval_value(pack::time_interval(claim.time, evidence.document.date))},
          {"quantity", text_or_null(claim.quantity)},
          {"attribution", text_or_null(claim.attribution)},
          {"place", text_or_null(claim.place)},
          {"polarity", std::string(to_string(claim.polarity))},
          {"modality", std::string(to_string(claim.modality))},
          {"rule", claim.rule},
          {"confidence", static_cast<double>(claim.confidence) / 1000}};
}

Value evidence(Run& run, Span place, std::span<Value> args) {
  List claims;
  const EdgeIndex edge = *args[0].as_edge();
  if (is_new(run, edge)) {
    return claims;
  }
  auto found = run.graph.evidence(edge);
  if (!found) {
    const Error& error = found.error();
    throw Failure{.code = error.code,
                  .phase = Phase::kRun,
                  .type = "EvidenceError",
                  .detail = "Unreadable",
                  .message = to_string(error),
                  .hint = {},
                  .place = place};
  }
  for (const graph::Evidence& one : *found) {
    claims.emplace_back(claim_map(one));
  }
  return checked(run, std::move(claims), place);
}

constexpr Types kEntity = kNode | kRelationship;

constexpr std::array<Function, 14> kFunctions = {{
    {"id", 1, 1, {kEntity}, kInteger, id},
    {"elementId", 1, 1, {kEntity}, kString, element_id},
    {"labels", 1, 1, {kNode}, kList, labels},
    {"type", 1, 1, {kRelationship}, kString, type},
    {"properties", 1, 1, {kEntity | kMap}, kMap, properties_value},
    {"keys", 1, 1, {kEntity | kMap}, kList, keys},
    {"nodes", 1, 1, {kPath}, kList, nodes},
    {"relationships", 1, 1, {kPath}, kList, relationships},
    {"rels", 1, 1, {kPath}, kList, relationships},
    {"length", 1, 1, {kPath}, kInteger, length},
    {"startNode", 1, 1, {kRelationship}, kNode, start_node},
    {"endNode", 1, 1, {kRelationship}, kNode, end_node},
    {"degree", 1, 1, {kNode}, kInteger, degree},
    {"evidence", 1, 1, {kRelationship}, kList, evidence},
}};

}  // namespace

Map properties_of(const Run& run, const Value& owner) {
  if (const auto* map = owner.as_map()) {
    return *map;
  }
  return owner.as_vertex() != nullptr ? properties(run, *owner.as_vertex())
                                      : properties(run, *owner.as_edge());
}

std::span<const Function> graph_functions() { return kFunctions; }

}  // namespace rapport::query
