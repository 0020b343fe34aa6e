// Random queries as trees, which can be written as openCypher and evaluated naively.
//
//   random_graph_of(dice) -> graph      small; some properties are missing
//   random_query(dice) -> Clauses       MATCH, OPTIONAL MATCH, UNWIND, WITH, CALL { }, RETURN
//   to_text(clauses)                    for the engine (random_query_text.cc)
//   naive_rows(graph, clauses)          what the engine must give, by brute force (naive_query.cc)

#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rapport/graph/snapshot.h"

namespace rapport::query::test {

// A number below the bound.
using Dice = std::function<std::uint32_t(std::uint32_t bound)>;

struct NodePart {
  std::string name;   // may be empty
  std::string label;  // "", "A", "!B", "A|B", "A&B"
  int p = -1;         // {p: 1}; -1: none
};

struct EdgePart {
  std::string name;
  char direction = '-';            // '>', '<', '-'
  std::vector<std::string> types;  // empty: any
  int p = -1;
  bool has_length = false, is_quantified = false;  // *1..2 or {1,2}
  std::uint32_t least = 1, most = 1;
};

struct PathPart {
  std::string name;
  std::string mode;  // "", "WALK", "TRAIL", "ACYCLIC", "SIMPLE"
  std::vector<NodePart> nodes;
  std::vector<EdgePart> edges;
};

struct Term {
  enum class Kind : std::uint8_t {
    kNumber,
    kVariable,
    kProperty,  // name.p
    kSize,      // size(name), of a list of edges
    kLength,    // length(name), of a path
    kCount,     // COUNT { path }
    kCompare,   // args[0] op args[1]
    kAnd,
    kOr,
    kNot,
    kIsNull,
    kHasLabel,  // name:A
    kExists,    // EXISTS { path }
  };
  Kind kind = Kind::kNumber;
  int number = 0;
  std::string name = {}, op = {};
  std::vector<Term> args = {};
  std::vector<PathPart> paths = {};
};

struct Column {
  std::string aggregate;  // "", "count(*)", "count", "count DISTINCT", "min", "max", "sum"
  Term term;
  std::string name;
};

struct QueryClause {
  enum class Kind : std::uint8_t { kMatch, kOptional, kUnwind, kWith, kReturn, kCall };
  Kind kind = Kind::kMatch;
  std::vector<PathPart> paths = {};
  std::optional<Term> where = {};
  std::vector<int> list = {};  // kUnwind
  std::string name = {};       // kUnwind
  bool distinct = false;       // kWith, kReturn
  std::vector<Column> columns = {};
  bool sorts = false;  // by all columns, which are numbers then
  int skip = -1, limit = -1;
  std::vector<std::string> imports = {};  // kCall
  std::vector<QueryClause> inner = {};    // kCall
  bool optional = false;                  // kCall
};
using Clauses = std::vector<QueryClause>;

std::shared_ptr<const graph::Snapshot> random_graph_of(const Dice& dice);
Clauses random_query(const Dice& dice);
std::string to_text(const Clauses& clauses);

// The rows, each as text, sorted; nullopt: there are too many to go through.
std::optional<std::vector<std::string>> naive_rows(const graph::Snapshot& graph,
                                                   const Clauses& clauses);
// The engine's in the same form.
std::vector<std::string> rows_as_text(const std::vector<std::vector<Value>>& rows);

}  // namespace rapport::query::test
