// The graph as arrays: compressed sparse rows in both directions, and properties in one row of
// (key, value) pairs a vertex or edge, sorted by key.

#include "rapport/graph/snapshot.h"

#include <algorithm>
#include <cassert>
#include <mutex>
#include <numeric>
#include <tuple>
#include <utility>

#include "graph/name_index.h"

namespace rapport::graph {
namespace {

const Value kNull;

struct Property {
  KeyId key = 0;
  Value value;
};

// Rows of different length, one behind the other: row r is items[starts[r], starts[r + 1]).
template <typename T>
struct Rows {
  std::vector<std::uint64_t> starts{0};
  std::vector<T> items;

  std::size_t size() const { return starts.size() - 1; }
  void end_row() { starts.push_back(items.size()); }
  std::span<const T> operator[](std::size_t row) const {
    assert(row < size());
    return std::span<const T>(items).subspan(starts[row], starts[row + 1] - starts[row]);
  }
};

// Names numbered as they come, then renumbered in the order of their bytes.
struct Names {
  std::vector<std::string> names;
  std::map<std::string, std::uint32_t, std::less<>> numbers;  // while building

  std::uint32_t number(std::string_view name) {
    const auto found = numbers.find(name);
    if (found != numbers.end()) {
      return found->second;
    }
    const auto next = static_cast<std::uint32_t>(numbers.size());
    numbers.emplace(name, next);
    return next;
  }
  // The new number of each old one.
  std::vector<std::uint32_t> sort() {
    std::vector<std::uint32_t> renumbered(numbers.size());
    for (const auto& [name, old] : numbers) {
      renumbered[old] = static_cast<std::uint32_t>(names.size());
      names.push_back(name);
    }
    numbers.clear();
    return renumbered;
  }
  std::optional<std::uint32_t> find(std::string_view name) const {
    const auto found = std::lower_bound(names.begin(), names.end(), name);
    if (found == names.end() || *found != name) {
      return std::nullopt;
    }
    return static_cast<std::uint32_t>(found - names.begin());
  }
};

void append(Rows<Property>& rows, Names& keys, Map properties) {
  for (auto& [key, value] : properties) {
    if (!value.is_null()) {
      rows.items.push_back({keys.number(key), std::move(value)});
    }
  }
  rows.end_row();
}

void renumber(Rows<Property>& rows, const std::vector<std::uint32_t>& numbers) {
  for (Property& property : rows.items) {
    property.key = numbers[property.key];
  }
}

// One side's rows: counted, filled in the order of edges, then each row sorted.
Rows<Arc> adjacency(std::size_t vertices, const std::vector<VertexIndex>& from,
                    const std::vector<VertexIndex>& to, const std::vector<TypeId>& types) {
  Rows<Arc> rows;
  rows.starts.assign(vertices + 1, 0);
  rows.items.resize(from.size());
  for (const VertexIndex v : from) {
    ++rows.starts[v.value + 1];
  }
  std::partial_sum(rows.starts.begin(), rows.starts.end(), rows.starts.begin());
  std::vector<std::uint64_t> next(rows.starts.begin(), rows.starts.end() - 1);
  for (std::uint32_t e = 0; e < from.size(); ++e) {
    rows.items[next[from[e].value]++] = {to[e], EdgeIndex{e}, types[e]};
  }
  for (std::size_t v = 0; v < vertices; ++v) {
    std::sort(rows.items.begin() + static_cast<std::ptrdiff_t>(rows.starts[v]),
              rows.items.begin() + static_cast<std::ptrdiff_t>(rows.starts[v + 1]),
              [](const Arc& a, const Arc& b) {
                return std::tie(a.type, a.other, a.edge) < std::tie(b.type, b.other, b.edge);
              });
  }
  return rows;
}

std::span<const Arc> of_type(std::span<const Arc> arcs, TypeId type) {
  const auto first = std::partition_point(arcs.begin(), arcs.end(),
                                          [type](const Arc& arc) { return arc.type < type; });
  const auto last =
      std::partition_point(first, arcs.end(), [type](const Arc& arc) { return arc.type == type; });
  return {first, last};
}

const Value& find_property(std::span<const Property> row, std::optional<KeyId> key) {
  if (!key) {
    return kNull;
  }
  const auto found = std::partition_point(
      row.begin(), row.end(), [key](const Property& property) { return property.key < *key; });
  return found != row.end() && found->key == *key ? found->value : kNull;
}

}  // namespace

struct Snapshot::Data {
  Names labels, types, keys;
  std::vector<VertexId> vertex_ids;
  Rows<LabelId> vertex_labels;
  Rows<VertexIndex> labelled;  // one row a label
  Rows<Property> vertex_properties;

