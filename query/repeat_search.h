// The walks along what is repeated.
//
// Depth first, edge by edge, each checked against all conditions of its repetition that read
// nothing later.

#pragma once

#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "query/match.h"
#include "query/walk_use.h"

namespace rapport::query {

// All walks of `least` to `most` repetitions.
class RepeatSearch {
 public:
  using Take = std::function<bool(const Path&)>;

  RepeatSearch(Run& run, const std::vector<Step>& hops, WalkUse& use)
      : run_(run), hops_(hops), use_(use) {}

  // Whether `take` wanted all.
  bool each(VertexIndex from, std::uint32_t least, std::uint32_t most, const Take& take);

 private:
  struct Level {
    std::vector<Hop> hops;
    std::size_t at = 0;
  };

  std::size_t length() const { return hops_.size() - 1; }

  void push(const Hop& hop) {
    walk_.edges.push_back(hop.edge);
    walk_.vertices.push_back(hop.other);
    use_.push(hop.edge, hop.other);
  }
  void pop() {
    walk_.edges.pop_back();
    walk_.vertices.pop_back();
    use_.pop();
  }

  void open();  // the edges by which the walk can go on
  bool meets(
      std::size_t done);  // whether its end may be what comes after `done` edges of a repetition

  Run& run_;
  const std::vector<Step>& hops_;
  WalkUse& use_;
  Path walk_;
  std::vector<Level> levels_;  // of the walk so far; those behind are kept for their memory
  std::size_t depth_ = 0;
};

// Puts `more`, which begins where the path ends, behind it.
void append(Path& path, const Path& more);

// The repetitions that leave a vertex, each found once.
class Repetitions {
 public:
  Repetitions(Run& run, const std::vector<Step>& hops, PathPattern::Mode mode, Holding& held)
      : run_(run), hops_(hops), mode_(mode), held_(held) {}

  // Their numbers are from the first to before the second.
  std::pair<std::uint32_t, std::uint32_t> from(VertexIndex vertex);
  const Path& operator[](std::uint32_t number) const { return all_[number]; }
  // The whole of a path whose edges are numbers of repetitions.
  Path whole(const Path& path) const;

 private:
  Run& run_;
  const std::vector<Step>& hops_;
  PathPattern::Mode mode_;
  Holding& held_;
  std::vector<Path> all_;
  std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> known_;
};

}  // namespace rapport::query
