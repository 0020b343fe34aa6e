// The store against a twin that is obviously right: after any commits, replacements and removals
// it must be the store that was given the remaining documents, once, in another order.

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "rapport/graph/store.h"

#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

constexpr int kRounds = 25;
constexpr int kSteps = 30;

// Few names, so that documents meet in them.
Extraction random_report(const std::string& name, std::mt19937& random) {
  const std::vector<std::string> actors = {"NATO:Organization",  "Nato:Agency",     "Iraq:Country",
                                           "IRAQ:Actor",         "UN:Organization", "~forces:Group",
                                           "~force:Organization"};
  const std::vector<std::string> outcomes = {"-peace:Outcome", "-trust:Outcome", "Peace:Outcome"};
  const std::vector<std::string> words = {"", "in 2023", "in 2024"};
  const std::vector<std::string> dates = {"", "2023-05-01", "2024", "2025-01-31"};
  const auto pick = [&random](const auto& list) { return list[random() % list.size()]; };
  Report report(name, pick(dates));
  for (auto n = random() % 6; n > 0; --n) {
    const auto kind = random() % 3;
    Claim& claim = report.says(pick(actors),
                               kind == 0   ? "COOPERATES_WITH"
                               : kind == 1 ? "YIELDS"
                                           : "RELATED_TO",
                               pick(kind == 0 ? actors : outcomes),
                               static_cast<std::uint16_t>(random() % 1001));
    claim.time = pick(words);
    claim.predicate = pick(words);
    claim.modality = static_cast<Modality>(random() % 2);
    if (random() % 3 == 0) {
      claim.subject.aliases = {"alias", "other alias"};
    }
    if (random() % 4 == 0) {
      claim.evidence = {{0, 9}};  // shared with others: told twice at one place
    }
  }
  return report.extraction();
}

void expect_equal(const Store& store, const std::map<std::string, Extraction>& documents,
                  std::mt19937& random) {
  std::vector<const Extraction*> order;
  for (const auto& [name, extraction] : documents) {
    order.push_back(&extraction);
  }
  std::shuffle(order.begin(), order.end(), random);
  const auto twin = scratch_or_die();
  for (const Extraction* extraction : order) {
    ASSERT_TRUE(twin->commit(*extraction));
  }
  ASSERT_EQ(exported(store), exported(*twin));
  ASSERT_EQ(drawn(store), drawn(*twin));
  const auto verified = store.verify();
  ASSERT_TRUE(verified) << to_string(verified.error());
  for (const rapport::graph::Fault& fault : verified.value().faults) {
    ADD_FAILURE() << fault.document << ": " << fault.what;
  }
  ASSERT_EQ(store.documents().value().size(), documents.size());
}

TEST(StoreModel, AnyHistoryEndsInTheSetOfItsDocuments) {
  for (unsigned seed = 1; seed <= kRounds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto store = scratch_or_die();
    std::map<std::string, Extraction> documents;
    for (int step = 0; step < kSteps; ++step) {
      const std::string name = "d" + std::to_string(random() % 6) + ".txt";
      if (random() % 4 == 0) {
        EXPECT_EQ(store->remove(name).has_value(), documents.erase(name) == 1);
      } else {
        const Extraction extraction = random_report(name, random);
        const auto done = store->commit(extraction);
        ASSERT_TRUE(done) << to_string(done.error());
        // Bytes decide: a report of the same bytes is not read again, whatever it claims.
        if (!done.value().unchanged) {
          documents[name] = extraction;
        }
      }
    }
    expect_equal(*store, documents, random);
    for (const auto& [name, extraction] : documents) {
      ASSERT_TRUE(store->remove(name));
    }
    ASSERT_EQ(exported(*store), "");
    ASSERT_EQ(drawn(*store), "");
  }
}

}  // namespace
}  // namespace rapport::graph::test
