// Words go to four lanes in turn, which a processor multiplies at once.

#include "graph/checksum.h"

#include <array>
#include <bit>
#include <cstring>

namespace rapport::graph {
namespace {

constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15U;  // 2^64 divided by the golden ratio

// Each step can be undone, so that two lanes that differ once differ to the end.
std::uint64_t mixed(std::uint64_t lane, std::uint64_t word) {
  return std::rotl((lane ^ word) * kOdd, 29);
}

}  // namespace

std::uint64_t checksum(std::span<const std::byte> bytes) {
  std::array<std::uint64_t, 4> lanes = {1, 2, 3, 4};
  std::uint64_t sum = bytes.size();
  for (; bytes.size() >= sizeof lanes; bytes = bytes.subspan(sizeof lanes)) {
    std::array<std::uint64_t, 4> words;
    std::memcpy(words.data(), bytes.data(), sizeof words);
    for (std::size_t i = 0; i < lanes.size(); ++i) {
      lanes[i] = mixed(lanes[i], words[i]);
    }
  }
  for (const std::byte byte : bytes) {
    sum = mixed(sum, std::to_integer<std::uint64_t>(byte));
  }
  for (const std::uint64_t lane : lanes) {
    sum = mixed(sum, lane);
  }
  return sum ^ sum >> 32;
}

}  // namespace rapport::graph
