// What a snapshot answers, from its arrays or from the tables.

#include "rapport/graph/snapshot.h"

#include <algorithm>
#include <utility>

#include "graph/snapshot_data.h"
#include "graph/table_graph.h"

namespace rapport::graph {
namespace {

constexpr VertexIndex kFirst{0};  // the only row of what was read by itself

std::optional<std::uint32_t> find_name_in(const std::vector<std::string>& names,
                                          std::string_view name) {
  const auto found = std::lower_bound(names.begin(), names.end(), name);
  if (found == names.end() || *found != name) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(found - names.begin());
}

// Without `ids` they are the indexes + 1.
template <typename Index, typename Id>
std::optional<Index> find_id(std::span<const Id> ids, Id id, std::uint32_t count) {
  if (ids.empty()) {
    return id.value == 0 || id.value > count
               ? std::nullopt
               : std::optional(Index{static_cast<std::uint32_t>(id.value - 1)});
  }
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  return found == ids.end() || *found != id
             ? std::nullopt
             : std::optional(Index{static_cast<std::uint32_t>(found - ids.begin())});
}

std::vector<std::pair<std::string, Value>> properties_of(const std::vector<std::string>& keys,
                                                         const Columns& columns, std::size_t row) {
  std::vector<std::pair<std::string, Value>> properties;
  for (const Column& column : columns.all()) {
    if (const std::uint32_t code = column.codes[row]; code != 0) {
      properties.emplace_back(keys[column.key], column.value(code));
    }
  }
  return properties;
}

std::vector<std::pair<std::string, Value>> properties_of(const std::vector<std::string>& keys,
                                                         const TableGraph::Record& record) {
  std::vector<std::pair<std::string, Value>> properties;
  for (const auto& [key, value] : record.properties) {
    properties.emplace_back(keys[key], value);
  }
  return properties;
}

Value property_of(const TableGraph::Record& record, KeyId key) {
  for (const auto& property : record.properties) {
    if (property.first == key) {
      return property.second;
    }
  }
  return {};
}

}  // namespace

std::optional<KeyId> Snapshot::Data::find_key(std::string_view name) const {
  return find_name_in(keys, name);
}

const Column* Snapshot::Data::weight_column() const {
  const auto key = find_key(weight_key.empty() ? "confidence" : weight_key);
  return key ? edge_columns.find(*key) : nullptr;
}

const NameIndex& Snapshot::Data::name_index() const {
  if (has_names) {
    return names;
  }
  std::call_once(names_made, [this] {
    NameIndexDraft draft;
    const auto name_key = find_key("name");
    const auto alias_key = find_key("aliases");
    for (std::uint32_t v = 0; v < vertices; ++v) {
      const Value name_value = name_key ? vertex_columns.value(v, *name_key) : Value();
      if (const std::string* name = name_value.as_string()) {
        draft.add(VertexIndex{v}, *name, false);
      }
      const Value alias_value = alias_key ? vertex_columns.value(v, *alias_key) : Value();
      if (const List* aliases = alias_value.as_list()) {
        for (const Value& alias : *aliases) {
          if (const std::string* text = alias.as_string()) {
            draft.add(VertexIndex{v}, *text, true);
          }
        }
      }
    }
    names = std::move(draft).finish();
  });
  return names;
}

const Snapshot::Data* Snapshot::arrays() const {
  return tables_ == nullptr ? data_.get() : tables_->arrays();
}
const Snapshot::Data& Snapshot::all() const {
  return tables_ == nullptr ? *data_ : tables_->whole();
}

std::uint32_t Snapshot::vertex_count() const {
  return tables_ == nullptr ? data_->vertices : tables_->vertex_count();
}
std::uint32_t Snapshot::edge_count() const {
  return tables_ == nullptr ? data_->edges : tables_->edge_count();
}

ArcRange Snapshot::out(VertexIndex v) const {
  const Data* data = arrays();
  return data != nullptr ? data->out.row(v) : tables_->row(v, Way::kOut).row(kFirst);
}
ArcRange Snapshot::in(VertexIndex v) const {
  const Data* data = arrays();
  return data != nullptr ? data->in.row(v) : tables_->row(v, Way::kIn).row(kFirst);
}
ArcRange Snapshot::out(VertexIndex v, TypeId type) const {
  const Data* data = arrays();
  return data != nullptr ? data->out.row(v, type) : tables_->row(v, Way::kOut).row(kFirst, type);
}
ArcRange Snapshot::in(VertexIndex v, TypeId type) const {
  const Data* data = arrays();
  return data != nullptr ? data->in.row(v, type) : tables_->row(v, Way::kIn).row(kFirst, type);
}
std::span<const std::uint32_t> Snapshot::out_starts() const { return all().out.starts.span(); }
std::span<const std::uint32_t> Snapshot::in_starts() const { return all().in.starts.span(); }
void Snapshot::prefetch_starts(VertexIndex v) const {
  if (data_ != nullptr) {
    __builtin_prefetch(&data_->out.starts[v.value]);
    __builtin_prefetch(&data_->in.starts[v.value]);
  }
}
void Snapshot::prefetch_rows(VertexIndex v, bool out, bool in) const {
  if (data_ != nullptr) {
    if (out) {
      data_->out.prefetch(v);
    }
    if (in) {
      data_->in.prefetch(v);
    }
  }
}
VertexIndex Snapshot::source(EdgeIndex e) const {
  const Data* data = arrays();
  return data != nullptr ? data->sources[e.value] : tables_->edge(e).source;
}
VertexIndex Snapshot::target(EdgeIndex e) const {
  const Data* data = arrays();
  return data != nullptr ? data->targets[e.value] : tables_->edge(e).target;
}
TypeId Snapshot::type(EdgeIndex e) const {
  const Data* data = arrays();
  return data != nullptr ? data->edge_types[e.value] : tables_->edge(e).type;
}
bool Snapshot::knows_degrees() const { return arrays() != nullptr; }

const std::vector<std::string>& Snapshot::label_names() const {
  return tables_ == nullptr ? data_->labels : tables_->labels();
}
const std::vector<std::string>& Snapshot::type_names() const {
  return tables_ == nullptr ? data_->types : tables_->types();
}
const std::vector<std::string>& Snapshot::key_names() const {
  return tables_ == nullptr ? data_->keys : tables_->keys();
}
std::optional<LabelId> Snapshot::find_label(std::string_view name) const {
  return find_name_in(label_names(), name);
}
std::optional<TypeId> Snapshot::find_type(std::string_view name) const {
  return find_name_in(type_names(), name);
}
std::optional<KeyId> Snapshot::find_key(std::string_view name) const {
  return find_name_in(key_names(), name);
}

std::span<const LabelId> Snapshot::labels(VertexIndex v) const {
  const Data* data = arrays();
  return data != nullptr ? data->vertex_labels[v.value] : tables_->vertex(v).labels;
}
std::span<const VertexIndex> Snapshot::with_label(LabelId label) const {
  return all().labelled[label];
}
std::uint64_t Snapshot::label_count(LabelId label) const {
  return tables_ == nullptr ? data_->labelled[label].size() : tables_->label_count(label);
}

Value Snapshot::property(VertexIndex v, std::string_view key) const {
  const auto number = find_key(key);
  return number ? property(v, *number) : Value();
}
Value Snapshot::property(EdgeIndex e, std::string_view key) const {
  const auto number = find_key(key);
  return number ? property(e, *number) : Value();
}
Value Snapshot::property(VertexIndex v, KeyId key) const {
  const Data* data = arrays();
  return data != nullptr ? data->vertex_columns.value(v.value, key)
                         : property_of(tables_->vertex(v), key);
}
Value Snapshot::property(EdgeIndex e, KeyId key) const {
  const Data* data = arrays();
  return data != nullptr ? data->edge_columns.value(e.value, key)
                         : property_of(tables_->edge(e), key);
}
std::vector<std::pair<std::string, Value>> Snapshot::properties(VertexIndex v) const {
  const Data* data = arrays();
  return data != nullptr ? properties_of(data->keys, data->vertex_columns, v.value)
                         : properties_of(key_names(), tables_->vertex(v));
}
std::vector<std::pair<std::string, Value>> Snapshot::properties(EdgeIndex e) const {
  const Data* data = arrays();
  return data != nullptr ? properties_of(data->keys, data->edge_columns, e.value)
                         : properties_of(key_names(), tables_->edge(e));
}

std::uint32_t Snapshot::property_code(EdgeIndex e, KeyId key) const {
  const Column* column = all().edge_columns.find(key);
  return column == nullptr ? 0 : column->codes[e.value];
}
void Snapshot::property_codes(std::span<const EdgeIndex> edges, KeyId key,
                              std::span<std::uint32_t> codes) const {
  if (const Column* column = all().edge_columns.find(key)) {
    column->codes.gather(edges, codes);
  } else {
    std::fill(codes.begin(), codes.end(), 0);
  }
}
std::optional<std::uint32_t> Snapshot::edge_codes(KeyId key) const {
  const Data* data = arrays();
  if (data == nullptr) {
    return std::nullopt;
  }
  const Column* column = data->edge_columns.find(key);
  return column == nullptr ? 1 : column->values() + 1;
}

std::span<const double> Snapshot::weights() const { return all().weights.span(); }
const std::string& Snapshot::weight_key() const {
  return tables_ == nullptr ? data_->weight_key : tables_->weight_key();
}
double Snapshot::weight(EdgeIndex e) const {
  const Data* data = arrays();
  if (data == nullptr) {
    const std::string& key = weight_key();
    return weight_of(property(e, key.empty() ? "confidence" : key), key.empty());
  }
  const Column* column = data->weight_column();
  const std::uint32_t code = column == nullptr ? 0 : column->codes[e.value];
  return data->weights[data->ranks_of_codes[code]];
}

std::vector<VertexIndex> Snapshot::find_name(std::string_view folded) const {
  const Data* data = arrays();
  return data != nullptr ? data->name_index().find(folded) : tables_->find_name(folded);
}
std::vector<std::string> Snapshot::complete_name(std::string_view folded_prefix,
                                                 std::size_t at_most) const {
  return all().name_index().complete(folded_prefix, at_most);
}
std::vector<std::string> Snapshot::similar_names(std::string_view folded,
                                                 std::size_t at_most) const {
  return all().name_index().similar(folded, at_most);
}

// In a store that is read as it is asked no id was ever left out.
VertexId Snapshot::id(VertexIndex v) const {
  return tables_ != nullptr || data_->vertex_ids.empty() ? VertexId{std::uint64_t{v.value} + 1}
                                                         : data_->vertex_ids[v.value];
}
EdgeId Snapshot::id(EdgeIndex e) const {
  return tables_ != nullptr || data_->edge_ids.empty() ? EdgeId{std::uint64_t{e.value} + 1}
                                                       : data_->edge_ids[e.value];
}

std::optional<VertexIndex> Snapshot::find(VertexId id) const {
  const auto ids = tables_ ? std::span<const VertexId>() : data_->vertex_ids.span();
  return find_id<VertexIndex>(ids, id, vertex_count());
}

std::optional<EdgeIndex> Snapshot::find(EdgeId id) const {
  const auto ids = tables_ ? std::span<const EdgeId>() : data_->edge_ids.span();
  return find_id<EdgeIndex>(ids, id, edge_count());
}

Result<std::vector<Evidence>> Snapshot::evidence(EdgeIndex e) const {
  if (tables_ != nullptr || !data_->evidence) {
    return std::vector<Evidence>{};
  }
  auto claims = data_->evidence(id(e));
  data_->claims_read += claims ? claims->size() : 0;
  return claims;
}

std::uint64_t Snapshot::store_reads() const {
  return tables_ == nullptr ? data_->claims_read.load() : tables_->reads();
}

bool Snapshot::is_reports() const { return tables_ == nullptr && data_->reports; }

Result<void> Snapshot::status() const {
  return tables_ == nullptr ? Result<void>() : tables_->status();
}

}  // namespace rapport::graph
