// The files of a pack: itself and its parts, read, parsed and hashed.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "rapport/result.h"

#include "pack/faults.h"

namespace rapport::pack {

struct PackFile {
  std::string origin;  // how it is named in messages
  nlohmann::json json;
};

// kNotFound, kIo, kLimit (above 64 MiB).
Result<std::string> read_file(const std::filesystem::path& file);

struct PackFiles {
  std::vector<PackFile> files;  // the pack first, then its parts in their order
  std::string hash;             // SHA-256 over all of them, 64 hexadecimal digits
};

// A pack whose text is `json`; its parts are read from `folder`. What is wrong with the main file's
// JSON or format comes back as the error; what is wrong with parts goes to `faults`.
Result<PackFiles> read_pack_files(std::string_view json, const std::string& origin,
                                  const std::filesystem::path& folder, Faults& faults);

}  // namespace rapport::pack
