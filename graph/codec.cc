// Keys and values of a reports store. Each composite value begins with a byte that tells its form,
// so that a later version can read the records of an earlier one.

#include "graph/codec.h"

#include <string>
#include <utility>

#include "graph/bytes.h"

namespace rapport::graph {
namespace {

constexpr std::uint8_t kDocumentForm = 1;
constexpr std::uint8_t kClaimForm = 1;
constexpr std::uint8_t kSchemaForm = 1;
constexpr std::size_t kHashBytes = 32;

int hex_value(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
}

std::string from_hex(std::string_view digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size() && bytes.size() < kHashBytes; i += 2) {
    bytes.push_back(static_cast<char>(hex_value(digits[i]) * 16 + hex_value(digits[i + 1])));
  }
  bytes.resize(kHashBytes);
  return bytes;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (const char c : bytes) {
    digits.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    digits.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return digits;
}

void check_form(ByteReader& reader, std::uint8_t form) {
  if (reader.u8() != form) {
    reader.fail();
  }
}

// Polarity and modality in one byte: polarity * 16 + modality.
std::uint8_t status_byte(Polarity polarity, Modality modality) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(polarity) << 4 |
                                   static_cast<unsigned>(modality));
}

void read_status(ByteReader& reader, Polarity& polarity, Modality& modality) {
  const std::uint8_t byte = reader.u8();
  if (byte >> 4 >= kPolarityNames.size() || (byte & 15) >= kModalityNames.size()) {
    reader.fail();
    return;
  }
  polarity = static_cast<Polarity>(byte >> 4);
  modality = static_cast<Modality>(byte & 15);
}

void write_entity(ByteWriter& writer, const EntityRef& entity) {
  writer.text(entity.name).text(entity.key).text(entity.type);
  writer.u8(static_cast<std::uint8_t>(entity.layer)).texts(entity.aliases).spans(entity.mention);
}

EntityRef read_entity(ByteReader& reader) {
  EntityRef entity;
  entity.name = reader.text();
  entity.key = reader.text();
  entity.type = reader.text();
  entity.layer = reader.choice(Layer::kConcept);
  entity.aliases = reader.texts();
  entity.mention = reader.spans();
  return entity;
}

}  // namespace

std::string key_of(DocumentId id) { return ByteWriter().u32(id.value).take(); }
std::string key_of(VertexId id) { return ByteWriter().u64(id.value).take(); }
std::string key_of(EdgeId id) { return ByteWriter().u64(id.value).take(); }
std::string key_of(ClaimPlace place) {
  return ByteWriter().u32(place.document.value).u32(place.number).take();
}
std::string key_of(EdgeId edge, ClaimPlace place) {
  return ByteWriter().u64(edge.value).u32(place.document.value).u32(place.number).take();
}
std::string key_of(VertexId vertex, const Wording& wording) {
  return ByteWriter()
      .u64(vertex.value)
      .text(wording.name)
      .text(wording.type)
      .u8(static_cast<std::uint8_t>(wording.layer))
      .texts(wording.aliases)
      .take();
}
std::string key_of(EdgeId edge, const Saying& saying) {
  return ByteWriter()
      .u64(edge.value)
      .text(saying.predicate)
      .text(saying.time)
      .text(saying.quantity)
      .text(saying.attribution)
      .text(saying.place)
      .take();
}
std::string key_of(EdgeId edge, const Origin& origin) {
  return ByteWriter()
      .u64(edge.value)
      .raw(from_hex(origin.sha256))
      .u16(origin.confidence)
      .raw(origin.date)
      .take();
}
std::string key_of(const EdgeIdentity& identity) {
  return ByteWriter()
      .u64(identity.from.value)
      .text(identity.relation)
      .u64(identity.to.value)
      .u8(status_byte(identity.polarity, identity.modality))
      .raw(identity.predicate)
      .take();
}

