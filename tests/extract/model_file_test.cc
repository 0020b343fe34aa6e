// The container of models: what is written is read, and what is damaged is said to be so.

#include "extract/language/model_file.h"

#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace rapport::extract {
namespace {

std::string small_file() {
  ModelWriter out;
  out.number(0x01020304);
  out.text("NOUN|NN");
  out.array(std::vector<std::int16_t>{-2, 0, 32767});
  out.array(std::vector<std::uint64_t>{1ULL << 63});
  out.array(std::vector<std::int8_t>{});
  return out.finish("TEST", 3);
}

Code code_of(std::string_view file, std::string_view kind = "TEST", std::uint32_t version = 3) {
  const auto payload = model_payload(file, "some.model", kind, version);
  EXPECT_FALSE(payload.has_value());
  return payload ? Code::kIo : payload.error().code;
}

TEST(ModelFile, GivesBackWhatWasWritten) {
  const std::string file = small_file();
  const auto payload = model_payload(file, "some.model", "TEST", 3);
  ASSERT_TRUE(payload.has_value());
  ModelReader in(*payload);
  EXPECT_EQ(in.number(), 0x01020304U);
  EXPECT_EQ(in.text(), "NOUN|NN");
  EXPECT_EQ(in.array<std::int16_t>(), (std::vector<std::int16_t>{-2, 0, 32767}));
  EXPECT_EQ(in.array<std::uint64_t>(), (std::vector<std::uint64_t>{1ULL << 63}));
  EXPECT_TRUE(in.array<std::int8_t>().empty());
  EXPECT_TRUE(in.at_end());
}

TEST(ModelFile, IsLittleEndian) {
  ModelWriter out;
  out.number(0x01020304);
  EXPECT_TRUE(out.finish("TEST", 3).ends_with(std::string("\x04\x03\x02\x01", 4)));
}

TEST(ModelFile, SaysWhatIsForeign) {
  EXPECT_EQ(code_of(""), Code::kCorrupt);
  EXPECT_EQ(code_of("{\"json\": true, \"and\": \"long enough to hold a header\"}"), Code::kCorrupt);
  EXPECT_EQ(code_of(small_file(), "TAGS"), Code::kUnsupported);
  EXPECT_EQ(code_of(small_file(), "TEST", 4), Code::kUnsupported);
}

TEST(ModelFile, EveryTruncationIsFound) {
  const std::string file = small_file();
  for (std::size_t size = 0; size < file.size(); ++size) {
    EXPECT_EQ(code_of(std::string_view(file).substr(0, size)), Code::kCorrupt) << size;
  }
  EXPECT_EQ(code_of(file + "x"), Code::kCorrupt);
}

TEST(ModelFile, EveryChangedBitOfThePayloadIsFound) {
  const std::string file = small_file();
  for (std::size_t bit = 16 * 8; bit < file.size() * 8; ++bit) {
    std::string changed = file;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_EQ(code_of(changed), Code::kCorrupt) << bit;
  }
}

TEST(ModelFile, ErrorsNameTheFileAndAWayOut) {
  const auto payload = model_payload("no model", "models/english.tagger", "TAGS", 1);
  ASSERT_FALSE(payload.has_value());
  EXPECT_EQ(payload.error().where, "models/english.tagger");
  EXPECT_FALSE(payload.error().hint.empty());
}

TEST(ModelReader, PastTheEndGivesZerosAndIsNotOk) {
  const std::string four("\x01\x00\x00\x00", 4);
  ModelReader in(four);
  EXPECT_TRUE(in.array<std::int32_t>().empty());
  EXPECT_FALSE(in.ok());
  EXPECT_EQ(in.number(), 0U);
  EXPECT_EQ(in.text(), "");
  EXPECT_FALSE(in.at_end());
}

TEST(ModelReader, AHugeCountAllocatesNothing) {
  const std::string bytes("\xff\xff\xff\xff", 4);
  ModelReader in(bytes);
  EXPECT_TRUE(in.array<std::uint64_t>().empty());
  EXPECT_FALSE(in.ok());
}

TEST(ModelFile, AMissingFileIsNotFound) {
  const auto file = read_model_file("/no/such/folder/english.tagger");
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().code, Code::kNotFound);
  const auto mapped = MappedFile::open("/no/such/folder/english.tagger");
  ASSERT_FALSE(mapped.has_value());
  EXPECT_EQ(mapped.error().code, Code::kNotFound);
}

TEST(MappedFile, HoldsWhatTheFileHolds) {
  const std::filesystem::path path =
      std::filesystem::path(::testing::TempDir()) / "rapport_mapped_file";
  std::ofstream(path, std::ios::binary) << small_file();
  MappedFile file = MappedFile::open(path).value();
  EXPECT_EQ(file.bytes(), small_file());
  const MappedFile moved = std::move(file);
  EXPECT_EQ(moved.bytes(), small_file());
  std::filesystem::remove(path);  // the mapping stays
  EXPECT_EQ(moved.bytes(), small_file());
  std::ofstream(path, std::ios::binary).flush();
  EXPECT_TRUE(MappedFile::open(path).value().bytes().empty());
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace rapport::extract
