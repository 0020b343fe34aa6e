// The store of a generated data set: loaded, its snapshot made and opened again, its tables alone.

#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "rapport/graph/load_csv.h"
#include "rapport/graph/store.h"

#include "bench/measure.h"

namespace rapport::bench {

using Graph = std::shared_ptr<const graph::Snapshot>;

inline std::filesystem::path store_of(const std::filesystem::path& folder) {
  return folder / "rapport.db";
}
inline std::filesystem::path snapshot_of(const std::filesystem::path& folder) {
  return store_of(folder) / "rapport.snapshot";
}

// Makes the store where it is not there.
inline void load_data(const std::filesystem::path& folder) {
  if (std::filesystem::exists(store_of(folder))) {
    return;
  }
  graph::StoreOptions options;
  options.kind = graph::StoreKind::kPlain;
  options.create_if_missing = true;
  const double start = cpu_ms();
  const auto store = take(graph::Store::open(store_of(folder), options));
  graph::CsvOptions csv;
  csv.nodes = {{{folder / "nodes.csv"}, {}, "id:ID,name:string,:LABEL"}};
  csv.relationships = {{{folder / "edges.csv"},
                        {},
                        ":START_ID,:END_ID,:TYPE,weight:float,confidence:float,year:int"}};
  const auto counts = take(graph::load_csv(*store, csv));
  if (const auto declared = store->declare_weight("weight"); !declared) {
    die(to_string(declared.error()));
  }
  std::printf("load of %llu nodes, %llu edges: %.1f s CPU\n",
              static_cast<unsigned long long>(counts.vertices),
              static_cast<unsigned long long>(counts.edges), (cpu_ms() - start) / 1000);
}

inline std::unique_ptr<graph::Store> open_store(const std::filesystem::path& folder) {
  graph::StoreOptions options;
  options.read_only = true;
  return take(graph::Store::open(store_of(folder), options));
}

// How long the limit's scans took, the first one and the shortest.
struct ScanLimit {
  double first_ms = 0, least_ms = 0;
};
inline ScanLimit scan_limit(const std::vector<std::string>& limits) {
  ScanLimit limit;
  for (const std::string& line : limits) {
    if (line.find("\"q\":\"csr build from rocksdb scan (both dirs)") == std::string::npos) {
      continue;
    }
    const double ms = number_of(line, "ms");
    limit.first_ms = limit.first_ms == 0 ? ms : limit.first_ms;
    limit.least_ms = limit.least_ms == 0 ? ms : std::min(limit.least_ms, ms);
  }
  return limit;
}

// Makes the snapshot anew, as if the store had just been written.
inline void make_snapshot(const std::filesystem::path& folder,
                          const std::vector<std::string>& limits) {
  std::filesystem::remove(snapshot_of(folder));
  const auto store = open_store(folder);
  const double begin = cpu_ms();
  const auto snapshot = take(store->snapshot());
  const double ms = cpu_ms() - begin;
  std::printf("snapshot from the tables, with its file: %.0f ms CPU, %.2f million edges/s\n", ms,
              snapshot->edge_count() / ms / 1000);
  if (const ScanLimit limit = scan_limit(limits); limit.first_ms > 0) {
    std::printf(
        "limit, a scan into two arrays, no file: %.0f ms the first time, %.0f the least: "
        "%.2f and %.2f of its speed\n",
        limit.first_ms, limit.least_ms, limit.first_ms / ms, limit.least_ms / ms);
  }
  std::printf("snapshot file: %.1f bytes an edge\n",
              static_cast<double>(std::filesystem::file_size(snapshot_of(folder))) /
                  snapshot->edge_count());
}

inline Graph open_snapshot(const std::filesystem::path& folder) {
  const double start = cpu_ms();
  const auto store = open_store(folder);
  const double opened = cpu_ms();
  const double wall = wall_ms();
  auto snapshot = take(store->snapshot());
  std::printf(
      "open of the tables: %.2f ms CPU; reopen of the snapshot: %.2f ms CPU, %.2f ms wall\n",
      opened - start, cpu_ms() - opened, wall_ms() - wall);
  return snapshot;
}

// Keeps the snapshot out of sight, as where nobody has made one of this state.
class WithoutSnapshot {
 public:
  explicit WithoutSnapshot(const std::filesystem::path& folder)
      : file_(snapshot_of(folder)), aside_(folder / "rapport.snapshot.aside") {
    std::filesystem::rename(file_, aside_);
  }
  ~WithoutSnapshot() {
    std::error_code ignored;
    std::filesystem::rename(aside_, file_, ignored);
  }
  WithoutSnapshot(const WithoutSnapshot&) = delete;
  WithoutSnapshot& operator=(const WithoutSnapshot&) = delete;

 private:
  std::filesystem::path file_, aside_;
};

inline Graph open_tables(const std::filesystem::path& folder) {
  const WithoutSnapshot hidden(folder);
  return take(open_store(folder)->graph());
}

}  // namespace rapport::bench
