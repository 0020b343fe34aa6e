// RocksDB behind the few calls that the store needs: options, column families, statuses to errors.

#include "graph/rocks.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <system_error>
#include <thread>
#include <utility>

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/sst_file_writer.h>
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

rocksdb::DBOptions database_options() {
  rocksdb::DBOptions options;
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

using Descriptors = std::vector<rocksdb::ColumnFamilyDescriptor>;

// RocksDB insists on a family named "default"; it stays empty.
Descriptors families(const std::vector<std::string>& names) {
  const auto cache = rocksdb::NewLRUCache(64 * kMiB);
  Descriptors list;
  for (std::size_t f = 0; f < kFamilyNames.size(); ++f) {
    const std::string name(kFamilyNames[f]);
    if (std::count(names.begin(), names.end(), name) != 0) {
      list.emplace_back(name, family_options(cache, static_cast<Family>(f)));
    }
  }
  list.emplace_back(rocksdb::kDefaultColumnFamilyName, rocksdb::ColumnFamilyOptions());
  return list;
}

std::vector<std::string> all_families() { return {kFamilyNames.begin(), kFamilyNames.end()}; }

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

// Of the database in `directory`; those of ours, if it is ours and we know all of them.
Result<std::vector<std::string>> list_families(const fs::path& directory) {
  std::vector<std::string> names;
  const rocksdb::Status status =
      rocksdb::DB::ListColumnFamilies(database_options(), directory.string(), &names);
  if (!status.ok()) {
    return error_of(status, directory.string());
  }
  std::erase(names, rocksdb::kDefaultColumnFamilyName);
  if (!names.empty() && std::count(names.begin(), names.end(), "meta") == 0) {
    return Error{Code::kUnsupported, "is a database, but not one of Rapport's", directory.string(),
                 "name another directory"};
  }
  for (const std::string& name : names) {
    if (std::count(kFamilyNames.begin(), kFamilyNames.end(), name) == 0) {
      return Error{Code::kUnsupported,
                   "was written by a newer version (it has a table \"" + name + "\")",
                   directory.string(), "use that version, or import again into a new store"};
    }
  }
  return names;
}

}  // namespace

struct Database {
  std::string where;
  std::unique_ptr<rocksdb::Env> env;  // in memory only; before `db`, which uses it
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;  // the default family's too
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyNames.size()> by_family{};
  bool writable = false;
  bool on_disk = false;
  fs::path scratch;  // a reader's own folder, removed on close

  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return by_family[static_cast<std::size_t>(family)];
  }
  // False when one is missing.
  bool find_families();
};

bool Database::find_families() {
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    const auto found = std::find(kFamilyNames.begin(), kFamilyNames.end(), handle->GetName());
    if (found != kFamilyNames.end()) {
      by_family[static_cast<std::size_t>(found - kFamilyNames.begin())] = handle;
    }
  }
  return std::count(by_family.begin(), by_family.end(), nullptr) == 0;
}

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
Result<void> open_reader(Database& database, const fs::path& directory,
                         const std::vector<std::string>& names) {
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
    status = rocksdb::DB::OpenAsSecondary(database_options(), directory.string(), scratch,
                                          families(names), &database.handles, &db);
    if (status.ok()) {
      database.db.reset(db);
      if (!database.find_families()) {
        return Error{Code::kNotFound, "there is no store here yet", directory.string(),
                     "import something first"};
      }
      return {};
    }
  }
  database.handles.clear();
  return error_of(status, directory.string());
}

// Makes those families that are not there, all at once: one by one would write RocksDB's options
// as often.
rocksdb::Status make_missing(Database& database, const std::vector<std::string>& present) {
  std::vector<std::string> missing = all_families();
  std::erase_if(missing, [&present](const std::string& name) {
    return std::count(present.begin(), present.end(), name) != 0;
  });
  if (missing.empty()) {
    return rocksdb::Status::OK();
  }
  Descriptors wanted = families(missing);
  wanted.pop_back();  // the default one
  std::vector<rocksdb::ColumnFamilyHandle*> made;
  const rocksdb::Status status = database.db->CreateColumnFamilies(wanted, &made);
  database.handles.insert(database.handles.end(), made.begin(), made.end());
  return status;
}

