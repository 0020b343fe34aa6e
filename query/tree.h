// The syntax tree of a query: expressions and patterns; the clauses around them are in statement.h.
// The parser makes it; the binder fills in slots, types and functions
// (the fields marked so); after that it is const, and any number of runs may read it.
//
// Every variable has a slot: its place in the one row of values that a run works on. A slot is
// declared once, so that a clause writes its variables in place and nothing has to be undone.

#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "rapport/span.h"
#include "rapport/value.h"

namespace rapport::query {

using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = std::numeric_limits<Slot>::max();

// What an expression can be, as a set of bits, as far as it is known before the run.
using Types = std::uint16_t;
inline constexpr Types kNull = 1, kBoolean = 2, kInteger = 4, kFloat = 8, kString = 16, kList = 32,
                       kMap = 64, kNode = 128, kRelationship = 256, kPath = 512;
inline constexpr Types kNumber = kInteger | kFloat;
inline constexpr Types kAny = 1023;

enum class Kind : std::uint8_t {
  kLiteral,
  kParameter,    // name
  kVariable,     // name, slot
  kProperty,     // args[0].name
  kIndex,        // args[0][args[1]]
  kSlice,        // args[0][args[1]..args[2]], both may be absent (null pointers)
  kListLiteral,  // args
  kMapLiteral,   // keys, args
  kNot,
  kAnd,  // two or more args
  kOr,
  kXor,
  kCompare,  // args[0] op args[1] op args[2] ..., operators in keys: "=", "<", ...
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kNegate,
  kPlus,
  kIn,
  kStartsWith,
  kEndsWith,
  kContains,
  kMatches,  // =~
  kIsNull,
  kIsNotNull,
  kHasLabels,             // args[0] labels
  kCall,                  // name(args), function; distinct, star
  kAggregateSlot,         // the result of an aggregate, after grouping: slot
  kCase,                  // args: [subject], when, then, when, then, ..., [else]
  kListComprehension,     // [slot IN args[0] WHERE args[1] | args[2]], the last two may be absent
  kQuantifier,            // name(slot IN args[0] WHERE args[1])
  kReduce,                // reduce(slot2 = args[0], slot IN args[1] | args[2])
  kPatternPredicate,      // pattern
  kPatternComprehension,  // [pattern WHERE args[0] | args[1]], the first may be absent
  kShortestPath,          // pattern
  kSubquery,              // EXISTS { }, COUNT { } or COLLECT { }: name, query
  kMapProjection,         // args[0] {.key, key: value, .*}: keys, args[1..], star
  kItem,                  // binder only: the column `slot` of the projection being bound
};

// :A|B, :A&!B, :%
struct LabelExpression {
  enum class Kind : std::uint8_t { kName, kWildcard, kNot, kAnd, kOr };
  Kind kind = Kind::kName;
  std::string name;
  Span place;
  std::uint32_t symbol = 0;  // binder: position in Statement::labels
  std::vector<LabelExpression> args;
};
using Labels = std::unique_ptr<LabelExpression>;

struct Expression;
struct Pattern;
struct Statement;
struct Function;
using ExpressionPtr = std::unique_ptr<Expression>;

struct Expression {
  Kind kind = Kind::kLiteral;
  Span place;
  std::uint32_t depth = 1;                     // of the tree below, for the limit
  bool distinct = false;                       // kCall
  bool star = false;                           // kCall: count(*)
  bool has_subject = false, has_else = false;  // kCase
  Value literal;
  std::string name;
  std::vector<std::string> keys;
  std::vector<ExpressionPtr> args;
  Labels labels;
  std::unique_ptr<Pattern> pattern;
  std::unique_ptr<Statement> query;
  std::string name2;  // kReduce: the accumulator

  Slot slot = kNoSlot;                 // binder
  Slot slot2 = kNoSlot;                // binder, kReduce: the accumulator
  Types aggregate_types = kAny;        // binder, kAggregateSlot
  const Function* function = nullptr;  // binder, kCall

