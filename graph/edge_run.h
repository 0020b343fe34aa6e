// Edges of a plain store with consecutive ids as one record: what they have alike, type and
// property keys, stands there once. A load writes long runs, an edge that is added by itself a run
// of one. Described in docs/storage.md, pinned by tests/graph/plain_codec_test.cc.

#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/graph/store.h"
#include "rapport/result.h"

#include "graph/bytes.h"
#include "graph/codec.h"

namespace rapport::graph {

// Collects edges for one record after the other.
class EdgeRunWriter {
 public:
  // A property that is null is left out. REQUIRES: of one run, each id is the next one.
  // kBadInput: a property cannot be stored (codec.h); the edge is not added then.
  Result<void> add(EdgeId id, const PlainEdge& edge);
  bool is_empty() const { return count_ == 0; }
  bool is_full() const;                    // long enough
  EdgeId first() const { return first_; }  // key_of() it is the record's key
  std::string take();                      // the record; the writer is empty then

 private:
  std::uint64_t shape_of(const PlainEdge& edge);

  EdgeId first_;
  std::uint64_t count_ = 0;
  std::map<std::string, std::uint64_t, std::less<>> shapes_;  // encoded -> number
  std::string shape_bytes_;                                   // in the order of their numbers
  ByteWriter edges_;
};

struct EdgeShape {
  std::string_view type;
  std::vector<std::string_view> keys;
};

// Reads a record from its first edge to its last. Views point into the record.
class EdgeRun {
 public:
  static Result<EdgeRun> open(std::string_view key, std::string_view value);

  EdgeId first() const { return first_; }
  std::uint64_t size() const { return size_; }
  std::span<const EdgeShape> shapes() const { return shapes_; }
  bool next();            // false: there is none, see status()
  bool seek(EdgeId id);   // the next ones until this one; false: it is not among them
  Result<void> status();  // after next() gave false

  // Of the edge that next() came to.
  EdgeId id() const { return EdgeId{first_.value + at_ - 1}; }
  std::size_t shape() const { return shape_; }  // which of shapes()
  VertexId from() const { return from_; }
  VertexId to() const { return to_; }
  std::span<const std::string_view> values() const { return values_; }  // encoded, one a key

 private:
  EdgeRun(EdgeId first, std::string_view bytes) : first_(first), reader_(bytes) {}

  EdgeId first_;
  ByteReader reader_;
  std::uint64_t size_ = 0, at_ = 0;
  std::vector<EdgeShape> shapes_;
  std::size_t shape_ = 0;
  VertexId from_, to_;
  std::vector<std::string_view> values_;
};

}  // namespace rapport::graph
