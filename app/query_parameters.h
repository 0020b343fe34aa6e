// The parameters of a query, as the command line has them: NAME=LITERAL.

#pragma once

#include <string>
#include <vector>

#include "rapport/result.h"
#include "rapport/value.h"

namespace rapport::app {

// What the text stands for: a plain text needs no quotes; what begins as a literal of another kind
// must be one, else kBadInput.
Result<Value> parameter_value(const std::string& text);

// kBadInput says which parameter is wrong.
Result<Map> parse_parameters(const std::vector<std::string>& parameters);

}  // namespace rapport::app
