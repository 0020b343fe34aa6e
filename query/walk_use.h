// What a walk in progress has used, as far as its mode forbids to use it again.

#pragma once

#include <algorithm>
#include <vector>

#include "query/match.h"

namespace rapport::query {

class WalkUse {
 public:
  WalkUse(PathPattern::Mode mode, UsedEdges& across, VertexIndex start)
      : mode_(mode), across_(across), vertices_{start} {}

  bool allows(EdgeIndex edge, VertexIndex other) const {
    switch (mode_) {
      case PathPattern::Mode::kNone:
        return !across_.contains(edge);
      case PathPattern::Mode::kWalk:
        return true;
      case PathPattern::Mode::kTrail:
        return !own_.contains(edge);
      case PathPattern::Mode::kAcyclic:
      case PathPattern::Mode::kSimple:
        break;
    }
    const auto known = std::find(vertices_.begin(), vertices_.end(), other);
    const bool closes = mode_ == PathPattern::Mode::kSimple && known == vertices_.begin();
    return known == vertices_.end() || closes;
  }
  // A simple path that is back at its start ends there.
  bool may_go_on() const {
    return mode_ != PathPattern::Mode::kSimple || vertices_.size() == 1 ||
           vertices_.front() != vertices_.back();
  }
  void push(EdgeIndex edge, VertexIndex other) {
    if (mode_ == PathPattern::Mode::kNone) {
      across_.push(edge);
    } else if (mode_ == PathPattern::Mode::kTrail) {
      own_.push(edge);
    }
    vertices_.push_back(other);
  }
  void pop() {
    if (mode_ == PathPattern::Mode::kNone) {
      across_.pop();
    } else if (mode_ == PathPattern::Mode::kTrail) {
      own_.pop();
    }
    vertices_.pop_back();
  }

 private:
  PathPattern::Mode mode_;
  UsedEdges& across_;
  UsedEdges own_;
  std::vector<VertexIndex> vertices_;
};

}  // namespace rapport::query
