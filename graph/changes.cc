// A read-through, write-back map over a View.

#include "graph/changes.h"

#include "graph/codec.h"

namespace rapport::graph {

Result<Changes::Cell*> Changes::cell(Family family, const std::string& key) {
  const auto found = cells_.find({family, key});
  if (found != cells_.end()) {
    return &found->second;
  }
  RAPPORT_TRY(auto value, view_.get(family, key));
  Cell& cell = cells_[{family, key}];
  cell.now = value;
  cell.before = std::move(value);
  return &cell;
}

Result<std::optional<std::string>> Changes::get(Family family, const std::string& key) {
  RAPPORT_TRY(const Cell* found, cell(family, key));
  return found->now;
}

Result<void> Changes::put(Family family, const std::string& key, std::string value) {
  RAPPORT_TRY(Cell * found, cell(family, key));
  found->now = std::move(value);
  return {};
}

Result<void> Changes::put(const Batch& writes) {
  for (const Write& write : writes) {
    RAPPORT_TRY(Cell * found, cell(write.family, write.key));
    found->now = write.value;
  }
  return {};
}

Result<void> Changes::erase(Family family, const std::string& key) {
  RAPPORT_TRY(Cell * found, cell(family, key));
  found->now.reset();
  return {};
}

Result<std::uint64_t> Changes::count(Family family, const std::string& key,
                                     std::int64_t difference) {
  RAPPORT_TRY(Cell * found, cell(family, key));
  std::uint64_t old = 0;
  if (found->now) {
    RAPPORT_TRY(old, decode_number(*found->now));
  }
  if (difference < 0 && old < static_cast<std::uint64_t>(-difference)) {
    return Error{Code::kCorrupt, "a count would fall below zero",
                 std::string(kFamilyNames[static_cast<std::size_t>(family)]),
                 "run `rapport verify`"};
  }
  const std::uint64_t sum = old + static_cast<std::uint64_t>(difference);
  if (sum == 0) {
    found->now.reset();
  } else {
    found->now = encode_number(sum);
  }
  return sum;
}

Batch Changes::batch() const {
  Batch batch;
  for (const auto& [place, cell] : cells_) {
    if (cell.before != cell.now) {
      batch.push_back({place.first, place.second, cell.now});
    }
  }
  return batch;
}

}  // namespace rapport::graph
