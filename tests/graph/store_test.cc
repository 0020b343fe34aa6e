// The store of reports: commits, removals, and what a snapshot shows of them.

#include "rapport/graph/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;

std::shared_ptr<const Snapshot> graph_of(const Store& store) {
  auto taken = store.snapshot();
  EXPECT_TRUE(taken) << to_string(taken.error());
  return taken.value();
}

EdgeIndex only_edge(const Snapshot& graph) {
  EXPECT_EQ(graph.edge_count(), 1U);
  return EdgeIndex{0};
}

TEST(Store, CommitMakesVerticesAndEdges) {
  const auto store = scratch_or_die();
  Report report("a.txt", "2025-02-05");
  Claim& claim = report.says("NATO:Organization", "COOPERATES_WITH", "Iraq:Country", 930);
  claim.predicate = "cooperation with";
  claim.time = "since 2023";
  const auto done = store->commit(report.extraction());
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done.value().claims, 1U);
  EXPECT_THAT(done.value().refused, IsEmpty());

  const auto graph = graph_of(*store);
  ASSERT_EQ(graph->vertex_count(), 2U);
  const VertexIndex nato = vertex(*graph, "nato");
  EXPECT_EQ(text_of(graph->property(nato, "name")), "NATO");
  EXPECT_EQ(text_of(graph->property(nato, "type")), "Organization");
  EXPECT_EQ(text_of(graph->property(nato, "layer")), "named");
  EXPECT_EQ(text_of(graph->property(nato, "mentions")), "1");
  const EdgeIndex edge = only_edge(*graph);
  EXPECT_DOUBLE_EQ(*graph->property(edge, "confidence").as_float(), 0.93);
  EXPECT_EQ(text_of(graph->property(edge, "time")), "since 2023");
  EXPECT_EQ(text_of(graph->property(edge, "predicate")), "cooperation with");
  EXPECT_EQ(text_of(graph->property(edge, "polarity")), "affirmed");
  EXPECT_EQ(text_of(graph->property(edge, "modality")), "asserted");
  EXPECT_EQ(text_of(graph->property(edge, "first_seen")), "2025-02-05");
  EXPECT_TRUE(graph->property(edge, "quantity").is_null());
  EXPECT_TRUE(graph->is_reports());
}

TEST(Store, EvidenceGivesClaimDocumentAndLine) {
  const auto store = scratch_or_die();
  Report b("b.txt"), a("a.txt");
  b.says("NATO:Organization", "COOPERATES_WITH", "Iraq:Country");
  a.says("UN:Organization", "YIELDS", "-peace:Outcome");
  a.says("Iraq:Country", "COOPERATES_WITH", "NATO:Organization");
  ASSERT_TRUE(store->commit(b.extraction()));
  ASSERT_TRUE(store->commit(a.extraction()));
  const auto graph = graph_of(*store);
  const auto arcs = graph->out(vertex(*graph, "iraq"));
  ASSERT_THAT(arcs, SizeIs(1));
  const auto evidence = graph->evidence(arcs[0].edge);
  ASSERT_TRUE(evidence) << to_string(evidence.error());
  ASSERT_THAT(evidence.value(), SizeIs(2));
  EXPECT_EQ(evidence.value()[0].document.name, "a.txt");
  EXPECT_EQ(evidence.value()[0].line, 3U);
  EXPECT_EQ(evidence.value()[0].claim.quote, "Iraq COOPERATES_WITH NATO.");
  EXPECT_EQ(evidence.value()[1].document.name, "b.txt");
  EXPECT_EQ(evidence.value()[1].line, 2U);
}

TEST(Store, SymmetricEdgesGoFromTheSmallerKey) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  report.says("NATO:Organization", "COOPERATES_WITH", "Iraq:Country");
  report.says("Iraq:Country", "COOPERATES_WITH", "NATO:Organization");
  ASSERT_TRUE(store->commit(report.extraction()));
  const auto graph = graph_of(*store);
  EXPECT_EQ(graph->source(only_edge(*graph)), vertex(*graph, "iraq"));
}

TEST(Store, StatusAndPredicateTellEdgesApart) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").polarity = Polarity::kNegated;
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").modality = Modality::kPlanned;
  report.says("NATO:Organization", "RELATED_TO", "-peace:Outcome").predicate = "represent";
  report.says("NATO:Organization", "RELATED_TO", "-peace:Outcome").predicate = "reflect";
  ASSERT_TRUE(store->commit(report.extraction()));
  EXPECT_EQ(graph_of(*store)->edge_count(), 5U);
}

