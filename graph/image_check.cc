// One pass over each array.

#include "graph/image_check.h"

#include <algorithm>

namespace rapport::graph {
namespace {

bool ascend(const Array<std::uint32_t>& starts) {
  return std::is_sorted(starts.span().begin(), starts.span().end());
}

bool are_below(std::span<const std::uint32_t> numbers, std::size_t count) {
  return std::all_of(numbers.begin(), numbers.end(),
                     [count](std::uint32_t number) { return number < count; });
}

template <typename Index>
bool are_below(const Array<Index>& indexes, std::size_t count) {
  return std::all_of(indexes.span().begin(), indexes.span().end(),
                     [count](Index index) { return index.value < count; });
}

// Of so many numbers.
bool are_below(const Narrow& numbers, std::size_t size, std::size_t count) {
  for (std::size_t i = 0; i < size; ++i) {
    if (numbers[i] >= count) {
      return false;
    }
  }
  return true;
}

bool is_in_bounds(const Adjacency& rows, const Snapshot::Data& data) {
  return ascend(rows.starts) && are_below(rows.others, data.vertices) &&
         are_below(rows.edges, data.edges) &&
         are_below(rows.types, data.edges, data.types.size()) &&
         are_below(rows.ranks, data.edges, data.weights.size());
}

bool is_in_bounds(const Columns& columns, std::size_t rows) {
  return std::all_of(columns.all().begin(), columns.all().end(), [rows](const Column& column) {
    return std::is_sorted(column.starts.span().begin(), column.starts.span().end()) &&
           are_below(column.codes, rows, column.values() + std::size_t{1});
  });
}

// Each edge; a code that none has may have no weight. REQUIRES: codes are in bounds.
bool have_weights(const Snapshot::Data& data) {
  const Column* column = data.weight_column();
  for (std::uint32_t e = 0; e < data.edges; ++e) {
    if (data.ranks_of_codes[column == nullptr ? 0 : column->codes[e]] >= data.weights.size()) {
      return false;
    }
  }
  return true;
}

bool is_in_bounds(const NameIndex& names, std::size_t vertices) {
  const auto lies = [&names](std::uint64_t begin, std::uint32_t size) {
    return begin <= names.heap().size() && size <= names.heap().size() - begin;
  };
  return std::all_of(
      names.entries().span().begin(), names.entries().span().end(), [&](const NameEntry& entry) {
        return entry.vertex.value < vertices && lies(entry.folded, entry.folded_size) &&
               lies(entry.written, entry.written_size);
      });
}

}  // namespace

bool is_in_bounds(const Snapshot::Data& data) {
  return ascend(data.vertex_labels.starts) &&
         are_below(data.vertex_labels.items.span(), data.labels.size()) &&
         ascend(data.labelled.starts) && are_below(data.labelled.items, data.vertices) &&
         are_below(data.sources, data.vertices) && are_below(data.targets, data.vertices) &&
         are_below(data.edge_types, data.edges, data.types.size()) &&
         is_in_bounds(data.out, data) && is_in_bounds(data.in, data) &&
         is_in_bounds(data.vertex_columns, data.vertices) &&
         is_in_bounds(data.edge_columns, data.edges) && have_weights(data) &&
         is_in_bounds(data.names, data.vertices);
}

}  // namespace rapport::graph
