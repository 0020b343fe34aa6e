// CSV with neo4j-admin's headers into a plain store.

#include "rapport/graph/load_csv.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/graph/fixture.h"

namespace rapport::graph::test {
namespace {

class LoadCsv : public ::testing::Test {
 protected:
  LoadCsv() {
    StoreOptions options;
    options.kind = StoreKind::kPlain;
    store_ = std::move(Store::scratch(options)).value();
  }
  CsvInput file(const std::string& name, const std::string& text,
                std::vector<std::string> names = {}) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return {{folder_ / name}, std::move(names), ""};
  }
  std::string error(const CsvOptions& options) {
    const auto loaded = load_csv(*store_, options);
    return loaded ? "" : to_string(loaded.error());
  }
  // "(:Label {key: value}) ..." and "0-TYPE {...}->1 ..."
  std::string graph() {
    const auto snapshot = *store_->snapshot();
    std::string text;
    const auto properties = [&](const auto& list) {
      for (const auto& [key, value] : list) {
        text += " " + key + "=" + text_of(value);
      }
    };
    for (std::uint32_t v = 0; v < snapshot->vertex_count(); ++v) {
      text += "(";
      for (const LabelId label : snapshot->labels(VertexIndex{v})) {
        text += ":" + snapshot->label_names()[label];
      }
      properties(snapshot->properties(VertexIndex{v}));
      text += ")";
    }
    for (std::uint32_t e = 0; e < snapshot->edge_count(); ++e) {
      const EdgeIndex edge{e};
      text += " " + std::to_string(snapshot->source(edge).value) + "-" +
              snapshot->type_names()[snapshot->type(edge)];
      properties(snapshot->properties(edge));
      text += "->" + std::to_string(snapshot->target(edge).value);
    }
    return text;
  }

