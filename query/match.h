// Finding a pattern in the graph: a plan of steps made once, and a backtracking search along it.
//
// Each step binds a few variables of the row (a vertex from an index, the far end of an edge, a
// walk) and checks at once whatever it can: labels, and the conditions that read only what is bound
// by then. Relationships are not repeated within one pattern.

#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <unordered_set>
#include <vector>

#include "query/lookup.h"
#include "query/run.h"
#include "query/shortest.h"

namespace rapport::query {

// The edges that the match so far uses: a handful mostly, a set where a walk gets long.
class UsedEdges {
 public:
  bool contains(EdgeIndex edge) const;
  void push(EdgeIndex edge);
  void pop();
  void clear();
  std::size_t size() const { return edges_.size(); }
  const std::vector<EdgeIndex>& edges() const { return edges_; }

 private:
  static constexpr std::size_t kFew = 24;
  std::vector<EdgeIndex> edges_;
  std::unordered_set<std::uint32_t> rest_;  // those after the first kFew
};

// An edge as it is followed.
struct Hop {
  VertexIndex other;
  EdgeIndex edge;
};

// A test of every edge or vertex of a walk, taken from all(x IN relationships(p) WHERE ...).
struct WalkTest {
  const Expression* quantifier = nullptr;
  bool of_edges = true;
  bool wanted = true;  // all: true, none: false
};

// A test of an edge that reads one property of it and nothing else but constants has one answer for
// each value of that property: it is evaluated once for each.
class EdgeTest {
 public:
  // `element` is the slot that the edge is put into.
  EdgeTest(Run& run, const Expression& predicate, Slot element, bool wanted);
  bool passes(Run& run, EdgeIndex edge);
  // The same of many: clears `ok` where one does not pass. What they read is fetched all at once,
  // so that the memory answers side by side. REQUIRES: no more than kAtOnce.
  static constexpr std::size_t kAtOnce = 64;
  void sift(Run& run, std::span<const EdgeIndex> edges, std::span<bool> ok);

 private:
  bool evaluate(Run& run, EdgeIndex edge) const;

  const Expression* predicate_;
  Slot element_;
  bool wanted_;
  std::optional<graph::KeyId> key_;
  std::vector<std::uint8_t> known_;  // by code: 0 not yet, 1 no, 2 yes
};

inline constexpr std::uint64_t kNoHubLimit = std::numeric_limits<std::uint64_t>::max();

// One side of a condition `a.x = b.y`: a variable, or a property of one.
struct JoinSide {
  Slot slot = kNoSlot;
  std::string key;  // empty: the variable itself
  Span place;
};

// A part of the pattern that only a condition joins to what was bound before: it is searched once,
// and looked up by the value that the condition asks for.
struct Join {
  JoinSide bound, found;
  const Condition* condition = nullptr;
  std::size_t end = 0;      // its steps go from the next one to before this one
  std::vector<Slot> slots;  // that they bind
};

struct Step {
  enum class Kind : std::uint8_t {
    kCheck,         // nothing is bound: conditions on what was bound before
    kScan,          // a vertex: from the name index, a label or all
    kExpand,        // an edge from a bound vertex, and its other end (bound or not)
    kScanEdge,      // an edge, by its id
    kBoundEdge,     // an edge that is bound already, and its ends
    kWalk,          // edges from a bound vertex, `least` to `most`
    kBoundWalk,     // the same where the list of edges is bound already
    kRepeat,        // what is repeated from a bound vertex, `least` to `most` times
    kShortest,      // between two bound vertices
    kChain,         // the same of several parts
    kJoin,          // the steps up to `join.end`, by a table of what they find
    kPathVariable,  // puts the path together, and checks what its mode forbids
  };
  Kind kind = Kind::kCheck;
  Slot slot = kNoSlot;                     // kScan, kScanEdge: of what is found
  std::optional<Lookup> lookup;            // kScan, kScanEdge: by what
  const LabelExpression* label = nullptr;  // kScan: a label it must have
  const RelationshipPattern* relationship = nullptr;
  const PathPattern* path = nullptr;
  Slot from = kNoSlot, to = kNoSlot;  // in the direction of the search
  bool reversed = false;              // from the right end of the relationship to the left
  bool to_is_bound = false, from_is_bound = false;
  bool needs_list = false;  // kWalk: the list of edges is asked for
  bool typed = false;       // `types` are all that the relationship can have
  std::vector<graph::TypeId> types;
  std::vector<WalkTest> tests;
  std::vector<Step> hops;      // of what is repeated: its first node, then each edge with its end
  std::vector<Step> parts;     // of a chain: each relationship with the node behind it
  bool joins = false;          // of a part: another path of the pattern has bound its node
  bool distinct_ends = false;  // kWalk: each end once
  std::uint64_t hub_limit = kNoHubLimit;
  // kExpand: where the next step looks for an edge between the vertex that this one binds and
  // `closes_at`, only neighbours of that one are looked at.
  Slot closes_at = kNoSlot;
  // kExpand: of a path between two bound ends, the steps that it goes along, and the slot of its
  // end; the path's first step looks from both (meeting.h).
  struct Ends {
    std::size_t first = 0, last = 0;
    Slot end = kNoSlot;
  };
  Ends meeting;
  bool meets = false;  // kWalk: to a bound end, in few hops: the same
  Join join;
  // Checked when the step has bound its variables.
  std::vector<std::pair<Slot, const LabelExpression*>> labels;
  std::vector<const Condition*> conditions;
  TypedRows* typed_rows = nullptr;   // the run's, where `typed`
  std::vector<bool> asks_to_differ;  // for each of them: it is `a <> b` of two variables
};

// Which steps, in which order (match_plan.cc).
std::vector<Step> plan_match(Run& run, const Pattern& pattern, bool distinct_ends);

// The search along a relationship, without its ends; `reversed`: from its right end to its left
// (search_step.cc).
Step search_along(Run& run, const PathPattern& path, const RelationshipPattern& relationship,
                  bool reversed);

// The two sides of a condition that is an equality of variables or properties (match_join.cc).
std::optional<std::pair<JoinSide, JoinSide>> join_sides(const Condition& condition);

// Which expansions look at the neighbours of a bound vertex alone (match_triangle.cc).
void close_triangles(std::vector<Step>& steps);

// The steps of one repetition; `reversed`: from its right end (match_repeat.cc).
std::vector<Step> plan_repeat(Run& run, const RepeatedPath& repeated, bool reversed);

// The types as a list, where they are names joined by |; false: they are something else.
bool list_types(const Run& run, const LabelExpression& types, std::vector<graph::TypeId>& out);

// Whether nothing but the ends of the pattern's one walk can be asked for.
bool has_only_ends(const Pattern& pattern);

// Whether the condition is true of the row as it stands.
bool holds(Run& run, const Condition& condition);

struct CheapestSearch;
class Meeting;
struct OrderedSearch;
struct ChainTests;
class ChainStates;
class Arcs;

class Matcher {
 public:
  using Emit = std::function<bool()>;

