// Random patterns on small random graphs against a naive evaluator that tries every sequence of
// edges for every relationship, and every vertex for every node.

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "rapport/query/query.h"

#include "tests/query/random_graph.h"

namespace rapport::query::test {
namespace {

struct Node {
  int variable = 0;  // nodes of the same number are the same vertex
  std::string label;
  int p = -1;  // the property it must have; -1: any
};

struct Relationship {
  char direction = '-';  // '>', '<' or '-'
  std::string type;
  bool has_length = false;
  std::size_t least = 1, most = 1;
  int p = -1;
};

struct Chain {
  std::vector<Node> nodes;
  std::vector<Relationship> relationships;
};

// Variables' vertices, and the edges of each relationship.
struct Match {
  std::vector<int> vertices;
  std::vector<std::vector<int>> edges;
};

class Naive {
 public:
  Naive(const graph::Snapshot& graph, const std::vector<Chain>& chains, int variables)
      : graph_(graph), chains_(chains), assignment_(static_cast<std::size_t>(variables), -1) {
    for (const Chain& chain : chains) {
      for (std::size_t i = 0; i < chain.relationships.size(); ++i) {
        parts_.emplace_back(&chain, i);
      }
    }
  }

  std::vector<std::string> run() {
    vertices(0);
    std::sort(found_.begin(), found_.end());
    return found_;
  }

 private:
  bool fits(const Node& node, int vertex) const {
    const VertexIndex v{static_cast<std::uint32_t>(vertex)};
    bool labelled = node.label.empty();
    for (const graph::LabelId label : graph_.labels(v)) {
      labelled = labelled || graph_.label_names()[label] == node.label;
    }
    return labelled && (node.p < 0 || *graph_.property(v, "p").as_int() == node.p);
  }

  void vertices(std::size_t variable) {
    if (variable == assignment_.size()) {
      for (const Chain& chain : chains_) {
        for (const Node& node : chain.nodes) {
          if (!fits(node, assignment_[static_cast<std::size_t>(node.variable)])) {
            return;
          }
        }
      }
      edges(0);
      return;
    }
    for (std::uint32_t v = 0; v < graph_.vertex_count(); ++v) {
      assignment_[variable] = static_cast<int>(v);
      vertices(variable + 1);
    }
  }

  void edges(std::size_t part) {
    if (part == parts_.size()) {
      std::string text = fmt::format("{}", fmt::join(assignment_, ","));
      for (const auto& list : sequences_) {
        text += fmt::format(" [{}]", fmt::join(list, ","));
      }
      found_.push_back(text);
      return;
    }
    const auto& [chain, i] = parts_[part];
    sequences_.emplace_back();
    sequence(part, chain->relationships[i],
             assignment_[static_cast<std::size_t>(chain->nodes[i].variable)],
             assignment_[static_cast<std::size_t>(chain->nodes[i + 1].variable)]);
    sequences_.pop_back();
  }

  void sequence(std::size_t part, const Relationship& relationship, int at, int to) {
    const std::size_t length = sequences_.back().size();
    if (length >= relationship.least && at == to) {
      edges(part + 1);
    }
    if (length == relationship.most) {
      return;
    }
    for (std::uint32_t e = 0; e < graph_.edge_count(); ++e) {
      const EdgeIndex edge{e};
      const bool used = std::any_of(sequences_.begin(), sequences_.end(), [&](const auto& list) {
        return std::find(list.begin(), list.end(), static_cast<int>(e)) != list.end();
      });
      if (used ||
          (!relationship.type.empty() &&
           graph_.type_names()[graph_.type(edge)] != relationship.type) ||
          (relationship.p >= 0 && *graph_.property(edge, "p").as_int() != relationship.p)) {
        continue;
      }
      const int source = static_cast<int>(graph_.source(edge).value);
      const int target = static_cast<int>(graph_.target(edge).value);
      std::vector<int> ends;
      if (relationship.direction != '<' && source == at) {
        ends.push_back(target);
      }
      if (relationship.direction != '>' && target == at &&
          !(relationship.direction == '-' && source == target)) {
        ends.push_back(source);
      }
      for (const int end : ends) {
        sequences_.back().push_back(static_cast<int>(e));
        sequence(part, relationship, end, to);
        sequences_.back().pop_back();
      }
    }
  }

  const graph::Snapshot& graph_;
  const std::vector<Chain>& chains_;
  std::vector<int> assignment_;
  std::vector<std::pair<const Chain*, std::size_t>> parts_;
  std::vector<std::vector<int>> sequences_;
  std::vector<std::string> found_;
};

class Generator {
 public:
  explicit Generator(std::mt19937& random) : random_(random) {}

  std::vector<Chain> chains() {
    std::vector<Chain> result(1 + pick(2));
    for (Chain& chain : result) {
      chain.nodes.push_back(node());
      const std::uint32_t length = pick(3);
      for (std::uint32_t i = 0; i < length; ++i) {
        chain.relationships.push_back(relationship());
        chain.nodes.push_back(node());
      }
    }
    renumber(result);
    return result;
  }
  int variables() const { return static_cast<int>(numbers_.size()); }

 private:
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random_() % below); }

