// The sorted tables on the disk. RocksDB is known to rocks*.cc alone: its column families are the
// members of Family, its batches are Batch, its statuses become errors.
//
// Threads: a Rocks and its Views may be used from any number of threads; write() from one at a
// time. A Cursor belongs to one thread.

#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"

namespace rapport::graph {

// What lies in each: docs/storage.md.
enum class Family : std::uint8_t {
  kMeta,
  kDocuments,
  kDocumentNames,
  kTexts,
  kClaims,
  kVertices,
  kVertexKeys,
  kWordings,
  kEdges,
  kEdgeKeys,
  kEdgeClaims,
  kSayings,
  kOrigins,
  kPlainVertices,
  kPlainEdges,
  kNames,
  kArcs,
  kTallies,
};
inline constexpr std::array<std::string_view, 18> kFamilyNames = {
    "meta",        "documents",      "document_names", "texts",     "claims",      "vertices",
    "vertex_keys", "wordings",       "edges",          "edge_keys", "edge_claims", "sayings",
    "origins",     "plain_vertices", "plain_edges",    "names",     "arcs",        "tallies"};

// A key set, or removed where there is no value.
struct Write {
  Family family = Family::kMeta;
  std::string key;
  std::optional<std::string> value;
};
using Batch = std::vector<Write>;

// An open database; the last owner closes it.
struct Database;

// Walks over the keys that begin with a prefix, in order. Ends on the first error, which status()
// then tells. Must not outlive its View.
class Cursor {
 public:
  Cursor(Cursor&&) noexcept;
  ~Cursor();
  void seek(std::string_view prefix);  // from here on over the keys that begin with this one
  // To the last key that is not after `key`; valid() is false where there is none.
  void seek_back(std::string_view key);
  bool valid() const;
  std::string_view key() const;    // until next()
  std::string_view value() const;  // until next()
  void next();
  Result<void> status() const;

 private:
  friend class View;
  struct State;
  explicit Cursor(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The tables at one moment; keeps the database open. Writes made later are not seen.
class View {
 public:
  ~View();
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  Result<std::optional<std::string>> get(Family family, std::string_view key) const;
  Cursor scan(Family family, std::string_view prefix = {}) const;

 private:
  friend class Rocks;
  struct State;
  explicit View(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Records that are written to sorted files beside the tables, and become part of them all at once.
class BulkWriter {
 public:
  BulkWriter(BulkWriter&&) noexcept;
  ~BulkWriter();  // without commit() the files are removed
  // REQUIRES: the keys of a family ascend.
  Result<void> put(Family family, std::string_view key, std::string_view value);
  Result<void> commit();

 private:
  friend class Rocks;
  struct State;
  explicit BulkWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Rocks {
 public:
  enum class Mode {
    kCreate,  // for writing; made where there is none
    kWrite,   // for writing
    kRead,    // beside a writer, which it does not disturb; sees what was written before the open
  };
  // kNotFound: nothing there. kConflict: held by a writer. kUnsupported: not one of ours, or with
  // tables that this program does not know.
  static Result<Rocks> open(const std::filesystem::path& directory, Mode mode);
  static Result<Rocks> in_memory();

  // All or nothing. `sync`: returns after it is on the disk, else after the system has it.
  // kCancelled: `stop` said so before it began.
  Result<void> write(const Batch& batch, bool sync, const std::function<bool()>& stop = {});
  Result<void> sync();  // all earlier writes to the disk
  Result<std::shared_ptr<const View>> view() const;
  // The tables as they would be after write(batch), which nothing else sees.
  // kCancelled: `stop` said so.
  Result<std::shared_ptr<const View>> view_with(const Batch& batch,
                                                const std::function<bool()>& stop) const;
  Result<BulkWriter> bulk();
  // The same as long as the database lives, and another of every other.
  std::uint64_t identity() const;
  // Where a file of ours may lie in the database's folder; nullopt: it is in memory.
  std::optional<std::filesystem::path> file_beside(std::string_view name) const;

 private:
  explicit Rocks(std::shared_ptr<Database> database);
  std::shared_ptr<Database> database_;
};

}  // namespace rapport::graph