Result<DocumentId> decode_document_id(std::string_view bytes) {
  ByteReader reader(bytes);
  const DocumentId id{reader.u32()};
  return reader.finish(id, "document id");
}
Result<VertexId> decode_vertex_id(std::string_view bytes) {
  ByteReader reader(bytes);
  const VertexId id{reader.u64()};
  return reader.finish(id, "vertex id");
}
Result<EdgeId> decode_edge_id(std::string_view bytes) {
  ByteReader reader(bytes);
  const EdgeId id{reader.u64()};
  return reader.finish(id, "edge id");
}
Result<ClaimPlace> decode_claim_key(std::string_view bytes) {
  ByteReader reader(bytes);
  ClaimPlace place;
  place.document.value = reader.u32();
  place.number = reader.u32();
  return reader.finish(place, "claim key");
}
Result<EdgeClaimKey> decode_edge_claim_key(std::string_view bytes) {
  ByteReader reader(bytes);
  EdgeClaimKey key;
  key.edge.value = reader.u64();
  key.place.document.value = reader.u32();
  key.place.number = reader.u32();
  return reader.finish(key, "edge claim key");
}
Result<WordingKey> decode_wording_key(std::string_view bytes) {
  ByteReader reader(bytes);
  WordingKey key;
  key.vertex.value = reader.u64();
  key.wording.name = reader.text();
  key.wording.type = reader.text();
  key.wording.layer = reader.choice(Layer::kConcept);
  key.wording.aliases = reader.texts();
  return reader.finish(std::move(key), "wording key");
}
Result<SayingKey> decode_saying_key(std::string_view bytes) {
  ByteReader reader(bytes);
  SayingKey key;
  key.edge.value = reader.u64();
  key.saying.predicate = reader.text();
  key.saying.time = reader.text();
  key.saying.quantity = reader.text();
  key.saying.attribution = reader.text();
  key.saying.place = reader.text();
  return reader.finish(std::move(key), "saying key");
}
Result<OriginKey> decode_origin_key(std::string_view bytes) {
  ByteReader reader(bytes);
  OriginKey key;
  key.edge.value = reader.u64();
  key.origin.sha256 = to_hex(reader.raw(kHashBytes));
  key.origin.confidence = reader.u16();
  key.origin.date = std::string(reader.rest());
  if (key.origin.confidence > 1000) {
    reader.fail();
  }
  return reader.finish(std::move(key), "origin key");
}

std::string encode_number(std::uint64_t number) { return ByteWriter().number(number).take(); }
Result<std::uint64_t> decode_number(std::string_view bytes) {
  ByteReader reader(bytes);
  const std::uint64_t number = reader.number();
  return reader.finish(number, "number");
}

std::string encode_schema(const Schema& schema) {
  ByteWriter writer;
  writer.u8(kSchemaForm).number(schema.parents.size());
  for (const auto& [type, parent] : schema.parents) {
    writer.text(type).text(parent);
  }
  writer.texts({schema.symmetric.begin(), schema.symmetric.end()});
  return writer.take();
}

Result<Schema> decode_schema(std::string_view bytes) {
  ByteReader reader(bytes);
  check_form(reader, kSchemaForm);
  Schema schema;
  for (std::size_t n = reader.length(2); n > 0 && !reader.failed(); --n) {
    std::string type = reader.text();
    schema.parents[std::move(type)] = reader.text();
  }
  for (std::string& relation : reader.texts()) {
    schema.symmetric.insert(std::move(relation));
  }
  return reader.finish(std::move(schema), "schema");
}

std::string encode_document(const LedgerEntry& entry) {
  const DocumentInfo& info = entry.info;
  ByteWriter writer;
  writer.u8(kDocumentForm).text(info.name).text(info.path).raw(from_hex(info.sha256));
  writer.text(info.media_type).text(info.charset).text(info.title).text(info.date);
  writer.text(info.language).number(info.metadata.size());
  for (const auto& [key, value] : info.metadata) {
    writer.text(key).text(value);
  }
  writer.number(info.bytes).number(info.words).number(info.sentences);
  writer.number(entry.claims).number(entry.refused).texts(entry.warnings);
  return writer.take();
}

