// The writes of one commit while they are put together: reads see them, the disk does not yet.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "rapport/result.h"

#include "graph/rocks.h"

namespace rapport::graph {

class Changes {
 public:
  explicit Changes(const View& view) : view_(view) {}  // REQUIRES: the view outlives this

  Result<std::optional<std::string>> get(Family family, const std::string& key);
  Result<void> put(Family family, const std::string& key, std::string value);
  Result<void> put(const Batch& writes);
  Result<void> erase(Family family, const std::string& key);
  // Adds to a count, which is not there when it is 0. kCorrupt when it would be negative.
  // Returns the new count.
  Result<std::uint64_t> count(Family family, const std::string& key, std::int64_t difference);

  // What differs from the disk, sorted by key.
  Batch batch() const;

 private:
  struct Cell {
    std::optional<std::string> before, now;
  };
  Result<Cell*> cell(Family family, const std::string& key);

  const View& view_;
  std::map<std::pair<Family, std::string>, Cell> cells_;
};

}  // namespace rapport::graph
