// What an open store holds; shared by the files that make up Store.

#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "rapport/graph/store.h"

#include "graph/apply.h"
#include "graph/records.h"
#include "graph/rocks.h"

namespace rapport::graph {

struct Store::State {
  explicit State(Rocks opened) : rocks(std::move(opened)) {}

  // Reads what the store is, or founds it; checks it against `options`.
  static Result<std::unique_ptr<State>> open(Rocks opened, const StoreOptions& options,
                                             bool may_create);
  Result<void> found(const View& view, const StoreOptions& options);
  Result<void> load(const View& view);
  Result<void> check_pack(const StoreOptions& options) const;

  Rocks rocks;
  StoreKind kind = StoreKind::kReports;
  std::string pack_name, pack_hash;
  Schema schema;
  std::shared_ptr<const pack::Pack> pack;  // may be null

  std::mutex writing;  // guards the next ids and the order of writes
  Counters counters;

  std::mutex taking;                       // guards what follows
  std::shared_ptr<const Snapshot> newest;  // null: to be made
  std::uint64_t commit = 0;                // how many there were since the open

  // Writes, and then lets later snapshots see it. REQUIRES: `writing` is held.
  Result<void> write(const Batch& batch, const Counters& next, bool sync);
};

// One pass over the tables.
Result<std::shared_ptr<const Snapshot>> load_snapshot(const std::shared_ptr<const View>& view,
                                                      StoreKind kind, const Schema& schema);

// Each of a reports store's documents, in the order of their names.
Result<std::vector<LedgerEntry>> read_documents(const View& view);

}  // namespace rapport::graph
