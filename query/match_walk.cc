// The search along the steps: relationships of variable length and shortest paths.

#include <algorithm>
#include <array>

#include "query/compare.h"
#include "query/match.h"
#include "query/meeting.h"
#include "query/step_arcs.h"
#include "query/walk_use.h"

namespace rapport::query {

namespace {

bool passes(Run& run, const WalkTest& test, Value element) {
  run.row[test.quantifier->slot] = std::move(element);
  return truth(run, *test.quantifier->args[1]) == test.wanted;
}

}  // namespace

std::vector<Value> wanted_properties(Run& run, const RelationshipPattern& relationship) {
  std::vector<Value> wanted;
  if (relationship.properties != nullptr) {
    for (const ExpressionPtr& arg : relationship.properties->args) {
      wanted.push_back(evaluate(run, *arg));
    }
  }
  return wanted;
}

bool Matcher::meets_pattern(const Step& current, EdgeIndex edge, const std::vector<Value>& wanted) {
  const RelationshipPattern& relationship = *current.relationship;
  if (!current.typed && relationship.types != nullptr &&
      !has_type(run_, *relationship.types, edge)) {
    return false;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (equals(run_.graph.property(edge, relationship.properties->keys[i]), wanted[i]) != true) {
      return false;
    }
  }
  return true;
}

bool Matcher::allows_edge(const Step& current, EdgeIndex edge, const std::vector<Value>& wanted) {
  auto& tests = edge_tests(current);
  return meets_pattern(current, edge, wanted) &&
         std::all_of(tests.begin(), tests.end(),
                     [&](EdgeTest& test) { return test.passes(run_, edge); });
}

// The arcs that a walk may follow from a vertex, as far as the vertex alone decides it.
void Matcher::hops_of(const Step& current, VertexIndex vertex, const std::vector<Value>& wanted,
                      std::vector<Hop>& hops) {
  hops.clear();
  auto& tests = edge_tests(current);
  Arcs arcs(run_.graph, current, vertex);
  while (arcs.next_range()) {
    const auto others = arcs.others();
    const auto edges = arcs.edges();
    run_.budget.step(others.size());
    for (std::size_t begin = 0; begin < others.size(); begin += EdgeTest::kAtOnce) {
      const std::size_t count = std::min(EdgeTest::kAtOnce, others.size() - begin);
      std::array<bool, EdgeTest::kAtOnce> ok = {};
      for (std::size_t i = 0; i < count; ++i) {
        ok[i] = meets_pattern(current, edges[begin + i], wanted);
      }
      for (EdgeTest& test : tests) {
        test.sift(run_, edges.subspan(begin, count), std::span(ok).first(count));
      }
      for (std::size_t i = 0; i < count; ++i) {
        const Hop hop{others[begin + i], edges[begin + i]};
        if (ok[i] && !arcs.is_second_loop(hop.other) && allows_vertex(current, hop.other)) {
          hops.push_back(hop);
        }
      }
    }
  }
}

// Made when they are first needed: what else the predicates read is bound by then, and may be
// another at the next row, unless it is constant, which alone an EdgeTest keeps answers of.
std::vector<EdgeTest>& Matcher::edge_tests(const Step& current) {
  auto& tests = edge_tests_[static_cast<std::size_t>(&current - steps_.data())];
  if (!tests) {
    tests.emplace();
    const RelationshipPattern& relationship = *current.relationship;
    if (relationship.element != kNoSlot && relationship.where != nullptr) {
      tests->emplace_back(run_, *relationship.where, relationship.element, true);
    }
    for (const WalkTest& test : current.tests) {
      if (test.of_edges) {
        tests->emplace_back(run_, *test.quantifier->args[1], test.quantifier->slot, test.wanted);
      }
    }
  }
  return *tests;
}

bool Matcher::allows_vertex(const Step& current, VertexIndex vertex) {
  return std::all_of(current.tests.begin(), current.tests.end(), [&](const WalkTest& test) {
    return test.of_edges || passes(run_, test, vertex);
  });
}

// The walks of one step from one vertex: depth first, with a stack of its own, as a walk can be
// longer than the program's stack is deep.
class Matcher::Walks {
 public:
  Walks(Matcher& matcher, std::size_t k, VertexIndex from)
      : matcher_(matcher),
        run_(matcher.run_),
        k_(k),
        step_(matcher.steps_[k]),
        from_(from),
        least_(step_.relationship->least),
        most_(step_.relationship->most),
        wanted_(wanted_properties(run_, *step_.relationship)),
        ways_(plain_arcs(step_)),
        use_(step_.path->mode, matcher.used_, from) {}
  ~Walks() {
    while (!edges_.empty()) {
      take_back();
    }
  }
  Walks(const Walks&) = delete;
  Walks& operator=(const Walks&) = delete;

  // They all end there: looks from that end too.
  void end_at(VertexIndex to) {
    meeting_.emplace(run_, from_, to, most_, [this](std::uint32_t) { return MeetingHop{&step_}; });
  }

  bool each() {
    if (least_ == 0 && !matcher_.end_walk(k_, from_, edges_)) {
      return false;
    }
    if (most_ > 0) {
      open(from_);
    }
    while (depth_ > 0) {
      const Hop* hop = next_hop();
      if (hop == nullptr) {
        close();
      } else if (may_follow(*hop) && !follow(*hop)) {
        return false;
      }
    }
    return true;
  }

