// Decoders of the store's keys and values on any bytes: no crash, and what is accepted is written
// again as a value that reads the same.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "graph/codec.h"
#include "graph/edge_run.h"

namespace {

using namespace rapport::graph;  // NOLINT(google-build-using-namespace): a fuzzer's only subject

void expect(bool holds) {
  if (!holds) {
    std::abort();
  }
}

template <typename Decode, typename Encode>
void round_trip(std::string_view bytes, const Decode& decode, const Encode& encode) {
  const auto value = decode(bytes);
  if (!value) {
    expect(value.error().code == rapport::Code::kCorrupt);
    return;
  }
  const auto again = encode(value.value());
  const auto read = decode(again);
  expect(read.has_value() && encode(read.value()) == again);
}

rapport::Result<std::vector<PlainEdge>> decode_run(std::string_view bytes) {
  RAPPORT_TRY(EdgeRun run, EdgeRun::open(key_of(rapport::EdgeId{1}), bytes));
  std::vector<PlainEdge> edges;
  while (run.next()) {
    const EdgeShape& shape = run.shapes()[run.shape()];
    PlainEdge& edge = edges.emplace_back(run.from(), run.to(), std::string(shape.type));
    for (std::size_t i = 0; i < shape.keys.size(); ++i) {
      edge.properties[std::string(shape.keys[i])] = decode_value(run.values()[i]);
    }
  }
  RAPPORT_CHECK(run.status());
  return edges;
}

std::string encode_run(const std::vector<PlainEdge>& edges) {
  EdgeRunWriter writer;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    expect(writer.add(rapport::EdgeId{1 + i}, edges[i]).has_value());
  }
  return writer.take();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  round_trip(bytes, decode_number, encode_number);
  round_trip(bytes, decode_schema, encode_schema);
  round_trip(bytes, decode_document, encode_document);
  round_trip(bytes, decode_claim, encode_claim);
  round_trip(bytes, decode_vertex, encode_vertex);
  round_trip(bytes, decode_edge, encode_edge);
  round_trip(bytes, decode_wording_key,
             [](const WordingKey& key) { return key_of(key.vertex, key.wording); });
  round_trip(bytes, decode_saying_key,
             [](const SayingKey& key) { return key_of(key.edge, key.saying); });
  round_trip(bytes, decode_origin_key,
             [](const OriginKey& key) { return key_of(key.edge, key.origin); });
  round_trip(bytes, decode_edge_claim_key,
             [](const EdgeClaimKey& key) { return key_of(key.edge, key.place); });
  round_trip(bytes, decode_plain_vertex,
             [](const PlainVertex& vertex) { return encode_plain_vertex(vertex).value(); });
  round_trip(bytes, decode_run, encode_run);
  return 0;
}
