// One run of a prepared query: the row of values, the budgets, and what evaluating needs.
//
// A run is single-threaded. Steps write their variables into the slots of the one row.

#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/graph/store.h"
#include "rapport/query/query.h"

#include "query/failure.h"
#include "query/meter.h"
#include "query/statement.h"
#include "query/typed_rows.h"

namespace rapport::query {

// What is left of the time, the steps and the memory of a run. Checked at least every kStride
// steps, which take well under 10 ms.
class Budget {
 public:
  explicit Budget(const RunOptions& options);

  // Counts work: an edge looked at, an expression evaluated. Throws Cut, or Failure (kCancelled).
  void step(std::uint64_t n = 1) {
    steps_ += n;
    if (steps_ >= next_check_) {
      check();
    }
  }
  std::uint64_t steps() const { return steps_; }
  // Counts values that are kept (in a group, a sort, the answer). Throws Cut.
  void keep(std::uint64_t values);
  // The same of arrays, as so many values as would take their bytes.
  void keep_bytes(std::uint64_t bytes) { keep(bytes / sizeof(Value)); }
  // Of a value with all that it holds; returns what it counts for. A large list or map that many
  // rows share counts once.
  std::uint64_t keep_value(const Value& value);
  // The same without counting work, of what is on the way only.
  std::uint64_t hold(const Value& value);
  std::uint64_t kept() const { return kept_; }
  void release(std::uint64_t values);  // REQUIRES: they are kept
  // Time that is not the run's own.
  void add_time(std::chrono::steady_clock::duration time) { start_ += time; }

  // Whether the time is over, or the user stopped it: check() throws.
  bool is_over() const { return is_cancelled() || is_late(); }
  void check();  // as step() does

 private:
  static constexpr std::uint64_t kStride = 4096;
  bool is_cancelled() const {
    return options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed);
  }
  bool is_late() const { return std::chrono::steady_clock::now() - start_ > options_.timeout; }
  void hold_values(std::uint64_t values);
  std::uint64_t size_of(const Value& value);

  RunOptions options_;
  std::chrono::steady_clock::time_point start_;
  std::uint64_t steps_ = 0, next_check_ = kStride, kept_ = 0;
  std::unordered_set<const void*> shared_;  // large values that were counted
};

// What a search keeps: it counts as long as the search is at work.
class Holding {
 public:
  explicit Holding(Budget& budget) : budget_(budget) {}
  ~Holding() { free(); }
  Holding(const Holding&) = delete;
  Holding& operator=(const Holding&) = delete;

  void keep(std::uint64_t values) {
    budget_.keep(values);
    held_ += values;
  }
  void keep_bytes(std::uint64_t bytes) { keep(bytes / sizeof(Value)); }
  void free() { budget_.release(std::exchange(held_, 0)); }

 private:
  Budget& budget_;
  std::uint64_t held_ = 0;
};

// A list that is being made: its values count as long as it is.
class GrowingList {
 public:
  explicit GrowingList(Budget& budget) : budget_(budget) {}
  ~GrowingList() { budget_.release(held_); }
  GrowingList(const GrowingList&) = delete;
  GrowingList& operator=(const GrowingList&) = delete;

  void add(Value value) {
    held_ += budget_.hold(value);
    list_.push_back(std::move(value));
  }
  List take() { return std::move(list_); }

 private:
  Budget& budget_;
  List list_;
  std::uint64_t held_ = 0;
};

// What a statement with CREATE adds. It is numbered on from what the graph has before the
// statement.
class Changes {
 public:
  using Vertex = graph::PlainVertex;
  struct Edge {
    VertexIndex from, to;
    std::string type;
    Map properties;
  };
  // What it comes into. kCancelled: `stop`, which is asked now and then, said so.
  struct Target {
    using Stop = std::function<bool()>;
    // The graph with all of it in it, numbered the same.
    std::function<Result<std::shared_ptr<const graph::Snapshot>>(const graph::PlainAddition&,
                                                                 const Stop&)>
        preview;
    // Takes in all of it, or nothing.
    std::function<Result<void>(const graph::PlainAddition&, const Stop&)> write;
  };

  Changes(const graph::Snapshot& before, Target target)
      : before_(before),
        first_vertex_(before.vertex_count()),
        first_edge_(before.edge_count()),
        target_(std::move(target)) {}
  ~Changes();
  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;

  // Throw Failure (kLimit) where one atomic write would become too large.
  VertexIndex add(Vertex vertex);
  EdgeIndex add(Edge edge);