  Folder folder_;
  std::unique_ptr<Store> store_;
};

TEST_F(LoadCsv, ReadsNodesAndRelationships) {
  CsvOptions options;
  options.nodes = {file("n.csv",
                        "personId:ID(Person),name,born:int,tags:string[],:LABEL\r\n"
                        "1,Ada,1815,a;b,Person;Writer\r\n"
                        "x2,\"Bob \"\"B\"\" \nSmith\",,,\r\n",
                        {"Human"})};
  options.relationships = {file("r.csv",
                                ":START_ID(Person),since,:END_ID(Person),:TYPE\n"
                                "1,2001.5,x2,KNOWS\nx2,7,1,LIKES\n")};
  const auto counts = load_csv(*store_, options);
  ASSERT_TRUE(counts) << to_string(counts.error());
  EXPECT_EQ(counts->vertices, 2U);
  EXPECT_EQ(counts->edges, 2U);
  EXPECT_EQ(graph(),
            "(:Human:Person:Writer born=1815 name=Ada personId=1 tags=[a, b])"
            "(:Human name=Bob \"B\" \nSmith personId=x2)"
            " 0-KNOWS since=2001.500000->1 1-LIKES since=7.000000->0");
}

TEST_F(LoadCsv, InfersTheNarrowestTypeOfAll) {
  CsvOptions options;
  options.nodes = {file("n.csv", ":ID,i,f,b,s,n:IGNORE\na,1,1,true,1,z\nb,-2,1e3,FALSE,x,z\n")};
  ASSERT_EQ(error(options), "");
  EXPECT_EQ(graph(), "( b=true f=1.000000 i=1 s=1)( b=false f=1000.000000 i=-2 s=x)");
}

TEST_F(LoadCsv, SpacesOfIdsAreApart) {
  CsvOptions options;
  options.nodes = {file("a.csv", ":ID(A)\n1\n", {"A"}), file("b.csv", ":ID(B)\n1\n", {"B"})};
  options.relationships = {file("r.csv", ":START_ID(B),:END_ID(A)\n1,1\n", {"T"})};
  ASSERT_EQ(error(options), "");
  EXPECT_EQ(graph(), "(:A)(:B) 1-T->0");
}

TEST_F(LoadCsv, AHeaderOfItsOwnStandsForTheFirstLine) {
  CsvOptions options;
  options.nodes = {file("n.csv", "id,name\n1,x\n")};
  options.nodes[0].header = "id:ID,name:string";
  ASSERT_EQ(error(options), "");
  EXPECT_EQ(graph(), "( id=1 name=x)");
}

TEST_F(LoadCsv, SaysWhatIsWrongAndLoadsNothing) {
  const auto nodes = [&](const std::string& text) {
    CsvOptions options;
    options.nodes = {file("n.csv", text)};
    return error(options);
  };
  EXPECT_NE(nodes(":ID,born:int\n1,1815\n2,soon\n").find("n.csv, line 3, born: 'soon' is not of"),
            std::string::npos);
  EXPECT_NE(nodes(":ID\n1\n1\n").find("line 3: two nodes have the id '1'"), std::string::npos);
  EXPECT_NE(nodes(":ID,a\n1,2,3\n").find("line 2: has 3 fields, the header 2"), std::string::npos);
  EXPECT_NE(nodes(":ID,a\n1,\"x\n").find("a quote is not closed"), std::string::npos);
  EXPECT_NE(nodes(":ID,a:number\n").find("unknown type"), std::string::npos);
  EXPECT_NE(nodes("").find("there is no header"), std::string::npos);
  CsvOptions options;
  options.nodes = {file("n.csv", ":ID\n1\n")};
  options.relationships = {file("r.csv", ":START_ID,:END_ID,:TYPE\n1,2,T\n")};
  EXPECT_NE(error(options).find("r.csv, line 2: there is no node with the id '2'"),
            std::string::npos);
  options.relationships = {file("r.csv", ":START_ID,:END_ID\n1,1\n")};
  EXPECT_NE(error(options).find("has no type"), std::string::npos);
  options.relationships = {{{folder_ / "none.csv"}, {}, ""}};
  EXPECT_NE(error(options).find("cannot be read"), std::string::npos);
  EXPECT_EQ(graph(), "");
}

TEST_F(LoadCsv, KeepsWhatIsNoNumberButLooksLikeOne) {
  CsvOptions options;
  options.nodes = {
      file("n.csv", "code,phone,long,n,x\n007,+49,9223372036854775808,-3,1\n12,1,1,0,0.5\n")};
  ASSERT_EQ(error(options), "");
  EXPECT_EQ(graph(),
            "( code=007 long=9223372036854775808 n=-3 phone=+49 x=1.000000)"
            "( code=12 long=1 n=0 phone=1 x=0.500000)");
  EXPECT_TRUE((*store_->snapshot())->property(VertexIndex{1}, "code").as_string());
}

TEST_F(LoadCsv, TakesALabelOnce) {
  CsvOptions options;
  options.nodes = {file("n.csv", ":ID,:LABEL\n1,A;B;A\n", {"A", "A"})};
  ASSERT_EQ(error(options), "");
  const auto snapshot = *store_->snapshot();
  EXPECT_EQ(snapshot->labels(VertexIndex{0}).size(), 2U);
  EXPECT_EQ(snapshot->label_count(*snapshot->find_label("A")), 1U);
}

TEST_F(LoadCsv, RefusesWhatIsNotUtf8) {
  CsvOptions options;
  options.nodes = {file("n.csv", ":ID,name\n1,Ada\n2,\xff\xfe\n")};
  EXPECT_NE(error(options).find("n.csv, line 3: is not UTF-8"), std::string::npos);
}

TEST_F(LoadCsv, EndsWhenItIsCancelled) {
  std::string text = ":ID\n";
  for (int i = 0; i < 10'000; ++i) {
    text += std::to_string(i) + "\n";
  }
  const std::atomic<bool> cancel{true};
  CsvOptions options;
  options.nodes = {file("n.csv", text)};
  options.cancel = &cancel;
  EXPECT_EQ(load_csv(*store_, options).error().code, Code::kCancelled);
}

}  // namespace
}  // namespace rapport::graph::test
