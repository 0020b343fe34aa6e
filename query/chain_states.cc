// States are numbered by part, count and vertex, behind end and start. An arc's number is that of
// its move behind the numbers of the parts; backward, where only its length is asked for, it is the
// part's.

#include "query/chain_states.h"

#include <algorithm>

#include "query/failure.h"

namespace rapport::query {

ChainStates::ChainStates(Run& run, const std::vector<Step>& parts, PathPattern::Mode mode,
                         VertexIndex from, VertexIndex to, ChainTests tests)
    : run_(run),
      parts_(parts),
      mode_(mode),
      from_(from),
      to_(to),
      tests_(std::move(tests)),
      held_(run.budget),
      ahead_(parts.size()),
      turned_(parts.size()) {
  std::uint64_t blocks = 0;
  for (std::size_t p = 0; p < parts.size(); ++p) {
    const RepeatedPath* const repeated = pattern(p).repeated.get();
    blocks_.push_back(static_cast<std::uint32_t>(blocks));
    blocks += highest(p) + std::uint64_t{1};
    if (blocks >= UINT32_MAX / (run.graph.vertex_count() + std::uint64_t{1})) {
      fail_run(pattern(p).place, "ResourceError", "TooManyRepetitions",
               "a path with so many repetitions cannot be searched in a graph of this size");
    }
    lengths_.push_back(1);
    if (repeated != nullptr) {
      lengths_.back() = static_cast<std::uint32_t>(parts[p].hops.size() - 1);
      ahead_[p].emplace(run, parts[p].hops, mode, held_);
      turned_[p] = plan_repeat(run, *repeated, true);
    }
  }
  enter(0, from, [this](VertexIndex state) {
    if (state == kEnd) {
      may_be_empty_ = true;
    } else {
      starts_.push_back(state_of(state));
    }
  });
}

// From how many repetitions on one more makes no difference.
std::uint32_t ChainStates::highest(std::size_t part) const {
  return is_unbounded(part) ? std::max(pattern(part).least, 1U) : pattern(part).most - 1;
}

bool ChainStates::may_repeat(std::size_t part, std::uint32_t count) const {
  return is_unbounded(part) || count < pattern(part).most;
}

VertexIndex ChainStates::number(const State& state) const {
  const std::uint32_t block = blocks_[state.part] + state.count;
  return {kStart.value + 1 + block * run_.graph.vertex_count() + state.vertex.value};
}

ChainStates::State ChainStates::state_of(VertexIndex number) const {
  const std::uint32_t place = number.value - kStart.value - 1;
  const std::uint32_t block = place / run_.graph.vertex_count();
  const auto part = std::upper_bound(blocks_.begin(), blocks_.end(), block) - blocks_.begin() - 1;
  return {VertexIndex{place % run_.graph.vertex_count()}, static_cast<std::uint32_t>(part),
          block - blocks_[static_cast<std::size_t>(part)]};
}

// The states of a vertex that stands before `part`: there, and behind it where it may be missing.
void ChainStates::enter(std::size_t part, VertexIndex vertex, const VisitState& visit) {
  for (;; ++part) {
    if (part > 0 && !tests_.end(part - 1, vertex)) {
      return;
    }
    if (part == parts_.size()) {
      visit(kEnd);
      return;
    }
    visit(number({vertex, static_cast<std::uint32_t>(part), 0}));
    if (pattern(part).least > 0) {
      return;
    }
  }
}

void ChainStates::arcs(VertexIndex state, bool is_backward, const ArcVisitor& visit) {
  if (is_backward) {
    if (state == kEnd) {
      backward({to_, static_cast<std::uint32_t>(parts_.size()), 0}, visit);
    } else if (state != kStart) {
      backward(state_of(state), visit);
    }
  } else if (state == start()) {
    for (const State& first : starts_) {
      forward(first, visit);
    }
  } else if (state != kEnd) {
    forward(state_of(state), visit);
  }
}

void ChainStates::forward(const State& state, const ArcVisitor& visit) {
  const std::size_t part = state.part;
  const auto [begin, end] = moves_from(part, state.vertex);
  const std::uint32_t count = state.count + 1;
  for (std::uint32_t m = begin; m < end; ++m) {
    run_.budget.step();
    const EdgeIndex arc{m + static_cast<std::uint32_t>(parts_.size())};
    const VertexIndex at = moves_[m].end;
    if (may_repeat(part, count) && tests_.pass(part, at)) {
      visit(arc, number({at, state.part, std::min(count, highest(part))}));
    }
    if (count >= pattern(part).least) {
      enter(part + 1, at, [&](VertexIndex next) { visit(arc, next); });
    }
  }
}

void ChainStates::backward(const State& state, const ArcVisitor& visit) {
  if (state.count > 0) {
    const bool may_stay = is_unbounded(state.part) && state.count == highest(state.part);
    before(state.part, state.vertex, state.count - 1, state.count - (may_stay ? 0 : 1), visit);
    return;
  }
  for (std::size_t part = state.part; part-- > 0;) {
    const std::uint32_t least = std::max(pattern(part).least, 1U);
    before(part, state.vertex, least - 1, highest(part), visit);
    if (pattern(part).least > 0 || part == 0 || !tests_.end(part - 1, state.vertex)) {
      return;
    }
  }
}

// The states from which one repetition of the part leads to the vertex, where `first` to `last` of
// them are done.
void ChainStates::before(std::size_t part, VertexIndex vertex, std::uint32_t first,
                         std::uint32_t last, const ArcVisitor& visit) {
  const EdgeIndex arc{static_cast<std::uint32_t>(part)};
  for (const VertexIndex from : ends_before(part, vertex)) {
    run_.budget.step();
    for (std::uint32_t count = first; count <= last; ++count) {
      const State state{from, static_cast<std::uint32_t>(part), count};
      const bool can_be = count > 0   ? tests_.pass(part, from)
                          : part == 0 ? from == from_
                                      : tests_.end(part - 1, from);
      if (!can_be) {
        continue;
      }
      if (std::find(starts_.begin(), starts_.end(), state) != starts_.end()) {
        visit(arc, start());
      }
      if (part > 0 || count > 0) {
        visit(arc, number(state));
      }
    }
  }
}

ChainStates::Range ChainStates::moves_from(std::size_t part, VertexIndex vertex) {
  const auto known = known_moves_.find(key_of(part, vertex));
  if (known != known_moves_.end()) {
    return known->second;
  }
  const auto begin = static_cast<std::uint32_t>(moves_.size());
  const auto number_of_part = static_cast<std::uint32_t>(part);
  if (ahead_[part]) {
    const auto [first, last] = ahead_[part]->from(vertex);
    for (std::uint32_t number = first; number < last; ++number) {
      moves_.push_back(
          {number_of_part, EdgeIndex{number}, (*ahead_[part])[number].vertices.back()});
    }
  } else {
    Arcs all(run_.graph, parts_[part], vertex);
    while (const Hop* hop = all.next()) {
      run_.budget.step();
      if (tests_.edge(part, hop->edge)) {
        moves_.push_back({number_of_part, hop->edge, hop->other});
      }
    }
  }
  const auto end = static_cast<std::uint32_t>(moves_.size());
  held_.keep(end - begin);
  return known_moves_[key_of(part, vertex)] = {begin, end};
}

// Where repetitions of the part begin that end at the vertex, each once.
const std::vector<VertexIndex>& ChainStates::ends_before(std::size_t part, VertexIndex vertex) {
  const auto [known, is_new] = known_ends_.try_emplace(key_of(part, vertex));
  std::vector<VertexIndex>& ends = known->second;
  if (!is_new) {
    return ends;
  }
  if (ahead_[part]) {
    UsedEdges none;
    WalkUse use(mode_, none, vertex);
    RepeatSearch(run_, turned_[part], use).each(vertex, 1, 1, [&](const Path& walk) {
      ends.push_back(walk.vertices.back());
      return true;
    });
  } else {
    Arcs all(run_.graph, parts_[part], vertex, true);
    while (const Hop* hop = all.next()) {
      run_.budget.step();
      const Hop held = *hop;
      if (tests_.edge(part, held.edge)) {
        ends.push_back(held.other);
      }
    }
  }
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  held_.keep(1 + ends.size());
  return ends;
}

std::size_t ChainStates::part_of(EdgeIndex arc) const {
  return arc.value < parts_.size() ? arc.value : moves_[arc.value - parts_.size()].part;
}

Path ChainStates::walk(VertexIndex from, EdgeIndex arc) const {
  const Move& move = moves_[arc.value - parts_.size()];
  return ahead_[move.part] ? (*ahead_[move.part])[move.piece.value]
                           : Path{{from, move.end}, {move.piece}};
}

}  // namespace rapport::query
