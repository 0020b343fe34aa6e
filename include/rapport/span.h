// A half-open range of bytes [begin, end). What the bytes belong to (the original file, the
// repaired text) is said where a span is kept.

#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rapport {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  std::string_view in(std::string_view text) const { return text.substr(begin, size()); }
  auto operator<=>(const Span&) const = default;
};

// In reading order, which is not always ascending: a sentence can run over a column break.
using Spans = std::vector<Span>;

}  // namespace rapport
