// An open database of RocksDB, and how its statuses become errors. A part of rocks*.cc, which alone
// include that library.

#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <rocksdb/db.h>
#include <rocksdb/env.h>

#include "graph/rocks.h"

namespace rapport::graph {

// A slice is never without data, not even an empty one.
inline rocksdb::Slice slice(std::string_view text) {
  return {text.empty() ? "" : text.data(), text.size()};
}
inline std::string_view view_of(const rocksdb::Slice& text) { return {text.data(), text.size()}; }

Error error_of(const rocksdb::Status& status, const std::string& where);

struct Database {
  std::string where;
  std::unique_ptr<rocksdb::Env> env;  // in memory only; before `db`, which uses it
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;  // the default family's too
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyNames.size()> by_family{};
  bool writable = false;
  bool on_disk = false;
  std::filesystem::path scratch;  // a reader's own folder, removed on close

  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  // Null where a reader found a store that an older version made, or that is being made.
  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return by_family[static_cast<std::size_t>(family)];
  }
  void find_families();
};

}  // namespace rapport::graph
