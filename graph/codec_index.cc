// The rows by which vertices are found: names, arcs by vertex, and tallies of what there is.

#include <utility>

#include "graph/bytes.h"
#include "graph/codec.h"

namespace rapport::graph {

namespace {

constexpr std::size_t kIdBytes = 8;

// The smallest arc: a number each for edge and other end.
constexpr std::size_t kLeastArc = 2;

}  // namespace

std::string name_prefix(std::string_view folded) { return ByteWriter().raw(folded).u8(0).take(); }

std::string name_key(std::string_view folded, VertexId vertex) {
  return ByteWriter().raw(folded).u8(0).u64(vertex.value).take();
}

std::string encode_name(bool is_alias) { return ByteWriter().u8(is_alias ? 1 : 0).take(); }

Result<std::optional<NamedVertex>> decode_name(std::string_view folded, std::string_view key,
                                               std::string_view value) {
  if (key.size() != folded.size() + 1 + kIdBytes) {
    return std::optional<NamedVertex>();
  }
  ByteReader id(key.substr(folded.size() + 1));
  ByteReader rest(value);
  const NamedVertex named{VertexId{id.u64()}, rest.choice(std::uint8_t{1}) == 1};
  return rest.finish(std::optional(named), "name record");
}

std::string arcs_prefix(VertexId vertex, Way way) {
  return ByteWriter().u64(vertex.value).u8(static_cast<std::uint8_t>(way)).take();
}

std::string arcs_key(VertexId vertex, Way way, EdgeId first) {
  return ByteWriter().u64(vertex.value).u8(static_cast<std::uint8_t>(way)).u64(first.value).take();
}

std::string encode_arcs(std::span<const StoredArc> arcs) {
  std::uint64_t first = arcs.front().edge.value;
  for (const StoredArc& arc : arcs) {
    first = std::min(first, arc.edge.value);
  }
  ByteWriter writer;
  for (std::size_t begin = 0; begin < arcs.size();) {
    std::size_t end = begin;
    while (end < arcs.size() && arcs[end].type == arcs[begin].type) {
      ++end;
    }
    writer.text(arcs[begin].type).number(end - begin);
    std::uint64_t last = first;
    for (; begin < end; ++begin) {
      writer.number(arcs[begin].edge.value - last).number(arcs[begin].other.value);
      last = arcs[begin].edge.value;
    }
  }
  return writer.take();
}

Result<void> visit_arcs(std::string_view key, std::string_view value,
                        const StoredArcVisitor& visit) {
  ByteReader place(key);
  place.raw(kIdBytes + 1);
  const std::uint64_t first = place.u64();
  ByteReader reader(value);
  while (!reader.failed() && !reader.peek().empty()) {
    const std::string_view type = reader.raw(reader.length());
    std::uint64_t last = first;
    for (std::size_t n = reader.length(kLeastArc); n > 0 && !reader.failed(); --n) {
      last += reader.number();
      const VertexId other{reader.number()};
      if (!reader.failed()) {
        visit({type, EdgeId{last}, other});
      }
    }
  }
  RAPPORT_TRY([[maybe_unused]] const bool placed, place.finish(true, "key of arcs"));
  RAPPORT_TRY([[maybe_unused]] const bool whole, reader.finish(true, "row of arcs"));
  return {};
}

std::string key_of(const TallyKey& key) {
  return ByteWriter().u8(static_cast<std::uint8_t>(key.what)).raw(key.name).take();
}

Result<TallyKey> decode_tally_key(std::string_view bytes) {
  ByteReader reader(bytes);
  TallyKey key;
  key.what = reader.choice(Tallied::kKey);
  key.name = reader.rest();
  return reader.finish(std::move(key), "tally");
}

}  // namespace rapport::graph
