// Arithmetic on values: 64-bit integers that fail on overflow, IEEE floats, and `+` on strings and
// lists.

#pragma once

#include "query/run.h"

namespace rapport::query {

// kAdd to kPower; null with null. Throws Failure.
Value arithmetic(Run& run, Kind kind, const Value& a, const Value& b, Span place);
Value negate(const Value& a, Span place);

}  // namespace rapport::query
