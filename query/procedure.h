// Procedures: what CALL name({option: value}) YIELD ... asks for. One table: name, columns,
// options, and what is called.

#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "query/run.h"

namespace rapport::query {

struct Procedure {
  struct Column {
    std::string_view name;
    Types types = kAny;
  };
  using Emit = std::function<bool(std::span<const Value>)>;  // false: no more

  std::string_view name;
  std::vector<Column> columns;
  std::vector<std::string_view> options;  // keys of its one argument, a map; none: no argument
  // `options` has only keys that are listed. Throws Failure where a value is wrong.
  void (*call)(Run& run, Span place, const Map& options, const Emit& emit);
};

const Procedure* find_procedure(std::string_view name);
// The nearest known name, or empty.
std::string nearest_procedure(std::string_view name);

}  // namespace rapport::query