  Node node() {
    Node result;
    result.variable = static_cast<int>(pick(4));
    result.label = pick(6) == 0 ? (pick(2) == 0 ? "A" : "B") : "";
    result.p = pick(8) == 0 ? static_cast<int>(pick(3)) : -1;
    return result;
  }
  Relationship relationship() {
    Relationship result;
    result.direction = "><-"[pick(3)];
    result.type = pick(3) == 0 ? (pick(2) == 0 ? "T" : "U") : "";
    result.p = pick(5) == 0 ? static_cast<int>(pick(3)) : -1;
    if (pick(3) == 0) {
      result.has_length = true;
      result.least = pick(3);
      result.most = result.least + pick(2);
    }
    return result;
  }
  // Variables are numbered in the order in which they are met.
  void renumber(std::vector<Chain>& chains) {
    numbers_.clear();
    for (Chain& chain : chains) {
      for (Node& node : chain.nodes) {
        const auto found = std::find(numbers_.begin(), numbers_.end(), node.variable);
        const auto number = static_cast<int>(found - numbers_.begin());
        if (found == numbers_.end()) {
          numbers_.push_back(node.variable);
        }
        node.variable = number;
      }
    }
  }

  std::mt19937& random_;
  std::vector<int> numbers_;
};

std::string properties(int p) { return p < 0 ? "" : fmt::format(" {{p: {}}}", p); }

std::string query_text(const std::vector<Chain>& chains, int variables) {
  std::string text = "MATCH ";
  int number = 0;
  std::string returned;
  for (int i = 0; i < variables; ++i) {
    returned += fmt::format("{}id(n{}) AS i{}", i == 0 ? "" : ", ", i, i);
  }
  for (const Chain& chain : chains) {
    text += text.size() > 6 ? ", " : "";
    for (std::size_t i = 0; i < chain.nodes.size(); ++i) {
      const Node& node = chain.nodes[i];
      text += fmt::format("(n{}{}{})", node.variable, node.label.empty() ? "" : ":" + node.label,
                          properties(node.p));
      if (i == chain.relationships.size()) {
        break;
      }
      const Relationship& r = chain.relationships[i];
      text += fmt::format("{}-[r{}{}{}{}]-{}", r.direction == '<' ? "<" : "", number,
                          r.type.empty() ? "" : ":" + r.type,
                          r.has_length ? fmt::format("*{}..{}", r.least, r.most) : "",
                          properties(r.p), r.direction == '>' ? ">" : "");
      returned += r.has_length ? fmt::format(", [x IN r{0} | id(x)] AS l{0}", number)
                               : fmt::format(", [id(r{0})] AS l{0}", number);
      ++number;
    }
  }
  return text + " RETURN " + returned;
}

std::string row_text(const std::vector<Value>& row) {
  std::vector<std::int64_t> vertices;
  std::string edges;
  for (const Value& value : row) {
    if (value.as_int() != nullptr) {
      vertices.push_back(*value.as_int() - 1);  // ids count from 1 here
      continue;
    }
    std::vector<std::int64_t> list;
    for (const Value& item : *value.as_list()) {
      list.push_back(*item.as_int() - 1);
    }
    edges += fmt::format(" [{}]", fmt::join(list, ","));
  }
  return fmt::format("{}", fmt::join(vertices, ",")) + edges;
}

TEST(Match, AgreesWithTheNaiveEvaluator) {
  constexpr std::uint32_t kRounds = 3000;
  std::uint64_t matches = 0;
  for (std::uint32_t seed = 0; seed < kRounds; ++seed) {
    std::mt19937 random(seed);
    const auto graph = random_graph(random, 1 + seed % 4, seed % 8);
    Generator generator(random);
    const auto chains = generator.chains();
    const std::string text = query_text(chains, generator.variables());
    SCOPED_TRACE(fmt::format("seed {}: {}", seed, text));
    auto query = Query::prepare(text);
    ASSERT_TRUE(query) << to_string(query.error());
    const auto rows = query->run(*graph);
    ASSERT_TRUE(rows) << to_string(rows.error());
    std::vector<std::string> found;
    for (const auto& row : rows->rows) {
      found.push_back(row_text(row));
    }
    std::sort(found.begin(), found.end());
    const auto wanted = Naive(*graph, chains, generator.variables()).run();
    ASSERT_EQ(found, wanted);
    matches += wanted.size();
  }
  EXPECT_GT(matches, 5000u) << "the patterns are too narrow to test anything";
}

// The name index must not change what a name matches.
TEST(Match, FindsTheSameByNameAndWithoutTheIndex) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    const auto graph = random_graph(random, 1 + seed % 8, seed % 9);
    const auto count = [&](const std::string& text) {
      auto query = Query::prepare(text);
      return *query->run(*graph)->rows[0][0].as_int();
    };
    EXPECT_EQ(count("MATCH (a)-[r]-(b {name: 'v1'}) RETURN count(*)"),
              count("MATCH (a)-[r]-(b) WHERE b.name + '' = 'v1' RETURN count(*)"));
    EXPECT_EQ(count("MATCH (a)-[r]-(b) WHERE b.name = a.name RETURN count(*)"),
              count("MATCH (a)-[r]-(b) WHERE b.name + '' = a.name + '' RETURN count(*)"));
    EXPECT_EQ(count("MATCH (b) WHERE b.name = 'V1' RETURN count(*)"), 0);
  }
}

}  // namespace
}  // namespace rapport::query::test
