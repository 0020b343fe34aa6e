// Records of a plain store: labels, and properties of any storable type.

#include <bit>
#include <utility>

#include "graph/bytes.h"
#include "graph/codec.h"

namespace rapport::graph {
namespace {

enum class Tag : std::uint8_t { kNull, kFalse, kTrue, kInteger, kFloat, kText, kList };

Error not_storable(std::string_view what) {
  return {Code::kBadInput, "cannot be stored as a property: " + std::string(what), "",
          "a property is null, a boolean, a number, a text, or a list of these"};
}

Result<void> write_value(ByteWriter& writer, const Value& value, int depth) {
  const auto tag = [&writer](Tag t) -> ByteWriter& {
    return writer.u8(static_cast<std::uint8_t>(t));
  };
  if (value.is_null()) {
    tag(Tag::kNull);
  } else if (const bool* truth = value.as_bool()) {
    tag(*truth ? Tag::kTrue : Tag::kFalse);
  } else if (const std::int64_t* integer = value.as_int()) {
    tag(Tag::kInteger).u64(std::bit_cast<std::uint64_t>(*integer));
  } else if (const double* number = value.as_float()) {
    tag(Tag::kFloat).u64(std::bit_cast<std::uint64_t>(*number));
  } else if (const std::string* text = value.as_string()) {
    tag(Tag::kText).text(*text);
  } else if (const List* list = value.as_list()) {
    if (depth == kDeepestValue) {
      return not_storable("lists nested too deep");
    }
    tag(Tag::kList).number(list->size());
    for (const Value& item : *list) {
      RAPPORT_CHECK(write_value(writer, item, depth + 1));
    }
  } else {
    return not_storable(value.as_map() != nullptr ? "a map" : "a vertex, a relationship or a path");
  }
  return {};
}

Value read_value(ByteReader& reader, int depth) {
  switch (reader.choice(Tag::kList)) {
    case Tag::kNull:
      return {};
    case Tag::kFalse:
      return false;
    case Tag::kTrue:
      return true;
    case Tag::kInteger:
      return std::bit_cast<std::int64_t>(reader.u64());
    case Tag::kFloat:
      return std::bit_cast<double>(reader.u64());
    case Tag::kText:
      return reader.text();
    case Tag::kList:
      break;
  }
  if (depth == kDeepestValue) {
    reader.fail();
    return {};
  }
  List list;
  for (std::size_t n = reader.length(); n > 0 && !reader.failed(); --n) {
    list.push_back(read_value(reader, depth + 1));
  }
  return list;
}

// Passes over one value, whose bytes it gives.
std::string_view skip_value(ByteReader& reader, int depth) {
  const char* const begin = reader.peek().data();
  switch (reader.choice(Tag::kList)) {
    case Tag::kNull:
    case Tag::kFalse:
    case Tag::kTrue:
      break;
    case Tag::kInteger:
    case Tag::kFloat:
      reader.raw(8);
      break;
    case Tag::kText:
      reader.raw(reader.length());
      break;
    case Tag::kList:
      if (depth == kDeepestValue) {
        reader.fail();
        break;
      }
      for (std::size_t n = reader.length(); n > 0 && !reader.failed(); --n) {
        skip_value(reader, depth + 1);
      }
  }
  return reader.failed()
             ? std::string_view()
             : std::string_view(begin, static_cast<std::size_t>(reader.peek().data() - begin));
}

Result<void> write_properties(ByteWriter& writer, const Map& properties) {
  writer.number(properties.size());
  for (const auto& [key, value] : properties) {
    writer.text(key);
    if (auto written = write_value(writer, value, 0); !written) {
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
    properties[std::move(key)] = read_value(reader, 0);
  }
  return properties;
}

void visit_properties(ByteReader& reader, const PropertyVisitor& visit) {
  for (std::size_t n = reader.length(2); n > 0 && !reader.failed(); --n) {
    const std::string_view key = reader.raw(reader.length());
    const std::string_view value = skip_value(reader, 0);
    if (!reader.failed() && value[0] != static_cast<char>(Tag::kNull)) {
      visit(key, value);
    }
  }
}

}  // namespace

Result<std::string> encode_value(const Value& value) {
  ByteWriter writer;
  RAPPORT_CHECK(write_value(writer, value, 0));
  return writer.take();
}

Value decode_value(std::string_view bytes) {
  ByteReader reader(bytes);
  return read_value(reader, 0);
}

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

Result<void> visit_plain_edge(std::string_view bytes, const EdgeVisitor& edge,
                              const PropertyVisitor& property) {
  ByteReader reader(bytes);
  const VertexId from{reader.u64()};
  const VertexId to{reader.u64()};
  const std::string_view type = reader.raw(reader.length());
  if (!reader.failed()) {
    RAPPORT_CHECK(edge(from, to, type));
  }
  visit_properties(reader, property);
  RAPPORT_TRY([[maybe_unused]] const bool whole, reader.finish(true, "edge record"));
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

Result<std::string> encode_plain_edge(const PlainEdge& edge) {
  ByteWriter writer;
  writer.u64(edge.from.value).u64(edge.to.value).text(edge.type);
  RAPPORT_CHECK(write_properties(writer, edge.properties));
  return writer.take();
}

Result<PlainEdge> decode_plain_edge(std::string_view bytes) {
  ByteReader reader(bytes);
  PlainEdge edge;
  edge.from.value = reader.u64();
  edge.to.value = reader.u64();
  edge.type = reader.text();
  edge.properties = read_properties(reader);
  return reader.finish(std::move(edge), "edge record");
}

}  // namespace rapport::graph
