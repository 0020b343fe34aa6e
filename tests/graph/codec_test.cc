// The bytes of keys and values: pinned encodings, round trips, damage.

#include "graph/codec.h"

#include <fstream>
#include <limits>
#include <random>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rapport::graph {
namespace {

const std::string kHash = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff";

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    text +=
        {kDigits[static_cast<unsigned char>(c) >> 4], kDigits[static_cast<unsigned char>(c) & 15]};
  }
  return text;
}

ClaimRecord pinned_claim() {
  ClaimRecord record;
  record.edge = EdgeId{7};
  record.line = 9;
  record.fingerprint = 0x0102030405060708;
  record.claim.subject = {"S", "s|A", "A", Layer::kNamed, {"z"}, {{1, 2}}};
  record.claim.relation = "R";
  record.claim.object = {"O", "o|A", "A", Layer::kConcept, {}, {}};
  record.claim.predicate = "p";
  record.claim.polarity = Polarity::kNegated;
  record.claim.confidence = 930;
  record.claim.rule = "r";
  record.claim.evidence = {{1, 200}};
  record.claim.quote = "q";
  return record;
}

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::uint64_t below(std::uint64_t n) { return engine_() % n; }
  std::uint64_t number() { return engine_() >> below(64); }
  std::string text() {
    std::string text;
    for (std::uint64_t n = below(12); n > 0; --n) {
      text.push_back(static_cast<char>(below(256)));
    }
    return text;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list(below(4));
    for (std::string& item : list) {
      item = text();
    }
    return list;
  }
  Spans spans() {
    Spans spans(below(4));
    for (Span& span : spans) {
      span.begin = static_cast<std::uint32_t>(number());
      span.end =
          static_cast<std::uint32_t>(std::min<std::uint64_t>(span.begin + below(1000), UINT32_MAX));
    }
    return spans;
  }
  EntityRef entity() {
    return {text(), text(), text(), static_cast<Layer>(below(3)), texts(), spans()};
  }
  ClaimRecord claim() {
    ClaimRecord record;
    record.edge = EdgeId{number()};
    record.line = static_cast<std::uint32_t>(number());
    record.fingerprint = number();
    Claim& claim = record.claim;
    claim.subject = entity();
    claim.relation = text();
    claim.object = entity();
    claim.predicate = text();
    claim.polarity = static_cast<Polarity>(below(2));
    claim.modality = static_cast<Modality>(below(4));
    claim.time = text();
    claim.quantity = text();
    claim.attribution = text();
    claim.place = text();
    claim.confidence = static_cast<std::uint16_t>(below(1001));
    claim.rule = text();
    claim.evidence = spans();
    claim.context = spans();
    claim.quote = text();
    return record;
  }
  LedgerEntry document() {
    LedgerEntry entry;
    DocumentInfo& info = entry.info;
    info = {text(), text(), kHash, text(),   text(),   text(),
            text(), text(), {},    number(), number(), number()};
    for (std::uint64_t n = below(3); n > 0; --n) {
      info.metadata[text()] = text();
    }
    entry.claims = number();
    entry.refused = number();
    entry.warnings = texts();
    return entry;
  }
  Value value(int depth = 0) {
    switch (below(depth < 3 ? 6 : 5)) {
      case 0:
        return {};
      case 1:
        return below(2) == 0;
      case 2:
        return static_cast<std::int64_t>(engine_());
      case 3:
        return static_cast<double>(engine_()) / 7.0;
      case 4:
        return text();
      default:
        List list(below(4));
        for (Value& item : list) {
          item = value(depth + 1);
        }
        return list;
    }
  }

 private:
  std::mt19937_64 engine_;
};

