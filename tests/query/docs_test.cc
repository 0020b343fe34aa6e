// Every example of docs/query.md runs.

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/query/graph_script.h"

namespace rapport::query::test {
namespace {

TEST(Docs, EveryExampleRuns) {
  ScriptGraph graph = make_graph(
      "CREATE (n:Organization:Actor {name: 'NATO'}), (i:Country:Actor {name: 'Iraq'}), "
      "(t:Country:Actor {name: 'Türkiye'}), (s:Concept {name: 'stability'}), "
      "(n)-[:COOPERATES_WITH {confidence: 0.9, polarity: 'affirmed', modality: 'asserted'}]->(i), "
      "(t)-[:COOPERATES_WITH {confidence: 0.8}]->(i), (n)-[:AIMS_AT]->(s), (t)-[:SUPPORTS]->(n)");
  std::ifstream in(std::string(RAPPORT_SOURCE_DIR) + "/docs/query.md");
  std::string block;
  bool inside = false;
  std::size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    if (inside && line == "```") {
      for (const std::string& statement : split_statements(block)) {
        const auto rows = graph.run(statement);
        ASSERT_TRUE(rows) << to_string(rows.error());
        EXPECT_TRUE(rows->notices.empty()) << statement << ": " << rows->notices[0];
        ++count;
      }
      inside = false;
    } else if (line == "```cypher") {
      inside = true;
      block.clear();
    } else if (inside) {
      block += line + "\n";
    }
  }
  EXPECT_GT(count, 10u);
}

}  // namespace
}  // namespace rapport::query::test
