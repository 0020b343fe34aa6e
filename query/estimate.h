// How many vertices and edges there are of a kind: what the planner goes by.

#pragma once

#include "query/run.h"

namespace rapport::query {

// Of vertices with these labels.
double frequency(const Run& run, const LabelExpression& labels);

// The single label with the fewest vertices that every match has; nullptr: none is sure.
const LabelExpression* rarest(const Run& run, const LabelExpression& labels);

}  // namespace rapport::query