TEST(Codec, PinnedKeys) {
  EXPECT_EQ(hex(key_of(DocumentId{258})), "00000102");
  EXPECT_EQ(hex(key_of(VertexId{258})), "0000000000000102");
  EXPECT_EQ(hex(key_of(ClaimPlace{DocumentId{1}, 2})), "0000000100000002");
  EXPECT_EQ(hex(key_of(EdgeId{3}, ClaimPlace{DocumentId{1}, 2})),
            "00000000000000030000000100000002");
  EXPECT_EQ(hex(key_of(VertexId{1}, Wording{"UN", "Org", Layer::kGeneric, {"a", "bc"}})),
            "0000000000000001"
            "02554e"
            "034f7267"
            "01"
            "02"
            "0161"
            "026263");
  EXPECT_EQ(hex(key_of(EdgeId{1}, Saying{"p", "t", "", "a", "x"})),
            "0000000000000001"
            "0170"
            "0174"
            "00"
            "0161"
            "0178");
  EXPECT_EQ(hex(key_of(EdgeId{1}, Origin{kHash, 930, "2025"})), "0000000000000001" + kHash +
                                                                    "03a2"
                                                                    "32303235");
  EXPECT_EQ(hex(key_of(EdgeIdentity{VertexId{1}, VertexId{2}, Polarity::kNegated,
                                    Modality::kPlanned, "YIELDS", "p"})),
            "0000000000000001"
            "065949454c4453"
            "0000000000000002"
            "12"
            "70");
}

TEST(Codec, PinnedValues) {
  EXPECT_EQ(hex(encode_number(0)), "00");
  EXPECT_EQ(hex(encode_number(300)), "ac02");
  EXPECT_EQ(hex(encode_vertex({2, "un|Actor"})),
            "02"
            "756e7c4163746f72");
  EXPECT_EQ(
      hex(encode_edge(
          {1, {VertexId{1}, VertexId{2}, Polarity::kAffirmed, Modality::kAsserted, "R", ""}})),
      "01"
      "0000000000000001"
      "0152"
      "0000000000000002"
      "00");
  Schema schema;
  schema.parents = {{"A", ""}, {"B", "A"}};
  schema.symmetric = {"R"};
  EXPECT_EQ(hex(encode_schema(schema)),
            "01"
            "02"
            "0141"
            "00"
            "0142"
            "0141"
            "01"
            "0152");
  LedgerEntry entry;
  entry.info = {"n", "/n", kHash, "m", "u", "t", "d", "e", {{"k", "v"}}, 1, 2, 3};
  entry.claims = 4;
  entry.refused = 5;
  entry.warnings = {"w"};
  EXPECT_EQ(hex(encode_document(entry)),
            "01"
            "016e"
            "022f6e" +
                kHash +
                "016d"
                "0175"
                "0174"
                "0164"
                "0165"
                "01"
                "016b"
                "0176"
                "01"
                "02"
                "03"
                "04"
                "05"
                "01"
                "0177");
  const ClaimRecord record = pinned_claim();
  EXPECT_EQ(hex(encode_claim(record)),
            "01"
            "0000000000000007"
            "09"
            "0102030405060708"
            "0153"
            "03737c41"
            "0141"
            "00"
            "01"
            "017a"
            "01"
            "0102"
            "0152"
            "014f"
            "036f7c41"
            "0141"
            "02"
            "00"
            "00"
            "0170"
            "10"
            "00"
            "00"
            "00"
            "00"
            "a207"
            "0172"
            "01"
            "01c801"
            "00"
            "0171");
  EXPECT_EQ(
      hex(encode_plain_vertex({{"L"}, {{"i", -1}, {"s", "t"}, {"x", List{Value(true), Value()}}}})
              .value()),
      "01"
      "014c"
      "03"
      "0169"
      "03ffffffffffffffff"
      "0173"
      "050174"
      "0178"
      "06020200");
  EXPECT_EQ(hex(encode_plain_edge({VertexId{1}, VertexId{2}, "T", {{"f", 1.0}}}).value()),
            "0000000000000001"
            "0000000000000002"
            "0154"
            "01"
            "0166"
            "043ff0000000000000");
}

