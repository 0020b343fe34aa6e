// The parts of the evaluator that have files of their own.

#pragma once

#include "query/run.h"

namespace rapport::query {

// Whatever is true, false or null: logic, comparisons, IN, predicates on text
// (evaluate_predicates.cc).
Value predicate_value(Run& run, const Expression& expression);

// Literals, indexes, slices and projections of lists and maps, comprehensions, quantifiers and
// reduce (evaluate_lists.cc).
Value list_value(Run& run, const Expression& expression);

[[noreturn]] inline void fail_type(Span place, std::string_view detail, std::string message) {
  fail_run(place, "TypeError", detail, std::move(message));
}

}  // namespace rapport::query
