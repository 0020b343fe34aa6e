// Paths between two vertices in the order of their lengths, under a mode that says what may repeat.
//
// Length after length, depth first, never going where the rest of the way is too long. The arcs of
// a vertex along which it is not are looked for once for each length of the rest: many ways through
// a hub cost no more than one. Ends when there are enough, or when no path of the next length can
// exist.

#pragma once

#include <functional>
#include <vector>

#include "query/shortest.h"
#include "query/tree.h"

namespace rapport::query {

inline constexpr std::uint64_t kEveryGroup = std::numeric_limits<std::uint64_t>::max();

struct OrderedSearch {
  VertexIndex from, to;
  std::uint32_t least = 1, most = kUnbounded;
  PathPattern::Mode mode = PathPattern::Mode::kWalk;
  // Calls `visit` for each arc that leaves `vertex`, or (backward) that leads to it.
  std::function<void(VertexIndex vertex, bool backward, const ArcVisitor& visit)> arcs;
  // How long an arc is, at least 1; none: each is 1.
  std::function<std::uint32_t(EdgeIndex)> length;
  std::uint64_t most_groups = kEveryGroup;  // lengths of paths that are wanted
  std::function<void(std::uint64_t)> step;  // counts work; may throw to end the search
  std::function<void(std::uint64_t)> keep;  // counts memory, in bytes; may throw
  // Whether the path may go on along this arc, beside what the mode forbids; none: it may.
  // `is_last`: it ends there.
  std::function<bool(const Path& path, EdgeIndex edge, VertexIndex other, bool is_last)> allows;
};

// Takes each path, the shortest first. Stops when `take` wants no more.
void each_by_length(const OrderedSearch& search, const TakePath& take);

}  // namespace rapport::query
