// A path of several parts, (a)-[:X]->(m)((x)-->(y))*(b), as a graph of states, so that a search
// between two vertices can follow it.
//
// A state is a vertex, the part that goes on from there, and how many repetitions of it are done;
// an arc from state to state is one repetition of a part. Where a part may end, its arc leads into
// the next one as well. So each path through the states is one way to match the pattern, and
// distances between states are exact.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/match.h"
#include "query/repeat_search.h"
#include "query/shortest.h"

namespace rapport::query {

// Whether an edge may be used for a part, whether a vertex may stand behind it, and whether the
// part may go on from a vertex.
struct ChainTests {
  std::function<bool(std::size_t part, EdgeIndex edge)> edge;
  std::function<bool(std::size_t part, VertexIndex vertex)> end, pass;
};

class ChainStates {
 public:
  // `parts` are the steps of the relationships, from left to right.
  ChainStates(Run& run, const std::vector<Step>& parts, PathPattern::Mode mode, VertexIndex from,
              VertexIndex to, ChainTests tests);

  // States and arcs have the numbers of vertices and edges for a search. The two are the same
  // where the path may be without a relationship; then no arc must be followed from there but the
  // first.
  VertexIndex start() const { return may_be_empty_ ? kEnd : kStart; }
  static VertexIndex end() { return kEnd; }
  void arcs(VertexIndex state, bool backward, const ArcVisitor& visit);
  std::uint32_t length(EdgeIndex arc) const { return lengths_[part_of(arc)]; }  // in edges

  // The part that an arc is a repetition of, and its walk. REQUIRES: it was visited forward.
  std::size_t part_of(EdgeIndex arc) const;
  Path walk(VertexIndex from, EdgeIndex arc) const;

 private:
  static constexpr VertexIndex kEnd{0}, kStart{1};
  struct State {
    VertexIndex vertex;
    std::uint32_t part = 0;
    std::uint32_t count = 0;  // of repetitions, up to how many make a difference
    bool operator==(const State&) const = default;
  };
  struct Move {
    std::uint32_t part = 0;
    EdgeIndex piece;  // an edge, or the number of a repetition
    VertexIndex end;
  };
  using Range = std::pair<std::uint32_t, std::uint32_t>;
  using VisitState = std::function<void(VertexIndex)>;

  static std::uint64_t key_of(std::size_t part, VertexIndex vertex) {
    return std::uint64_t{part} << 32 | vertex.value;
  }
  const RelationshipPattern& pattern(std::size_t part) const { return *parts_[part].relationship; }
  bool is_unbounded(std::size_t part) const { return pattern(part).most == kUnbounded; }
  std::uint32_t highest(std::size_t part) const;
  bool may_repeat(std::size_t part, std::uint32_t count) const;
  VertexIndex number(const State& state) const;
  State state_of(VertexIndex number) const;
  void enter(std::size_t part, VertexIndex vertex, const VisitState& visit);
  void forward(const State& state, const ArcVisitor& visit);
  void backward(const State& state, const ArcVisitor& visit);
  void before(std::size_t part, VertexIndex vertex, std::uint32_t first, std::uint32_t last,
              const ArcVisitor& visit);
  Range moves_from(std::size_t part, VertexIndex vertex);
  const std::vector<VertexIndex>& ends_before(std::size_t part, VertexIndex vertex);

  Run& run_;
  const std::vector<Step>& parts_;
  PathPattern::Mode mode_;
  VertexIndex from_, to_;
  ChainTests tests_;
  Holding held_;
  bool may_be_empty_ = false;
  std::vector<State> starts_;  // those that the path can begin with
  std::vector<std::uint32_t> lengths_;
  std::vector<std::optional<Repetitions>> ahead_;
  std::vector<std::vector<Step>> turned_;  // of what is repeated: from its right end
  std::vector<std::uint32_t> blocks_;  // of each part: states of how many counts come before its
  std::vector<Move> moves_;
  std::unordered_map<std::uint64_t, Range> known_moves_;  // by key_of()
  std::unordered_map<std::uint64_t, std::vector<VertexIndex>> known_ends_;
};

}  // namespace rapport::query