  Matcher(Run& run, const Pattern& pattern);
  // What sees only which rows there are, not how many of each: walks to the same end count once.
  void set_distinct_ends() { distinct_ends_ = true; }
  // What sees only how many rows there are may be told so many as one, without what differs between
  // them; nullopt: the row stands for itself.
  void set_counts() { counts_ = true; }
  std::optional<std::uint64_t> multiplicity() const { return multiplicity_; }
  const std::vector<Step>& plan();
  // PROFILE: of each step, and of what takes the matches.
  const std::vector<Work>& work() const { return work_; }

  // Sets the variables of the pattern in the row and calls `emit`, once a match; stops when it
  // returns false. Whether it went on to the end.
  bool each(const Emit& emit);
  bool exists();
  // Of a shortestPath(...) in an expression: a path or null, or a list of paths.
  Value shortest();

 private:
  bool step(std::size_t k);
  bool take(std::size_t k);
  bool next(std::size_t k);  // checks what step k bound, then goes on
  bool scan(std::size_t k);
  bool scan_edge(std::size_t k);
  bool expand(std::size_t k);
  bool expand_between(std::size_t k, VertexIndex from, std::optional<VertexIndex> to);
  template <typename MayBe>
  bool follow_all(std::size_t k, Arcs& arcs, std::optional<VertexIndex> to, MayBe may_be);
  bool follow(std::size_t k, EdgeIndex edge, VertexIndex other);
  bool bound_edge(std::size_t k);
  class Walks;
  bool walk(std::size_t k);
  bool end_walk(std::size_t k, VertexIndex at, const std::vector<EdgeIndex>& edges);
  bool bound_walk(std::size_t k);
  bool repeat(std::size_t k);
  void bind_groups(const RelationshipPattern& relationship, const Path& path);
  bool choose_repeated(const Step& step, VertexIndex from, VertexIndex to, const TakePath& take);
  bool distinct_ends(std::size_t k);
  bool closed_trail(std::size_t k, VertexIndex at);
  bool shortest_step(std::size_t k);
  bool cheapest_step(std::size_t k);
  bool chain_step(std::size_t k);
  static PathPattern::Mode mode_of_chain(const PathPattern& path);
  ChainTests chain_tests(const Step& step, VertexIndex to);
  bool choose_chains(const Step& step, ChainStates& states, VertexIndex from, const TakePath& take);
  bool bind_chain(const Step& step, const ChainStates& states, VertexIndex from,
                  const std::vector<EdgeIndex>& arcs, bool joins);
  bool take_path(std::size_t k, Path path);
  std::optional<std::uint64_t> count_paths(const Step& step);
  const std::vector<std::uint8_t>& neighbours_of(std::size_t k, VertexIndex vertex);
  bool begin_meeting(std::size_t k, VertexIndex from);
  bool path(std::size_t k);
  bool join(std::size_t k);
  bool keep_joined();
  bool probe(std::size_t k);

