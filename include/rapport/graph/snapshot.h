// The graph at one moment, immutable, in compressed sparse rows: what queries and diagrams read.
//
// Vertices and edges are numbered from 0 in the order of their durable ids. Out-edges and in-edges
// of a vertex are ranges of arcs, sorted by edge type, then weight, other end, edge. Properties are
// columns of small numbers, each of which stands for a value.
//
// All arrays lie in memory, or in a mapped file that a store keeps beside its tables
// (docs/storage.md); or the tables are read as they are asked (Store::graph), whose rows are sorted
// by type, then edge: one type for all.
// Threads: const after build, shared by shared_ptr.
// Boost.Graph's face of it is graph/bgl.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rapport/claim.h"
#include "rapport/ids.h"
#include "rapport/result.h"
#include "rapport/value.h"

namespace rapport::graph {

// Numbers of names in one snapshot, in the order of the names' bytes.
using LabelId = std::uint32_t;
using TypeId = std::uint32_t;
using KeyId = std::uint32_t;

struct Arc {
  VertexIndex other;
  EdgeIndex edge;
  TypeId type = 0;
  std::uint32_t rank = 0;  // of the edge's weight: its place in Snapshot::weights()
};

// The arcs of one direction, as arrays side by side; a search that only goes on reads one of them.
struct ArcArrays {
  const VertexIndex* others = nullptr;
  const EdgeIndex* edges = nullptr;
  const std::uint8_t* types = nullptr;
  const std::uint8_t* ranks = nullptr;
  unsigned type_width = 0, rank_width = 0;  // bytes of a number: 0 (all are 0), 1, 2 or 4
};

// Some arcs, one after the other; each is put together when it is looked at. Valid as long as the
// snapshot.
class ArcRange {
 public:
  class Iterator;
  using value_type = Arc;
  using const_iterator = Iterator;
  using size_type = std::size_t;

  ArcRange() = default;
  ArcRange(const ArcArrays& arrays, std::uint32_t begin, std::uint32_t end)
      : arrays_(&arrays), begin_(begin), end_(end) {}

  std::size_t size() const { return end_ - begin_; }
  bool empty() const { return begin_ == end_; }
  Arc operator[](std::size_t i) const;
  Iterator begin() const;
  Iterator end() const;
  // Their parts alone; a range that was never set has none.
  std::span<const VertexIndex> others() const {
    return empty() ? std::span<const VertexIndex>() : std::span(arrays_->others + begin_, size());
  }
  std::span<const EdgeIndex> edges() const {
    return empty() ? std::span<const EdgeIndex>() : std::span(arrays_->edges + begin_, size());
  }

 private:
  const ArcArrays* arrays_ = nullptr;
  std::uint32_t begin_ = 0, end_ = 0;
};

// A claim behind an edge, with the document that makes it.
struct Evidence {
  DocumentInfo document;
  Claim claim;
  std::uint32_t line = 0;  // of the first evidence span in the original, from 1
};

class Snapshot {
 public:
  std::uint32_t vertex_count() const;
  std::uint32_t edge_count() const;

  ArcRange out(VertexIndex v) const;
  ArcRange in(VertexIndex v) const;
  ArcRange out(VertexIndex v, TypeId type) const;  // only edges of this type
  ArcRange in(VertexIndex v, TypeId type) const;
  // Where the rows of all vertices begin, and the last one ends: a degree is a difference.
  std::span<const std::uint32_t> out_starts() const;
  std::span<const std::uint32_t> in_starts() const;
  // For a search that knows whom it will ask: fetches from memory where the rows of a vertex begin,
  // and, some time later, the beginning of the rows themselves.
  void prefetch_starts(VertexIndex v) const;
  void prefetch_rows(VertexIndex v, bool out, bool in) const;
  VertexIndex source(EdgeIndex e) const;
  VertexIndex target(EdgeIndex e) const;
  TypeId type(EdgeIndex e) const;
  // False: how many arcs a vertex has is not known before they are read, so do not ask ahead.
  bool knows_degrees() const;

  // Names of labels, edge types and property keys, and back; nullopt when the graph has none such.
  const std::vector<std::string>& label_names() const;
  const std::vector<std::string>& type_names() const;
  const std::vector<std::string>& key_names() const;
  std::optional<LabelId> find_label(std::string_view name) const;
  std::optional<TypeId> find_type(std::string_view name) const;
  std::optional<KeyId> find_key(std::string_view name) const;

  std::span<const LabelId> labels(VertexIndex v) const;  // most specific first
  std::span<const VertexIndex> with_label(LabelId label) const;
  std::uint64_t label_count(LabelId label) const;  // how many those are

  // A property, or null. And all that are there, sorted by key.
  Value property(VertexIndex v, std::string_view key) const;
  Value property(EdgeIndex e, std::string_view key) const;
  Value property(VertexIndex v, KeyId key) const;
  Value property(EdgeIndex e, KeyId key) const;
  std::vector<std::pair<std::string, Value>> properties(VertexIndex v) const;
  std::vector<std::pair<std::string, Value>> properties(EdgeIndex e) const;

  // A property of an edge by its number: 0 where there is none, else the same for equal values
  // alone. And how many numbers there are, 0 among them; nullopt: values have no numbers, since
  // they are read one by one.
  std::uint32_t property_code(EdgeIndex e, KeyId key) const;
  // Of many, so that the memory answers side by side. REQUIRES: as many codes as edges.
  void property_codes(std::span<const EdgeIndex> edges, KeyId key,
                      std::span<std::uint32_t> codes) const;
  std::optional<std::uint32_t> edge_codes(KeyId key) const;

