// Identifiers that the compiler keeps apart. *Id is durable (in the store, never reused); *Index is
// a position in one graph::Snapshot and means nothing outside of it.

#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace rapport {

template <typename Tag, typename Number>
struct StrongId {
  Number value = 0;
  auto operator<=>(const StrongId&) const = default;
};

using DocumentId = StrongId<struct DocumentTag, std::uint32_t>;
using VertexId = StrongId<struct VertexTag, std::uint64_t>;
using EdgeId = StrongId<struct EdgeTag, std::uint64_t>;
using VertexIndex = StrongId<struct VertexIndexTag, std::uint32_t>;
using EdgeIndex = StrongId<struct EdgeIndexTag, std::uint32_t>;

}  // namespace rapport

template <typename Tag, typename Number>
struct std::hash<rapport::StrongId<Tag, Number>> {
  std::size_t operator()(rapport::StrongId<Tag, Number> id) const noexcept {
    return std::hash<Number>{}(id.value);
  }
};
