// The record of a plain store's vertex: labels, and properties of any storable type.

#include <utility>

#include "graph/bytes.h"
#include "graph/codec.h"
#include "graph/codec_value.h"

namespace rapport::graph {
namespace {

Result<void> write_properties(ByteWriter& writer, const Map& properties) {
  writer.number(properties.size());
  for (const auto& [key, value] : properties) {
    writer.text(key);
    if (auto written = write_value(writer, value); !written) {
      Error error = std::move(written).error();
      error.where = key;
      return error;
    }
  }
  return {};
}

Map read_properties(ByteReader& reader) {
  Map properties;
  for (std::size_t n = reader.length(2); n > 0 && !reader.failed(); --n) {
    std::string key = reader.text();
    properties[std::move(key)] = decode_value(skip_value(reader));
  }
  return properties;
}

void visit_properties(ByteReader& reader, const PropertyVisitor& visit) {
  for (std::size_t n = reader.length(2); n > 0 && !reader.failed(); --n) {
    const std::string_view key = reader.raw(reader.length());
    const std::string_view value = skip_value(reader);
    if (!reader.failed() && !is_null(value)) {
      visit(key, value);
    }
  }
}

}  // namespace

Result<void> visit_plain_vertex(std::string_view bytes, const LabelVisitor& label,
                                const PropertyVisitor& property) {
  ByteReader reader(bytes);
  for (std::size_t n = reader.length(); n > 0 && !reader.failed(); --n) {
    label(reader.raw(reader.length()));
  }
  visit_properties(reader, property);
  RAPPORT_TRY([[maybe_unused]] const bool whole, reader.finish(true, "vertex record"));
  return {};
}

Result<std::string> encode_plain_vertex(const PlainVertex& vertex) {
  ByteWriter writer;
  writer.texts(vertex.labels);
  RAPPORT_CHECK(write_properties(writer, vertex.properties));
  return writer.take();
}

Result<PlainVertex> decode_plain_vertex(std::string_view bytes) {
  ByteReader reader(bytes);
  PlainVertex vertex;
  vertex.labels = reader.texts();
  vertex.properties = read_properties(reader);
  return reader.finish(std::move(vertex), "vertex record");
}

}  // namespace rapport::graph
