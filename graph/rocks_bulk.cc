// Sorted files beside the tables, which become part of them all at once.

#include <map>
#include <utility>

#include <rocksdb/options.h>
#include <rocksdb/sst_file_writer.h>
#include <unistd.h>

#include "graph/rocks_database.h"

namespace rapport::graph {

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
