// How a statement is run, as a tree that a person can read: EXPLAIN, and with rows PROFILE.

#pragma once

#include <string>

#include "query/run.h"

namespace rapport::query {

// Plans what was not planned yet. With `has_run` the rows that came through each step stand beside
// those that were expected.
std::string plan_text(Run& run, const Statement& statement, bool has_run);

}  // namespace rapport::query
