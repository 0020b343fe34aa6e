// Opening: options, column families, who may have the database at the same time; and closing.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <thread>
#include <utility>

#include <rocksdb/cache.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>

#include "graph/directory.h"
#include "graph/holder.h"
#include "graph/rocks_database.h"

namespace rapport::graph {
namespace {

bool mentions(const rocksdb::Status& status, std::string_view words) {
  return status.ToString().find(words) != std::string::npos;
}

namespace fs = std::filesystem;

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr int kReadAttempts = 10;  // a reader's, while a writer drops files under it
constexpr auto kReadPause = std::chrono::milliseconds(20);

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
  options.max_file_opening_threads = 1;  // each family's open would start as many
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  return options;
}

// Whether keys are looked up that mostly are not there, so that a filter pays.
bool is_asked_in_vain(Family family) {
  switch (family) {
    case Family::kDocumentNames:
    case Family::kVertexKeys:
    case Family::kWordings:
    case Family::kEdgeKeys:
    case Family::kEdgeClaims:
    case Family::kSayings:
    case Family::kOrigins:
      return true;
    default:
      return false;
  }
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
  // An index of indexes, read as far as it is needed: an open costs no more for a larger table.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.cache_index_and_filter_blocks = true;
  if (is_asked_in_vain(family)) {
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.partition_filters = true;
  }
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
      database.find_families();
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

void Database::find_families() {
  for (rocksdb::ColumnFamilyHandle* handle : handles) {
    const auto found = std::find(kFamilyNames.begin(), kFamilyNames.end(), handle->GetName());
    if (found != kFamilyNames.end()) {
      by_family[static_cast<std::size_t>(found - kFamilyNames.begin())] = handle;
    }
  }
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

}  // namespace rapport::graph
