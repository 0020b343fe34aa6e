// What lies at the path of a store, before RocksDB is asked.

#include "graph/directory.h"

#include <string>
#include <system_error>

#include <unistd.h>

#include "graph/holder.h"

namespace rapport::graph {
namespace {

namespace fs = std::filesystem;

// Nothing is there, or what a creation that was cut short left behind.
bool is_vacant(const fs::path& directory) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name != "LOCK" && name != "IDENTITY" && name != kHolderFile && !name.ends_with(".dbtmp") &&
        !name.ends_with(".log") && !name.starts_with("LOG") && !name.starts_with("MANIFEST-") &&
        !name.starts_with("OPTIONS-")) {
      return false;
    }
  }
  return true;
}

}  // namespace

Result<bool> holds_database(const fs::path& directory, bool may_create) {
  const std::string where = directory.string();
  std::error_code failed;
  const fs::file_status status = fs::status(directory, failed);
  if (failed && status.type() != fs::file_type::not_found) {
    return Error{Code::kIo, failed.message(), where, "give yourself the right to read it"};
  }
  const bool exists = fs::exists(status);
  if (exists && !fs::is_directory(status)) {
    return Error{Code::kUnsupported, "is a file; a store is a directory", where,
                 "name another directory"};
  }
  failed.clear();
  if (exists && fs::exists(directory / "CURRENT", failed)) {
    return true;
  }
  if (failed || (exists && access(directory.c_str(), R_OK | X_OK) != 0)) {
    return Error{Code::kIo, "cannot be read: permission denied", where,
                 "give yourself the right to read it, or name another directory"};
  }
  if (exists && !is_vacant(directory)) {
    return Error{Code::kUnsupported, "is a directory of other files, not a store", where,
                 "name another directory"};
  }
  if (!may_create) {
    return Error{Code::kNotFound, "there is no store here", where,
                 "make one with `rapport import` or `rapport load`, or name another with --db"};
  }
  return false;
}

}  // namespace rapport::graph
