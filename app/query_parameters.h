// The parameters of a query, as the command line has them: NAME=LITERAL.

#pragma once

#include <string>
#include <vector>

#include "rapport/result.h"
#include "rapport/value.h"

namespace rapport::app {

// A plain text needs no quotes; what begins as a literal of another kind must be one. kBadInput
// says which parameter is wrong.
Result<Map> parse_parameters(const std::vector<std::string>& parameters);

}  // namespace rapport::app
