// What TAB offers, by what stands before the cursor.

#include "app/repl_complete.h"

#include <gmock/gmock.h>

namespace rapport::app {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::shared_ptr<const graph::Snapshot> small_graph() {
  graph::SnapshotBuilder builder;
  const auto a = builder.add_vertex({"Country", "Actor"}, {{"name", "Türkiye"}});
  const auto b = builder.add_vertex({"Organization", "Actor"}, {{"name", "United Nations"}});
  builder.add_edge(a, "COOPERATES_WITH", b, {});
  builder.add_edge(a, "SUPPORTS", b, {});
  return std::move(builder).build();
}

TEST(ReplComplete, LabelsAndTypes) {
  const auto graph = small_graph();
  EXPECT_THAT(complete_line(*graph, "MATCH (a:cou").texts, ElementsAre("Country"));
  EXPECT_THAT(complete_line(*graph, "MATCH (a)-[r:").texts,
              ElementsAre("COOPERATES_WITH", "SUPPORTS"));
  EXPECT_THAT(complete_line(*graph, "MATCH (a)-[r:SUPPORTS|CO").texts,
              ElementsAre("COOPERATES_WITH"));
}

TEST(ReplComplete, NamesInQuotesAndAfterVerbs) {
  const auto graph = small_graph();
  const Completion quoted = complete_line(*graph, "MATCH (a {name: 'turk");
  EXPECT_THAT(quoted.texts, ElementsAre("Türkiye"));
  EXPECT_EQ(quoted.length, 4U);
  EXPECT_THAT(complete_line(*graph, "path Türkiye uni").texts, ElementsAre("\"United Nations\""));
}

TEST(ReplComplete, KeywordsVerbsAndCommands) {
  const auto graph = small_graph();
  EXPECT_THAT(complete_line(*graph, "mat").texts, ElementsAre("MATCH"));
  EXPECT_THAT(complete_line(*graph, "nei").texts, ElementsAre("neighbors"));
  EXPECT_THAT(complete_line(*graph, ":sch").texts, ElementsAre(":schema"));
  EXPECT_THAT(complete_line(*graph, "MATCH (a) RET").texts, Contains("RETURN"));
  EXPECT_THAT(complete_line(*graph, "").texts, IsEmpty());
}

}  // namespace
}  // namespace rapport::app
