// What verify() finds: each kind of damage done to a store behind its back.

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "graph/apply.h"
#include "graph/codec.h"
#include "graph/merge.h"
#include "graph/rocks.h"
#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Verify : public ::testing::Test {
 protected:
  Verify() : path_(folder_ / "db") {
    Report report("a.txt");
    report.says("NATO:Organization", "YIELDS", "-peace:Outcome");
    report.says("NATO:Organization", "COOPERATES_WITH", "Türkiye:Country");
    extraction_ = report.extraction();
    extraction_.document.path = (folder_ / "a.txt").string();
    std::ofstream(folder_ / "a.txt", std::ios::binary) << extraction_.original;
    EXPECT_TRUE(open_or_die(path_, writing())->commit(extraction_));
  }

  VerifyReport verify() {
    auto report = open_or_die(path_, reading())->verify();
    EXPECT_TRUE(report);
    return report.value();
  }
  // "DOCUMENT: WHAT" for each fault.
  std::vector<std::string> faults() {
    std::vector<std::string> list;
    for (const rapport::graph::Fault& fault : verify().faults) {
      list.push_back(fault.document + ": " + fault.what);
    }
    return list;
  }
  void write(Family family, const std::string& key, std::optional<std::string> value) {
    auto rocks = Rocks::open(path_, Rocks::Mode::kWrite);
    ASSERT_TRUE(rocks);
    ASSERT_TRUE(rocks.value().write({{family, key, std::move(value)}}, true));
  }
  ClaimRecord claim(std::uint32_t number) {
    auto rocks = Rocks::open(path_, Rocks::Mode::kRead);
    const auto view = rocks.value().view();
    return read_claims(*view.value(), DocumentId{1}).value().at(number);
  }
  void write_claim(std::uint32_t number, const ClaimRecord& record) {
    write(Family::kClaims, key_of(ClaimPlace{DocumentId{1}, number}), encode_claim(record));
  }

  Folder folder_;
  std::filesystem::path path_;
  Extraction extraction_;
};

TEST_F(Verify, AWholeStoreHasNoFaults) {
  const VerifyReport report = verify();
  EXPECT_TRUE(report.faults.empty());
  EXPECT_EQ(report.documents, 1U);
  EXPECT_EQ(report.claims, 2U);
  EXPECT_EQ(report.quotes, 2U);
  EXPECT_EQ(report.originals_read, 1U);
}

TEST_F(Verify, AMissingOrChangedFileIsCountedButNoFault) {
  std::ofstream(folder_ / "a.txt", std::ios::app) << "more";
  EXPECT_EQ(verify().originals_changed, 1U);
  std::filesystem::remove(folder_ / "a.txt");
  EXPECT_EQ(verify().originals_missing, 1U);
  EXPECT_TRUE(verify().faults.empty());
}

TEST_F(Verify, FindsAChangedText) {
  std::string text = extraction_.original;
  text[text.find("peace")] = 'P';
  write(Family::kTexts, key_of(DocumentId{1}), text);
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("a.txt: its stored text is not what was imported"),
                                    HasSubstr("a quote that does not match in the stored text: "
                                              "NATO YIELDS peace.")));
}

TEST_F(Verify, FindsAMovedOffset) {
  ClaimRecord record = claim(0);
  --record.claim.evidence[0].end;
  write_claim(0, record);
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("does not match in the stored text"),
                                    HasSubstr("does not match in /")));
}

TEST_F(Verify, FindsAnOffsetOutside) {
  ClaimRecord record = claim(0);
  record.claim.evidence[0].end = 1000000;
  write_claim(0, record);
  EXPECT_THAT(faults(), ::testing::Contains(HasSubstr("lies outside")));
}

TEST_F(Verify, FindsAChangedQuote) {
  ClaimRecord record = claim(1);
  record.claim.quote += "!";
  write_claim(1, record);
  EXPECT_THAT(faults(), ::testing::Contains(HasSubstr("a quote that does not match")));
}

TEST_F(Verify, FindsAMissingClaimAndText) {
  write(Family::kClaims, key_of(ClaimPlace{DocumentId{1}, 1}), std::nullopt);
  write(Family::kTexts, key_of(DocumentId{1}), std::nullopt);
  const auto found = faults();
  EXPECT_THAT(found, ::testing::Contains(HasSubstr("a.txt: its text is missing")));
  EXPECT_THAT(found, ::testing::Contains(HasSubstr("has 1 claims where the ledger tells 2")));
  EXPECT_THAT(found,
              ::testing::Contains(HasSubstr(
                  "table edges does not follow from the claims: 0 missing, 1 without a claim")));
}

TEST_F(Verify, FindsAnEdgeWithoutAClaim) {
  write(
      Family::kEdges, key_of(EdgeId{2}),
      encode_edge(
          {1, {VertexId{1}, VertexId{2}, Polarity::kAffirmed, Modality::kPlanned, "YIELDS", ""}}));
  EXPECT_THAT(faults(), ::testing::Contains(HasSubstr("table edges does not follow")));
}

TEST_F(Verify, FindsAClaimWithoutItsEdge) {
  write(Family::kEdges, key_of(EdgeId{1}), std::nullopt);
  EXPECT_THAT(faults(),
              ElementsAre(HasSubstr("table edges does not follow from the claims: 1 missing")));
}

TEST_F(Verify, FindsWrongCountsAndIndexes) {
  write(Family::kVertices, key_of(VertexId{1}), encode_vertex({7, "nato|Actor"}));
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("table vertices does not follow from the claims: 0 "
                                              "missing, 0 without a claim, 1 wrong")));
  write(Family::kVertices, key_of(VertexId{1}), encode_vertex({1, "nato|Actor"}));
  ASSERT_TRUE(faults().empty());
  write(Family::kVertexKeys, "ghost|Actor", key_of(VertexId{99}));
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("table vertex_keys")));
}

TEST_F(Verify, FindsRowsOfUnknownDocuments) {
  write(Family::kTexts, key_of(DocumentId{9}), "x");
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("table texts has 1 rows of documents")));
}

TEST_F(Verify, FindsDamagedRecords) {
  write(Family::kClaims, key_of(ClaimPlace{DocumentId{1}, 0}), "\x01garbage");
  EXPECT_THAT(faults(), ::testing::Contains(HasSubstr("its claims cannot be read")));
  write(Family::kDocuments, key_of(DocumentId{1}), "garbage");
  EXPECT_THAT(faults(), ::testing::Contains(HasSubstr("a line of the ledger is damaged")));
}

TEST_F(Verify, FindsCountersThatFellBack) {
  write(Family::kMeta, "next_vertex", encode_number(1));
  EXPECT_THAT(faults(), ElementsAre(HasSubstr("an id is in use that was not given out")));
}

TEST_F(Verify, FindsDamagedFiles) {
  for (const auto& entry : std::filesystem::directory_iterator(path_)) {
    if (entry.path().extension() == ".sst") {
      std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
      file.seekp(10);
      file << "XXXXXXXX";
    }
  }
  const auto store = Store::open(path_, reading());
  const auto report = store ? store.value()->verify() : Result<VerifyReport>(store.error());
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, Code::kCorrupt);
}

}  // namespace
}  // namespace rapport::graph::test
