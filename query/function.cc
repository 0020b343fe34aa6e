// The table of functions put together, and names of types.

#include "query/function.h"

#include <algorithm>

#include <fmt/format.h>

#include "rapport/pack/fold.h"

namespace rapport::query {

namespace {

constexpr std::array<Function, 12> kAggregates = {{
    {"count", 1, 1, {kAny}, kInteger, nullptr},
    {"collect", 1, 1, {kAny}, kList, nullptr},
    {"sum", 1, 1, {kNumber}, kNumber, nullptr},
    {"avg", 1, 1, {kNumber}, kFloat | kNull, nullptr},
    {"min", 1, 1, {kAny}, kAny, nullptr},
    {"max", 1, 1, {kAny}, kAny, nullptr},
    {"stdev", 1, 1, {kNumber}, kFloat, nullptr},
    {"stdevp", 1, 1, {kNumber}, kFloat, nullptr},
    {"percentilecont", 2, 2, {kNumber, kNumber}, kFloat | kNull, nullptr},
    {"percentiledisc", 2, 2, {kNumber, kNumber}, kNumber | kNull, nullptr},
    {"variance", 1, 1, {kNumber}, kFloat, nullptr},
    {"variancep", 1, 1, {kNumber}, kFloat, nullptr},
}};

// All parts, sorted by name.
const std::vector<const Function*>& table() {
  static const std::vector<const Function*> all = [] {
    std::vector<const Function*> functions;
    for (const auto part : {std::span<const Function>(kAggregates), graph_functions(),
                            list_functions(), text_functions(), number_functions()}) {
      for (const Function& function : part) {
        functions.push_back(&function);
      }
    }
    std::sort(functions.begin(), functions.end(),
              [](const Function* a, const Function* b) { return a->name < b->name; });
    return functions;
  }();
  return all;
}

}  // namespace

const Function* find_function(std::string_view name) {
  const auto& all = table();
  const auto found =
      std::lower_bound(all.begin(), all.end(), name,
                       [](const Function* f, std::string_view wanted) { return f->name < wanted; });
  return found != all.end() && (*found)->name == name ? *found : nullptr;
}

bool is_aggregate(std::string_view name) {
  const Function* function = find_function(name);
  return function != nullptr && function->call == nullptr;
}

std::string_view nearest_function(std::string_view name) {
  constexpr std::size_t kFarthest = 2;
  std::string_view best;
  std::size_t best_distance = kFarthest + 1;
  for (const Function* function : table()) {
    const std::size_t distance = pack::edit_distance(name, function->name, kFarthest);
    if (distance < best_distance) {
      best = function->name;
      best_distance = distance;
    }
  }
  return best;
}

Types types_of(const Value& value) {
  constexpr std::array<Types, 10> kByIndex = {kNull, kBoolean, kInteger, kFloat,        kString,
                                              kList, kMap,     kNode,    kRelationship, kPath};
  return kByIndex[value.variant().index()];
}

std::string types_text(int types) {
  constexpr std::array<std::pair<Types, std::string_view>, 10> kNames = {
      {{kBoolean, "a boolean"},
       {kInteger, "an integer"},
       {kFloat, "a float"},
       {kString, "a string"},
       {kList, "a list"},
       {kMap, "a map"},
       {kNode, "a node"},
       {kRelationship, "a relationship"},
       {kPath, "a path"},
       {kNull, "null"}}};
  std::vector<std::string_view> names;
  for (const auto& [bit, text] : kNames) {
    if ((types & bit) != 0) {
      names.push_back(text);
    }
  }
  return fmt::format("{}", fmt::join(names, " or "));
}

}  // namespace rapport::query
