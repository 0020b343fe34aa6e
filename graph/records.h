// What the store keeps, as values: the ledger, the claims, and the counts from which entities and
// edges are made. Their bytes: codec.h.

#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/claim.h"
#include "rapport/ids.h"

namespace rapport::graph {

// As much of the pack as a reader needs that has no pack.
struct Schema {
  std::map<std::string, std::string, std::less<>> parents;  // type -> parent, or ""
  std::set<std::string, std::less<>> symmetric;             // relations

  // The type and its ancestors, most specific first.
  std::vector<std::string> labels(std::string_view type) const;
  bool operator==(const Schema&) const = default;
};

// How an entity was named at some place.
struct Wording {
  std::string name, type;
  Layer layer = Layer::kConcept;
  std::vector<std::string> aliases;  // sorted, each once
  auto operator<=>(const Wording&) const = default;
};

// What a claim says beside its ends.
struct Saying {
  std::string predicate, time, quantity, attribution, place;
  auto operator<=>(const Saying&) const = default;
};

// The documents of the same bytes that make an edge's claim: how sure the surest is, and of when.
struct Origin {
  std::string sha256;  // 64 hexadecimal digits
  std::uint16_t confidence = 0;
  std::string date;
  auto operator<=>(const Origin&) const = default;
};

struct VertexRecord {
  std::uint64_t documents = 0;  // that name it; never 0 in the store
  std::string key;
  bool operator==(const VertexRecord&) const = default;
};

// What makes two claims one edge, with ends that are durable ids.
struct EdgeIdentity {
  VertexId from, to;
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  std::string relation;
  std::string predicate;  // of a relation that is told by its predicate, else empty
  auto operator<=>(const EdgeIdentity&) const = default;
};

struct EdgeRecord {
  std::uint64_t documents = 0;
  EdgeIdentity identity;
  bool operator==(const EdgeRecord&) const = default;
};

struct ClaimRecord {
  EdgeId edge;
  std::uint32_t line = 0;         // of the first evidence span, from 1
  std::uint64_t fingerprint = 0;  // of the original bytes at `evidence`, and the quote
  Claim claim;
};

// Where a claim lies: a document's claims are numbered from 0 in reading order.
struct ClaimPlace {
  DocumentId document;
  std::uint32_t number = 0;
  auto operator<=>(const ClaimPlace&) const = default;
};

}  // namespace rapport::graph
