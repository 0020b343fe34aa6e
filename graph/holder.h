// Who has a store open for writing: a small file beside RocksDB's lock, so that the message of a
// second writer can name the first. The lock itself is RocksDB's; this file only informs, and one
// that a killed process left behind does no harm.

#pragma once

#include <filesystem>
#include <string>

namespace rapport::graph {

inline constexpr const char* kHolderFile = "rapport.lock.json";

// Writes {"pid", "host", "since", "command"} of this process. Failing to is no error.
void write_holder(const std::filesystem::path& directory);
void remove_holder(const std::filesystem::path& directory);

// "process 4711 on alpha, since 2026-01-31T12:00:00Z, running `rapport import reports`"; "another
// process" where the file tells nothing.
std::string describe_holder(const std::filesystem::path& directory);

}  // namespace rapport::graph