Result<LedgerEntry> decode_document(std::string_view bytes) {
  ByteReader reader(bytes);
  check_form(reader, kDocumentForm);
  LedgerEntry entry;
  DocumentInfo& info = entry.info;
  info.name = reader.text();
  info.path = reader.text();
  info.sha256 = to_hex(reader.raw(kHashBytes));
  info.media_type = reader.text();
  info.charset = reader.text();
  info.title = reader.text();
  info.date = reader.text();
  info.language = reader.text();
  for (std::size_t n = reader.length(2); n > 0 && !reader.failed(); --n) {
    std::string key = reader.text();
    info.metadata[std::move(key)] = reader.text();
  }
  info.bytes = reader.number();
  info.words = reader.number();
  info.sentences = reader.number();
  entry.claims = reader.number();
  entry.refused = reader.number();
  entry.warnings = reader.texts();
  return reader.finish(std::move(entry), "document record");
}

std::string encode_claim(const ClaimRecord& record) {
  const Claim& claim = record.claim;
  ByteWriter writer;
  writer.u8(kClaimForm).u64(record.edge.value).number(record.line).u64(record.fingerprint);
  write_entity(writer, claim.subject);
  writer.text(claim.relation);
  write_entity(writer, claim.object);
  writer.text(claim.predicate).u8(status_byte(claim.polarity, claim.modality));
  writer.text(claim.time).text(claim.quantity).text(claim.attribution).text(claim.place);
  writer.number(claim.confidence).text(claim.rule);
  writer.spans(claim.evidence).spans(claim.context).text(claim.quote);
  return writer.take();
}

Result<ClaimRecord> decode_claim(std::string_view bytes) {
  ByteReader reader(bytes);
  check_form(reader, kClaimForm);
  ClaimRecord record;
  Claim& claim = record.claim;
  record.edge.value = reader.u64();
  record.line = reader.number32();
  record.fingerprint = reader.u64();
  claim.subject = read_entity(reader);
  claim.relation = reader.text();
  claim.object = read_entity(reader);
  claim.predicate = reader.text();
  read_status(reader, claim.polarity, claim.modality);
  claim.time = reader.text();
  claim.quantity = reader.text();
  claim.attribution = reader.text();
  claim.place = reader.text();
  const std::uint64_t confidence = reader.number();
  if (confidence > 1000) {
    reader.fail();
  }
  claim.confidence = static_cast<std::uint16_t>(confidence);
  claim.rule = reader.text();
  claim.evidence = reader.spans();
  claim.context = reader.spans();
  claim.quote = reader.text();
  return reader.finish(std::move(record), "claim record");
}

std::string encode_vertex(const VertexRecord& record) {
  return ByteWriter().number(record.documents).raw(record.key).take();
}
Result<VertexRecord> decode_vertex(std::string_view bytes) {
  ByteReader reader(bytes);
  VertexRecord record;
  record.documents = reader.number();
  record.key = std::string(reader.rest());
  return reader.finish(std::move(record), "vertex record");
}

std::string encode_edge(const EdgeRecord& record) {
  return ByteWriter().number(record.documents).raw(key_of(record.identity)).take();
}
Result<EdgeRecord> decode_edge(std::string_view bytes) {
  ByteReader reader(bytes);
  EdgeRecord record;
  record.documents = reader.number();
  record.identity.from.value = reader.u64();
  record.identity.relation = reader.text();
  record.identity.to.value = reader.u64();
  read_status(reader, record.identity.polarity, record.identity.modality);
  record.identity.predicate = std::string(reader.rest());
  return reader.finish(std::move(record), "edge record");
}

}  // namespace rapport::graph