  const std::vector<Vertex>& vertices() const { return added_.vertices; }
  const std::vector<graph::PlainEdge>& edges() const { return added_.edges; }
  const Vertex& operator[](VertexIndex v) const { return added_.vertices[v.value - first_vertex_]; }
  const graph::PlainEdge& operator[](EdgeIndex e) const {
    return added_.edges[e.value - first_edge_];
  }
  VertexIndex index_of(VertexId end) const;  // of an edge that was added
  // Whether the graph has all of this already.
  bool are_in(const graph::Snapshot& graph) const {
    return graph.vertex_count() == first_vertex_ + vertices().size() &&
           graph.edge_count() == first_edge_ + edges().size();
  }
  Result<std::shared_ptr<const graph::Snapshot>> preview(const Target::Stop& stop) const {
    return target_.preview(added_, stop);
  }
  Result<void> write(const Target::Stop& stop) const { return target_.write(added_, stop); }

 private:
  VertexId id_of(VertexIndex v) const;
  void add_bytes(const Map& properties);

  graph::Snapshot before_;
  std::uint32_t first_vertex_, first_edge_;
  Target target_;
  graph::PlainAddition added_;
  std::uint64_t bytes_ = 0;  // of properties, about
};

// How many values a text counts for, by its bytes.
constexpr std::uint64_t values_of_text(std::size_t bytes) { return bytes / 64; }

// Which vertices have a label. A set of bits takes the place of the graph's lists once it was asked
// for often enough to be worth making.
class LabelTest {
 public:
  bool has(const graph::Snapshot& graph, graph::LabelId label, VertexIndex vertex);

 private:
  std::uint64_t asked_ = 0;
  std::vector<std::uint64_t> bits_;
};

class Matcher;

struct Run {
  Run(const graph::Snapshot& snapshot, const Prepared& prepared, const RunOptions& options,
      Changes* made);
  ~Run();

  // From here on the graph has in it what was created so far. REQUIRES: no match is on its way.
  void see_changes();
  std::uint64_t store_reads() const { return earlier_reads_ + graph.store_reads(); }

  graph::Snapshot graph;
  const Prepared& query;
  const RunOptions& options;
  Budget budget;
  Changes* changes;  // null: the graph cannot be changed
  std::vector<Value> row;

  // The names of the query as the graph knows them; nullopt where it has none such.
  std::vector<std::optional<graph::LabelId>> labels;
  std::vector<std::optional<graph::TypeId>> types;
  std::vector<LabelTest> label_tests;  // one a label
  TypedRows typed_rows;
  // Plans of the patterns inside expressions, made at first use.
  std::unordered_map<const void*, std::unique_ptr<Matcher>> matchers;
  std::unordered_map<const void*, Work> work;  // PROFILE: of clauses, and of queries' ends
  std::int64_t started;    // timestamp(): milliseconds since 1970, the same in all of the run
  std::mt19937_64 random;  // rand(); the same in every run, so that answers can be repeated

 private:
  void find_names();
  std::uint64_t earlier_reads_ = 0;  // of graphs before
};

// --- Evaluating (evaluate.cc). All throw Failure.

Value evaluate(Run& run, const Expression& expression);
// The same without a copy where the value already lies somewhere; else it is put into `scratch`.
const Value& look(Run& run, const Expression& expression, Value& scratch);
// The value of a predicate; nullopt is null. Fails where it is neither boolean nor null.
std::optional<bool> truth(Run& run, const Expression& expression);

// A list or a map as a value: refused (kLimit) where it holds too much or is too deep, so that no
// walk over a value can run away.
Value checked(Run& run, List list, Span place);
Value checked(Run& run, Map map, Span place);
void check_text(std::size_t bytes, Span place);

// Whether the expression may read the slot; one with a pattern or a subquery may read any.
bool reads_slot(const Expression& expression, Slot slot);

// All properties of a node, a relationship or a map (function_graph.cc).
Map properties_of(const Run& run, const Value& owner);
const Value& property_of(Run& run, const Value& owner, const std::string& key, Span place,
                         Value& scratch);
bool has_labels(Run& run, const LabelExpression& labels, VertexIndex vertex);
bool has_type(Run& run, const LabelExpression& types, EdgeIndex edge);
// The same for `x:T` where only the run shows that x is a relationship.
bool has_type_named(Run& run, const LabelExpression& types, EdgeIndex edge);

// Whether a subquery has a row, and how many; the values of its one column (subquery.cc).
std::uint64_t count_rows(Run& run, const Statement& statement, bool stop_at_first);
List collect_rows(Run& run, const Statement& statement);

}  // namespace rapport::query
