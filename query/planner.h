// Makes the plan of a match (match_plan.cc, plan_scan.cc).

#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "query/match.h"

namespace rapport::query {

// A relationship, or a chain as a whole, that no step searches yet.
struct Pending {
  const PathPattern* path = nullptr;
  std::size_t position = 0;
  bool is_done = false;
  const RelationshipPattern& relationship() const { return path->relationships[position]; }
  Slot left() const { return path->nodes[position].slot; }
  Slot right() const {
    return path->is_chain() ? path->nodes.back().slot : path->nodes[position + 1].slot;
  }
};

class Planner {
 public:
  Planner(Run& run, const Pattern& pattern, bool distinct_ends);
  std::vector<Step> plan();

 private:
  bool is_fresh(Slot slot) const {
    return std::binary_search(pattern_.fresh.begin(), pattern_.fresh.end(), slot);
  }
  // Inside of a part that is joined, what comes from outside is not.
  bool is_bound(Slot slot) const {
    const auto first = bound_.begin() + static_cast<std::ptrdiff_t>(joined_ ? joined_->first : 0);
    return (!joined_ && !is_fresh(slot)) || std::find(first, bound_.end(), slot) != bound_.end();
  }
  bool are_bound(const std::vector<Slot>& slots, Slot but = kNoSlot) const {
    return std::all_of(slots.begin(), slots.end(),
                       [&](Slot slot) { return slot == but || is_bound(slot); });
  }
  std::size_t path_number(const PathPattern& path) const {
    return static_cast<std::size_t>(&path - pattern_.paths.data());
  }

  void check_bound();
  bool add_relationship();
  bool is_inside(const Pending& candidate) const;
  double expansion_cost(const Pending& candidate) const;
  Step search_of(const PathPattern& path, const RelationshipPattern& relationship, Slot from,
                 Slot to, bool reversed) const;
  void add(const Pending& pending);
  void add_chain(const PathPattern& path);
  void add_tests(Step& step) const;
  bool add_scan();
  const NodePattern* narrowest() const;
  double scan_cost(const NodePattern& node) const;
  std::optional<Lookup> lookup(Slot slot) const;
  std::optional<Lookup> edge_lookup(const Pending& pending) const;
  void scan_edge(const RelationshipPattern& relationship, const Lookup& lookup);
  void add_lookups();
  void scan(Slot slot);
  bool add_joined(Slot slot);
  std::vector<Slot> connected(Slot slot) const;
  std::optional<Join> join_with(const std::vector<Slot>& part) const;
  static bool checks_mode(const PathPattern& path);
  void add_paths();
  void bind(Step& step, Slot slot);
  void bind_relationship(const RelationshipPattern& relationship);
  void bind_path(const PathPattern& path);
  void finish(Step step);
  void add_conditions(Step& step);

  // A part of the pattern that is found by itself, then joined to the rest.
  struct Joined {
    std::size_t first = 0;   // in bound_
    std::vector<Slot> part;  // its nodes
  };

  Run& run_;
  const Pattern& pattern_;
  bool distinct_ends_;
  std::vector<Pending> pending_;
  std::vector<Slot> bound_;
  std::optional<Joined> joined_;  // while its steps are made
  std::vector<bool> used_;        // conditions that a step checks
  std::vector<bool> paths_done_;  // path variables that a step sets
  std::vector<Step> steps_;
};

}  // namespace rapport::query
