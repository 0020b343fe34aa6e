// RocksDB behind the few calls that the store needs: options, column families, statuses to errors.

#include "graph/rocks.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <thread>
#include <utility>

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>
#include <unistd.h>

#include "graph/directory.h"
#include "graph/holder.h"

namespace rapport::graph {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr int kReadAttempts = 10;  // a reader's, while a writer drops files under it
constexpr auto kReadPause = std::chrono::milliseconds(20);

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view_of(const rocksdb::Slice& text) { return {text.data(), text.size()}; }

// RocksDB's diary is of no use to a user, and would grow in each store.
class Silent : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char* /*format*/, va_list /*arguments*/) override {}
};

rocksdb::DBOptions database_options(bool create) {
  rocksdb::DBOptions options;
  options.create_if_missing = create;
  options.create_missing_column_families = true;
  options.info_log = std::make_shared<Silent>();
  options.max_open_files = -1;  // a reader keeps files open that the writer has dropped
  options.db_write_buffer_size = 128 * kMiB;
  options.max_total_wal_size = 256 * kMiB;
  options.keep_log_file_num = 1;
  return options;
}

rocksdb::ColumnFamilyOptions family_options(const std::shared_ptr<rocksdb::Cache>& cache,
                                            Family family) {
  rocksdb::ColumnFamilyOptions options;
  options.compression = family == Family::kTexts || family == Family::kClaims
                            ? rocksdb::kZSTD
                            : rocksdb::kLZ4Compression;
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.block_size = 16 * 1024;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  return options;
}

// RocksDB insists on a family named "default"; it stays empty.
std::vector<rocksdb::ColumnFamilyDescriptor> families() {
  const auto cache = rocksdb::NewLRUCache(64 * kMiB);
  std::vector<rocksdb::ColumnFamilyDescriptor> list;
  for (std::size_t f = 0; f < kFamilyNames.size(); ++f) {
    list.emplace_back(std::string(kFamilyNames[f]), family_options(cache, static_cast<Family>(f)));
  }
  list.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions());
  return list;
}

bool mentions(const rocksdb::Status& status, std::string_view words) {
  return status.ToString().find(words) != std::string::npos;
}

Error error_of(const rocksdb::Status& status, const std::string& where) {
  Error error{Code::kIo, status.ToString(), where, ""};
  if (status.IsNoSpace() || mentions(status, "No space left") ||
      mentions(status, "File too large") || mentions(status, "quota exceeded")) {
    error.hint =
        "the disk is full: make room, then run the command again; what was "
        "acknowledged is safe";
  } else if (mentions(status, "Permission denied") || mentions(status, "Read-only file system")) {
    error.hint = "give yourself the right to read and write it, or use another directory";
  } else if (status.IsCorruption()) {
    error.code = Code::kCorrupt;
    error.hint = "restore a copy of the store, or import into a new one";
  } else if (status.IsNotSupported()) {
    error.code = Code::kUnsupported;
  }
  return error;
}

bool is_locked(const rocksdb::Status& status) {
  return status.IsIOError() &&
         (mentions(status, "lock hold by current process") || mentions(status, "While lock file"));
}

Error locked(const fs::path& directory, const rocksdb::Status& status) {
  if (mentions(status, "Permission denied")) {
    return error_of(status, directory.string());
  }
  return {Code::kConflict, "is open for writing in " + describe_holder(directory),
          directory.string(), "wait for it to end; reading works meanwhile"};
}

// Is this ours, and do we know all of its tables?
Result<void> check_families(const fs::path& directory) {
  std::vector<std::string> names;
  const rocksdb::Status status =
      rocksdb::DB::ListColumnFamilies(database_options(false), directory.string(), &names);
  if (!status.ok()) {
    return error_of(status, directory.string());
  }
  const bool ours = names.size() == 1 || std::count(names.begin(), names.end(), "meta") != 0;
  if (!ours) {
    return Error{Code::kUnsupported, "is a database, but not one of Rapport's", directory.string(),
                 "name another directory"};
  }
  for (const std::string& name : names) {
    if (name != rocksdb::kDefaultColumnFamilyName &&
        std::count(kFamilyNames.begin(), kFamilyNames.end(), name) == 0) {
      return Error{Code::kUnsupported,
                   "was written by a newer version (it has a table \"" + name + "\")",
                   directory.string(), "use that version, or import again into a new store"};
    }
  }
  return {};
}

}  // namespace

struct Database {
  std::string where;
  std::unique_ptr<rocksdb::Env> env;  // in memory only; before `db`, which uses it
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  bool writable = false;
  bool on_disk = false;
  fs::path scratch;  // a reader's own folder, removed on close

  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles[static_cast<std::size_t>(family)];
  }
};

