// Explains what read_claims() does.

#pragma once

#include <string>
#include <vector>

#include "rapport/extract/explain.h"
#include "rapport/pack/pack.h"

#include "extract/claim/analysis.h"

namespace rapport::extract {

// One a proposition that says something of something, in the order of the text.
std::vector<Explanation> explain_claims(const Analysis& analysis, const pack::Pack& pack,
                                        const std::vector<std::string>& without = {});

}  // namespace rapport::extract