  std::vector<EdgeId> edge_ids;
  std::vector<VertexIndex> sources, targets;
  std::vector<TypeId> edge_types;
  Rows<Property> edge_properties;

  Rows<Arc> out, in;

  bool reports = false;
  std::function<Result<std::vector<Evidence>>(EdgeId)> evidence;

  mutable std::once_flag names_made;
  mutable NameIndex names;

  const NameIndex& name_index() const;
  std::vector<std::pair<std::string, Value>> named(std::span<const Property> row) const;
  void sort_names();
  void list_labelled();
};

const NameIndex& Snapshot::Data::name_index() const {
  std::call_once(names_made, [this] {
    const auto name_key = keys.find("name");
    const auto alias_key = keys.find("aliases");
    for (std::uint32_t v = 0; v < vertex_ids.size(); ++v) {
      const auto row = vertex_properties[v];
      if (const std::string* name = find_property(row, name_key).as_string()) {
        names.add(VertexIndex{v}, *name, false);
      }
      if (const List* aliases = find_property(row, alias_key).as_list()) {
        for (const Value& alias : *aliases) {
          if (const std::string* text = alias.as_string()) {
            names.add(VertexIndex{v}, *text, true);
          }
        }
      }
    }
    names.finish();
  });
  return names;
}

std::vector<std::pair<std::string, Value>> Snapshot::Data::named(
    std::span<const Property> row) const {
  std::vector<std::pair<std::string, Value>> properties;
  properties.reserve(row.size());
  for (const Property& property : row) {
    properties.emplace_back(keys.names[property.key], property.value);
  }
  return properties;
}

void Snapshot::Data::sort_names() {
  const auto key_numbers = keys.sort();
  renumber(vertex_properties, key_numbers);
  renumber(edge_properties, key_numbers);
  const auto label_numbers = labels.sort();
  for (LabelId& label : vertex_labels.items) {
    label = label_numbers[label];
  }
  const auto type_numbers = types.sort();
  for (TypeId& type : edge_types) {
    type = type_numbers[type];
  }
}

void Snapshot::Data::list_labelled() {
  std::vector<std::vector<VertexIndex>> lists(labels.names.size());
  for (std::uint32_t v = 0; v < vertex_ids.size(); ++v) {
    for (const LabelId label : vertex_labels[v]) {
      lists[label].push_back(VertexIndex{v});
    }
  }
  for (const auto& list : lists) {
    labelled.items.insert(labelled.items.end(), list.begin(), list.end());
    labelled.end_row();
  }
}

std::uint32_t Snapshot::vertex_count() const {
  return static_cast<std::uint32_t>(data_->vertex_ids.size());
}
std::uint32_t Snapshot::edge_count() const {
  return static_cast<std::uint32_t>(data_->edge_ids.size());
}

std::span<const Arc> Snapshot::out(VertexIndex v) const { return data_->out[v.value]; }
std::span<const Arc> Snapshot::in(VertexIndex v) const { return data_->in[v.value]; }
std::span<const Arc> Snapshot::out(VertexIndex v, TypeId type) const {
  return of_type(out(v), type);
}
std::span<const Arc> Snapshot::in(VertexIndex v, TypeId type) const { return of_type(in(v), type); }
VertexIndex Snapshot::source(EdgeIndex e) const { return data_->sources[e.value]; }
VertexIndex Snapshot::target(EdgeIndex e) const { return data_->targets[e.value]; }
TypeId Snapshot::type(EdgeIndex e) const { return data_->edge_types[e.value]; }

const std::vector<std::string>& Snapshot::label_names() const { return data_->labels.names; }
const std::vector<std::string>& Snapshot::type_names() const { return data_->types.names; }
const std::vector<std::string>& Snapshot::key_names() const { return data_->keys.names; }
std::optional<LabelId> Snapshot::find_label(std::string_view name) const {
  return data_->labels.find(name);
}
std::optional<TypeId> Snapshot::find_type(std::string_view name) const {
  return data_->types.find(name);
}
std::optional<KeyId> Snapshot::find_key(std::string_view name) const {
  return data_->keys.find(name);
}

std::span<const LabelId> Snapshot::labels(VertexIndex v) const {
  return data_->vertex_labels[v.value];
}
std::span<const VertexIndex> Snapshot::with_label(LabelId label) const {
  return data_->labelled[label];
}

const Value& Snapshot::property(VertexIndex v, std::string_view key) const {
  return find_property(data_->vertex_properties[v.value], find_key(key));
}
const Value& Snapshot::property(EdgeIndex e, std::string_view key) const {
  return find_property(data_->edge_properties[e.value], find_key(key));
}
const Value& Snapshot::property(VertexIndex v, KeyId key) const {
  return find_property(data_->vertex_properties[v.value], key);
}
const Value& Snapshot::property(EdgeIndex e, KeyId key) const {
  return find_property(data_->edge_properties[e.value], key);
}
std::vector<std::pair<std::string, Value>> Snapshot::properties(VertexIndex v) const {
  return data_->named(data_->vertex_properties[v.value]);
}
std::vector<std::pair<std::string, Value>> Snapshot::properties(EdgeIndex e) const {
  return data_->named(data_->edge_properties[e.value]);
}

std::vector<VertexIndex> Snapshot::find_name(std::string_view folded) const {
  return data_->name_index().find(folded);
}
std::vector<std::string> Snapshot::complete_name(std::string_view folded_prefix,
                                                 std::size_t at_most) const {
  return data_->name_index().complete(folded_prefix, at_most);
}
std::vector<std::string> Snapshot::similar_names(std::string_view folded,
                                                 std::size_t at_most) const {
  return data_->name_index().similar(folded, at_most);
}

VertexId Snapshot::id(VertexIndex v) const { return data_->vertex_ids[v.value]; }
EdgeId Snapshot::id(EdgeIndex e) const { return data_->edge_ids[e.value]; }

Result<std::vector<Evidence>> Snapshot::evidence(EdgeIndex e) const {
  if (!data_->evidence) {
    return std::vector<Evidence>{};
  }
  return data_->evidence(id(e));
}

bool Snapshot::is_reports() const { return data_->reports; }

SnapshotBuilder::SnapshotBuilder() : data_(std::make_unique<Snapshot::Data>()) {}
SnapshotBuilder::~SnapshotBuilder() = default;

VertexIndex SnapshotBuilder::add_vertex(std::vector<std::string> labels, Map properties,
                                        VertexId id) {
  const VertexIndex v{static_cast<std::uint32_t>(data_->vertex_ids.size())};
  data_->vertex_ids.push_back(id.value != 0 ? id : VertexId{std::uint64_t{v.value} + 1});
  for (const std::string& label : labels) {
    data_->vertex_labels.items.push_back(data_->labels.number(label));
  }
  data_->vertex_labels.end_row();
  append(data_->vertex_properties, data_->keys, std::move(properties));
  return v;
}

EdgeIndex SnapshotBuilder::add_edge(VertexIndex from, std::string_view type, VertexIndex to,
                                    Map properties, EdgeId id) {
  assert(from.value < data_->vertex_ids.size() && to.value < data_->vertex_ids.size());
  const EdgeIndex e{static_cast<std::uint32_t>(data_->edge_ids.size())};
  data_->edge_ids.push_back(id.value != 0 ? id : EdgeId{std::uint64_t{e.value} + 1});
  data_->sources.push_back(from);
  data_->targets.push_back(to);
  data_->edge_types.push_back(data_->types.number(type));
  append(data_->edge_properties, data_->keys, std::move(properties));
  return e;
}

void SnapshotBuilder::set_reports(std::function<Result<std::vector<Evidence>>(EdgeId)> evidence) {
  data_->reports = true;
  data_->evidence = std::move(evidence);
}

std::shared_ptr<const Snapshot> SnapshotBuilder::build() && {
  data_->sort_names();
  data_->list_labelled();
  const std::size_t n = data_->vertex_ids.size();
  data_->out = adjacency(n, data_->sources, data_->targets, data_->edge_types);
  data_->in = adjacency(n, data_->targets, data_->sources, data_->edge_types);
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->data_ = std::move(data_);
  return snapshot;
}

}  // namespace rapport::graph
