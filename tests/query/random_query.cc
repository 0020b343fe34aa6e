// Making random graphs and queries.

#include "tests/query/random_query.h"

#include <algorithm>

#include <fmt/format.h>

namespace rapport::query::test {

namespace {

enum class Is : std::uint8_t { kNode, kEdge, kList, kPath, kNumber };
struct Known {
  std::string name;
  Is is = Is::kNumber;
};

class Maker {
 public:
  explicit Maker(const Dice& dice) : dice_(dice) {}

  Clauses query(std::vector<Known> scope, unsigned depth) {
    scope_ = std::move(scope);
    Clauses clauses;
    const std::uint32_t count = 1 + dice_(depth == 0 ? 3 : 2);
    for (std::uint32_t i = 0; i < count; ++i) {
      clauses.push_back(clause(i == 0, depth));
    }
    clauses.push_back(projection(true));
    return clauses;
  }

 private:
  bool chance(std::uint32_t one_in) { return dice_(one_in) == 0; }
  std::string one_of(const std::vector<std::string>& from) {
    return from[dice_(static_cast<std::uint32_t>(from.size()))];
  }
  std::string fresh(const char* prefix) { return fmt::format("{}{}", prefix, count_++); }
  std::vector<std::string> known(Is is) const {
    std::vector<std::string> names;
    for (const Known& one : scope_) {
      if (one.is == is) {
        names.push_back(one.name);
      }
    }
    return names;
  }

  QueryClause clause(bool is_first, unsigned depth) {
    const std::uint32_t which = dice_(is_first ? 6 : 10);
    if (which == 5) {
      QueryClause result{.kind = QueryClause::Kind::kUnwind};
      for (std::uint32_t i = dice_(3) + 1; i > 0; --i) {
        result.list.push_back(static_cast<int>(dice_(3)));
      }
      result.name = fresh("x");
      scope_.push_back({result.name, Is::kNumber});
      return result;
    }
    if (which == 6 || which == 7) {
      return projection(false);
    }
    if (which == 8 && depth == 0) {
      return call(depth);
    }
    return match(which == 4 || which == 9);
  }

  QueryClause match(bool optional) {
    QueryClause result{.kind = optional ? QueryClause::Kind::kOptional : QueryClause::Kind::kMatch};
    edges_here_.clear();
    for (std::uint32_t i = chance(4) ? 2 : 1; i > 0; --i) {
      result.paths.push_back(path());
    }
    if (chance(2)) {
      result.where = predicate(2);
    }
    return result;
  }

  PathPart path() {
    PathPart result;
    if (chance(5)) {
      result.mode = one_of({"WALK", "TRAIL", "ACYCLIC", "SIMPLE"});
    }
    result.nodes.push_back(node(false));
    for (std::uint32_t i = dice_(3); i > 0; --i) {
      result.edges.push_back(edge());
      result.nodes.push_back(node(false));
    }
    if (chance(6)) {
      result.name = fresh("q");
      scope_.push_back({result.name, Is::kPath});
    }
    return result;
  }

  NodePart node(bool only_known) {
    NodePart result;
    const auto names = known(Is::kNode);
    if (!names.empty() && chance(2)) {
      result.name = one_of(names);
    } else if (!only_known && !chance(3)) {
      result.name = fresh("n");
      scope_.push_back({result.name, Is::kNode});
    }
    if (chance(3)) {
      result.label = one_of({"A", "B", "!A", "A|B", "A&B"});
    }
    if (chance(8)) {
      result.p = static_cast<int>(dice_(3));
    }
    return result;
  }

  EdgePart edge() {
    EdgePart result;
    result.direction = "><-"[dice_(3)];
    const auto types = std::vector<std::vector<std::string>>{{}, {}, {"T"}, {"U"}, {"T", "U"}};
    result.types = types[dice_(5)];
    if (chance(4)) {
      result.has_length = true;
      result.is_quantified = chance(2);
      result.least = dice_(3);
      result.most = result.least + dice_(2);
      result.most = std::max(1U, result.most);
    }
    const auto names = known(Is::kEdge);
    if (!result.has_length && !names.empty() && chance(8)) {
      const std::string name = one_of(names);
      if (std::find(edges_here_.begin(), edges_here_.end(), name) == edges_here_.end()) {
        result.name = name;
      }
    }
    if (result.name.empty() && chance(2)) {
      result.name = fresh("r");
      scope_.push_back({result.name, result.has_length ? Is::kList : Is::kEdge});
    }
    edges_here_.push_back(result.name);
    if (chance(8)) {
      result.p = static_cast<int>(dice_(3));
    }
    return result;
  }

  // A pattern of a predicate: no new names.
  PathPart tested_path() {
    PathPart result;
    result.nodes.push_back(node(true));
    for (std::uint32_t i = 1 + dice_(2); i > 0; --i) {
      EdgePart one;
      one.direction = "><-"[dice_(3)];
      one.types = chance(2) ? std::vector<std::string>{"T"} : std::vector<std::string>{};
      if (chance(4)) {
        one.has_length = true;
        one.most = 2;
      }
      result.edges.push_back(one);
      result.nodes.push_back(node(true));
    }
    return result;
  }