  bool holds(const Condition& condition) { return query::holds(run_, condition); }
  bool differ(const Condition& condition);
  bool set_vertex(Slot slot, VertexIndex vertex, bool is_bound);
  std::optional<VertexIndex> vertex_in(Slot slot) const;
  bool allows_edge(const Step& step, EdgeIndex edge, const std::vector<Value>& wanted);
  bool meets_pattern(const Step& step, EdgeIndex edge, const std::vector<Value>& wanted);
  void hops_of(const Step& step, VertexIndex vertex, const std::vector<Value>& wanted,
               std::vector<Hop>& hops);
  bool allows_vertex(const Step& step, VertexIndex vertex);
  // Whether a walk may go on from the vertex.
  bool may_pass(const Step& step, VertexIndex vertex) const {
    return step.hub_limit == kNoHubLimit ||
           run_.graph.out(vertex).size() + run_.graph.in(vertex).size() <= step.hub_limit;
  }
  // Hands on the paths that a selector chooses, one at a time. Whether all were wanted.
  bool each_chosen(const Step& step, const TakePath& take);
  std::vector<EdgeTest>& edge_tests(const Step& step);
  std::uint64_t wanted_paths(const PathPattern& path);
  using EachArc = std::function<void(VertexIndex vertex, bool backward,
                                     const std::function<void(EdgeIndex, VertexIndex)>& visit)>;
  using Allows = std::function<bool(const Path&, EdgeIndex, VertexIndex, bool)>;
  EachArc arcs_between(const Step& step, const std::vector<Value>& wanted, VertexIndex from,
                       VertexIndex to);
  Allows hub_test(const Step& step) const;
  std::function<double(EdgeIndex)> cost_of(const Step& step);
  struct CheapestTrees;
  struct CheapestTreeOf;
  CheapestSearch cheapest_search(const Step& step);
  std::optional<bool> ask_trees(std::size_t k, VertexIndex from, VertexIndex to);
  std::optional<bool> ask_tree(std::size_t k, CheapestTreeOf& one, VertexIndex end);
  bool choose(const PathPattern& path, OrderedSearch search, const TakePath& take,
              const TakePath& is_new = {});

  Run& run_;
  const Pattern& pattern_;
  std::vector<Step> steps_;
  std::vector<Work> work_;
  bool is_planned_ = false;
  bool distinct_ends_ = false;
  bool counts_ = false;
  std::optional<std::uint64_t> multiplicity_;
  // By the number of the step.
  std::vector<std::optional<std::vector<EdgeTest>>> edge_tests_;
  struct Neighbours {  // of one vertex: 1 at each
    std::optional<VertexIndex> of;
    std::vector<std::uint8_t> marks;
    std::vector<VertexIndex> marked;
  };
  std::vector<Neighbours> neighbours_;
  std::vector<std::shared_ptr<Meeting>> meetings_;  // while their first step is at work
  std::vector<std::shared_ptr<CheapestTrees>> trees_;
  struct JoinTable;
  std::vector<std::shared_ptr<JoinTable>> join_tables_;
  const Step* joining_ = nullptr;  // whose table is being made
  UsedEdges used_;
  const Emit* emit_ = nullptr;
};

// The values that the properties of each edge of a walk must have.
std::vector<Value> wanted_properties(Run& run, const RelationshipPattern& relationship);

// Whether nothing repeats in the path that its mode forbids.
bool keeps_mode(PathPattern::Mode mode, const Path& path);

// The matcher of a pattern inside an expression or a subquery; kept by the run.
Matcher& matcher_of(Run& run, const Pattern& pattern);

// The arcs of a step that leave a vertex: ranges by direction and type, one after the other. A loop
// counts once.
class Arcs {
 public:
  // `turned`: those that the step would follow from its other end.
  Arcs(const graph::Snapshot& graph, const Step& step, VertexIndex vertex, bool turned = false);
  const Hop* next();  // null: no more; valid until the next call
  // The same by ranges: goes to the next one; false: no more. is_second_loop() tells the arcs in it
  // that were in an earlier one already.
  bool next_range();
  std::span<const VertexIndex> others() const { return arcs_.others; }
  std::span<const EdgeIndex> edges() const { return arcs_.edges; }
  bool is_second_loop(VertexIndex other) const { return skips_loops_ && other == vertex_; }

 private:
  const graph::Snapshot& graph_;
  const Step& step_;
  VertexIndex vertex_;
  bool reversed_ = false;
  bool outward_ = true;  // the current span's direction
  std::size_t span_ = 0;
  TypedArcs arcs_;
  bool skips_loops_ = false;
  std::size_t at_ = 0;
  Hop current_;
};

}  // namespace rapport::query
