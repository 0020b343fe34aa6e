// What can be set for the runs of statements, in the dialogue: limits, and parameters.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rapport/query/query.h"

namespace rapport::app {

// ":set NAME NUMBER", as words. kBadInput.
Result<void> set_limit(query::RunOptions& options, const std::vector<std::string>& words);
// All limits, one a line.
std::string limits_text(const query::RunOptions& options);

// "NAME = LITERAL". kBadInput.
Result<void> set_parameter(Map& parameters, std::string_view text);

}  // namespace rapport::app
