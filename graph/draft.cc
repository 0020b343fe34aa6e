// From what was added to the arrays of a snapshot.

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "graph/codec.h"
#include "graph/snapshot_data.h"

namespace rapport::graph {

namespace {

// Memory that is asked for but not used costs nothing, up to where a wrong number could ask for
// all.
constexpr std::size_t kMostExpected = std::size_t{1} << 28;

constexpr double kConfidenceUnits = 1e12;
constexpr double kNoWeight = std::numeric_limits<double>::quiet_NaN();

std::optional<double> as_number(const Value& value) {
  if (const auto* number = value.as_float()) {
    return *number;
  }
  if (const auto* integer = value.as_int()) {
    return static_cast<double>(*integer);
  }
  return std::nullopt;
}

// The weight of each code of a column, and their ranks; all distinct weights, ascending, NaN last.
struct Ranking {
  std::vector<double> weights;
  std::vector<std::uint32_t> of_code;
};

Ranking rank_weights(const Column* column, bool is_confidence, std::size_t rows) {
  std::vector<double> by_code = {weight_of(Value(), is_confidence)};
  for (std::uint32_t code = 1; column != nullptr && code <= column->values(); ++code) {
    by_code.push_back(weight_of(column->value(code), is_confidence));
  }
  const auto is_before = [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; };
  Ranking ranking;
  bool some_lack_it = column == nullptr;
  for (std::size_t row = 0; row < rows && !some_lack_it; ++row) {
    some_lack_it = column->codes[row] == 0;
  }
  ranking.weights.assign(by_code.begin() + (some_lack_it ? 0 : 1), by_code.end());
  std::sort(ranking.weights.begin(), ranking.weights.end(), is_before);
  const auto is_same = [](double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
  };
  ranking.weights.erase(std::unique(ranking.weights.begin(), ranking.weights.end(), is_same),
                        ranking.weights.end());
  for (const double weight : by_code) {
    ranking.of_code.push_back(static_cast<std::uint32_t>(
        std::lower_bound(ranking.weights.begin(), ranking.weights.end(), weight, is_before) -
        ranking.weights.begin()));
  }
  return ranking;
}

Lists<VertexIndex> list_labelled(const Lists<LabelId>& labels, std::size_t vertices,
                                 std::size_t count) {
  std::vector<std::uint32_t> starts(count + 1, 0);
  for (const LabelId label : labels.items.span()) {
    ++starts[label + 1];
  }
  for (std::size_t label = 0; label < count; ++label) {
    starts[label + 1] += starts[label];
  }
  std::vector<VertexIndex> items(labels.items.size());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::uint32_t v = 0; v < vertices; ++v) {
    for (const LabelId label : labels[v]) {
      items[next[label]++] = VertexIndex{v};
    }
  }
  return {Array<std::uint32_t>(std::move(starts)), Array<VertexIndex>(std::move(items))};
}

void set_properties(ColumnsDraft& columns, const Map& properties) {
  for (const auto& [key, value] : properties) {
    if (value.is_null()) {
      continue;
    }
    if (const auto encoded = encode_value(value)) {
      columns.set(key, *encoded);
    }
  }
}

}  // namespace

double weight_of(const Value& value, bool is_confidence) {
  if (is_confidence && value.is_null()) {
    return 1;
  }
  auto number = as_number(value);
  if (number && is_confidence) {
    // Rounded, so that the weight of 0.9 is 0.1 and not 0.09999999999999998.
    number = std::round((1 - *number) * kConfidenceUnits) / kConfidenceUnits;
  }
  return number && *number >= 0 && std::isfinite(*number) ? *number : kNoWeight;
}

std::uint32_t Names::number(std::string_view name) {
  const auto found = numbers_.find(name);
  if (found != numbers_.end()) {
    return found->second;
  }
  const auto next = static_cast<std::uint32_t>(numbers_.size());
  numbers_.emplace(name, next);
  return next;
}

std::vector<std::string> Names::sort(std::vector<std::uint32_t>& renumbered) const {
  std::vector<std::string> names;
  renumbered.resize(numbers_.size());
  for (const auto& [name, old] : numbers_) {
    renumbered[old] = static_cast<std::uint32_t>(names.size());
    names.push_back(name);
  }
  return names;
}

void Draft::expect(std::size_t vertices, std::size_t edges) {
  vertices = std::min(vertices, kMostExpected);
  edges = std::min(edges, kMostExpected);
  label_starts.reserve(vertices + 1);
  vertex_columns.expect(vertices);
  sources.reserve(edges);
  targets.reserve(edges);
  edge_types.reserve(edges);
  edge_columns.expect(edges);
}

VertexIndex Draft::end_vertex(VertexId id) {
  const VertexIndex v{static_cast<std::uint32_t>(vertex_ids.size())};
  vertex_ids.push_back(id.value != 0 ? id : VertexId{std::uint64_t{v.value} + 1});
  label_starts.push_back(static_cast<std::uint32_t>(labels.size()));
  vertex_columns.end_row();
  return v;
}

