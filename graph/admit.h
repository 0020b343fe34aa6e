// The gate of the store: what an extraction must be to be committed.

#pragma once

#include <string>
#include <vector>

#include "rapport/claim.h"
#include "rapport/pack/pack.h"
#include "rapport/result.h"

#include "graph/records.h"

namespace rapport::graph {

// Nothing larger goes into a key of the store.
inline constexpr std::size_t kLongestName = 4096;

// kBadInput: a document without a name, or whose bytes are not those that its sha256 and size tell.
Result<void> check_document(const Extraction& extraction);

// Why a claim cannot be stored: a type or relation that the pack does not have, a signature that
// does not admit it, evidence that is missing or lies outside of the document or cuts a character
// in two, text that is not UTF-8, a name that is empty or too long. Empty: it can.
std::string fault_of(const Claim& claim, const Extraction& extraction, const pack::Pack& pack);

struct AdmittedClaims {
  std::vector<ClaimRecord> records;  // in reading order; without their edges
  std::vector<std::string> refused;  // "REASON: QUOTE"
  std::uint64_t repeated = 0;        // said again at the same place
};
AdmittedClaims admit(const Extraction& extraction, const pack::Pack& pack, const Schema& schema);

}  // namespace rapport::graph
