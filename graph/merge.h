// From claims to entities and edges: what one document adds, and what all documents together make
// of a vertex or an edge.
//
//   claims of a document --contribution()--> counts --(apply.h)--> counts of all documents
//   counts of all documents --vertex_properties(), edge_properties()--> what a query sees
//
// Everything a query sees is a function of sums of counts, and sums know no order: so the order of
// commits leaves no trace, and taking a document's counts away again is the exact inverse.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rapport/claim.h"
#include "rapport/pack/pack.h"
#include "rapport/value.h"

#include "graph/records.h"

namespace rapport::graph {

// The relation whose edges are told apart by their predicate.
inline constexpr std::string_view kUnmapped = "RELATED_TO";

Schema schema_of(const pack::Pack& pack);

// EdgeIdentity with keys for ends: what a claim alone can tell.
struct EdgeName {
  std::string from, to;
  std::string relation, predicate;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  auto operator<=>(const EdgeName&) const = default;
};
// A symmetric relation goes from the smaller key to the larger.
EdgeName edge_name(const Claim& claim, const Schema& schema);

// What is left when each statement counts once: of claims with the same edge and the same evidence,
// the one of the highest confidence, of equals the first.
std::vector<Claim> without_repeats(std::vector<Claim> claims, const Schema& schema);

// What the claims of one document count for.
struct EdgeCounts {
  std::vector<std::uint32_t> claims;  // positions
  std::map<Saying, std::uint64_t> sayings;
  std::uint16_t confidence = 0;  // of the surest claim
};
struct Contribution {
  // By vertex key. A wording counts once for each place where it is a mention.
  std::map<std::string, std::map<Wording, std::uint64_t>> vertices;
  std::map<EdgeName, EdgeCounts> edges;
};
Contribution contribution(std::span<const Claim> claims, const Schema& schema);

// What a vertex amounts to: name, type, layer, aliases, mentions, documents.
// The name is the most frequent one, of equals the first in the order of bytes; the layer is the
// most frequent one, of equals the more definite. For the type, mentions of a supertype count for
// each of its subtypes that is there; of equals the deeper wins, then the order of bytes.
struct VertexCounts {
  std::vector<std::pair<Wording, std::uint64_t>> wordings;
  std::uint64_t documents = 0;
};
struct VertexFace {
  std::vector<std::string> labels;
  Map properties;
};
VertexFace vertex_face(const VertexCounts& counts, const Schema& schema);

// What an edge amounts to: confidence, polarity, modality, mentions, documents, origins,
// first_seen, last_seen, and predicate, time, quantity, attribution, place: absent where no claim
// has one, a text where all that have one agree, a sorted list where they differ.
struct EdgeOrigins {
  std::vector<std::pair<Saying, std::uint64_t>> sayings;
  std::vector<std::pair<Origin, std::uint64_t>> origins;
  std::uint64_t documents = 0;
};
Map edge_face(const EdgeIdentity& identity, const EdgeOrigins& counts);

// Noisy or (Pearl, 1988) over independent origins: one minus the product of the doubts, in
// thousandths. Integers in a fixed order, so that it is the same on every machine.
std::uint16_t combined_confidence(std::vector<std::uint16_t> thousandths);

}  // namespace rapport::graph