Result<void> open_writer(Database& database, const fs::path& directory, rocksdb::DBOptions options,
                         const std::vector<std::string>& names) {
  options.create_if_missing = names.empty();
  rocksdb::DB* db = nullptr;
  rocksdb::Status status =
      rocksdb::DB::Open(options, directory.string(), families(names), &database.handles, &db);
  if (is_locked(status)) {
    return locked(directory, status);
  }
  if (!status.ok()) {
    return error_of(status, directory.string());
  }
  database.db.reset(db);
  status = make_missing(database, names);
  if (!status.ok()) {
    return error_of(status, directory.string());
  }
  database.find_families();
  database.writable = true;
  return {};
}

}  // namespace

Result<Rocks> Rocks::open(const fs::path& directory, Mode mode) {
  RAPPORT_TRY(const bool exists, holds_database(directory, mode == Mode::kCreate));
  std::vector<std::string> names;
  if (exists) {
    RAPPORT_TRY(names, list_families(directory));
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
    RAPPORT_CHECK(open_reader(*database, directory, names));
  } else {
    RAPPORT_CHECK(open_writer(*database, directory, database_options(), names));
    write_holder(directory);
  }
  return Rocks(std::move(database));
}

Result<Rocks> Rocks::in_memory() {
  auto database = std::make_shared<Database>();
  database->where = "memory";
  database->env.reset(rocksdb::NewMemEnv(rocksdb::Env::Default()));
  rocksdb::DBOptions options = database_options();
  options.env = database->env.get();
  RAPPORT_CHECK(open_writer(*database, "/rapport", options, {}));
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

struct BulkWriter::State {
  struct File {
    std::unique_ptr<rocksdb::SstFileWriter> writer;
    std::string path;
  };
  std::shared_ptr<Database> database;
  std::map<Family, File> files;
  bool is_committed = false;

  ~State() {
    for (const auto& [family, file] : files) {
      if (!is_committed) {
        (void)database->db->GetEnv()->DeleteFile(file.path);
      }
    }
  }
  Result<File*> file_of(Family family);
};

BulkWriter::BulkWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
BulkWriter::BulkWriter(BulkWriter&&) noexcept = default;
BulkWriter::~BulkWriter() = default;

Result<BulkWriter> Rocks::bulk() {
  if (!database_->writable) {
    return Error{Code::kConflict, "is open for reading only", database_->where,
                 "open it for writing"};
  }
  auto state = std::make_unique<BulkWriter::State>();
  state->database = database_;
  return BulkWriter(std::move(state));
}

Result<BulkWriter::State::File*> BulkWriter::State::file_of(Family family) {
  const auto found = files.find(family);
  if (found != files.end()) {
    return &found->second;
  }
  const rocksdb::Options options = database->db->GetOptions(database->handle(family));
  File file;
  file.path = database->db->GetName() + "/rapport.load." + std::to_string(::getpid()) + "." +
              std::string(kFamilyNames[static_cast<std::size_t>(family)]);
  file.writer = std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), options,
                                                         database->handle(family));
  const rocksdb::Status status = file.writer->Open(file.path);
  if (!status.ok()) {
    return error_of(status, database->where);
  }
  return &files.emplace(family, std::move(file)).first->second;
}

Result<void> BulkWriter::put(Family family, std::string_view key, std::string_view value) {
  RAPPORT_TRY(State::File* const file, state_->file_of(family));
  const rocksdb::Status status = file->writer->Put(slice(key), slice(value));
  if (!status.ok()) {
    return error_of(status, state_->database->where);
  }
  return {};
}

Result<void> BulkWriter::commit() {
  std::vector<rocksdb::IngestExternalFileArg> parts;
  rocksdb::Status status;
  for (auto& [family, file] : state_->files) {
    status = file.writer->Finish();
    if (!status.ok()) {
      return error_of(status, state_->database->where);
    }
    rocksdb::IngestExternalFileArg part;
    part.column_family = state_->database->handle(family);
    part.external_files = {file.path};
    part.options.move_files = state_->database->on_disk;
    parts.push_back(std::move(part));
  }
  if (!parts.empty()) {
    status = state_->database->db->IngestExternalFiles(parts);
  }
  if (!status.ok()) {
    return error_of(status, state_->database->where);
  }
  state_->is_committed = state_->database->on_disk;
  return {};
}

}  // namespace rapport::graph
