// The binder's checks of what a selector and a mode ask of a path.

#include <algorithm>

#include <fmt/format.h>

#include "query/bind.h"
#include "query/failure.h"

namespace rapport::query {

// A selector chooses what its variable stands for.
void Binder::check_selected(const PathPattern& path, const RelationshipPattern& relationship,
                            const Scope& scope) const {
  if (path.search != PathPattern::Search::kAll && !relationship.name.empty() &&
      scope.find(relationship.name) != nullptr) {
    fail_syntax(relationship.place, "VariableAlreadyBound",
                fmt::format("'{}' already stands for something", relationship.name),
                "use another name for what the path finds");
  }
}

// What a selector and a mode ask of the pattern.
void Binder::check_search(const PathPattern& path) const {
  using Search = PathPattern::Search;
  for (const RelationshipPattern& relationship : path.relationships) {
    if (path.mode == PathPattern::Mode::kWalk && path.search == Search::kAll &&
        relationship.has_length && relationship.most == kUnbounded) {
      fail_syntax(relationship.place, "UnboundedWalk", "walks of any length may be infinitely many",
                  "give a greatest length, a selector such as SHORTEST 3, or the mode TRAIL");
    }
    if (relationship.cost != nullptr && path.search != Search::kCheapest) {
      fail_syntax(relationship.cost->place, "UnexpectedSyntax", "COST belongs to a cheapest path",
                  "write ANY CHEAPEST before the path");
    }
    if (relationship.hub_limit != nullptr && (!relationship.has_length || path.is_function)) {
      fail_syntax(relationship.place, "UnexpectedSyntax",
                  "HUB LIMIT belongs to a relationship of variable length",
                  path.is_function ? "write ANY SHORTEST or ALL SHORTEST before the path"
                                   : "write how long it is behind it, as + or {1,3}");
    }
    if (path.search == Search::kCheapest && relationship.repeated != nullptr) {
      fail_syntax(relationship.place, "UnexpectedSyntax",
                  "a cheapest path repeats one relationship only", "write -[r]->+");
    }
    if (path.search == Search::kCheapest && relationship.has_length &&
        (relationship.least > 1 || relationship.most != kUnbounded)) {
      fail_syntax(relationship.place, "InvalidRelationshipPattern",
                  "a cheapest path has no least or greatest length", "write ->* or ->+");
    }
  }
}

// A search that chooses among whole paths of several parts asks what stands inside of them of one
// inner node or relationship at a time.
void Binder::check_chain(const Pattern& pattern, const PathPattern& path) const {
  if (!path.is_chain()) {
    return;
  }
  std::vector<Slot> inner;
  for (std::size_t i = 1; i + 1 < path.nodes.size(); ++i) {
    const Slot slot = path.nodes[i].slot;
    const bool is_end = slot == path.nodes.front().slot || slot == path.nodes.back().slot;
    if (is_end || !std::binary_search(pattern.fresh.begin(), pattern.fresh.end(), slot)) {
      continue;
    }
    if (std::find(inner.begin(), inner.end(), slot) != inner.end()) {
      fail_syntax(
          path.nodes[i].place, "UnexpectedSyntax",
          fmt::format("'{}' stands twice inside of a path that is chosen", path.nodes[i].name),
          "use two names, and compare them with WHERE");
    }
    inner.push_back(slot);
  }
  for (const RelationshipPattern& relationship : path.relationships) {
    inner.push_back(relationship.slot);
  }
  const auto count = [&](const std::vector<Slot>& reads) {
    return std::count_if(inner.begin(), inner.end(), [&](Slot slot) {
      return std::find(reads.begin(), reads.end(), slot) != reads.end();
    });
  };
  const auto fail = [](Span place) {
    fail_syntax(place, "UnexpectedSyntax",
                "a condition inside of a path that is chosen compares two of its parts",
                "put it into WHERE, which is asked of the paths that were chosen");
  };
  for (std::size_t c = 0; c < pattern.inside; ++c) {
    if (count(pattern.conditions[c].reads) > 1) {
      fail(pattern.conditions[c].test->place);
    }
  }
  for (const RelationshipPattern& relationship : path.relationships) {
    if (count(relationship.reads) > 0) {
      fail(relationship.place);
    }
  }
}

}  // namespace rapport::query
