// Paths of a few hops between two known vertices, looked for from both: which vertices can still
// come to the end in the hops that are left. The search from the near end leaves out the others, so
// that it looks at about the square root as much (Pohl, "Bi-directional search", 1971).
//
// Levels grow from both ends, each time on the side with fewer arcs ahead, until they meet. Those
// of the far end are kept: the first half of a path is searched as it was, the second half only
// along them. What a path may not repeat is not looked at here, so that nothing is left out too
// much.

#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "query/match.h"
#include "query/vertex_map.h"

namespace rapport::query {

// One hop of the path: along the arcs of a step, or against them where it is turned; and the labels
// of the vertices at its ends.
struct MeetingHop {
  const Step* step = nullptr;
  bool turned = false;
  const LabelExpression* labels_before = nullptr;
  const LabelExpression* labels_behind = nullptr;
};

class Meeting {
 public:
  static constexpr std::uint32_t kMostHops = 60;

  // Of up to so many hops, hop(0) the first. REQUIRES: no more than kMostHops.
  Meeting(Run& run, VertexIndex from, VertexIndex to, std::uint32_t hops,
          const std::function<MeetingHop(std::uint32_t)>& hop);
  ~Meeting() { run_.budget.release(kept_); }
  Meeting(const Meeting&) = delete;
  Meeting& operator=(const Meeting&) = delete;

  // False: from the vertex no `least` to `most` hops, the last ones of the path, lead to the end.
  bool may_end(VertexIndex vertex, std::uint32_t least, std::uint32_t most) const {
    if (most > levels_) {
      return true;  // not known
    }
    const std::uint64_t* reached = reached_.find(vertex);
    return reached != nullptr &&
           (*reached >> least << least & ((std::uint64_t{2} << most) - 1)) != 0;
  }

 private:
  using Frontier = std::vector<VertexIndex>;
  template <typename IsNew>
  Frontier beyond(const Frontier& frontier, const MeetingHop& hop, bool backward, IsNew is_new);
  std::uint64_t ahead(const Frontier& frontier, const MeetingHop& hop, bool backward) const;
  bool reach(VertexIndex vertex, std::uint32_t level);

  Run& run_;
  std::uint32_t levels_ = 0;          // of the far end, that are known
  VertexMap<std::uint64_t> reached_;  // bit i: in i hops
  std::uint64_t kept_ = 0;
};

// Which expansions of a plan make up a path between two ends that are bound before (meeting.cc).
void meet_in_the_middle(std::vector<Step>& steps);

}  // namespace rapport::query