  Term number() {
    std::vector<Term> choices;
    choices.push_back({.kind = Term::Kind::kNumber, .number = static_cast<int>(dice_(3))});
    for (const Known& one : scope_) {
      const Term::Kind kind = one.is == Is::kNumber ? Term::Kind::kVariable
                              : one.is == Is::kList ? Term::Kind::kSize
                              : one.is == Is::kPath ? Term::Kind::kLength
                                                    : Term::Kind::kProperty;
      choices.push_back({.kind = kind, .name = one.name});
    }
    if (chance(8) && !known(Is::kNode).empty()) {
      choices = {{.kind = Term::Kind::kCount, .paths = {tested_path()}}};
    }
    return choices[dice_(static_cast<std::uint32_t>(choices.size()))];
  }

  Term predicate(unsigned depth) {
    using Kind = Term::Kind;
    const std::uint32_t which = dice_(depth == 0 ? 6 : 9);
    if (which >= 6) {
      Term result{.kind = which == 6 ? Kind::kAnd : which == 7 ? Kind::kOr : Kind::kNot};
      result.args.push_back(predicate(depth - 1));
      if (result.kind != Kind::kNot) {
        result.args.push_back(predicate(depth - 1));
      }
      return result;
    }
    const auto nodes = known(Is::kNode);
    if (which == 5 && !nodes.empty()) {
      return {.kind = Kind::kHasLabel, .name = one_of(nodes), .op = one_of({"A", "B"})};
    }
    if (which == 4) {
      return {.kind = Kind::kIsNull, .args = {number()}};
    }
    if (which == 3 && !nodes.empty()) {
      return {.kind = Kind::kExists, .paths = {tested_path()}};
    }
    if (which == 2 && nodes.size() > 1) {
      Term a{.kind = Kind::kVariable, .name = one_of(nodes)};
      Term b{.kind = Kind::kVariable, .name = one_of(nodes)};
      return {.kind = Kind::kCompare, .op = one_of({"=", "<>"}), .args = {a, b}};
    }
    return {.kind = Kind::kCompare,
            .op = one_of({"=", "<>", "<", "<=", ">", ">="}),
            .args = {number(), number()}};
  }

  QueryClause call(unsigned depth) {
    QueryClause result{.kind = QueryClause::Kind::kCall};
    result.optional = chance(3);
    std::vector<Known> taken;
    for (const Known& one : scope_) {
      if (chance(2)) {
        result.imports.push_back(one.name);
        taken.push_back(one);
      }
    }
    Maker inner(dice_);
    inner.count_ = count_ + 100;
    result.inner = inner.query(taken, depth + 1);
    count_ = inner.count_;
    scope_.insert(scope_.end(), inner.scope_.begin(), inner.scope_.end());
    return result;
  }

  QueryClause projection(bool is_return) {
    QueryClause result{.kind = is_return ? QueryClause::Kind::kReturn : QueryClause::Kind::kWith};
    result.distinct = chance(3);
    const bool aggregates = chance(2);
    std::vector<Known> next;
    for (std::uint32_t i = 1 + dice_(3); i > 0; --i) {
      Column column;
      column.name = fresh("c");
      Is is = Is::kNumber;
      if (aggregates && chance(2)) {
        column.aggregate = one_of({"count(*)", "count", "count DISTINCT", "min", "max", "sum"});
        column.term = number();
        const auto counted = known(chance(2) ? Is::kNode : Is::kEdge);
        if (column.aggregate.starts_with("count") && !counted.empty()) {
          column.term = {.kind = Term::Kind::kVariable, .name = one_of(counted)};
        }
      } else if (!scope_.empty() && chance(2)) {
        const Known& one = scope_[dice_(static_cast<std::uint32_t>(scope_.size()))];
        if (one.is != Is::kPath) {
          column.term = {.kind = Term::Kind::kVariable, .name = one.name};
          is = one.is;
        }
      } else {
        column.term = number();
      }
      next.push_back({column.name, is});
      result.columns.push_back(std::move(column));
    }
    const bool are_numbers = std::all_of(next.begin(), next.end(),
                                         [](const Known& one) { return one.is == Is::kNumber; });
    if (are_numbers && chance(3)) {
      result.sorts = true;
      result.skip = chance(3) ? static_cast<int>(dice_(3)) : -1;
      result.limit = static_cast<int>(dice_(5));
    }
    scope_ = std::move(next);
    if (!is_return && chance(3)) {
      result.where = predicate(1);
    }
    return result;
  }

  const Dice& dice_;
  std::vector<Known> scope_;
  std::vector<std::string> edges_here_;
  std::uint32_t count_ = 0;
};

}  // namespace

Clauses random_query(const Dice& dice) { return Maker(dice).query({}, 0); }

std::shared_ptr<const graph::Snapshot> random_graph_of(const Dice& dice) {
  graph::SnapshotBuilder builder;
  const std::uint32_t vertices = 1 + dice(5);
  const auto properties = [&] {
    const std::uint32_t p = dice(4);  // one in four has none
    return p == 3 ? Map() : Map{{"p", std::int64_t{p}}};
  };
  for (std::uint32_t v = 0; v < vertices; ++v) {
    std::vector<std::string> labels;
    const std::uint32_t which = dice(4);
    if ((which & 1U) != 0) {
      labels.emplace_back("A");
    }
    if ((which & 2U) != 0) {
      labels.emplace_back("B");
    }
    builder.add_vertex(labels, properties());
  }
  for (std::uint32_t e = dice(8); e > 0; --e) {
    const VertexIndex from{dice(vertices)};
    const VertexIndex to{dice(vertices)};
    builder.add_edge(from, dice(2) == 0 ? "T" : "U", to, properties());
  }
  return std::move(builder).build();
}

}  // namespace rapport::query::test
