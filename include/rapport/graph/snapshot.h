// The graph at one moment, immutable, in compressed sparse rows: what queries and diagrams read.
//
// Vertices and edges are numbered from 0 in the order of their durable ids. Out-edges and in-edges
// of a vertex are spans of arcs, sorted by edge type, then other end, then edge. Properties are
// values.
//
// Threads: const after build, shared by shared_ptr. Boost.Graph's face of it is graph/bgl.h.

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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

  std::span<const Arc> out(VertexIndex v) const;
  std::span<const Arc> in(VertexIndex v) const;
  std::span<const Arc> out(VertexIndex v, TypeId type) const;  // only edges of this type
  std::span<const Arc> in(VertexIndex v, TypeId type) const;
  VertexIndex source(EdgeIndex e) const;
  VertexIndex target(EdgeIndex e) const;
  TypeId type(EdgeIndex e) const;

  // Names of labels, edge types and property keys, and back; nullopt when the graph has none such.
  const std::vector<std::string>& label_names() const;
  const std::vector<std::string>& type_names() const;
  const std::vector<std::string>& key_names() const;
  std::optional<LabelId> find_label(std::string_view name) const;
  std::optional<TypeId> find_type(std::string_view name) const;
  std::optional<KeyId> find_key(std::string_view name) const;

  std::span<const LabelId> labels(VertexIndex v) const;  // most specific first
  std::span<const VertexIndex> with_label(LabelId label) const;

  // A property, or null. And all that are there, sorted by key.
  const Value& property(VertexIndex v, std::string_view key) const;
  const Value& property(EdgeIndex e, std::string_view key) const;
  const Value& property(VertexIndex v, KeyId key) const;
  const Value& property(EdgeIndex e, KeyId key) const;
  std::vector<std::pair<std::string, Value>> properties(VertexIndex v) const;
  std::vector<std::pair<std::string, Value>> properties(EdgeIndex e) const;

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

  // The claims behind an edge, read from the store on demand; empty in a plain store.
  Result<std::vector<Evidence>> evidence(EdgeIndex e) const;

  bool is_reports() const;  // else a plain graph

 private:
  friend class SnapshotBuilder;
  struct Data;
  std::shared_ptr<const Data> data_;
};

// Puts a Snapshot together: the store's way, and a test's. Vertices and edges are numbered in the
// order in which they are added; an id that is not given is the index + 1. A property that is null
// is not kept. REQUIRES of add_edge: both ends were added.
class SnapshotBuilder {
 public:
  SnapshotBuilder();
  ~SnapshotBuilder();
  VertexIndex add_vertex(std::vector<std::string> labels, Map properties, VertexId id = {});
  EdgeIndex add_edge(VertexIndex from, std::string_view type, VertexIndex to, Map properties,
                     EdgeId id = {});
  void set_reports(std::function<Result<std::vector<Evidence>>(EdgeId)> evidence);
  std::shared_ptr<const Snapshot> build() &&;

 private:
  std::unique_ptr<Snapshot::Data> data_;
};

}  // namespace rapport::graph
