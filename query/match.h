// Finding a pattern in the graph: a plan of steps made once, and a backtracking search along it.
//
// Each step binds a few variables of the row (a vertex from an index, the far end of an edge, a
// walk) and checks at once whatever it can: labels, and the conditions that read only what is bound
// by then. Relationships are not repeated within one pattern.

#pragma once

#include <functional>
#include <unordered_set>
#include <vector>

#include "query/run.h"

namespace rapport::query {

// The edges that the match so far uses: a handful mostly, a set where a walk gets long.
class UsedEdges {
 public:
  bool contains(EdgeIndex edge) const;
  void push(EdgeIndex edge);
  void pop();
  void clear();
  std::size_t size() const { return edges_.size(); }

 private:
  static constexpr std::size_t kFew = 24;
  std::vector<EdgeIndex> edges_;
  std::unordered_set<std::uint32_t> rest_;  // those after the first kFew
};

// A test of every edge or vertex of a walk, taken from all(x IN relationships(p) WHERE ...).
struct WalkTest {
  const Expression* quantifier = nullptr;
  bool of_edges = true;
  bool wanted = true;  // all: true, none: false
};

struct Step {
  enum class Kind : std::uint8_t {
    kCheck,      // nothing is bound: conditions on what was bound before
    kScan,       // a vertex: from the name index, a label or all
    kExpand,     // an edge from a bound vertex, and its other end (bound or not)
    kBoundEdge,  // an edge that is bound already, and its ends
    kWalk,       // edges from a bound vertex, `least` to `most`
    kBoundWalk,  // the same where the list of edges is bound already
    kShortest,   // between two bound vertices
    kPathVariable,
  };
  Kind kind = Kind::kCheck;
  Slot slot = kNoSlot;                     // kScan: of the vertex
  const Expression* name = nullptr;        // kScan: the name it must have
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
  // Checked when the step has bound its variables.
  std::vector<std::pair<Slot, const LabelExpression*>> labels;
  std::vector<const Condition*> conditions;
};

// Which steps, in which order (match_plan.cc).
std::vector<Step> plan_match(Run& run, const Pattern& pattern);

class Matcher {
 public:
  using Emit = std::function<bool()>;

  Matcher(Run& run, const Pattern& pattern);

  // Sets the variables of the pattern in the row and calls `emit`, once a match; stops when it
  // returns false. Whether it went on to the end.
  bool each(const Emit& emit);
  bool exists();
  // Of a shortestPath(...) in an expression: a path or null, or a list of paths.
  Value shortest();

 private:
  bool step(std::size_t k);
  bool next(std::size_t k);  // checks what step k bound, then goes on
  bool scan(std::size_t k);
  bool expand(std::size_t k);
  bool follow(std::size_t k, EdgeIndex edge, VertexIndex other);
  bool bound_edge(std::size_t k);
  bool walk(std::size_t k);
  bool end_walk(std::size_t k, VertexIndex at, const std::vector<EdgeIndex>& edges);
  bool bound_walk(std::size_t k);
  bool shortest_step(std::size_t k);
  bool path(std::size_t k);

  bool holds(const Condition& condition);
  bool set_vertex(Slot slot, VertexIndex vertex, bool is_bound);
  std::optional<VertexIndex> vertex_in(Slot slot) const;
  bool allows_edge(const Step& step, EdgeIndex edge, const std::vector<Value>& wanted);
  bool allows_vertex(const Step& step, VertexIndex vertex);
  std::vector<Path> shortest_paths(const Step& step, std::size_t at_most);

  Run& run_;
  const Pattern& pattern_;
  std::vector<Step> steps_;
  bool is_planned_ = false;
  UsedEdges used_;
  const Emit* emit_ = nullptr;
};

// The matcher of a pattern inside an expression or a subquery; kept by the run.
Matcher& matcher_of(Run& run, const Pattern& pattern);

// The arcs of a step that leave a vertex: spans by direction and type, one after the other. A loop
// counts once.
class Arcs {
 public:
  Arcs(const graph::Snapshot& graph, const Step& step, VertexIndex vertex);
  const graph::Arc* next();

 private:
  bool open_next_span();

  const graph::Snapshot& graph_;
  const Step& step_;
  VertexIndex vertex_;
  bool outward_ = true;  // the current span's direction
  std::size_t span_ = 0;
  std::span<const graph::Arc> arcs_;
  std::size_t at_ = 0;
};

}  // namespace rapport::query
