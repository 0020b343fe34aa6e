// How many vertices there are of a kind, and how many matches are to be expected: what the planner
// goes by, and what EXPLAIN shows.

#pragma once

#include "query/match.h"

namespace rapport::query {

// Of vertices with these labels.
double frequency(const Run& run, const LabelExpression& labels);

// The single label with the fewest vertices that every match has; nullptr: none is sure.
const LabelExpression* rarest(const Run& run, const LabelExpression& labels);

// How many matches a step of a plan makes of one that comes to it, by guess: from the sizes of
// labels, the mean number of arcs of some vertices, and a share for each condition.
double expected_growth(const Run& run, const Pattern& pattern, const Step& step);

}  // namespace rapport::query
