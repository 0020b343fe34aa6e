// Finding the data that travels with the program.

#include "app/data_path.h"

#include <cstdlib>
#include <vector>

#include <fmt/format.h>

namespace rapport::app {

namespace fs = std::filesystem;

namespace {

std::vector<fs::path> data_folders() {
  if (const char* set = std::getenv("RAPPORT_DATA"); set != nullptr && *set != '\0') {
    return {fs::path(set)};
  }
  std::vector<fs::path> folders;
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    folders.push_back(executable.parent_path().parent_path() / "share" / "rapport");
  }
  folders.emplace_back(RAPPORT_SOURCE_DIR);
  return folders;
}

}  // namespace

Result<fs::path> find_data(const std::string& what) {
  std::string looked;
  for (const fs::path& folder : data_folders()) {
    std::error_code error;
    if (fs::exists(folder / what, error)) {
      return folder / what;
    }
    looked += (looked.empty() ? "" : ", ") + folder.string();
  }
  return Error{Code::kNotFound, fmt::format("is not in {}", looked), what,
               "set RAPPORT_DATA to the folder that holds packs/ and models/"};
}

Result<fs::path> find_pack(const std::string& file_or_name) {
  std::error_code error;
  const fs::path file(file_or_name);
  if (file.has_parent_path() || file.extension() == ".json" || fs::is_regular_file(file, error)) {
    return file;
  }
  return find_data("packs/" + file_or_name + ".json");
}

}  // namespace rapport::app
