// Dictionaries of encoded values, and the codes that point into them.

#include "graph/column.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "graph/codec.h"

namespace rapport::graph {

namespace {

constexpr std::size_t kFirstSlots = 16;

// Most values are a number or a short text, told by their first and last eight bytes, which may
// overlap.
struct Ends {
  std::uint64_t first = 0, last = 0;
  explicit Ends(std::string_view bytes) {
    std::memcpy(&first, bytes.data(), sizeof first);
    std::memcpy(&last, bytes.data() + bytes.size() - sizeof last, sizeof last);
  }
  static bool tell(std::string_view bytes) {
    return bytes.size() >= sizeof first && bytes.size() <= 2 * sizeof first;
  }
};

std::size_t hash_of(std::string_view bytes) {
  if (!Ends::tell(bytes)) {
    return std::hash<std::string_view>()(bytes);
  }
  const Ends ends(bytes);
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15U;  // 2^64 divided by the golden ratio
  const std::uint64_t mixed = (ends.first * kOdd ^ std::rotr(ends.last, 32)) * kOdd;
  return mixed ^ mixed >> 32;
}

bool is_same(std::string_view a, std::string_view b) {
  if (a.size() != b.size() || !Ends::tell(a)) {
    return a == b;
  }
  const Ends x(a);
  const Ends y(b);
  return x.first == y.first && x.last == y.last;
}

}  // namespace

Narrow::Narrow(const std::vector<std::uint32_t>& numbers)
    : Narrow(numbers.size(),
             numbers.empty() ? 0 : *std::max_element(numbers.begin(), numbers.end()),
             [&numbers](std::size_t i) { return numbers[i]; }) {}

Value Column::value(std::uint32_t code) const {
  return code == 0 ? Value() : decode_value(encoded(code));
}

Columns::Columns(std::vector<Column> columns) : columns_(std::move(columns)) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    by_key_.resize(columns_[i].key + 1, -1);
    by_key_[columns_[i].key] = static_cast<std::int32_t>(i);
  }
}

Value Columns::value(std::size_t row, KeyId key) const {
  const Column* column = find(key);
  return column == nullptr ? Value() : column->value(column->codes[row]);
}

void ColumnDraft::set(std::size_t row, std::string_view encoded) {
  codes_.resize(row + 1);
  codes_[row] = code_of(encoded);
}

std::uint32_t ColumnDraft::code_of(std::string_view encoded) {
  if (starts_.size() * 2 > slots_.size()) {
    grow();
  }
  std::size_t slot = hash_of(encoded) & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    if (is_same(value(slots_[slot]), encoded)) {
      return slots_[slot];
    }
  }
  heap_ += encoded;
  starts_.push_back(heap_.size());
  return slots_[slot] = static_cast<std::uint32_t>(starts_.size() - 1);
}

void ColumnDraft::grow() {
  slots_.assign(std::max(kFirstSlots, slots_.size() * 4), 0);
  for (std::uint32_t code = 1; code < starts_.size(); ++code) {
    std::size_t slot = hash_of(value(code)) & (slots_.size() - 1);
    while (slots_[slot] != 0) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = code;
  }
}

Column ColumnDraft::finish(std::size_t rows, KeyId key) && {
  codes_.resize(rows);
  Column column;
  column.key = key;
  column.codes = Narrow(rows, static_cast<std::uint32_t>(starts_.size() - 1),
                        [this](std::size_t row) { return codes_[row]; });
  column.starts = Array<std::uint64_t>(std::move(starts_));
  column.heap = Array<char>(std::vector<char>(heap_.begin(), heap_.end()));
  return column;
}

ColumnDraft& ColumnsDraft::column(std::string_view key) {
  const auto found = columns_.find(key);
  return found != columns_.end()
             ? found->second
             : columns_.emplace(std::string(key), ColumnDraft(std::string(key), expected_))
                   .first->second;
}

ColumnDraft& ColumnsDraft::next_column(std::string_view key) {
  if (next_ < recent_.size() && recent_[next_]->name() == key) {
    return *recent_[next_++];
  }
  recent_.resize(next_++);
  return *recent_.emplace_back(&column(key));
}

std::vector<std::string> ColumnsDraft::names() const {
  std::vector<std::string> names;
  for (const auto& [name, column] : columns_) {
    names.push_back(name);
  }
  return names;
}

Result<Columns> ColumnsDraft::finish(const std::vector<std::string>& keys,
                                     const StopCheck& check) && {
  std::vector<Column> finished;
  for (auto& [name, column] : columns_) {
    RAPPORT_CHECK(check.now());
    const auto key = std::lower_bound(keys.begin(), keys.end(), name) - keys.begin();
    finished.push_back(std::move(column).finish(rows_, static_cast<KeyId>(key)));
  }
  return Columns(std::move(finished));
}

}  // namespace rapport::graph
