// Reading and writing the tables of an open database.

#include "graph/rocks.h"

#include <fstream>
#include <utility>

#include <rocksdb/options.h>
#include <rocksdb/utilities/write_batch_with_index.h>
#include <rocksdb/write_batch.h>

#include "graph/rocks_database.h"
#include "graph/stop.h"

namespace rapport::graph {

namespace fs = std::filesystem;

struct Cursor::State {
  std::unique_ptr<rocksdb::Iterator> iterator;
  std::string prefix;
  std::string where;
};

Cursor::Cursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor::~Cursor() = default;

void Cursor::seek(std::string_view prefix) {
  state_->prefix = prefix;
  state_->iterator->Seek(slice(prefix));
}
void Cursor::seek_back(std::string_view key) {
  state_->prefix.clear();
  state_->iterator->SeekForPrev(slice(key));
}
bool Cursor::valid() const {
  return state_->iterator->Valid() && state_->iterator->key().starts_with(slice(state_->prefix));
}
std::string_view Cursor::key() const { return view_of(state_->iterator->key()); }
std::string_view Cursor::value() const { return view_of(state_->iterator->value()); }
void Cursor::next() { state_->iterator->Next(); }
Result<void> Cursor::status() const {
  const rocksdb::Status status = state_->iterator->status();
  if (!status.ok()) {
    return error_of(status, state_->where);
  }
  return {};
}

struct View::State {
  std::shared_ptr<Database> database;
  const rocksdb::Snapshot* snapshot = nullptr;  // null for a reader, which stands still anyway
  std::unique_ptr<rocksdb::WriteBatchWithIndex> pending;  // seen on top; null: nothing
};

View::View(std::unique_ptr<State> state) : state_(std::move(state)) {}
View::~View() {
  if (state_->snapshot != nullptr) {
    state_->database->db->ReleaseSnapshot(state_->snapshot);
  }
}

Result<std::optional<std::string>> View::get(Family family, std::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = state_->snapshot;
  std::string value;
  const Database& database = *state_->database;
  if (database.handle(family) == nullptr) {
    return std::optional<std::string>();
  }
  rocksdb::ColumnFamilyHandle* const handle = database.handle(family);
  const rocksdb::Status status = state_->pending != nullptr
                                     ? state_->pending->GetFromBatchAndDB(
                                           database.db.get(), options, handle, slice(key), &value)
                                     : database.db->Get(options, handle, slice(key), &value);
  if (status.IsNotFound()) {
    return std::optional<std::string>();
  }
  if (!status.ok()) {
    return error_of(status, database.where);
  }
  return std::optional(std::move(value));
}

Cursor View::scan(Family family, std::string_view prefix) const {
  rocksdb::ReadOptions options;
  options.snapshot = state_->snapshot;
  const Database& database = *state_->database;
  auto state = std::make_unique<Cursor::State>();
  rocksdb::ColumnFamilyHandle* const handle = database.handle(family);
  state->iterator.reset(handle == nullptr ? rocksdb::NewEmptyIterator()
                                          : database.db->NewIterator(options, handle));
  if (state_->pending != nullptr && handle != nullptr) {
    state->iterator.reset(state_->pending->NewIteratorWithBase(handle, state->iterator.release()));
  }
  state->where = database.where;
  Cursor cursor(std::move(state));
  cursor.seek(prefix);
  return cursor;
}

namespace {

Result<void> put_all(const Batch& batch, const Database& database, rocksdb::WriteBatchBase& into,
                     const std::function<bool()>& stop) {
  StopCheck check(stop);
  for (const Write& write : batch) {
    RAPPORT_CHECK(check.next());
    rocksdb::ColumnFamilyHandle* family = database.handle(write.family);
    const rocksdb::Status status =
        write.value ? into.Put(family, write.key, *write.value) : into.Delete(family, write.key);
    if (!status.ok()) {
      return error_of(status, database.where);
    }
  }
  return {};
}

}  // namespace

Rocks::Rocks(std::shared_ptr<Database> database) : database_(std::move(database)) {}

Result<void> Rocks::write(const Batch& batch, bool sync, const std::function<bool()>& stop) {
  if (!database_->writable) {
    return Error{Code::kConflict, "is open for reading only", database_->where,
                 "open it for writing"};
  }
  rocksdb::WriteBatch writes;
  RAPPORT_CHECK(put_all(batch, *database_, writes, stop));
  rocksdb::WriteOptions options;
  options.sync = sync;
  const rocksdb::Status status = database_->db->Write(options, &writes);
  if (!status.ok()) {
    return error_of(status, database_->where);
  }
  return {};
}

Result<void> Rocks::sync() {
  const rocksdb::Status status =
      database_->writable && database_->on_disk ? database_->db->SyncWAL() : rocksdb::Status::OK();
  if (!status.ok()) {
    return error_of(status, database_->where);
  }
  return {};
}

Result<std::shared_ptr<const View>> Rocks::view() const {
  auto state = std::make_unique<View::State>();
  state->database = database_;
  if (database_->writable) {
    state->snapshot = database_->db->GetSnapshot();
  }
  return std::shared_ptr<const View>(new View(std::move(state)));
}

Result<std::shared_ptr<const View>> Rocks::view_with(const Batch& batch,
                                                     const std::function<bool()>& stop) const {
  auto state = std::make_unique<View::State>();
  state->database = database_;
  state->snapshot = database_->db->GetSnapshot();
  state->pending = std::make_unique<rocksdb::WriteBatchWithIndex>(rocksdb::BytewiseComparator(), 0,
                                                                  /*overwrite_key=*/true);
  const std::shared_ptr<View> view(new View(std::move(state)));
  RAPPORT_CHECK(put_all(batch, *database_, *view->state_->pending, stop));
  return std::shared_ptr<const View>(view);
}

// A reader's RocksDB gives an identity of its own, so the file is read.
std::uint64_t Rocks::identity() const {
  std::ifstream file(fs::path(database_->where) / "IDENTITY", std::ios::binary);
  std::string identity;
  std::getline(file, identity);
  return std::hash<std::string>()(identity);
}

std::optional<fs::path> Rocks::file_beside(std::string_view name) const {
  if (!database_->on_disk) {
    return std::nullopt;
  }
  return fs::path(database_->where) / name;
}

}  // namespace rapport::graph
