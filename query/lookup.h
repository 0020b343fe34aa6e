// Vertices that a condition names: found through the index of names, or by their ids; and edges, by
// theirs.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "query/run.h"
#include "query/tree.h"

namespace rapport::query {

struct Lookup {
  enum class By : std::uint8_t { kName, kId, kElementId };
  By by = By::kName;
  const Expression* value = nullptr;  // what it must be, or a list of that
  bool is_list = false;
  const Condition* condition = nullptr;  // which is to be checked all the same
};

// Of a condition of the form `n.name = x`, `{name: x}`, `id(n) = x`, `elementId(n) = x`, or with
// IN, where n, a vertex or an edge, is in the slot and x does not read it.
std::optional<Lookup> lookup_of(const Condition& condition, Slot slot);

// All vertices that can meet the condition, each once; no others but those of equal folded names.
// nullopt: any may, as the index of names knows none but strings, and what is no list is an error
// of the condition.
std::optional<std::vector<VertexIndex>> look_up(Run& run, const Lookup& lookup);
// The same of edges. REQUIRES: not by name.
std::optional<std::vector<EdgeIndex>> look_up_edges(Run& run, const Lookup& lookup);

}  // namespace rapport::query
