// Claims as lines of JSON: what is written, what is read, what is refused.

#include "rapport/graph/claim_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

using ::testing::HasSubstr;

const std::string kHash(64, 'a');

std::string line_with(const std::string& from, const std::string& to) {
  std::string line = R"({"doc": "a.txt", "path": "/a.txt", "sha256": ")" + kHash + R"(",
    "subject": {"name": "NATO", "type": "Organization"}, "relation": "YIELDS",
    "object": {"name": "peace", "type": "Outcome", "layer": "concept"},
    "polarity": "affirmed", "modality": "asserted", "confidence": 0.93,
    "evidence": [[10, 20]], "quote": "NATO yields peace."})";
  std::erase(line, '\n');
  const std::size_t at = line.find(from);
  return at == std::string::npos ? "?" : line.replace(at, from.size(), to);
}

TEST(ClaimLines, WritesEveryFieldInOrder) {
  Report report("a.txt");
  Claim claim = report.says("NATO:Organization", "COOPERATES_WITH", "Türkiye:Country", 930);
  claim.subject.aliases = {"Alliance"};
  claim.time = "since last year";
  claim.context = {{1, 2}};
  DocumentInfo document;
  document.name = "a.txt";
  document.path = "/r/a.txt";
  document.sha256 = kHash;
  document.date = "2024-10-26";
  EXPECT_EQ(
      claim_to_json(document, claim),
      R"({"doc":"a.txt","path":"/r/a.txt","sha256":")" + kHash +
          R"(",)"
          R"("subject":{"name":"NATO","type":"Organization","layer":"named","key":"nato|Actor",)"
          R"("aliases":["Alliance"],"mention":[[10,14]]},"relation":"COOPERATES_WITH",)"
          R"("object":{"name":"Türkiye","type":"Country","layer":"named","key":"turkiye|Actor",)"
          R"("aliases":[],"mention":[[31,39]]},"predicate":null,"polarity":"affirmed",)"
          R"("modality":"asserted","time":"since last year",)"
          R"("interval":{"begin":"2023-01-01","end":null,"precision":"year"},)"
          R"("quantity":null,"attribution":null,)"
          R"("place":null,"confidence":0.93,"rule":"test","evidence":[[10,40]],)"
          R"("context":[[1,2]],"quote":"NATO COOPERATES_WITH Türkiye."})");
}

TEST(ClaimLines, ReadsWhatItWrote) {
  Report report("a.txt");
  Claim& claim = report.says("NATO:Organization", "RELATED_TO", "~local forces:Group", 1);
  claim.polarity = Polarity::kNegated;
  claim.modality = Modality::kRecommended;
  claim.predicate = "the \"words\"\n";
  claim.quantity = "20%";
  claim.attribution = "UN";
  claim.place = "here";
  const Extraction extraction = report.extraction();
  const std::string line = claim_to_json(extraction.document, extraction.claims[0]);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto read = claim_from_json(line, *test_pack());
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(claim_to_json(read.value().document, read.value().claim), line);
}

TEST(ClaimLines, AnIntervalIsComputedAndNotRead) {
  Report report("a.txt");
  Claim claim = report.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  claim.time = "by 2030";
  DocumentInfo document{"a", "/a", kHash, "", "", "", "", "", {}, 0, 0, 0};
  std::string line = claim_to_json(document, claim);
  const std::size_t at = line.find("2030-12-31");
  ASSERT_NE(at, std::string::npos);
  const auto read =
      claim_from_json(line.substr(0, at) + "rubbish" + line.substr(at + 10), *test_pack());
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(claim_to_json(read.value().document, read.value().claim), line);
  claim.time = "now";
  line = claim_to_json(document, claim);
  EXPECT_NE(line.find(R"("time":"now","interval":null)"), std::string::npos) << line;
}

TEST(ClaimLines, EveryConfidenceSurvives) {
  Report report("a.txt");
  Claim claim = report.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  DocumentInfo document{"a", "/a", kHash, "", "", "", "", "", {}, 0, 0, 0};
  for (std::uint16_t thousandths = 0; thousandths <= 1000; ++thousandths) {
    claim.confidence = thousandths;
    const auto read = claim_from_json(claim_to_json(document, claim), *test_pack());
    ASSERT_TRUE(read);
    ASSERT_EQ(read.value().claim.confidence, thousandths);
  }
}

TEST(ClaimLines, OptionalFieldsHaveDefaults) {
  const auto read = claim_from_json(line_with(R"("polarity": "affirmed", )", ""), *test_pack());
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_EQ(read.value().claim.subject.key, "nato|Actor");
  EXPECT_EQ(read.value().claim.object.key, "peace|Outcome");
  EXPECT_EQ(read.value().claim.confidence, 930);
  EXPECT_EQ(read.value().claim.polarity, Polarity::kAffirmed);
}

