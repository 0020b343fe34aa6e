// Selectors over paths of several parts on random multigraphs, against all matches of the same path
// without a selector.

#include <map>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/chosen_paths.h"
#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

using Ends = std::pair<std::uint32_t, std::uint32_t>;
using ByEnds = std::map<Ends, std::vector<Choice>>;

struct Question {
  std::string selector, mode, path;
  std::uint64_t count = 1;
  bool by_groups = false;

  // `most` stands for every quantifier without a greatest number.
  std::string text(bool chooses, const std::string& most) const {
    std::string bounded = path;
    for (std::size_t at = bounded.find('#'); at != std::string::npos; at = bounded.find('#')) {
      bounded.replace(at, 1, most);
    }
    const std::string prefix = chooses ? selector + " " + mode + (by_groups ? " PATHS GROUPS" : "")
                                       : (mode.empty() ? "WALK" : mode);
    return fmt::format("MATCH p = {} {} RETURN p, m, {}", prefix, bounded, kGroups);
  }
  static constexpr const char* kGroups = "n, y, s";
};

std::string one_of(std::mt19937& random, const std::vector<std::string>& from) {
  return from[random() % from.size()];
}

// (a) part (m) part [(x) part] (b), one of the parts named s, and n a group where there is one.
Question random_question(std::mt19937& random, bool is_bounded) {
  Question question;
  question.mode = one_of(random, {"", "", "WALK", "TRAIL", "ACYCLIC", "SIMPLE"});
  question.count = 1 + random() % 3;
  const std::string k = std::to_string(question.count);
  const std::uint32_t which = is_bounded ? below(random, 5) : below(random, 2);
  question.selector = std::vector<std::string>{"ANY SHORTEST", "ALL SHORTEST", "SHORTEST " + k,
                                               "SHORTEST " + k, "ANY " + k}[which];
  question.by_groups = which == 3;
  question.count = which < 2 ? 1 : question.count;
  const auto quantifier = [&] {
    return is_bounded ? one_of(random, {"", "", "{0,1}", "{1,2}", "{2}", "{0,2}"})
                      : one_of(random, {"", "{1,2}", "{0,#}", "{1,#}", "{2,#}"});
  };
  const auto arrow = [&](const std::string& name) {
    const std::string inside =
        name + one_of(random, {"", "", ":T", ":U"}) + one_of(random, {"", "", " WHERE s.p > 0"});
    const bool asks = name.empty() && inside.find("WHERE") != std::string::npos;
    const std::string body = "[" + (asks ? inside.substr(0, inside.find(" WHERE")) : inside) + "]";
    return one_of(random, {"-" + body + "->", "<-" + body + "-", "-" + body + "-"});
  };
  const auto node = [&](const std::string& name) {
    return "(" + name + one_of(random, {"", "", "", ":A", ":B"}) +
           (name.empty() ? ""
                         : one_of(random, {"", "", "", " {p: 1}", " WHERE " + name + ".p < 2"})) +
           ")";
  };
  std::string repeated = "((n)" + arrow("") + "(y" + one_of(random, {"", ":A"}) + ")" +
                         one_of(random, {"", arrow("") + "()"}) +
                         one_of(random, {"", " WHERE n.p <= y.p"}) + ")" +
                         one_of(random, {"{1}", "{0,1}", "{1,2}"});
  std::vector<std::string> parts = {arrow("s") + quantifier(), repeated};
  if (random() % 3 == 0) {
    parts.push_back(arrow("") + quantifier());
  }
  std::shuffle(parts.begin(), parts.end(), random);
  question.path = node("a") + parts[0] + node("m");
  for (std::size_t i = 1; i < parts.size(); ++i) {
    question.path += parts[i] + (i + 1 < parts.size() ? node("") : node("b"));
  }
  if (random() % 8 == 0) {  // back to where it began
    question.path.replace(question.path.rfind("(b"), std::string::npos, "(a)");
  }
  return question;
}

// What tells two matches apart: the path, and what the variables stand for.
ByEnds run(const graph::Snapshot& graph, const std::string& text) {
  ByEnds all;
  const auto query = Query::prepare(text);
  EXPECT_TRUE(query) << text << "\n" << (query ? "" : to_string(query.error()));
  const auto rows = query->run(graph);
  EXPECT_TRUE(rows) << text << "\n" << (rows ? "" : to_string(rows.error()));
  EXPECT_EQ(rows->cut, "") << text;
  for (const auto& row : rows->rows) {
    const Path& path = *row[0].as_path();
    std::string form = test::form(path) + " m" + std::to_string(row[1].as_vertex()->value);
    for (std::size_t column : {2U, 3U, 4U}) {
      form += " |";
      const List* list = row[column].as_list();
      for (const Value& item : list == nullptr ? List{row[column]} : *list) {
        form += " " + std::to_string(item.as_vertex() != nullptr ? item.as_vertex()->value
                                                                 : item.as_edge()->value);
      }
    }
    all[{path.vertices.front().value, path.vertices.back().value}].push_back(
        {path.edges.size(), form});
  }
  return all;
}

