// Tells a store's directory from other people's files, so that a wrong --db harms nothing.

#pragma once

#include <filesystem>

#include "rapport/result.h"

namespace rapport::graph {

// True: a database is there. False: nothing is there, or only what a creation that was cut short
// left, and it may be made. kNotFound: nothing is there and !may_create. kUnsupported: a file, or a
// directory of other files. kIo: it cannot be read.
Result<bool> holds_database(const std::filesystem::path& directory, bool may_create);

}  // namespace rapport::graph
