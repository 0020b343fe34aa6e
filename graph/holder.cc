// The file that names the writer of a store.

#include "graph/holder.h"

#include <array>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iterator>
#include <system_error>

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace rapport::graph {
namespace {

constexpr std::size_t kLongestCommand = 200;

std::string host_name() {
  std::array<char, 256> name{};
  if (gethostname(name.data(), name.size() - 1) != 0) {
    return "unknown";
  }
  return name.data();
}

std::string now() {
  const std::time_t seconds =
      std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

// The words of the command line, joined by blanks.
std::string command() {
  std::ifstream file("/proc/self/cmdline", std::ios::binary);
  std::string words{std::istreambuf_iterator<char>(file), {}};
  if (!words.empty() && words.back() == '\0') {
    words.pop_back();
  }
  for (char& c : words) {
    c = c == '\0' ? ' ' : c;
  }
  if (words.size() > kLongestCommand) {
    words.resize(kLongestCommand);
    words += "...";
  }
  return words;
}

}  // namespace

void write_holder(const std::filesystem::path& directory) {
  const nlohmann::ordered_json holder = {
      {"pid", getpid()}, {"host", host_name()}, {"since", now()}, {"command", command()}};
  std::ofstream(directory / kHolderFile)
      << holder.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

void remove_holder(const std::filesystem::path& directory) {
  std::error_code ignored;
  std::filesystem::remove(directory / kHolderFile, ignored);
}

std::string describe_holder(const std::filesystem::path& directory) {
  std::ifstream file(directory / kHolderFile);
  const auto holder = nlohmann::json::parse(file, nullptr, false);
  const auto text = [&holder](const char* key) {
    return holder.is_object() && holder.contains(key) && holder[key].is_string()
               ? holder[key].get<std::string>()
               : std::string("unknown");
  };
  if (!holder.is_object() || !holder.contains("pid") || !holder["pid"].is_number_integer()) {
    return "another process";
  }
  return "process " + std::to_string(holder["pid"].get<std::int64_t>()) + " on " + text("host") +
         ", since " + text("since") + ", running `" + text("command") + "`";
}

}  // namespace rapport::graph