 private:
  struct Level {
    std::vector<Hop> hops;
    std::size_t at = 0;
  };

  // The arcs of the walk's last vertex come next.
  void open(VertexIndex vertex) {
    if (levels_.size() == depth_) {
      levels_.emplace_back();
    }
    Level& level = levels_[depth_++];
    matcher_.hops_of(step_, vertex, wanted_, level.hops);
    level.at = 0;
    if (depth_ < most_) {
      for (const Hop& hop : level.hops) {
        run_.graph.prefetch_starts(hop.other);
      }
    }
  }

  // All arcs of the walk's last vertex were followed.
  void close() {
    --depth_;
    if (!edges_.empty()) {
      take_back();
    }
  }

  const Hop* next_hop() {
    Level& level = levels_[depth_ - 1];
    if (level.at == level.hops.size()) {
      return nullptr;
    }
    const Hop* hop = &level.hops[level.at++];
    if (depth_ < most_ && level.at < level.hops.size()) {
      run_.graph.prefetch_rows(level.hops[level.at].other, ways_.out, ways_.in);
    }
    return hop;
  }

  bool may_follow(const Hop& hop) {
    run_.budget.step();
    const auto taken = static_cast<std::uint32_t>(edges_.size() + 1);
    return (!meeting_ ||
            meeting_->may_end(hop.other, least_ - std::min(least_, taken), most_ - taken)) &&
           use_.allows(hop.edge, hop.other);
  }

  bool follow(Hop hop) {
    edges_.push_back(hop.edge);
    use_.push(hop.edge, hop.other);
    if (edges_.size() >= least_ && !matcher_.end_walk(k_, hop.other, edges_)) {
      return false;
    }
    if (edges_.size() < most_ && use_.may_go_on() && matcher_.may_pass(step_, hop.other)) {
      open(hop.other);
    } else {
      take_back();
    }
    return true;
  }

  void take_back() {
    edges_.pop_back();
    use_.pop();
  }

  Matcher& matcher_;
  Run& run_;
  const std::size_t k_;
  const Step& step_;
  const VertexIndex from_;
  const std::uint32_t least_, most_;
  const std::vector<Value> wanted_;
  const PlainArcs ways_;
  WalkUse use_;
  std::optional<Meeting> meeting_;
  std::vector<EdgeIndex> edges_;
  std::vector<Level> levels_;  // of the walk so far; those behind are kept for their memory
  std::size_t depth_ = 0;
};

bool Matcher::walk(std::size_t k) {
  const Step& current = steps_[k];
  const auto from = vertex_in(current.from);
  const auto to = current.meets ? vertex_in(current.to) : std::nullopt;
  if (!from || !allows_vertex(current, *from) || (current.meets && !to)) {
    return true;
  }
  Walks walks(*this, k, *from);
  if (to) {
    walks.end_at(*to);
  }
  return walks.each();
}

bool Matcher::end_walk(std::size_t k, VertexIndex at, const std::vector<EdgeIndex>& edges) {
  const Step& current = steps_[k];
  if (!set_vertex(current.to, at, current.to_is_bound || current.to == current.from)) {
    return true;
  }
  if (current.needs_list) {
    List list(edges.begin(), edges.end());
    if (current.reversed) {
      std::reverse(list.begin(), list.end());
    }
    run_.budget.step(list.size());
    run_.row[current.relationship->slot] = Value(std::move(list));
  }
  return next(k);
}

// The list of edges is given: follow it from the bound end, or from either end of its first edge.
bool Matcher::bound_walk(std::size_t k) {
  const Step& current = steps_[k];
  const Value held = run_.row[current.relationship->slot];
  const List* list = held.as_list();
  const auto from = vertex_in(current.from);
  if (list == nullptr || !from || list->size() < current.relationship->least ||
      list->size() > current.relationship->most) {
    return true;
  }
  const std::vector<Value> wanted = wanted_properties(run_, *current.relationship);
  const Direction direction = current.relationship->direction;
  const bool is_free = current.path->mode != PathPattern::Mode::kNone;
  VertexIndex at = *from;
  std::size_t taken = 0;
  bool fits = true;
  for (std::size_t i = 0; fits && i < list->size(); ++i) {
    const EdgeIndex* edge = (*list)[current.reversed ? list->size() - 1 - i : i].as_edge();
    fits = edge != nullptr && edge->value < run_.graph.edge_count() &&
           (is_free || !used_.contains(*edge)) &&
           (!current.relationship->types || has_type(run_, *current.relationship->types, *edge)) &&
           allows_edge(current, *edge, wanted);
    if (!fits) {
      break;
    }
    if (i > 0 && !may_pass(current, at)) {
      fits = false;
      break;
    }
    const VertexIndex source = run_.graph.source(*edge);
    const VertexIndex target = run_.graph.target(*edge);
    const bool out =
        direction == Direction::kBoth || (direction == Direction::kOut) != current.reversed;
    const bool in =
        direction == Direction::kBoth || (direction == Direction::kIn) != current.reversed;
    fits = (out && source == at) || (in && target == at);
    at = out && source == at ? target : source;
    if (!is_free) {
      used_.push(*edge);
      ++taken;
    }
  }
  bool goes_on = true;
  if (fits && set_vertex(current.to, at, current.to_is_bound || current.to == current.from)) {
    goes_on = next(k);
  }
  for (; taken > 0; --taken) {
    used_.pop();
  }
  return goes_on;
}

}  // namespace rapport::query