  Expression(Kind k, Span where);
  Expression(Expression&&) = delete;
  ~Expression();
};

struct NodePattern {
  std::string name;  // empty: anonymous
  Span place;
  Labels labels;
  ExpressionPtr properties;  // a map literal or a parameter
  ExpressionPtr where;
  Slot slot = kNoSlot;  // binder; anonymous ones have one too
};

struct RepeatedPath;

enum class Direction : std::uint8_t { kOut, kIn, kBoth };

struct RelationshipPattern {
  std::string name;
  Span place;
  Direction direction = Direction::kBoth;
  Labels types;  // kName and kOr only, in openCypher; & ! % as for labels
  ExpressionPtr properties;
  ExpressionPtr where;      // of one that is searched for: for each edge, bound to `element`
  ExpressionPtr cost;       // of a cheapest path; null: the graph's weight
  ExpressionPtr hub_limit;  // nodes of more relationships are not passed through; null: all are
  Slot element = kNoSlot;
  bool has_length = false;  // *, *2, *1..3, {1,3}, +: the variable is a list
  std::uint32_t least = 1, most = 1;
  std::unique_ptr<RepeatedPath> repeated;  // of ((a)-->(b)-->(c)){1,3}: instead of one edge
  Slot slot = kNoSlot;                     // binder
  std::vector<Slot> reads;  // binder: what the conditions inside of a variable-length one read
};
inline constexpr std::uint32_t kUnbounded = std::numeric_limits<std::uint32_t>::max();

struct PathPattern {
  // kShortest and kAllShortest are openCypher's functions and GQL's ANY SHORTEST and ALL SHORTEST;
  // the domain of the functions is paths with a relationship, that of GQL's walks.
  enum class Search : std::uint8_t {
    kAll,
    kShortest,
    kAllShortest,
    kAnyPaths,        // ANY k
    kShortestK,       // SHORTEST k
    kShortestGroups,  // SHORTEST k GROUPS
    kCheapest,        // ANY CHEAPEST, CHEAPEST k
  };
  // What may not repeat within the path; kNone: relationships, across all paths of a MATCH.
  enum class Mode : std::uint8_t { kNone, kWalk, kTrail, kAcyclic, kSimple };
  Search search = Search::kAll;
  Mode mode = Mode::kNone;
  bool says_all = false;     // ALL, ALL PATHS
  bool is_function = false;  // shortestPath(...), allShortestPaths(...)
  ExpressionPtr count;       // k; null: 1
  std::string name;
  Span place;
  std::vector<NodePattern> nodes;  // nodes.size() == relationships.size() + 1
  std::vector<RelationshipPattern> relationships;
  Slot slot = kNoSlot;

  // Several parts of which a selector chooses whole paths.
  bool is_chain() const { return search != Search::kAll && relationships.size() > 1; }
};

// A part of WHERE, or one property of `{...}`: to be checked as soon as all that it reads is there.
struct Condition {
  Slot owner = kNoSlot;              // of a property; else `test` is a predicate
  std::string key;                   // empty with an owner: `test` is a map of properties
  const Expression* test = nullptr;  // owned by the pattern or the clause
  std::vector<Slot> reads;           // sorted
};

struct Pattern {
  std::vector<PathPattern> paths;
  std::vector<Slot> fresh;            // binder: the slots that this pattern declares, sorted
  std::vector<Condition> conditions;  // binder
  std::size_t inside = 0;             // binder: how many of them stand in the pattern, not in WHERE
};

// ((a)-[r]->(b) WHERE a.x < b.x){1,3}: inside, a variable stands for what it is in one repetition;
// outside, for the list of what it is in all.
struct RepeatedPath {
  struct Group {
    Slot one = kNoSlot, all = kNoSlot;
    bool is_node = true;
    std::size_t position = 0;  // among the nodes or the relationships
  };
  Pattern pattern;  // one path of single relationships
  ExpressionPtr where;
  std::vector<Group> groups;  // binder: the variables with a name
};

}  // namespace rapport::query
