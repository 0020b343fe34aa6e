// The bytes of keys and values of reports stores: pinned encodings, round trips, damage.

#include "graph/codec.h"

#include <fstream>
#include <limits>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/codec_fixture.h"

namespace rapport::graph {
namespace {

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
}

// The last section with bytes in docs/storage.md is this record, byte by byte.
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
      key_of(VertexId{1}, Wording{"a", "b", Layer::kNamed, random.texts()})};
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = whole[random.below(whole.size())];
    for (std::uint64_t n = 1 + random.below(3); n > 0; --n) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    (void)decode_claim(bytes);
    (void)decode_document(bytes);
    (void)decode_schema(bytes);
    (void)decode_wording_key(bytes);
    (void)decode_saying_key(bytes);
    (void)decode_origin_key(bytes);
    (void)decode_edge(bytes);
  }
}

}  // namespace
}  // namespace rapport::graph
