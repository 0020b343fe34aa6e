// The functions of the language, in one table: name, arguments, result, and what is called.

#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "query/run.h"

namespace rapport::query {

struct Function {
  std::string_view name;  // as it is written: toUpper; asked for in any case
  std::size_t least, most;
  std::array<Types, 3> takes;  // of each argument; later ones like the last
  Types gives;
  // Arguments are of the types it takes; a null among them gives null without a call, but for
  // functions that see nulls. Null pointer: an aggregate.
  Value (*call)(Run& run, Span place, std::span<Value> args);
  bool sees_null = false;
};

// nullptr: there is none of this (lower-case) name.
const Function* find_function(std::string_view name);
bool is_aggregate(std::string_view name);
// The nearest known name, or empty: for "did you mean".
std::string nearest_function(std::string_view name);

Types types_of(const Value& value);
std::string types_text(int types);  // of bits of Types: "a string or a list"

// The parts of the table, one a file.
std::span<const Function> graph_functions();
std::span<const Function> list_functions();
std::span<const Function> text_functions();
std::span<const Function> number_functions();

// Text of a float as openCypher writes it: 1.0, 1.5, 1e+100 as 1.0E100, NaN, Infinity.
std::string float_text(double value);
// The beginning of each code point, and the end of the text.
std::vector<std::size_t> code_point_offsets(std::string_view text);
// Java-like regular expression over the whole text (ICU), with a limit on time and stack.
bool matches_regex(std::string_view text, std::string_view pattern, Span place);

}  // namespace rapport::query
