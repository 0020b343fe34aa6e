// Properties by column: one key, a small number for each row, and the values that the numbers stand
// for, each once. A confidence in thousandths takes two bytes an edge so, a polarity one.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/result.h"

#include "graph/array.h"
#include "graph/stop.h"

namespace rapport::graph {

struct Column {
  KeyId key = 0;
  Narrow codes;                 // 0: the row has no such property
  Array<std::uint64_t> starts;  // value c is heap[starts[c - 1], starts[c]), as codec.h encodes it
  Array<char> heap;

  std::uint32_t values() const {
    return starts.empty() ? 0 : static_cast<std::uint32_t>(starts.size() - 1);
  }
  std::string_view encoded(std::uint32_t code) const {
    return {heap.data() + starts[code - 1],
            static_cast<std::size_t>(starts[code] - starts[code - 1])};
  }
  Value value(std::uint32_t code) const;  // of code 0: null
};

// The columns of all vertices or of all edges.
class Columns {
 public:
  Columns() = default;
  explicit Columns(std::vector<Column> columns);

  const Column* find(KeyId key) const {
    return key < by_key_.size() && by_key_[key] >= 0
               ? &columns_[static_cast<std::size_t>(by_key_[key])]
               : nullptr;
  }
  Value value(std::size_t row, KeyId key) const;
  const std::vector<Column>& all() const { return columns_; }  // by key

 private:
  std::vector<Column> columns_;
  std::vector<std::int32_t> by_key_;  // -1: none
};

// One column while rows are added.
class ColumnDraft {
 public:
  ColumnDraft(std::string name, std::size_t expected_rows) : name_(std::move(name)) {
    codes_.reserve(expected_rows);
  }
  const std::string& name() const { return name_; }
  // REQUIRES: rows come in ascending order. A second value of a row takes the place of the first.
  void set(std::size_t row, std::string_view encoded);
  Column finish(std::size_t rows, KeyId key) &&;

 private:
  std::uint32_t code_of(std::string_view encoded);
  std::string_view value(std::uint32_t code) const {
    return std::string_view(heap_).substr(starts_[code - 1], starts_[code] - starts_[code - 1]);
  }
  void grow();

  std::string name_;
  std::vector<std::uint32_t> codes_;
  std::vector<std::uint64_t> starts_{0};
  std::string heap_;
  std::vector<std::uint32_t> slots_;  // hash table of codes, 0: free; a power of two of them
};

// All columns while rows are added.
class ColumnsDraft {
 public:
  // How many rows there will be, as far as is known.
  void expect(std::size_t rows) { expected_ = rows; }
  // Stays where it is as long as the draft.
  ColumnDraft& column(std::string_view key);
  void set(ColumnDraft& column, std::string_view encoded) { column.set(rows_, encoded); }
  // Rows mostly have the same keys in the same order: the next one is guessed before it is looked
  // up.
  void set(std::string_view key, std::string_view encoded) { set(next_column(key), encoded); }
  void end_row() {
    ++rows_;
    next_ = 0;
  }
  std::vector<std::string> names() const;  // sorted
  Result<Columns> finish(const std::vector<std::string>& keys, const StopCheck& check) &&;

 private:
  ColumnDraft& next_column(std::string_view key);

  std::map<std::string, ColumnDraft, std::less<>> columns_;
  std::vector<ColumnDraft*> recent_;  // of the row before, in its order
  std::size_t next_ = 0;
  std::size_t rows_ = 0, expected_ = 0;
};

}  // namespace rapport::graph
