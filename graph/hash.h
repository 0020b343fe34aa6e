// SHA-256 (FIPS 180-4), by OpenSSL.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rapport/claim.h"

namespace rapport::graph {

std::string sha256_hex(std::string_view bytes);

// Ties a claim to its evidence: the first 8 bytes of the hash over the original bytes at its spans,
// each after its length, and the quote. Any change of text, offsets or quote shows.
// REQUIRES: the spans lie in `original`.
std::uint64_t fingerprint(const Claim& claim, std::string_view original);

}  // namespace rapport::graph
