// The graph of a plain store, read from its tables as it is asked for: for one who looks at a few
// vertices of a large graph and ends.
//
// What was read is kept, so that ranges stay valid. Asked for all of something, or for very many
// vertices, it makes the snapshot and answers from that from then on: indexes and the numbers of
// names are the same in both. Only rows differ: here they are sorted by type, then edge.
//
// Threads: any number; a lock guards what is read.

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/result.h"

#include "graph/codec.h"
#include "graph/rocks.h"
#include "graph/snapshot_data.h"

namespace rapport::graph {

class TableGraph {
 public:
  using MakeWhole = std::function<Result<std::shared_ptr<Snapshot::Data>>()>;
  // Costs the same for each size of graph. `next` are the ids that would be given next. nullptr:
  // not all ids are in use, so that indexes would differ from the snapshot's.
  static Result<std::shared_ptr<TableGraph>> open(std::shared_ptr<const View> view,
                                                  VertexId next_vertex, EdgeId next_edge,
                                                  std::string weight_key, MakeWhole make_whole);

  std::uint32_t vertex_count() const { return vertices_; }
  std::uint32_t edge_count() const { return edges_; }
  const std::vector<std::string>& labels() const { return labels_; }
  const std::vector<std::string>& types() const { return types_; }
  const std::vector<std::string>& keys() const { return keys_; }
  const std::string& weight_key() const { return weight_key_; }
  std::uint64_t label_count(LabelId label) const { return label_counts_[label]; }

  // The snapshot where it is made, or worth it after so many reads; else null, and the next four
  // functions answer.
  const Snapshot::Data* arrays();
  const Adjacency& row(VertexIndex v, Way way);  // its only row is row 0

  struct Record {
    std::vector<LabelId> labels;  // of a vertex
    VertexIndex source, target;   // of an edge
    TypeId type = 0;
    std::vector<std::pair<KeyId, Value>> properties;  // by key
  };
  const Record& vertex(VertexIndex v);
  const Record& edge(EdgeIndex e);
  std::vector<VertexIndex> find_name(std::string_view folded);

  std::uint64_t reads() const { return reads_; }  // of rows and records, so far

  // The snapshot, made at the first call; one without anything where that fails.
  const Snapshot::Data& whole();
  // The first error, after which answers lack something.
  Result<void> status() const;

 private:
  TableGraph(std::shared_ptr<const View> view, std::string weight_key, MakeWhole make_whole);
  Result<void> read_tallies();
  Result<Adjacency> read_row(VertexIndex v, Way way);
  Result<Record> read_vertex(VertexIndex v);
  Result<Record> read_edge(EdgeIndex e);
  Result<std::vector<VertexIndex>> read_named(std::string_view folded);
  void add_property(Record& record, std::string_view key, std::string_view value) const;
  template <typename T>
  T or_nothing(Result<T> read);

  static constexpr std::uint32_t kFew = 10'000;  // reads

  const std::shared_ptr<const View> view_;
  const std::string weight_key_;
  const MakeWhole make_whole_;
  std::uint32_t vertices_ = 0, edges_ = 0;
  std::vector<std::string> labels_, types_, keys_;  // sorted
  std::vector<std::uint64_t> label_counts_;

  mutable std::mutex reading_;  // guards what follows
  std::optional<Cursor> arcs_, names_, edge_runs_;
  std::unordered_map<std::uint64_t, Adjacency> rows_;
  std::unordered_map<std::uint32_t, Record> vertices_read_, edges_read_;
  std::shared_ptr<const Snapshot::Data> made_;  // the snapshot, or what stands for it
  std::optional<Error> failure_;
  std::atomic<std::uint32_t> reads_ = 0;
  std::atomic<const Snapshot::Data*> whole_ = nullptr;  // set once
  std::atomic<bool> failed_ = false;
};

}  // namespace rapport::graph