// The last section with bytes in docs/storage.md is this record, byte by byte.
TEST(Codec, PinnedRowsOfTheIndex) {
  EXPECT_EQ(hex(name_key("nato", VertexId{2})), "6e61746f000000000000000002");
  EXPECT_EQ(hex(encode_name(true)), "01");
  EXPECT_EQ(hex(arcs_key(VertexId{1}, Way::kIn, EdgeId{5})), "0000000000000001010000000000000005");
  const std::vector<StoredArc> arcs = {{"R", EdgeId{5}, VertexId{7}},
                                       {"R", EdgeId{300}, VertexId{1}},
                                       {"S", EdgeId{6}, VertexId{2}}};
  EXPECT_EQ(hex(encode_arcs(arcs)),
            "0152"
            "02"
            "0007"
            "a70201"
            "0153"
            "01"
            "0102");
  EXPECT_EQ(hex(key_of(TallyKey{Tallied::kType, "R"})), "0352");
}

TEST(Codec, RowsOfTheIndexAreReadAsTheyWereWritten) {
  const std::string key = arcs_key(VertexId{1}, Way::kOut, EdgeId{5});
  const std::string value = encode_arcs(
      std::vector<StoredArc>{{"R", EdgeId{9}, VertexId{7}}, {"S", EdgeId{5}, VertexId{300}}});
  std::string text;
  ASSERT_TRUE(visit_arcs(key, value, [&](const StoredArc& arc) {
    text += std::string(arc.type) + std::to_string(arc.edge.value) + ">" +
            std::to_string(arc.other.value) + " ";
  }));
  EXPECT_EQ(text, "R9>7 S5>300 ");
  for (std::size_t size = 1; size < value.size(); ++size) {
    const auto read = visit_arcs(key, value.substr(0, size), [](const StoredArc&) {});
    EXPECT_EQ(!read, size != 5) << size << ": only the end of a type's arcs is an end";
  }
  EXPECT_FALSE(visit_arcs("short", value, [](const StoredArc&) {}));
  const auto named = decode_name("a", name_key("a", VertexId{3}), encode_name(false));
  ASSERT_TRUE(named && *named);
  EXPECT_EQ((*named)->vertex, VertexId{3});
  EXPECT_FALSE(*decode_name("a", name_key("ab", VertexId{3}), encode_name(false)));
  EXPECT_FALSE(decode_name("a", name_key("a", VertexId{3}), "\x02"));
  EXPECT_EQ(decode_tally_key(key_of(TallyKey{Tallied::kLabel, "L"})).value().name, "L");
  EXPECT_FALSE(decode_tally_key("\x05x"));
}

TEST(Codec, TheDocumentedRecordIsWhatIsWritten) {
  std::ifstream file(RAPPORT_SOURCE_DIR "/docs/storage.md");
  ASSERT_TRUE(file);
  std::string line, bytes;
  bool inside = false;
  while (std::getline(file, line)) {
    if (line.starts_with("## ")) {
      inside = line.find("An annotated record") != std::string::npos;
    }
    if (!inside || !line.starts_with("    ")) {
      continue;
    }
    std::istringstream words(line);
    for (std::string word; words >> word && word.size() == 2 &&
                           word.find_first_not_of("0123456789abcdef") == std::string::npos;) {
      bytes += word;
    }
  }
  EXPECT_EQ(bytes, hex(encode_claim(pinned_claim())));
}

