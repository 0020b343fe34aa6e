// Levels from both ends, and the steps of a match that look at them.

#include "query/meeting.h"

#include <utility>

namespace rapport::query {

Meeting::Meeting(Run& run, VertexIndex from, VertexIndex to, std::uint32_t hops,
                 const std::function<MeetingHop(std::uint32_t)>& hop)
    : run_(run) {
  Frontier near = {from};
  Frontier far = {to};
  reach(to, 0);
  for (std::uint32_t near_levels = 0;
       near_levels + levels_ < hops && !near.empty() && !far.empty();) {
    const MeetingHop next = hop(near_levels);
    const MeetingHop last = hop(hops - 1 - levels_);
    if (ahead(far, last, true) <= ahead(near, next, false)) {
      ++levels_;
      far = beyond(far, last, true, [&](VertexIndex v) { return reach(v, levels_); });
    } else {
      ++near_levels;
      VertexSet seen(run_.graph.vertex_count());
      near = beyond(near, next, false, [&](VertexIndex v) { return seen.insert(v); });
    }
  }
  if (far.empty()) {
    levels_ = hops;  // there are no more
  }
}

template <typename IsNew>
Meeting::Frontier Meeting::beyond(const Frontier& frontier, const MeetingHop& hop, bool backward,
                                  IsNew is_new) {
  const LabelExpression* labels = backward ? hop.labels_before : hop.labels_behind;
  Frontier result;
  for (const VertexIndex vertex : frontier) {
    Arcs arcs(run_.graph, *hop.step, vertex, hop.turned != backward);
    while (arcs.next_range()) {
      run_.budget.step(arcs.others().size());
      for (const VertexIndex other : arcs.others()) {
        if ((labels == nullptr || has_labels(run_, *labels, other)) && is_new(other)) {
          result.push_back(other);
        }
      }
    }
  }
  return result;
}

// Arcs that the next level looks at.
std::uint64_t Meeting::ahead(const Frontier& frontier, const MeetingHop& hop, bool backward) const {
  if (!run_.graph.knows_degrees()) {
    return frontier.size();
  }
  std::uint64_t sum = 0;
  for (const VertexIndex vertex : frontier) {
    Arcs arcs(run_.graph, *hop.step, vertex, hop.turned != backward);
    while (arcs.next_range()) {
      sum += arcs.others().size();
    }
  }
  return sum;
}

// Whether it is the first time at this level.
bool Meeting::reach(VertexIndex vertex, std::uint32_t level) {
  const std::uint64_t bit = std::uint64_t{1} << level;
  const auto [known, is_new] = reached_.emplace(vertex, bit);
  if (is_new) {
    ++kept_;
    run_.budget.keep(1);
    return true;
  }
  return (std::exchange(*known, *known | bit) & bit) == 0;
}

namespace {

bool is_hop(const Step& step) {
  return step.kind == Step::Kind::kExpand && step.conditions.empty() && step.labels.size() <= 1 &&
         !step.to_is_bound && step.to != step.from;
}

}  // namespace

void meet_in_the_middle(std::vector<Step>& steps) {
  constexpr std::size_t kFewest = 3;  // hops; of two the next step's neighbours are looked at
  for (std::size_t last = kFewest - 1; last < steps.size(); ++last) {
    const Step& closing = steps[last];
    const Slot inner = steps[last - 1].to;
    if (closing.kind != Step::Kind::kExpand || !closing.to_is_bound || closing.from == closing.to ||
        (closing.from != inner && closing.to != inner)) {
      continue;
    }
    const Slot end = closing.from == inner ? closing.to : closing.from;
    std::size_t first = last;
    while (first > 0 && is_hop(steps[first - 1]) && steps[first - 1].to != end &&
           (first == last || steps[first - 1].to == steps[first].from)) {
      --first;
    }
    // A path that comes back to where it began has mostly very many beginnings, each with its own
    // two searches.
    if (last - first + 1 < kFewest || last - first + 1 > Meeting::kMostHops ||
        steps[first].from == end) {
      continue;
    }
    for (std::size_t k = first; k < last; ++k) {
      steps[k].meeting = {first, last, end};
    }
  }
}

bool Matcher::begin_meeting(std::size_t k, VertexIndex from) {
  const Step::Ends& ends = steps_[k].meeting;
  const auto to = vertex_in(ends.end);
  if (!to) {
    return false;
  }
  const auto labels_at = [&](std::size_t step) {
    return steps_[step].labels.empty() ? nullptr : steps_[step].labels[0].second;
  };
  const auto hop = [&](std::uint32_t i) {
    const std::size_t at = ends.first + i;
    return MeetingHop{&steps_[at], at == ends.last && steps_[at].from == ends.end,
                      i == 0 ? nullptr : labels_at(at - 1),
                      at == ends.last ? nullptr : labels_at(at)};
  };
  meetings_[k] = std::make_shared<Meeting>(
      run_, from, *to, static_cast<std::uint32_t>(ends.last - ends.first + 1), hop);
  return true;
}

}  // namespace rapport::query
