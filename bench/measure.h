// Clocks, memory, whole processes, and what other programs printed.

#pragma once

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "rapport/result.h"

namespace rapport::bench {

[[noreturn]] inline void die(const std::string& what) {
  std::fprintf(stderr, "%s\n", what.c_str());
  std::exit(1);
}

template <typename T>
T take(Result<T> result) {
  if (!result) {
    die(to_string(result.error()));
  }
  return std::move(result).value();
}

inline double milliseconds(clockid_t clock) {
  timespec now = {};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}
inline double cpu_ms() { return milliseconds(CLOCK_PROCESS_CPUTIME_ID); }
inline double wall_ms() { return milliseconds(CLOCK_MONOTONIC); }

inline double resident_mb() {
  std::ifstream in("/proc/self/statm");
  double size = 0;
  double resident = 0;
  in >> size >> resident;
  return resident * 4096 / 1048576;
}

struct ProcessCost {
  double cpu_ms = 0, resident_mb = 0;
};

// Runs a program to its end, without what it prints. Its first word is its path. What this process
// keeps in memory counts for the other too, up to the moment when that one begins.
inline ProcessCost run_process(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    if (std::freopen("/dev/null", "w", stdout) != nullptr) {
      execv(arguments[0], arguments.data());
    }
    _exit(127);
  }
  int status = 0;
  rusage usage = {};
  if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) {
    die("cannot run " + words[0]);
  }
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return {ms(usage.ru_utime) + ms(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024};
}

// The number behind `"key":` in a line of JSON; below 0: none.
inline double number_of(const std::string& line, const std::string& key) {
  const std::size_t at = line.find("\"" + key + "\":");
  return at == std::string::npos ? -1 : std::atof(line.c_str() + at + key.size() + 3);
}

}  // namespace rapport::bench