TEST(Store, RefusesClaimsThatBreakTheRulesAndCountsThem) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  report.says("NATO:Organization", "YIELDS", "Iraq:Country");   // signature
  report.says("NATO:Ship", "YIELDS", "-peace:Outcome");         // type
  report.says("NATO:Organization", "LOVES", "-peace:Outcome");  // relation
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").evidence.clear();
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").evidence = {{0, 100000}};
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").evidence = {{5, 5}};
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").context = {{7, 3}};
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").confidence = 1001;
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").quote = "\xff";
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").subject.name.clear();
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").object.key.assign(5000, 'x');
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome");  // the good one
  const auto done = store->commit(report.extraction());
  ASSERT_TRUE(done);
  EXPECT_EQ(done.value().claims, 1U);
  EXPECT_THAT(done.value().refused, SizeIs(11));
  EXPECT_THAT(done.value().refused[0],
              HasSubstr("YIELDS does not go from Organization to Country"));
  EXPECT_THAT(done.value().refused[0], HasSubstr("NATO YIELDS Iraq."));
  const auto documents = store->documents();
  ASSERT_THAT(documents.value(), SizeIs(1));
  EXPECT_EQ(documents.value()[0].claims, 1U);
  EXPECT_EQ(documents.value()[0].refused, 11U);
  EXPECT_EQ(graph_of(*store)->edge_count(), 1U);
}

TEST(Store, RefusesSpansThatCutACharacter) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  Claim& claim = report.says("Türkiye:Country", "COOPERATES_WITH", "Iraq:Country");
  const std::uint32_t begin = claim.evidence[0].begin;
  claim.evidence = {{begin + 2, claim.evidence[0].end}};  // between the two bytes of ü
  const auto done = store->commit(report.extraction());
  ASSERT_TRUE(done);
  EXPECT_THAT(done.value().refused, ElementsAre(HasSubstr("cuts a character in two")));
}

TEST(Store, RefusesADocumentWhoseBytesAreNotThoseOfItsHash) {
  const auto store = scratch_or_die();
  Extraction extraction = Report("a.txt").extraction();
  extraction.original += "x";
  const auto done = store->commit(extraction);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Code::kBadInput);
}

TEST(Store, AClaimToldTwiceAtOnePlaceCountsOnce) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  const Claim first = report.says("NATO:Organization", "YIELDS", "-peace:Outcome", 700);
  Claim& again = report.says("NATO:Organization", "YIELDS", "-peace:Outcome", 900);
  again.evidence = first.evidence;
  const auto done = store->commit(report.extraction());
  ASSERT_TRUE(done);
  EXPECT_EQ(done.value().claims, 1U);
  EXPECT_EQ(done.value().repeated, 1U);
  const auto graph = graph_of(*store);
  EXPECT_EQ(text_of(graph->property(only_edge(*graph), "mentions")), "1");
  EXPECT_DOUBLE_EQ(*graph->property(EdgeIndex{0}, "confidence").as_float(), 0.9);
}

TEST(Store, UnchangedDocumentsAreNotWrittenAgain) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  const auto first = store->commit(report.extraction());
  const auto second = store->commit(report.extraction());
  ASSERT_TRUE(second);
  EXPECT_TRUE(second.value().unchanged);
  EXPECT_EQ(second.value().id, first.value().id);
}

TEST(Store, AnUnchangedDocumentCanBeReadAgainInOneWrite) {
  const auto store = scratch_or_die();
  Report before("a.txt");
  before.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  ASSERT_TRUE(store->commit(before.extraction()));
  // The same bytes, read differently: a newer model found another claim.
  Extraction anew = before.extraction();
  Claim other = anew.claims.front();
  other.predicate = "strengthens";
  other.polarity = Polarity::kNegated;
  anew.claims = {other};
  const auto done = store->commit(anew, true);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->replaced);
  EXPECT_FALSE(done->unchanged);

  const auto verified = store->verify();
  ASSERT_TRUE(verified);
  EXPECT_TRUE(verified->faults.empty());
  EXPECT_EQ(verified->documents, 1U);
  EXPECT_EQ(graph_of(*store)->edge_count(), 1U);
  // It is still known by its bytes, and by its name.
  const auto again = store->commit(anew);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->unchanged);
  EXPECT_TRUE(store->remove(anew.document.sha256.substr(0, 12)));
  EXPECT_EQ(graph_of(*store)->edge_count(), 0U);
}

