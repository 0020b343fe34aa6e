// The last stage: from an analysed document to its claims, with names, qualifiers and evidence.

#pragma once

#include <string>
#include <vector>

#include "rapport/claim.h"
#include "rapport/pack/pack.h"

#include "extract/claim/analysis.h"

namespace rapport::extract {

// The claims in reading order, each told once a place; `without` as in ExtractOptions. Where a
// proposition has more than Mapper::kMostClaims, the others are left out and `warnings` says so.
std::vector<Claim> read_claims(const Analysis& analysis, const pack::Pack& pack,
                               const std::vector<std::string>& without,
                               std::vector<std::string>& warnings);

}  // namespace rapport::extract
