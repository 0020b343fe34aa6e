// The durable home of a knowledge graph: its documents, claims, entities and edges, in RocksDB.
//
//   Extraction --Store::commit--> RocksDB --Store::snapshot--> Snapshot
//   (extract)                     (disk)                       (query, export)
//
// Guarantees
//   - A document is committed whole or not at all, also when the process dies; commit() returns
//     after the write is on the disk.
//   - Removing a document leaves, byte for byte in canonical export, the graph that never had it;
//     the order of commits does not matter either. Names, types and confidence of entities and
//     edges are functions of the set of claims.
//   - An edge has at least one claim, a claim at least one evidence span that lies in its document.
//   - A Snapshot never changes; commits made after it was taken are not in it.
//   - Ids are never reused.
//
// Threads: const functions may run from any number of threads beside one writer; functions that
// write serialise themselves. A Snapshot that outlives its Store keeps the files open, and locked.
// Bytes: docs/storage.md, built only in graph/codec*.cc. RocksDB is included only in
// graph/rocks*.cc.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rapport/claim.h"
#include "rapport/graph/snapshot.h"
#include "rapport/pack/pack.h"
#include "rapport/result.h"

namespace rapport::graph {

enum class StoreKind : std::uint8_t { kReports, kPlain };

struct StoreOptions {
  bool create_if_missing = false;
  // Readers beside a writer of another process; they see what was committed before they opened.
  bool read_only = false;
  StoreKind kind = StoreKind::kReports;  // of a store that is created
  // Of a reports store: needed to create one and to commit; not to read, nor to remove documents.
  std::shared_ptr<const pack::Pack> pack;
};

// One line of the ledger.
struct LedgerEntry {
  DocumentId id;
  DocumentInfo info;
  std::uint64_t claims = 0;   // stored
  std::uint64_t refused = 0;  // broke a signature or had no evidence
  std::vector<std::string> warnings;
};

struct CommitResult {
  DocumentId id;
  bool replaced = false;   // a document of this name was there and differed
  bool unchanged = false;  // same name and sha256: nothing was written
  std::uint64_t claims = 0;
  std::uint64_t repeated = 0;        // told again at the same place: counted once
  std::vector<std::string> refused;  // one line a claim: why, and its sentence
};

// A broken invariant that verify() found.
struct Fault {
  std::string document;
  std::string what;
};

struct VerifyReport {
  std::uint64_t documents = 0, claims = 0, quotes = 0;
  // Files that documents were read from: the same still, gone, or changed since, which is no fault.
  std::uint64_t originals_read = 0, originals_missing = 0, originals_changed = 0;
  std::vector<Fault> faults;  // empty: all is well
};

struct StoreStats {
  std::uint64_t documents = 0, vertices = 0, edges = 0, claims = 0, words = 0;
  std::vector<std::pair<std::string, std::uint64_t>> vertices_by_type, edges_by_type;
  std::vector<std::pair<std::string, std::uint64_t>>
      unmapped;  // RELATED_TO predicates, commonest first
};

// A vertex and an edge of a plain store.
struct PlainVertex {
  std::vector<std::string> labels;
  Map properties;
};
struct PlainEdge {
  VertexId from, to;
  std::string type;
  Map properties;
};

// Vertices and edges that come into a plain store in one write. An end whose id is kFresh + i is
// vertices[i].
inline constexpr std::uint64_t kFresh = std::uint64_t{1} << 63;
struct PlainAddition {
  std::vector<PlainVertex> vertices;
  std::vector<PlainEdge> edges;
};

// Vertices and edges of a plain store that come into it together, or, without commit(), not at all.
// Written as sorted files beside the tables, ten times as fast as one by one.
class BulkLoad {
 public:
  BulkLoad(BulkLoad&&) noexcept;
  ~BulkLoad();
  // As Store's; edges may join vertices of this load and of before.
  Result<VertexId> add_vertex(const PlainVertex& vertex);
  Result<EdgeId> add_edge(const PlainEdge& edge);
  Result<void> commit();  // once; on the disk when it returns

 private:
  friend class Store;
  struct State;
  explicit BulkLoad(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Store {
 public:
  // kNotFound: no store there and !create_if_missing. kConflict: another process has it open for
  // writing (message names pid, host and since when). kUnsupported: another format version, or a
  // directory that is not a store. kBadInput: another pack than the store was made with.
  static Result<std::unique_ptr<Store>> open(const std::filesystem::path& directory,
                                             const StoreOptions& options);
  // A store in memory: gone with the object.
  static Result<std::unique_ptr<Store>> scratch(const StoreOptions& options);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  StoreKind kind() const;
  // The pack that a reports store was made with.
  const std::string& pack_name() const;
  const std::string& pack_hash() const;

  // --- reports ---
  // kBadInput: the bytes are not those of the sha256, there is no name, or no pack was given.
  // Claims that break the pack's rules are refused one by one, and counted. kIo: the disk is full,
  // say; then nothing of this document is stored, and the store must be opened again.
  // `again`: also when the document is there unchanged, in one write that takes the old one's
  // place.
  Result<CommitResult> commit(const Extraction& extraction, bool again = false);
  // By name, path or SHA-256 (prefix of 8 digits or more), in this order. kNotFound with the
  // nearest names; kBadInput when several match.
  Result<LedgerEntry> remove(std::string_view document);
  Result<std::vector<LedgerEntry>> documents() const;  // sorted by name
  std::optional<LedgerEntry> find_document(std::string_view name) const;
  Result<std::string> original(DocumentId id) const;  // the bytes as they were given
  // Reads everything: each claim's evidence in the stored text and in the file, and whether
  // entities, edges, counts and indexes are those that the claims make.
  Result<VerifyReport> verify() const;
  // The canonical export: one claim a line (data-model, section 6), sorted, no ids, no clock times.
  Result<void> export_claims(const std::function<void(std::string_view line)>& write) const;

  // --- plain ---
  // Survive the process at once, and a power cut after flush() or a regular close. kBadInput: a
  // property is a map or a reference, or an edge's end is not there.
  Result<VertexId> add_vertex(const PlainVertex& vertex);
  Result<EdgeId> add_edge(const PlainEdge& edge);
  // All or nothing. kCancelled: `stop`, which is asked now and then until the write begins, said
  // so. The write itself is one step, which nothing ends.
  Result<void> add(const PlainAddition& addition, const std::function<bool()>& stop = {});
  // The graph as add() would leave it, and nothing of that in the store: what is added has the last
  // indexes. Other writers may come in between. kCancelled: `stop`, which is asked now and then as
  // long as it or its reading takes, said so.
  Result<std::shared_ptr<const Snapshot>> preview(const PlainAddition& addition,
                                                  const std::function<bool()>& stop = {}) const;
  Result<void> flush();
  // Many vertices and edges at once; other writers wait until it is gone.
  Result<BulkLoad> bulk();
  // The property of edges that is their weight, instead of 1 - confidence; empty: that again.
  Result<void> declare_weight(const std::string& key);

  // --- both ---
  // Kept until the next commit. From the file beside the tables where that is of this very state,
  // else in one pass over the tables; a large one is written to that file then.
  Result<std::shared_ptr<const Snapshot>> snapshot() const;
  // For one who asks little and ends: the snapshot where it is at hand or quickly made, else the
  // tables of a plain store, read as they are asked. The answers are the same; of equally short
  // paths another may be the first.
  Result<std::shared_ptr<const Snapshot>> graph() const;
  Result<StoreStats> stats() const;

 private:
  friend class BulkLoad;
  struct State;
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace rapport::graph