void Draft::begin_edge(VertexIndex from, std::uint32_t type, VertexIndex to) {
  assert(from.value < vertex_ids.size() && to.value < vertex_ids.size());
  sources.push_back(from);
  targets.push_back(to);
  edge_types.push_back(type);
}

EdgeIndex Draft::end_edge(EdgeId id) {
  const EdgeIndex e{static_cast<std::uint32_t>(edge_ids.size())};
  edge_ids.push_back(id.value != 0 ? id : EdgeId{std::uint64_t{e.value} + 1});
  edge_columns.end_row();
  return e;
}

VertexIndex Draft::add_vertex(const std::vector<std::string>& names, const Map& properties,
                              VertexId id) {
  for (const std::string& label : names) {
    add_label(label);
  }
  set_properties(vertex_columns, properties);
  return end_vertex(id);
}

EdgeIndex Draft::add_edge(VertexIndex from, std::string_view type, VertexIndex to,
                          const Map& properties, EdgeId id) {
  begin_edge(from, type_names.number(type), to);
  set_properties(edge_columns, properties);
  return end_edge(id);
}

void Draft::finish_names(Snapshot::Data& data) {
  std::vector<std::uint32_t> renumbered;
  data.labels = label_names.sort(renumbered);
  for (LabelId& label : labels) {
    label = renumbered[label];
  }
  data.types = type_names.sort(renumbered);
  data.edge_types = Narrow(edge_types.size(), data.largest_type(),
                           [&](std::size_t e) { return renumbered[edge_types[e]]; });
  edge_types = {};
}

// Both directions, and the weights that they are sorted by.
Result<void> Draft::finish_rows(Snapshot::Data& data, const StopCheck& check) {
  data.weight_key = weight_key;
  const Column* column = data.weight_column();
  Ranking ranking = rank_weights(column, weight_key.empty(), sources.size());
  data.weights = Array<double>(std::move(ranking.weights));
  data.ranks_of_codes = Array<std::uint32_t>(std::move(ranking.of_code));
  const Narrow no_codes;
  AdjacencyMaker maker(data.vertices,
                       {data.edge_types, data.largest_type(),
                        column == nullptr ? no_codes : column->codes, data.ranks_of_codes.span()},
                       check);
  RAPPORT_TRY(data.out, maker.make(sources, targets));
  RAPPORT_TRY(data.in, maker.make(targets, sources));
  data.sources = Array<VertexIndex>(std::move(sources));
  data.targets = Array<VertexIndex>(std::move(targets));
  return {};
}

Result<std::shared_ptr<Snapshot::Data>> Draft::finish(const std::function<bool()>& stop) && {
  const StopCheck check(stop);
  auto data = std::make_shared<Snapshot::Data>();
  data->vertices = static_cast<std::uint32_t>(vertex_ids.size());
  data->edges = static_cast<std::uint32_t>(edge_ids.size());
  data->reports = reports;
  data->evidence = std::move(evidence);
  finish_names(*data);
  const auto vertex_keys = vertex_columns.names();
  const auto edge_keys = edge_columns.names();
  std::set_union(vertex_keys.begin(), vertex_keys.end(), edge_keys.begin(), edge_keys.end(),
                 std::back_inserter(data->keys));
  RAPPORT_TRY(data->vertex_columns, std::move(vertex_columns).finish(data->keys, check));
  RAPPORT_TRY(data->edge_columns, std::move(edge_columns).finish(data->keys, check));
  data->vertex_ids = std::move(vertex_ids).finish();
  data->edge_ids = std::move(edge_ids).finish();
  data->vertex_labels = {Array<std::uint32_t>(std::move(label_starts)),
                         Array<LabelId>(std::move(labels))};
  RAPPORT_CHECK(check.now());
  data->labelled = list_labelled(data->vertex_labels, data->vertices, data->labels.size());
  RAPPORT_CHECK(finish_rows(*data, check));
  return data;
}

SnapshotBuilder::SnapshotBuilder() : draft_(std::make_unique<Draft>()) {}
SnapshotBuilder::~SnapshotBuilder() = default;

VertexIndex SnapshotBuilder::add_vertex(std::vector<std::string> labels, Map properties,
                                        VertexId id) {
  return draft_->add_vertex(labels, properties, id);
}

EdgeIndex SnapshotBuilder::add_edge(VertexIndex from, std::string_view type, VertexIndex to,
                                    Map properties, EdgeId id) {
  return draft_->add_edge(from, type, to, properties, id);
}

void SnapshotBuilder::set_weight(std::string key) { draft_->weight_key = std::move(key); }

void SnapshotBuilder::set_reports(std::function<Result<std::vector<Evidence>>(EdgeId)> evidence) {
  draft_->reports = true;
  draft_->evidence = std::move(evidence);
}

std::shared_ptr<const Snapshot> SnapshotBuilder::build() && {
  return std::make_shared<const Snapshot>(std::move(*draft_).finish().value());
}

}  // namespace rapport::graph
