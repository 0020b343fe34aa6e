// What a snapshot answers, read from its arrays.

#include "rapport/graph/snapshot.h"

#include <algorithm>
#include <utility>

#include "graph/snapshot_data.h"

namespace rapport::graph {
namespace {

std::optional<std::uint32_t> find_name_in(const std::vector<std::string>& names,
                                          std::string_view name) {
  const auto found = std::lower_bound(names.begin(), names.end(), name);
  if (found == names.end() || *found != name) {
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(found - names.begin());
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

std::uint32_t code_count(const Column* column) {
  return column == nullptr ? 1 : column->values() + 1;
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

std::uint32_t Snapshot::vertex_count() const { return data_->vertices; }
std::uint32_t Snapshot::edge_count() const { return data_->edges; }

ArcRange Snapshot::out(VertexIndex v) const { return data_->out.row(v); }
ArcRange Snapshot::in(VertexIndex v) const { return data_->in.row(v); }
ArcRange Snapshot::out(VertexIndex v, TypeId type) const { return data_->out.row(v, type); }
ArcRange Snapshot::in(VertexIndex v, TypeId type) const { return data_->in.row(v, type); }
VertexIndex Snapshot::source(EdgeIndex e) const { return data_->sources[e.value]; }
VertexIndex Snapshot::target(EdgeIndex e) const { return data_->targets[e.value]; }
TypeId Snapshot::type(EdgeIndex e) const { return data_->edge_types[e.value]; }

const std::vector<std::string>& Snapshot::label_names() const { return data_->labels; }
const std::vector<std::string>& Snapshot::type_names() const { return data_->types; }
const std::vector<std::string>& Snapshot::key_names() const { return data_->keys; }
std::optional<LabelId> Snapshot::find_label(std::string_view name) const {
  return find_name_in(data_->labels, name);
}
std::optional<TypeId> Snapshot::find_type(std::string_view name) const {
  return find_name_in(data_->types, name);
}
std::optional<KeyId> Snapshot::find_key(std::string_view name) const {
  return data_->find_key(name);
}

std::span<const LabelId> Snapshot::labels(VertexIndex v) const {
  return data_->vertex_labels[v.value];
}
std::span<const VertexIndex> Snapshot::with_label(LabelId label) const {
  return data_->labelled[label];
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
  return data_->vertex_columns.value(v.value, key);
}
Value Snapshot::property(EdgeIndex e, KeyId key) const {
  return data_->edge_columns.value(e.value, key);
}
std::vector<std::pair<std::string, Value>> Snapshot::properties(VertexIndex v) const {
  return properties_of(data_->keys, data_->vertex_columns, v.value);
}
std::vector<std::pair<std::string, Value>> Snapshot::properties(EdgeIndex e) const {
  return properties_of(data_->keys, data_->edge_columns, e.value);
}

std::uint32_t Snapshot::property_code(VertexIndex v, KeyId key) const {
  const Column* column = data_->vertex_columns.find(key);
  return column == nullptr ? 0 : column->codes[v.value];
}
std::uint32_t Snapshot::property_code(EdgeIndex e, KeyId key) const {
  const Column* column = data_->edge_columns.find(key);
  return column == nullptr ? 0 : column->codes[e.value];
}
std::uint32_t Snapshot::vertex_codes(KeyId key) const {
  return code_count(data_->vertex_columns.find(key));
}
std::uint32_t Snapshot::edge_codes(KeyId key) const {
  return code_count(data_->edge_columns.find(key));
}
Value Snapshot::vertex_value(KeyId key, std::uint32_t code) const {
  const Column* column = data_->vertex_columns.find(key);
  return column == nullptr ? Value() : column->value(code);
}
Value Snapshot::edge_value(KeyId key, std::uint32_t code) const {
  const Column* column = data_->edge_columns.find(key);
  return column == nullptr ? Value() : column->value(code);
}

std::span<const double> Snapshot::weights() const { return data_->weights.span(); }
const std::string& Snapshot::weight_key() const { return data_->weight_key; }
double Snapshot::weight(EdgeIndex e) const {
  const Column* column = data_->weight_column();
  const std::uint32_t code = column == nullptr ? 0 : column->codes[e.value];
  return data_->weights[data_->ranks_of_codes[code]];
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

VertexId Snapshot::id(VertexIndex v) const {
  return data_->vertex_ids.empty() ? VertexId{std::uint64_t{v.value} + 1}
                                   : data_->vertex_ids[v.value];
}
EdgeId Snapshot::id(EdgeIndex e) const {
  return data_->edge_ids.empty() ? EdgeId{std::uint64_t{e.value} + 1} : data_->edge_ids[e.value];
}

Result<std::vector<Evidence>> Snapshot::evidence(EdgeIndex e) const {
  if (!data_->evidence) {
    return std::vector<Evidence>{};
  }
  return data_->evidence(id(e));
}

bool Snapshot::is_reports() const { return data_->reports; }

}  // namespace rapport::graph
