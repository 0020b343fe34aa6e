// A sum over bytes that shows damage: not against an adversary, but as fast as memory is read.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace rapport::graph {

// Depends on every bit, the order and the number of the bytes.
std::uint64_t checksum(std::span<const std::byte> bytes);

}  // namespace rapport::graph
