// Finds vertices by their names: exactly, by prefix, and nearly.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/ids.h"

#include "graph/array.h"

namespace rapport::graph {

// A name of a vertex; its texts lie in the index's heap.
struct NameEntry {
  std::uint64_t letters = 0;              // of the folded form: which bytes occur
  std::uint64_t folded = 0, written = 0;  // where they begin
  std::uint32_t folded_size = 0, written_size = 0;
  VertexIndex vertex;
  std::uint32_t is_alias = 0;
};

class NameIndex {
 public:
  NameIndex() = default;
  NameIndex(Array<NameEntry> entries, Array<char> heap)
      : entries_(std::move(entries)), heap_(std::move(heap)) {}

  // See Snapshot's functions of the same names.
  std::vector<VertexIndex> find(std::string_view folded) const;
  std::vector<std::string> complete(std::string_view folded_prefix, std::size_t at_most) const;
  std::vector<std::string> similar(std::string_view folded, std::size_t at_most) const;

  const Array<NameEntry>& entries() const { return entries_; }
  const Array<char>& heap() const { return heap_; }

 private:
  std::string_view folded(const NameEntry& entry) const {
    return {heap_.data() + entry.folded, entry.folded_size};
  }
  std::string_view written(const NameEntry& entry) const {
    return {heap_.data() + entry.written, entry.written_size};
  }
  // The first entry whose folded form is not before `text`.
  const NameEntry* lower_bound(std::string_view text) const;

  Array<NameEntry> entries_;  // sorted
  Array<char> heap_;
};

class NameIndexDraft {
 public:
  void add(VertexIndex vertex, const std::string& name, bool is_alias);
  NameIndex finish() &&;

 private:
  std::vector<NameEntry> entries_;
  std::string heap_;
};

}  // namespace rapport::graph
