// When two values are equal, which comes first, and what makes them one group: openCypher's four
// answers to "the same?".
//
//   equals   `=`: three-valued; null when a null decides
//   compare  `<`: three-valued; null between kinds that do not compare
//   order    ORDER BY, min, max: a total order over all values
//   key      DISTINCT, grouping: bytes that are the same for equivalent values (1 and 1.0, null and
//            null, NaN and NaN)

#pragma once

#include <optional>
#include <string>

#include "rapport/value.h"

namespace rapport::query {

std::optional<bool> equals(const Value& a, const Value& b);

enum class Comparison : std::uint8_t { kLess, kEqual, kGreater, kUnordered, kUnknown };
// kUnordered: a NaN is there, so that every `<` is false.
Comparison compare(const Value& a, const Value& b);

// < 0, 0, > 0. Map, node, relationship, list, path, string, boolean, number, NaN, null; parts of
// equal kind by their content.
int order(const Value& a, const Value& b);

void append_key(std::string& out, const Value& value);

// An integer and a float, exactly: 2^53 + 1 is not 2^53.0.
std::partial_ordering compare_numbers(std::int64_t a, double b);

}  // namespace rapport::query
