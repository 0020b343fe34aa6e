// The bytes of keys and values; nobody else knows them. Described in docs/storage.md, pinned by
// tests/graph/codec_test.cc and plain_codec_test.cc.
//
// Every decode function checks bounds and ranges, and wants all bytes to be used: anything else is
// kCorrupt. decode(encode(x)) == x.

#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "rapport/graph/store.h"
#include "rapport/result.h"
#include "rapport/value.h"

#include "graph/records.h"

namespace rapport::graph {

inline constexpr std::uint64_t kFormatVersion = 3;
// In `meta`; may be missing.
inline constexpr std::string_view kWeightKey = "weight";
inline constexpr std::string_view kCommitsKey = "commits";
// Deepest nesting of lists in a property.
inline constexpr int kDeepestValue = 16;

// Keys. Numbers are big-endian, so that keys sort as their numbers do.
std::string key_of(DocumentId id);
std::string key_of(VertexId id);
std::string key_of(EdgeId id);
std::string key_of(ClaimPlace place);
std::string key_of(EdgeId edge, ClaimPlace place);
std::string key_of(VertexId vertex, const Wording& wording);
std::string key_of(EdgeId edge, const Saying& saying);
std::string key_of(EdgeId edge, const Origin& origin);
std::string key_of(const EdgeIdentity& identity);

Result<DocumentId> decode_document_id(std::string_view bytes);
Result<VertexId> decode_vertex_id(std::string_view bytes);
Result<EdgeId> decode_edge_id(std::string_view bytes);
Result<ClaimPlace> decode_claim_key(std::string_view bytes);
struct EdgeClaimKey {
  EdgeId edge;
  ClaimPlace place;
};
Result<EdgeClaimKey> decode_edge_claim_key(std::string_view bytes);
struct WordingKey {
  VertexId vertex;
  Wording wording;
};
Result<WordingKey> decode_wording_key(std::string_view bytes);
struct SayingKey {
  EdgeId edge;
  Saying saying;
};
Result<SayingKey> decode_saying_key(std::string_view bytes);
struct OriginKey {
  EdgeId edge;
  Origin origin;
};
Result<OriginKey> decode_origin_key(std::string_view bytes);

// Values. `document.info.sha256` and `origin.sha256` must be 64 hexadecimal digits.
std::string encode_number(std::uint64_t number);  // counts, counters, the format version
std::string encode_schema(const Schema& schema);
std::string encode_document(const LedgerEntry& entry);  // without its id, which is the key
std::string encode_claim(const ClaimRecord& record);
std::string encode_vertex(const VertexRecord& record);
std::string encode_edge(const EdgeRecord& record);
// kBadInput: a property is a map, a vertex, an edge or a path, or nested too deep.
Result<std::string> encode_plain_vertex(const PlainVertex& vertex);

Result<std::uint64_t> decode_number(std::string_view bytes);
Result<Schema> decode_schema(std::string_view bytes);
Result<LedgerEntry> decode_document(std::string_view bytes);
Result<ClaimRecord> decode_claim(std::string_view bytes);
Result<VertexRecord> decode_vertex(std::string_view bytes);
Result<EdgeRecord> decode_edge(std::string_view bytes);
Result<PlainVertex> decode_plain_vertex(std::string_view bytes);

// One value, as the records of plain stores hold them. decode_value gives null for what is damaged.
Result<std::string> encode_value(const Value& value);
Value decode_value(std::string_view bytes);

// The record of a plain store's vertex without a copy: each label, each property that is not null
// as its key and its encoded value. Edges: edge_run.h.
using LabelVisitor = std::function<void(std::string_view)>;
using PropertyVisitor = std::function<void(std::string_view key, std::string_view value)>;
Result<void> visit_plain_vertex(std::string_view bytes, const LabelVisitor& label,
                                const PropertyVisitor& property);

// --- By what a few vertices of a plain store are found (codec_index.cc) ---

// A name or an alias, folded, and the vertex that has it; the value tells whether it is an alias.
std::string name_prefix(std::string_view folded);
std::string name_key(std::string_view folded, VertexId vertex);
std::string encode_name(bool is_alias);
struct NamedVertex {
  VertexId vertex;
  bool is_alias = false;
};
// nullopt: the key is of a longer name that begins with `folded`.
Result<std::optional<NamedVertex>> decode_name(std::string_view folded, std::string_view key,
                                               std::string_view value);

// Some arcs of a vertex in one direction, as they were written together: sorted by type, then edge.
struct StoredArc {
  std::string_view type;
  EdgeId edge;
  VertexId other;
};
enum class Way : std::uint8_t { kOut, kIn };
std::string arcs_prefix(VertexId vertex, Way way);
std::string arcs_key(VertexId vertex, Way way, EdgeId first);  // the least of the edges
std::string encode_arcs(std::span<const StoredArc> arcs);
// Calls `visit` for each; the type's text is one of the value's bytes.
using StoredArcVisitor = std::function<void(const StoredArc&)>;
Result<void> visit_arcs(std::string_view key, std::string_view value,
                        const StoredArcVisitor& visit);

// How many there are of a kind, and which names are in use.
enum class Tallied : std::uint8_t { kVertices, kEdges, kLabel, kType, kKey };
struct TallyKey {
  Tallied what = Tallied::kVertices;
  std::string name;  // of a label, a type or a property key
  auto operator<=>(const TallyKey&) const = default;
};
std::string key_of(const TallyKey& key);
Result<TallyKey> decode_tally_key(std::string_view bytes);

}  // namespace rapport::graph
