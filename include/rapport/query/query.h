// Asking: openCypher text in, rows out.
//
//   Query::prepare(text) -> Query      errors carry line, column, and the line with a caret
//   query.run(snapshot, options) -> Rows
//   query.run(snapshot, options, take) -> the same, each row handed on as it is found
//
// Cancelled and budgeted: a run ends with kCancelled or a `cut` answer, never hangs.
// Threads: a Query is const after prepare; runs are independent.

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/result.h"
#include "rapport/value.h"

namespace rapport::graph {
class Store;
}

namespace rapport::query {

// Rules of the planner; each can be switched off, which changes no answer.
enum class Rule : std::uint8_t {
  kOrder,          // begin where the fewest candidates are; else as the pattern is written
  kDistinctEnds,   // where only the ends of walks count, visit each vertex once
  kCounts,         // count edges and shortest paths without going through them
  kCloseTriangle,  // look at the edge that closes a pattern before anything else
  kLookUp,         // find vertices by the index of names, vertices and edges by their ids
  kHashJoin,       // look up parts that an equality joins in a table of what they find
  kMeet,           // search a path of few hops between two known ends from both
  kOneToMany,      // answer cheapest paths from one vertex to many by one search
  kPushDown,       // check a condition as soon as what it reads is bound, not at the end of a match
  kLimit,          // stop at a LIMIT, and keep no more rows of a sort than it lets through
};
inline constexpr std::uint8_t kRules = 10;

struct RunOptions {
  Map parameters;  // $name
  std::chrono::milliseconds timeout{30'000};
  std::uint64_t max_rows = 1'000'000;
  std::uint64_t max_steps = 500'000'000;      // edges looked at, calls made
  std::uint64_t max_values = 20'000'000;      // held at once: in groups, sorts and the answer
  const std::atomic<bool>* cancel = nullptr;  // set by Ctrl-C
  std::uint32_t rules_off = 0;                // bits 1 << Rule
  bool profile = false;                       // fills Rows::plan with what was done

  bool has(Rule rule) const { return (rules_off >> static_cast<unsigned>(rule) & 1U) == 0; }
};

struct Rows {
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
  std::string cut;  // empty, or why the answer is not whole: "stopped after 30 s"
  // Names that the graph does not have, with the nearest that it has: "no label :Acter in this
  // graph; did you mean :Actor?". Such a name matches nothing, which is no error.
  std::vector<std::string> notices;
  std::uint64_t vertices_created = 0, edges_created = 0;
  // Where it was asked for, by RunOptions::profile or by EXPLAIN or PROFILE in the text: the steps
  // as a tree, one a line. With EXPLAIN alone nothing runs, and there are no columns.
  std::string plan;
};

// Takes one row of an answer, which is its own from then on; false: no more is wanted. The vertices
// and edges in it are those of the snapshot.
using RowSink = std::function<bool(std::vector<Value> row)>;

class Query {
 public:
  // kBadInput: a syntax or semantic error; `where` is "line L, column C", `message` holds the type
  // and detail as openCypher's compatibility kit names them, the line and a caret.
  static Result<Query> prepare(std::string_view text);
  Result<Rows> run(const graph::Snapshot& graph, const RunOptions& options = {}) const;
  // Hands `take` each row as soon as it is found, and holds none: Rows::rows stays empty. What must
  // see all rows first (ORDER BY, an aggregate) still holds what it needs, and DISTINCT and UNION
  // each distinct row. Where `take` wants no more the run ends, and nothing further is read; that
  // is no cut. An error half way, or a cut, comes after the rows that were found before it: those
  // stand. The limits are the same, but rows that are handed on are not in memory, and the time
  // that `take` takes does not count. It is called in the thread of the run, may run other queries,
  // and must not throw.
  Result<Rows> run(const graph::Snapshot& graph, const RunOptions& options,
                   const RowSink& take) const;
  // Over the store as it is now; what the statement creates comes into it, or nothing of it where
  // the answer is cut: then a statement that creates has no rows either. kUnsupported: the store is
  // one of reports.
  Result<Rows> run(graph::Store& store, const RunOptions& options = {}) const;
  bool writes() const;  // whether it creates
  // Of the answer; none where nothing is returned, or with EXPLAIN.
  const std::vector<std::string>& columns() const;
  // The steps as a tree; nothing is run.
  Result<std::string> explain(const graph::Snapshot& graph, const RunOptions& options = {}) const;

  Query(Query&&) noexcept;
  Query& operator=(Query&&) noexcept;
  ~Query();

 private:
  struct Plan;
  explicit Query(std::unique_ptr<const Plan> plan);
  std::unique_ptr<const Plan> plan_;
};

// Splits a script at the `;` outside of strings, comments and back-ticks; without the blanks around
// a statement, and without statements that say nothing.
std::vector<std::string> split_statements(std::string_view script);

// A place in a script as an editor counts: from 1, the column in characters.
struct ScriptPlace {
  std::size_t line = 1, column = 1;
  void advance(std::string_view over);
};

// A script as above, and where each statement begins. `begin`: the place of the script's first
// character, where it is a part of another.
struct ScriptStatement {
  std::string text;
  ScriptPlace place;
};
std::vector<ScriptStatement> split_script(std::string_view script, ScriptPlace begin = {});

// A literal alone: a number with its sign, a string in quotes, true, false, null, a list or a map
// of literals. kBadInput: it is none, with the place as of a query.
Result<Value> read_literal(std::string_view text);

// A value as text: `Türkiye` for a vertex with a name, `[:COOPERATES_WITH]`, `1.5`, `'text'` in
// lists.
// Of a long list the rest is left out when the thread's graph::StopScope is over.
std::string to_text(const Value& value, const graph::Snapshot& graph);
// A value as JSON text: vertices, relationships and paths as typed objects.
std::string to_json(const Value& value, const graph::Snapshot& graph);

}  // namespace rapport::query
