// What an open store holds; shared by the files that make up Store.

#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "rapport/graph/store.h"

#include "graph/apply.h"
#include "graph/records.h"
#include "graph/rocks.h"
#include "graph/snapshot_data.h"

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
  std::string weight_key;                  // of a plain store; empty: 1 - confidence
  std::shared_ptr<const pack::Pack> pack;  // may be null

  std::mutex writing;  // guards the next ids and the order of writes
  Counters counters;
  std::uint64_t commits = 0;  // since the store was made

  std::mutex taking;                       // guards what follows
  std::shared_ptr<const Snapshot> newest;  // null: to be made
  std::uint64_t commit = 0;                // how many there were since the open

  Result<std::shared_ptr<const Snapshot>> graph(bool may_be_tables);
  // Reads all of the snapshot file; true: it was damaged, and is removed.
  Result<bool> drop_damaged_snapshot(const View& view) const;
  // Into a plain store, all or nothing; the ids that were the next ones before.
  Result<Counters> add(const PlainAddition& addition, const std::function<bool()>& stop = {});
  Result<Batch> writes_of(const PlainAddition& addition, Counters& next,
                          const std::function<bool()>& stop);
  Result<std::shared_ptr<const Snapshot>> preview(const PlainAddition& addition,
                                                  const std::function<bool()>& stop);
  // Writes, and then lets later snapshots see it. REQUIRES: `writing` is held.
  Result<void> write(Batch batch, const Counters& next, bool sync,
                     const std::function<bool()>& stop = {});
};

// Of a function that the other kind of store has.
Error wrong_kind(StoreKind kind);

// One pass over the tables, which `stop` may end in a plain store; without the evidence, which the
// second lets be read when it is asked for.
Result<std::shared_ptr<Snapshot::Data>> load_snapshot(const View& view, StoreKind kind,
                                                      const Schema& schema,
                                                      const std::string& weight_key,
                                                      const std::function<bool()>& stop = {});
void read_evidence_from(const std::shared_ptr<const View>& view, Snapshot::Data& data);

// Each of a reports store's documents, in the order of their names.
Result<std::vector<LedgerEntry>> read_documents(const View& view);

}  // namespace rapport::graph