struct Fault {
  std::string from, to, where;
};
class FaultyLine : public ::testing::TestWithParam<Fault> {};

TEST_P(FaultyLine, IsRefusedWithItsPlace) {
  const auto read = claim_from_json(line_with(GetParam().from, GetParam().to), *test_pack());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::kBadInput);
  EXPECT_EQ(read.error().where, GetParam().where) << read.error().message;
}

INSTANTIATE_TEST_SUITE_P(
    ClaimLines, FaultyLine,
    ::testing::Values(Fault{R"("doc": "a.txt", )", "", "/doc"},
                      Fault{R"("doc": "a.txt")", R"("doc": "")", "/doc"},
                      Fault{R"("path": "/a.txt")", R"("path": 5)", "/path"},
                      Fault{"aaaa", "AAAA", "/sha256"}, Fault{"aaaa", "aaa", "/sha256"},
                      Fault{"YIELDS", "LOVES", "/relation"},
                      Fault{R"("type": "Organization")", R"("type": "Ship")", "/subject/type"},
                      Fault{R"("name": "peace", )", "", "/object/name"},
                      Fault{R"({"name": "NATO", "type": "Organization"})", "[]", "/subject"},
                      Fault{"\"concept\"", "\"vague\"", "/object/layer"},
                      Fault{"\"affirmed\"", "\"maybe\"", "/polarity"},
                      Fault{"\"asserted\"", "1", "/modality"}, Fault{"0.93", "1.5", "/confidence"},
                      Fault{"0.93", "-0.1", "/confidence"}, Fault{"0.93", "\"0.9\"", "/confidence"},
                      Fault{"[[10, 20]]", "[]", "/evidence"},
                      Fault{"[[10, 20]]", "[[20, 10]]", "/evidence/0"},
                      Fault{"[[10, 20]]", "[[1, 2], [-1, 3]]", "/evidence/1"},
                      Fault{"[[10, 20]]", "[[1, 99999999999]]", "/evidence/0"},
                      Fault{"[[10, 20]]", "[[1, 2, 3]]", "/evidence/0"},
                      Fault{R"("quote": "NATO yields peace.")", R"("q": 1)", "/quote"},
                      Fault{"{", "[1, ", "column 10"}));

TEST(ClaimLines, ReadsLineAfterLineAndTellsTheNumber) {
  const std::string good = line_with("?", "?") == "?" ? line_with("a.txt", "a.txt") : "";
  std::vector<std::string> seen;
  const auto take = [&seen](const ClaimLine& line) -> Result<void> {
    seen.push_back(line.document.name);
    return {};
  };
  ASSERT_TRUE(read_claim_lines(good + "\n\n  \r\n" + good, "x.jsonl", *test_pack(), take));
  EXPECT_EQ(seen.size(), 2U);
  const auto bad =
      read_claim_lines(good + "\n\n" + line_with("0.93", "7"), "x.jsonl", *test_pack(), take);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, "x.jsonl, line 3: /confidence");
}

TEST(ClaimLines, AnExportThatIsImportedAgainIsTheSame) {
  Report report("a.txt", "2024-10-26");
  report.says("UN:Organization", "YIELDS", "-peace:Outcome").time = "last year";
  report.says("NATO:Organization", "COOPERATES_WITH", "Iraq:Country").subject.aliases = {"Nato"};
  report.says("~forces:Group", "RELATED_TO", "-peace:Outcome").evidence = {{60, 70}, {0, 5}};
  const auto first = scratch_or_die(), second = scratch_or_die();
  ASSERT_TRUE(first->commit(report.extraction()));
  Extraction again = report.extraction();
  again.claims.clear();
  const auto take = [&again](ClaimLine line) -> Result<void> {
    again.claims.insert(again.claims.begin(), std::move(line.claim));  // in another order
    return {};
  };
  ASSERT_TRUE(read_claim_lines(exported(*first), "export", *test_pack(), take));
  ASSERT_TRUE(second->commit(again));
  EXPECT_EQ(exported(*second), exported(*first));
  EXPECT_EQ(drawn(*second), drawn(*first));
}

TEST(ClaimLines, HostileNestingAndBytesAreRefused) {
  EXPECT_FALSE(claim_from_json(std::string(200000, '['), *test_pack()));
  EXPECT_FALSE(claim_from_json("{\"doc\": \"\xff\"}", *test_pack()));
  EXPECT_FALSE(claim_from_json("", *test_pack()));
  EXPECT_FALSE(claim_from_json("null", *test_pack()));
}

}  // namespace
}  // namespace rapport::graph::test