TEST(Store, AChangedDocumentReplacesItsForerunnerAndKeepsIds) {
  const auto store = scratch_or_die();
  Report before("a.txt"), after("a.txt");
  before.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  before.says("NATO:Organization", "YIELDS", "-trust:Outcome");
  after.says("UN:Organization", "YIELDS", "-peace:Outcome");
  after.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  ASSERT_TRUE(store->commit(before.extraction()));
  const auto old = graph_of(*store);
  const VertexId nato = old->id(vertex(*old, "nato"));
  const auto done = store->commit(after.extraction());
  ASSERT_TRUE(done);
  EXPECT_TRUE(done.value().replaced);
  const auto graph = graph_of(*store);
  EXPECT_EQ(graph->id(vertex(*graph, "nato")), nato);
  EXPECT_THAT(graph->find_name("trust"), IsEmpty());

  const auto fresh = scratch_or_die();
  ASSERT_TRUE(fresh->commit(after.extraction()));
  EXPECT_EQ(exported(*store), exported(*fresh));
  EXPECT_EQ(drawn(*store), drawn(*fresh));
  EXPECT_EQ(old->edge_count(), 2U) << "a snapshot never changes";
}

TEST(Store, RemovingIsTheExactInverse) {
  const auto store = scratch_or_die();
  Report a("a.txt", "2024-01-01"), b("b.txt", "2023-01-01");
  a.says("NATO:Organization", "COOPERATES_WITH", "Iraq:Country", 600);
  b.says("Nato:Agency", "COOPERATES_WITH", "Iraq:Country", 900).subject.aliases = {"Alliance"};
  b.says("UN:Organization", "YIELDS", "-peace:Outcome");
  ASSERT_TRUE(store->commit(a.extraction()));
  const std::string lines = exported(*store), picture = drawn(*store);
  ASSERT_TRUE(store->commit(b.extraction()));
  EXPECT_NE(drawn(*store), picture);
  const auto removed = store->remove("b.txt");
  ASSERT_TRUE(removed) << to_string(removed.error());
  EXPECT_EQ(exported(*store), lines);
  EXPECT_EQ(drawn(*store), picture);
}

TEST(Store, RemovesByPathAndByHash) {
  const auto store = scratch_or_die();
  Report a("a.txt"), b("b.txt");
  b.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  ASSERT_TRUE(store->commit(a.extraction()));
  ASSERT_TRUE(store->commit(b.extraction()));
  EXPECT_TRUE(store->remove("/nowhere/a.txt"));
  EXPECT_FALSE(store->remove(b.extraction().document.sha256.substr(0, 7)));
  EXPECT_TRUE(store->remove(b.extraction().document.sha256.substr(0, 8)));
  EXPECT_THAT(store->documents().value(), IsEmpty());
  EXPECT_EQ(graph_of(*store)->vertex_count(), 0U);
}

TEST(Store, RemovingNamesTheNearestAndTheSeveral) {
  const auto store = scratch_or_die();
  ASSERT_TRUE(store->commit(Report("report.txt").extraction()));
  ASSERT_TRUE(store->commit(Report("copy.txt").extraction()));  // the same bytes
  const auto missing = store->remove("reprot.txt");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, Code::kNotFound);
  EXPECT_EQ(missing.error().hint, "did you mean report.txt?");
  const auto several = store->remove(Report("x").extraction().document.sha256);
  ASSERT_FALSE(several);
  EXPECT_EQ(several.error().code, Code::kBadInput);
  EXPECT_THAT(several.error().message, HasSubstr("copy.txt, report.txt"));
}

TEST(Store, IdsAreNeverGivenTwice) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome");
  const auto first = store->commit(report.extraction());
  const auto before = graph_of(*store);
  ASSERT_TRUE(store->remove("a.txt"));
  const auto second = store->commit(report.extraction());
  const auto after = graph_of(*store);
  EXPECT_LT(first.value().id, second.value().id);
  EXPECT_LT(before->id(VertexIndex{1}), after->id(VertexIndex{0}));
  EXPECT_LT(before->id(EdgeIndex{0}), after->id(EdgeIndex{0}));
}

TEST(Store, CopiesOfADocumentAreOneOrigin) {
  const auto store = scratch_or_die();
  for (const char* name : {"a.txt", "b.txt"}) {
    Report report(name);
    report.says("NATO:Organization", "YIELDS", "-peace:Outcome", 800);
    ASSERT_TRUE(store->commit(report.extraction()));
  }
  Report other("c.txt", "2025-01-01");
  other.says("UN:Organization", "YIELDS", "-peace:Outcome");
  other.says("NATO:Organization", "YIELDS", "-peace:Outcome", 500);
  ASSERT_TRUE(store->commit(other.extraction()));
  const auto graph = graph_of(*store);
  const EdgeIndex edge = graph->out(vertex(*graph, "nato"))[0].edge;
  EXPECT_EQ(text_of(graph->property(edge, "documents")), "3");
  EXPECT_EQ(text_of(graph->property(edge, "origins")), "2");
  EXPECT_EQ(text_of(graph->property(edge, "mentions")), "3");
  EXPECT_DOUBLE_EQ(*graph->property(edge, "confidence").as_float(), 0.9);  // 1 - 0.2 * 0.5
}