void compare(std::uint32_t seed, bool is_bounded) {
  std::mt19937 random(seed);
  const auto graph = random_graph(random, 2 + seed % 3, below(random, 7));
  const Question question = random_question(random, is_bounded);
  const std::string text = question.text(true, "");
  // On so few nodes no shortest path repeats a part more often.
  ByEnds all = run(*graph, question.text(false, "5"));
  // Matches that differ only in what has no name are one path.
  for (auto& [ends, paths] : all) {
    std::sort(paths.begin(), paths.end());
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  }
  ByEnds found = run(*graph, text);
  const std::string selector = question.selector + (question.by_groups ? " GROUPS" : "");
  for (const auto& [ends, paths] : all) {
    check_chosen(selector, question.count, paths, found[ends],
                 fmt::format("seed {}: {}", seed, text));
  }
  for (const auto& [ends, paths] : found) {
    EXPECT_TRUE(paths.empty() || all.contains(ends)) << seed << ": " << text;
  }
}

TEST(ChainPaths, AreChosenAmongAllMatches) {
  for (std::uint32_t seed = 0; seed < 3000 && !HasFailure(); ++seed) {
    compare(seed, true);
  }
}

TEST(ChainPaths, OfAnyLengthAreFound) {
  for (std::uint32_t seed = 0; seed < 500 && !HasFailure(); ++seed) {
    compare(seed, false);
  }
}

class ChainGraph : public ::testing::Test {
 protected:
  // a -> b -> d, a -> c -> d with labels of the same letters.
  void SetUp() override {
    graph::SnapshotBuilder builder;
    for (const std::string name : {"A", "B", "C", "D"}) {
      builder.add_vertex({name}, {{"name", name}});
    }
    builder.add_edge(VertexIndex{0}, "T", VertexIndex{1}, {});
    builder.add_edge(VertexIndex{0}, "T", VertexIndex{2}, {});
    builder.add_edge(VertexIndex{1}, "T", VertexIndex{3}, {});
    builder.add_edge(VertexIndex{2}, "U", VertexIndex{3}, {});
    graph_ = std::move(builder).build();
  }
  // Each row's columns, joined.
  std::vector<std::string> rows(const std::string& text) const {
    std::vector<std::string> all;
    const auto query = Query::prepare(text);
    EXPECT_TRUE(query) << to_string(query.error());
    const auto rows = query->run(*graph_);
    EXPECT_TRUE(rows) << to_string(rows.error());
    for (const auto& row : rows->rows) {
      std::string line;
      for (const Value& value : row) {
        line += *value.as_string();
      }
      all.push_back(line);
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  static std::string error(const std::string& text) {
    const auto query = Query::prepare(text);
    return query ? std::string() : to_string(query.error());
  }
  std::shared_ptr<const graph::Snapshot> graph_;
};

using Lines = std::vector<std::string>;

// WHERE of the clause is asked of what was chosen, WHERE of a node before.
TEST_F(ChainGraph, WhatStandsInsideChoosesAmongAll) {
  EXPECT_EQ(rows("MATCH ALL SHORTEST (:A)-->+(m)-->+(:D) RETURN m.name"), (Lines{"B", "C"}));
  EXPECT_EQ(rows("MATCH ANY SHORTEST (:A)-->+(m WHERE m.name = 'C')-->+(:D) RETURN m.name"),
            (Lines{"C"}));
  EXPECT_EQ(rows("MATCH ANY SHORTEST (:A)-->+(m)-[:U]->(:D) RETURN m.name"), (Lines{"C"}));
  EXPECT_EQ(rows("MATCH ANY SHORTEST (:A)-->+(m)-->+(:D) WHERE m.name = '?' RETURN m.name"),
            Lines());
}

// Paths of one MATCH are chosen each for itself, then joined.
TEST_F(ChainGraph, InnerVariablesJoinOtherPaths) {
  EXPECT_EQ(rows("MATCH ALL SHORTEST (:A)-->+(m)-->+(:D), (m)-[:U]->(d) RETURN m.name, d.name"),
            (Lines{"CD"}));
  EXPECT_EQ(rows("MATCH (m:C) MATCH ANY SHORTEST (:A)-->+(m)-->+(:D) RETURN m.name"), (Lines{"C"}));
  EXPECT_EQ(rows("MATCH ALL (:A)-->(m)-->(:D) RETURN m.name"), (Lines{"B", "C"}));
  EXPECT_EQ(rows("MATCH ALL ACYCLIC PATHS (:A)-->(m)-->(:D) RETURN m.name"), (Lines{"B", "C"}));
}

TEST_F(ChainGraph, ComparisonsInsideAreRefused) {
  EXPECT_NE(error("MATCH ANY SHORTEST (a)-->(m)-->(n WHERE n.x > m.x)-->(b) RETURN a")
                .find("compares two of its parts"),
            std::string::npos);
  EXPECT_NE(error("MATCH ANY SHORTEST (a)-->(m)-[r WHERE r.x = m.x]->(b) RETURN a")
                .find("compares two of its parts"),
            std::string::npos);
  EXPECT_NE(error("MATCH ANY SHORTEST (a)-->(m)-->+(m)-->(b) RETURN a").find("stands twice"),
            std::string::npos);
  EXPECT_EQ(error("MATCH ANY SHORTEST (a)-->(m WHERE m.x = a.x)-->(b) RETURN a"), "");
}

}  // namespace
}  // namespace rapport::query::test