  // What a step along an edge costs: 1 - `confidence` (1 where there is none), or the property that
  // the store declares as its weight. All weights, each once, ascending: ranks are places in it.
  // NaN (the last) stands for a declared weight that is missing, negative or no number.
  std::span<const double> weights() const;
  double weight(EdgeIndex e) const;
  const std::string& weight_key() const;  // empty: 1 - confidence

  // Names are the properties `name` (canonical) and `aliases`, folded by `pack::fold`. The index is
  // made on first use, once.
  // Vertices with this folded canonical name or alias, canonical ones first.
  std::vector<VertexIndex> find_name(std::string_view folded) const;
  // Names as written that begin with this folded prefix, in the order of their folded forms.
  std::vector<std::string> complete_name(std::string_view folded_prefix, std::size_t at_most) const;
  // The nearest names: within 1 edit (up to 4 letters), 2 (up to 8) or 3; after them those that
  // contain it as whole words ("stoltenberg": Jens Stoltenberg). Looks at every name.
  std::vector<std::string> similar_names(std::string_view folded, std::size_t at_most) const;

  // Durable ids, for the store and for output.
  VertexId id(VertexIndex v) const;
  EdgeId id(EdgeIndex e) const;
  std::optional<VertexIndex> find(VertexId id) const;
  std::optional<EdgeIndex> find(EdgeId id) const;

  // The claims behind an edge, read from the store on demand; empty in a plain store.
  Result<std::vector<Evidence>> evidence(EdgeIndex e) const;

  bool is_reports() const;                               // else a plain graph
  bool is_tables() const { return tables_ != nullptr; }  // read as it is asked

  // Records that were read from the store so far: rows of a graph that is read as it is asked, and
  // claims. What lies in arrays is read once, before.
  std::uint64_t store_reads() const;

  // kIo, kCorrupt: something could not be read when it was asked for; answers since then lack it.
  Result<void> status() const;

  struct Data;
  explicit Snapshot(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  explicit Snapshot(std::shared_ptr<class TableGraph> tables) : tables_(std::move(tables)) {}

 private:
  const Data* arrays() const;  // null: only the tables are at hand
  const Data& all() const;     // makes them where only the tables are

  std::shared_ptr<const Data> data_;
  std::shared_ptr<TableGraph> tables_;  // stand for the data where they are given
};

// Puts a Snapshot together: the store's way, and a test's. Vertices and edges are numbered in the
// order in which they are added; an id that is not given is the index + 1. A property that is null
// is not kept, nor one that is a map, a vertex, an edge or a path. REQUIRES of add_edge: both ends
// were added.
class SnapshotBuilder {
 public:
  SnapshotBuilder();
  ~SnapshotBuilder();
  VertexIndex add_vertex(std::vector<std::string> labels, Map properties, VertexId id = {});
  EdgeIndex add_edge(VertexIndex from, std::string_view type, VertexIndex to, Map properties,
                     EdgeId id = {});
  void set_weight(std::string key);  // instead of 1 - confidence
  void set_reports(std::function<Result<std::vector<Evidence>>(EdgeId)> evidence);
  std::shared_ptr<const Snapshot> build() &&;

 private:
  std::unique_ptr<struct Draft> draft_;
};

// --- ranges of arcs ---

class ArcRange::Iterator {
 public:
  using iterator_category = std::random_access_iterator_tag;
  using value_type = Arc;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = Arc;

  Iterator() = default;
  Iterator(const ArcArrays* arrays, std::uint32_t at) : arrays_(arrays), at_(at) {}
  Arc operator*() const {
    return {arrays_->others[at_], arrays_->edges[at_],
            read(arrays_->types, arrays_->type_width, at_),
            read(arrays_->ranks, arrays_->rank_width, at_)};
  }
  Arc operator[](std::ptrdiff_t n) const { return *(*this + n); }
  Iterator& operator++() { return *this += 1; }
  Iterator operator++(int) { return std::exchange(*this, *this + 1); }
  Iterator& operator--() { return *this += -1; }
  Iterator operator--(int) { return std::exchange(*this, *this + -1); }
  Iterator& operator+=(std::ptrdiff_t n) {
    at_ = static_cast<std::uint32_t>(at_ + n);
    return *this;
  }
  Iterator& operator-=(std::ptrdiff_t n) { return *this += -n; }
  friend Iterator operator+(Iterator i, std::ptrdiff_t n) { return i += n; }
  friend Iterator operator+(std::ptrdiff_t n, Iterator i) { return i += n; }
  friend Iterator operator-(Iterator i, std::ptrdiff_t n) { return i += -n; }
  friend std::ptrdiff_t operator-(Iterator a, Iterator b) {
    return static_cast<std::ptrdiff_t>(a.at_) - static_cast<std::ptrdiff_t>(b.at_);
  }
  friend bool operator==(Iterator a, Iterator b) { return a.at_ == b.at_; }
  friend auto operator<=>(Iterator a, Iterator b) { return a.at_ <=> b.at_; }

 private:
  static std::uint32_t read(const std::uint8_t* bytes, unsigned width, std::uint32_t at) {
    if (width == 1) {
      return bytes[at];
    }
    if (width == 2) {
      std::uint16_t number = 0;
      std::memcpy(&number, bytes + std::size_t{2} * at, sizeof number);
      return number;
    }
    std::uint32_t number = 0;
    if (width == 4) {
      std::memcpy(&number, bytes + std::size_t{4} * at, sizeof number);
    }
    return number;
  }

  const ArcArrays* arrays_ = nullptr;
  std::uint32_t at_ = 0;
};

inline ArcRange::Iterator ArcRange::begin() const { return {arrays_, begin_}; }
inline ArcRange::Iterator ArcRange::end() const { return {arrays_, end_}; }
inline Arc ArcRange::operator[](std::size_t i) const {
  return begin()[static_cast<std::ptrdiff_t>(i)];
}

}  // namespace rapport::graph