TEST(Codec, RoundTripsOfRandomRecords) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const ClaimRecord claim = random.claim();
    const std::string bytes = encode_claim(claim);
    const auto read = decode_claim(bytes);
    ASSERT_TRUE(read);
    EXPECT_EQ(encode_claim(read.value()), bytes);
    EXPECT_EQ(read.value().claim.evidence, claim.claim.evidence);
    EXPECT_EQ(read.value().claim.object.aliases, claim.claim.object.aliases);
    const LedgerEntry document = random.document();
    EXPECT_EQ(encode_document(decode_document(encode_document(document)).value()),
              encode_document(document));
    const std::uint64_t number = random.number();
    EXPECT_EQ(decode_number(encode_number(number)).value(), number);
    const Wording wording{random.text(), random.text(), Layer::kNamed, random.texts()};
    EXPECT_EQ(decode_wording_key(key_of(VertexId{number}, wording)).value().wording, wording);
    const Saying saying{random.text(), random.text(), random.text(), random.text(), random.text()};
    EXPECT_EQ(decode_saying_key(key_of(EdgeId{number}, saying)).value().saying, saying);
    const Origin origin{kHash, 77, random.text()};
    EXPECT_EQ(decode_origin_key(key_of(EdgeId{number}, origin)).value().origin, origin);
    const EdgeRecord edge{number,
                          {VertexId{random.number()}, VertexId{random.number()}, Polarity::kNegated,
                           Modality::kPossible, random.text(), random.text()}};
    EXPECT_EQ(decode_edge(encode_edge(edge)).value(), edge);
    const PlainVertex vertex{random.texts(),
                             {{random.text(), random.value()}, {"k", random.value()}}};
    const std::string plain = encode_plain_vertex(vertex).value();
    EXPECT_EQ(encode_plain_vertex(decode_plain_vertex(plain).value()).value(), plain);
  }
}

TEST(Codec, NumbersOfAllSizes) {
  for (const std::uint64_t number : {std::uint64_t{0}, std::uint64_t{127}, std::uint64_t{128},
                                     std::numeric_limits<std::uint64_t>::max()}) {
    EXPECT_EQ(decode_number(encode_number(number)).value(), number);
  }
  EXPECT_FALSE(decode_number(std::string(9, '\xff') + '\x02')) << "above 64 bits";
  EXPECT_FALSE(decode_number(std::string("\x80\x00", 2))) << "not the shortest form";
}

// Every shorter value, and every value with a byte more, is told as damaged.
TEST(Codec, TruncatedAndOverlongRecordsAreCorrupt) {
  Random random(42);
  const std::string claim = encode_claim(random.claim());
  const std::string document = encode_document(random.document());
  for (std::size_t size = 0; size < claim.size(); ++size) {
    const auto read = decode_claim(std::string_view(claim).substr(0, size));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, Code::kCorrupt);
  }
  for (std::size_t size = 0; size < document.size(); ++size) {
    ASSERT_FALSE(decode_document(std::string_view(document).substr(0, size)));
  }
  EXPECT_FALSE(decode_claim(claim + '\0'));
  EXPECT_FALSE(decode_document(document + '\0'));
  EXPECT_FALSE(decode_vertex_id("1234567"));
  EXPECT_FALSE(decode_vertex_id("123456789"));
}

TEST(Codec, DamagedBytesNeverCrash) {
  Random random(1);
  const std::vector<std::string> whole = {
      encode_claim(random.claim()), encode_document(random.document()),
      encode_plain_vertex({random.texts(), {{"k", random.value()}}}).value(),
      key_of(VertexId{1}, Wording{"a", "b", Layer::kNamed, random.texts()})};
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = whole[random.below(whole.size())];
    for (std::uint64_t n = 1 + random.below(3); n > 0; --n) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    (void)decode_claim(bytes);
    (void)decode_document(bytes);
    (void)decode_schema(bytes);
    (void)decode_plain_vertex(bytes);
    (void)decode_plain_edge(bytes);
    (void)decode_wording_key(bytes);
    (void)decode_saying_key(bytes);
    (void)decode_origin_key(bytes);
    (void)decode_edge(bytes);
  }
}

TEST(Codec, ListsNestedTooDeepAreRefused) {
  Value deep = 1;
  for (int depth = 0; depth <= kDeepestValue; ++depth) {
    deep = List{deep};
  }
  EXPECT_EQ(encode_plain_vertex({{}, {{"x", deep}}}).error().code, Code::kBadInput);
  const std::string hostile = std::string("\x00\x01\x01x", 4) + [] {
    std::string lists;
    for (int depth = 0; depth < 100000; ++depth) {
      lists += std::string("\x06\x01", 2);
    }
    return lists;
  }();
  EXPECT_FALSE(decode_plain_vertex(hostile));
}

}  // namespace
}  // namespace rapport::graph
