// A property's value: a tag, then its bytes.

#include "graph/codec_value.h"

#include <bit>
#include <utility>

#include "graph/codec.h"

namespace rapport::graph {
namespace {

enum class Tag : std::uint8_t { kNull, kFalse, kTrue, kInteger, kFloat, kText, kList };

Error not_storable(std::string_view what) {
  return {Code::kBadInput, "cannot be stored as a property: " + std::string(what), "",
          "a property is null, a boolean, a number, a text, or a list of these"};
}

Result<void> write_nested(ByteWriter& writer, const Value& value, int depth) {
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
      RAPPORT_CHECK(write_nested(writer, item, depth + 1));
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

std::string_view skip_nested(ByteReader& reader, int depth) {
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
        skip_nested(reader, depth + 1);
      }
  }
  return reader.failed()
             ? std::string_view()
             : std::string_view(begin, static_cast<std::size_t>(reader.peek().data() - begin));
}

}  // namespace

Result<void> write_value(ByteWriter& writer, const Value& value) {
  return write_nested(writer, value, 0);
}

std::string_view skip_value(ByteReader& reader) { return skip_nested(reader, 0); }

bool is_null(std::string_view encoded) { return encoded[0] == static_cast<char>(Tag::kNull); }

Result<std::string> encode_value(const Value& value) {
  ByteWriter writer;
  RAPPORT_CHECK(write_value(writer, value));
  return writer.take();
}

Value decode_value(std::string_view bytes) {
  ByteReader reader(bytes);
  return read_value(reader, 0);
}

}  // namespace rapport::graph
