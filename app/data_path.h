// Where packs, models and examples are found, from any working directory.
//
// Looked at in this order: RAPPORT_DATA when it is set (and then nowhere else), ../share/rapport
// beside the folder of the executable, the source tree that the executable was built from.

#pragma once

#include <filesystem>
#include <string>

#include "rapport/result.h"

namespace rapport::app {

// The first place that has `what` ("models", "packs/cooperation.json"). kNotFound lists the places.
Result<std::filesystem::path> find_data(const std::string& what);

// A pack named on the command line: a file, or the name of one in packs/.
Result<std::filesystem::path> find_pack(const std::string& file_or_name);

}  // namespace rapport::app
