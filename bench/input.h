// The texts that the benchmarks of extraction read: the example reports and, where it is there, the
// text beside the project (../shared/seeds); or the files named in RAPPORT_BENCH_FILES, separated
// by ':'.

#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "rapport/result.h"

namespace rapport::bench {

template <typename T>
T need(Result<T> result) {
  if (!result) {
    std::cerr << to_string(result.error()) << "\n";
    std::exit(1);
  }
  return std::move(result).value();
}

inline std::vector<std::filesystem::path> input_files() {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  if (const char* named = std::getenv("RAPPORT_BENCH_FILES")) {
    std::istringstream list(named);
    for (std::string file; std::getline(list, file, ':');) {
      files.emplace_back(file);
    }
    return files;
  }
  for (const fs::path folder :
       {RAPPORT_SOURCE_DIR "/examples/reports", RAPPORT_SOURCE_DIR "/../shared/seeds"}) {
    if (fs::is_directory(folder)) {
      for (const auto& entry : fs::directory_iterator(folder)) {
        files.push_back(entry.path());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace rapport::bench
