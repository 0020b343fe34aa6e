// Which arcs a step of a match may use, as the searches between two vertices are told.

#pragma once

#include "query/match.h"
#include "query/shortest.h"

namespace rapport::query {

inline PlainArcs plain_arcs(const Step& step) {
  const Direction direction = step.relationship->direction;
  return {.out = direction == Direction::kBoth || (direction == Direction::kOut) != step.reversed,
          .in = direction == Direction::kBoth || (direction == Direction::kIn) != step.reversed,
          .all_types = !step.typed,
          .types = step.types};
}

// Whether every arc of the step's types may be used.
inline bool takes_all(const Step& step) {
  const RelationshipPattern& relationship = *step.relationship;
  return (step.typed || relationship.types == nullptr) && relationship.repeated == nullptr &&
         relationship.properties == nullptr && step.hub_limit == kNoHubLimit &&
         (relationship.element == kNoSlot || relationship.where == nullptr) && step.tests.empty();
}

}  // namespace rapport::query