Database::~Database() {
  if (db != nullptr && writable && on_disk) {
    // So that the next open need not replay the log. A failure loses nothing: the log is there.
    (void)db->Flush(rocksdb::FlushOptions(), handles);
    remove_holder(where);
  }
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    (void)db->DestroyColumnFamilyHandle(handle);
  }
  db.reset();
  if (!scratch.empty()) {
    std::error_code ignored;
    fs::remove_all(scratch, ignored);
  }
}

struct Cursor::State {
  std::unique_ptr<rocksdb::Iterator> iterator;
  std::string prefix;
  std::string where;
};

Cursor::Cursor(std::unique_ptr<State> state) : state_(std::move(state)) {}
Cursor::Cursor(Cursor&&) noexcept = default;
Cursor::~Cursor() = default;

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
  const rocksdb::Status status =
      database.db->Get(options, database.handle(family), slice(key), &value);
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
  state->iterator.reset(database.db->NewIterator(options, database.handle(family)));
  state->prefix = prefix;
  state->where = database.where;
  state->iterator->Seek(slice(prefix));
  return Cursor(std::move(state));
}

Rocks::Rocks(std::shared_ptr<Database> database) : database_(std::move(database)) {}

namespace {

// A secondary instance reads the writer's files and log, and takes no lock. The writer may drop a
// file between the listing and the reading of it; then the next attempt finds the newer one.
Result<void> open_reader(Database& database, const fs::path& directory) {
  std::error_code failed;
  std::string scratch = (fs::temp_directory_path(failed) / "rapport-reader-XXXXXX").string();
  if (failed || mkdtemp(scratch.data()) == nullptr) {
    return Error{Code::kIo, "cannot make a temporary directory", scratch, "set TMPDIR"};
  }
  database.scratch = scratch;
  rocksdb::Status status;
  for (int attempt = 0; attempt < kReadAttempts; ++attempt) {
    if (attempt > 0) {
      std::this_thread::sleep_for(kReadPause);
    }
    rocksdb::DB* db = nullptr;
    database.handles.clear();
    status = rocksdb::DB::OpenAsSecondary(database_options(false), directory.string(), scratch,
                                          families(), &database.handles, &db);
    if (status.ok()) {
      database.db.reset(db);
      return {};
    }
  }
  database.handles.clear();
  return error_of(status, directory.string());
}

Result<void> open_writer(Database& database, const fs::path& directory, bool create) {
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(database_options(create), directory.string(),
                                                   families(), &database.handles, &db);
  if (is_locked(status)) {
    return locked(directory, status);
  }
  if (!status.ok()) {
    return error_of(status, directory.string());
  }
  database.db.reset(db);
  database.writable = true;
  write_holder(directory);
  return {};
}

}  // namespace

Result<Rocks> Rocks::open(const fs::path& directory, Mode mode) {
  RAPPORT_TRY(const bool exists, holds_database(directory, mode == Mode::kCreate));
  if (exists) {
    RAPPORT_CHECK(check_families(directory));
  } else {
    std::error_code failed;
    fs::create_directories(directory, failed);
    if (failed) {
      return Error{Code::kIo, "cannot be made: " + failed.message(), directory.string(),
                   "name a directory that you may write to"};
    }
  }
  auto database = std::make_shared<Database>();
  database->where = directory.string();
  database->on_disk = true;
  if (mode == Mode::kRead) {
    RAPPORT_CHECK(open_reader(*database, directory));
  } else {
    RAPPORT_CHECK(open_writer(*database, directory, !exists));
  }
  return Rocks(std::move(database));
}

Result<Rocks> Rocks::in_memory() {
  auto database = std::make_shared<Database>();
  database->where = "memory";
  database->env.reset(rocksdb::NewMemEnv(rocksdb::Env::Default()));
  rocksdb::DBOptions options = database_options(true);
  options.env = database->env.get();
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status =
      rocksdb::DB::Open(options, "/rapport", families(), &database->handles, &db);
  if (!status.ok()) {
    return error_of(status, database->where);
  }
  database->db.reset(db);
  database->writable = true;
  return Rocks(std::move(database));
}

Result<void> Rocks::write(const Batch& batch, bool sync) {
  if (!database_->writable) {
    return Error{Code::kConflict, "is open for reading only", database_->where,
                 "open it for writing"};
  }
  rocksdb::WriteBatch writes;
  for (const Write& write : batch) {
    rocksdb::ColumnFamilyHandle* family = database_->handle(write.family);
    const rocksdb::Status status = write.value ? writes.Put(family, write.key, *write.value)
                                               : writes.Delete(family, write.key);
    if (!status.ok()) {
      return error_of(status, database_->where);
    }
  }
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

}  // namespace rapport::graph