TEST(Store, QualifiersThatDifferAreSortedLists) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").time = "in 2024";
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").time = "in 2023";
  report.says("NATO:Organization", "YIELDS", "-peace:Outcome").place = "in Iraq";
  ASSERT_TRUE(store->commit(report.extraction()));
  const auto graph = graph_of(*store);
  EXPECT_EQ(text_of(graph->property(only_edge(*graph), "time")), "[in 2023, in 2024]");
  EXPECT_EQ(text_of(graph->property(EdgeIndex{0}, "place")), "in Iraq");
}

TEST(Store, StatsCountTypesAndUnmappedPredicates) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  report.says("NATO:Organization", "RELATED_TO", "-peace:Outcome").predicate = "represent";
  report.says("UN:Organization", "RELATED_TO", "-peace:Outcome").predicate = "represent";
  report.says("NATO:Organization", "RELATED_TO", "UN:Organization").predicate = "embody";
  ASSERT_TRUE(store->commit(report.extraction()));
  const auto stats = store->stats();
  ASSERT_TRUE(stats);
  EXPECT_EQ(stats.value().documents, 1U);
  EXPECT_EQ(stats.value().claims, 3U);
  EXPECT_EQ(stats.value().words, 10U);
  EXPECT_THAT(stats.value().vertices_by_type,
              ElementsAre(Pair("Organization", 2), Pair("Outcome", 1)));
  EXPECT_THAT(stats.value().edges_by_type, ElementsAre(Pair("RELATED_TO", 3)));
  EXPECT_THAT(stats.value().unmapped, ElementsAre(Pair("represent", 2), Pair("embody", 1)));
}

TEST(Store, KeepsTheOriginalBytes) {
  const auto store = scratch_or_die();
  Report report("a.txt");
  const auto done = store->commit(report.extraction());
  EXPECT_EQ(store->original(done.value().id).value(), report.extraction().original);
  EXPECT_EQ(store->original(DocumentId{99}).error().code, Code::kNotFound);
  EXPECT_TRUE(store->find_document("a.txt"));
  EXPECT_FALSE(store->find_document("b.txt"));
}

TEST(PlainStore, KeepsVerticesEdgesAndProperties) {
  StoreOptions options;
  options.kind = StoreKind::kPlain;
  auto opened = Store::scratch(options);
  ASSERT_TRUE(opened) << to_string(opened.error());
  Store& store = *opened.value();
  const auto a = store.add_vertex({{"Person", "Author"}, {{"name", "Ada"}, {"born", 1815}}});
  const auto b =
      store.add_vertex({{}, {{"x", List{Value(1.5), Value(true), Value(), Value("t")}}}});
  ASSERT_TRUE(a && b);
  ASSERT_TRUE(store.add_edge({a.value(), b.value(), "KNOWS", {{"since", 1830}}}));
  ASSERT_TRUE(store.add_edge({a.value(), b.value(), "KNOWS", {}}));
  EXPECT_EQ(store.add_edge({a.value(), VertexId{77}, "KNOWS", {}}).error().code, Code::kBadInput);
  EXPECT_EQ(store.add_vertex({{}, {{"m", Map{}}}}).error().code, Code::kBadInput);
  EXPECT_EQ(store.commit(Report("a.txt").extraction()).error().code, Code::kUnsupported);
  const auto graph = graph_of(store);
  EXPECT_EQ(graph->vertex_count(), 2U);
  EXPECT_EQ(graph->edge_count(), 2U);
  EXPECT_FALSE(graph->is_reports());
  EXPECT_EQ(graph->id(VertexIndex{0}), a.value());
  EXPECT_EQ(graph->label_names()[graph->labels(VertexIndex{0})[0]], "Person");
  EXPECT_EQ(text_of(graph->property(VertexIndex{0}, "born")), "1815");
  EXPECT_EQ(text_of(graph->property(VertexIndex{1}, "x")), "[1.500000, true, null, t]");
  EXPECT_EQ(text_of(graph->property(EdgeIndex{0}, "since")), "1830");
}

}  // namespace
}  // namespace rapport::graph::test
