// From the form of a condition to vertices and edges.

#include "query/lookup.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "rapport/pack/fold.h"

#include "query/evaluate.h"

namespace rapport::query {

namespace {

// What an expression tells of the vertex or edge in the slot.
std::optional<Lookup::By> told_by(const Expression& expression, Slot slot) {
  const bool is_of_it = expression.args.size() == 1 &&
                        expression.args[0]->kind == Kind::kVariable &&
                        expression.args[0]->slot == slot;
  if (!is_of_it) {
    return std::nullopt;
  }
  if (expression.kind == Kind::kProperty && expression.name == "name") {
    return Lookup::By::kName;
  }
  if (expression.kind == Kind::kCall && expression.name == "id") {
    return Lookup::By::kId;
  }
  return expression.kind == Kind::kCall && expression.name == "elementid"
             ? std::optional(Lookup::By::kElementId)
             : std::nullopt;
}

// An integer, also where it is written as a float.
std::optional<std::int64_t> as_integer(const Value& value) {
  constexpr double kBeyond = 9223372036854775808.0;
  if (const double* const number = value.as_float()) {
    const bool is_whole =
        *number >= -kBeyond && *number < kBeyond && *number == std::trunc(*number);
    return is_whole ? std::optional(static_cast<std::int64_t>(*number)) : std::nullopt;
  }
  return value.as_int() == nullptr ? std::nullopt : std::optional(*value.as_int());
}

std::int64_t id_in(Lookup::By by, const Value& value) {
  if (by == Lookup::By::kId) {
    return as_integer(value).value_or(0);
  }
  std::int64_t id = 0;
  if (const std::string* const text = value.as_string()) {
    std::from_chars(text->data(), text->data() + text->size(), id);
  }
  return id;
}

// False: no index knows such a value.
bool add_found(const Run& run, Lookup::By by, const Value& value, std::vector<VertexIndex>& found) {
  if (by == Lookup::By::kName) {
    const std::string* const text = value.as_string();
    if (text == nullptr) {
      return value.is_null();  // which equals nothing
    }
    const auto named = run.graph.find_name(pack::fold(*text));
    found.insert(found.end(), named.begin(), named.end());
  } else if (const std::int64_t id = id_in(by, value); id > 0) {
    if (const auto vertex = run.graph.find(VertexId{static_cast<std::uint64_t>(id)})) {
      found.push_back(*vertex);
    }
  }
  return true;
}

bool add_found(const Run& run, Lookup::By by, const Value& value, std::vector<EdgeIndex>& found) {
  if (const std::int64_t id = id_in(by, value); id > 0) {
    if (const auto edge = run.graph.find(EdgeId{static_cast<std::uint64_t>(id)})) {
      found.push_back(*edge);
    }
  }
  return true;
}

template <typename Index>
std::optional<std::vector<Index>> all_found(Run& run, const Lookup& lookup) {
  const Value value = evaluate(run, *lookup.value);
  std::vector<Index> found;
  const auto add = [&](const Value& one) { return add_found(run, lookup.by, one, found); };
  if (!lookup.is_list) {
    return add(value) ? std::optional(std::move(found)) : std::nullopt;
  }
  const List* const list = value.as_list();
  if (list == nullptr) {
    return value.is_null() ? std::optional(std::move(found)) : std::nullopt;
  }
  for (const Value& item : *list) {
    run.budget.step();
    if (!add(item)) {
      return std::nullopt;
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace

std::optional<Lookup> lookup_of(const Condition& condition, Slot slot) {
  const Expression& test = *condition.test;
  if (condition.owner != kNoSlot) {
    const bool is_name =
        condition.owner == slot && condition.key == "name" && !reads_slot(test, slot);
    return is_name ? std::optional(Lookup{Lookup::By::kName, &test, false, &condition})
                   : std::nullopt;
  }
  const bool is_in = test.kind == Kind::kIn;
  if (!is_in && (test.kind != Kind::kCompare || test.args.size() != 2 || test.keys[0] != "=")) {
    return std::nullopt;
  }
  for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
    const auto by = told_by(*test.args[side], slot);
    const Expression& value = *test.args[1 - side];
    if (by && (side == 0 || !is_in) && !reads_slot(value, slot)) {
      return Lookup{*by, &value, is_in, &condition};
    }
  }
  return std::nullopt;
}

std::optional<std::vector<VertexIndex>> look_up(Run& run, const Lookup& lookup) {
  return all_found<VertexIndex>(run, lookup);
}

std::optional<std::vector<EdgeIndex>> look_up_edges(Run& run, const Lookup& lookup) {
  return all_found<EdgeIndex>(run, lookup);
}

}  // namespace rapport::query
