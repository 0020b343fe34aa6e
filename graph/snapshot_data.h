// The arrays that a Snapshot is made of, and the draft that they are made from.

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rapport/graph/snapshot.h"

#include "graph/adjacency.h"
#include "graph/array.h"
#include "graph/column.h"
#include "graph/name_index.h"
#include "graph/stop.h"

namespace rapport::graph {

// Rows of different length, one behind the other: row r is items[starts[r], starts[r + 1]).
template <typename T>
struct Lists {
  Array<std::uint32_t> starts;
  Array<T> items;

  std::span<const T> operator[](std::size_t row) const {
    return items.slice(starts[row], starts[row + 1]);
  }
};

struct Snapshot::Data {
  std::uint32_t vertices = 0, edges = 0;
  std::vector<std::string> labels, types, keys;  // sorted
  std::string weight_key;                        // empty: 1 - confidence
  bool reports = false;

  Array<VertexId> vertex_ids;  // ascending; empty: index + 1
  Array<EdgeId> edge_ids;
  Lists<LabelId> vertex_labels;
  Lists<VertexIndex> labelled;  // one row a label
  Array<VertexIndex> sources, targets;
  Narrow edge_types;
  Adjacency out, in;
  Array<double> weights;
  Array<std::uint32_t> ranks_of_codes;  // of the column that weights come from
  Columns vertex_columns, edge_columns;

  // Made at first use, unless the arrays come from a file.
  mutable std::once_flag names_made;
  mutable NameIndex names;
  bool has_names = false;

  std::function<Result<std::vector<Evidence>>(EdgeId)> evidence;
  mutable std::atomic<std::uint64_t> claims_read = 0;  // by `evidence`
  std::shared_ptr<const void> file;                    // keeps mapped arrays in place

  std::optional<KeyId> find_key(std::string_view name) const;
  const Column* weight_column() const;  // null: there is none
  TypeId largest_type() const { return static_cast<TypeId>(types.empty() ? 0 : types.size() - 1); }
  const NameIndex& name_index() const;
};

// The weight that a property stands for; NaN: none.
double weight_of(const Value& value, bool is_confidence);

// Names numbered as they come, then renumbered in the order of their bytes.
class Names {
 public:
  std::uint32_t number(std::string_view name);
  // The names in order, and the new number of each old one.
  std::vector<std::string> sort(std::vector<std::uint32_t>& renumbered) const;

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
};

// Ascending ids, kept from the first on that is not its index + 1.
template <typename Id>
class IdsDraft {
 public:
  std::size_t size() const { return size_; }
  void push_back(Id id) {
    if (ids_.empty() && id.value != size_ + 1) {
      for (std::size_t i = 0; i < size_; ++i) {
        ids_.push_back(Id{i + 1});
      }
      is_kept_ = true;
    }
    if (is_kept_) {
      ids_.push_back(id);
    }
    ++size_;
  }
  Array<Id> finish() && { return Array<Id>(std::move(ids_)); }

 private:
  std::vector<Id> ids_;
  std::size_t size_ = 0;
  bool is_kept_ = false;
};

// Vertices and edges as they are added: a vertex with its labels and properties, then the next.
struct Draft {
  Names label_names, type_names;
  IdsDraft<VertexId> vertex_ids;
  IdsDraft<EdgeId> edge_ids;
  std::vector<std::uint32_t> label_starts{0};
  std::vector<LabelId> labels;
  std::vector<VertexIndex> sources, targets;
  std::vector<std::uint32_t> edge_types;
  ColumnsDraft vertex_columns, edge_columns;
  std::string weight_key;
  bool reports = false;
  std::function<Result<std::vector<Evidence>>(EdgeId)> evidence;

  // How many there will be, as far as is known: memory is asked for once.
  void expect(std::size_t vertices, std::size_t edges);
  void add_label(std::string_view label) { labels.push_back(label_names.number(label)); }
  VertexIndex end_vertex(VertexId id);  // after its labels and properties
  void begin_edge(VertexIndex from, std::uint32_t type, VertexIndex to);  // of type_names
  EdgeIndex end_edge(EdgeId id);
  // The same in one step.
  VertexIndex add_vertex(const std::vector<std::string>& names, const Map& properties, VertexId id);
  EdgeIndex add_edge(VertexIndex from, std::string_view type, VertexIndex to, const Map& properties,
                     EdgeId id);
  // kCancelled: `stop` said so.
  Result<std::shared_ptr<Snapshot::Data>> finish(const std::function<bool()>& stop = {}) &&;

 private:
  void finish_names(Snapshot::Data& data);  // of labels and types
  Result<void> finish_rows(Snapshot::Data& data, const StopCheck& check);
};

}  // namespace rapport::graph
