// Vertices and edges on their way into a plain store, and the rows beside them by which a few are
// found without reading all: names, arcs by vertex, tallies.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rapport/graph/store.h"
#include "rapport/result.h"

#include "graph/edge_run.h"
#include "graph/rocks.h"
#include "graph/snapshot_data.h"

namespace rapport::graph {

// Counts what comes in.
class Tallies {
 public:
  void add(const PlainVertex& vertex);
  void add(const PlainEdge& edge);
  // With what the tables have already: keys and values, in the order of keys.
  Result<std::vector<std::pair<std::string, std::string>>> sums(const View& view) const;

 private:
  void add_keys(const Map& properties, std::vector<std::string>& recent);

  std::uint64_t vertices_ = 0, edges_ = 0;
  std::map<std::string, std::uint64_t, std::less<>> labels_, types_;
  std::set<std::string, std::less<>> keys_;
  std::vector<std::string> vertex_keys_, edge_keys_;  // of the last one: the next mostly has them
};

// A few, which become one batch.
class PlainBatch {
 public:
  // kBadInput: a property that cannot be stored.
  Result<void> add(VertexId id, const PlainVertex& vertex);
  Result<void> add(EdgeId id, const PlainEdge& edge);
  Result<Batch> finish(const View& view) &&;

 private:
  void end_run();

  Batch writes_;
  EdgeRunWriter run_;
  Tallies tallies_;
};

// Many, whose records are written at once, and whose other rows are sorted in memory: some 20 bytes
// an edge. REQUIRES: ids are given without a gap, and ends are below 2^32.
class PlainBulk {
 public:
  explicit PlainBulk(BulkWriter writer) : writer_(std::move(writer)) {}
  Result<void> add(VertexId id, const PlainVertex& vertex);
  Result<void> add(EdgeId id, const PlainEdge& edge);
  // A view that is held meanwhile would have RocksDB write everything a second time.
  Result<void> commit(std::shared_ptr<const View> view);

 private:
  struct Name {
    std::uint64_t begin = 0;  // in heap_
    std::uint32_t size = 0;
    bool is_alias = false;
    VertexId vertex;
  };
  Result<void> end_run();
  Result<void> write_names();
  Result<void> write_arcs();

  BulkWriter writer_;
  EdgeRunWriter run_;
  Tallies tallies_;
  std::vector<Name> names_;
  std::string heap_;
  EdgeId first_edge_;
  std::vector<std::uint32_t> from_, to_, types_;
  Names type_names_;
};

}  // namespace rapport::graph
