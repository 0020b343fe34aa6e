// The table of functions put together, and names of types.

#include "query/function.h"

#include <functional>
#include <map>
#include <string>

#include <fmt/format.h>

#include "query/nearest.h"

namespace rapport::query {

namespace {

constexpr std::array<Function, 12> kAggregates = {{
    {"count", 1, 1, {kAny}, kInteger, nullptr},
    {"collect", 1, 1, {kAny}, kList, nullptr},
    {"sum", 1, 1, {kNumber}, kNumber, nullptr},
    {"avg", 1, 1, {kNumber}, kFloat | kNull, nullptr},
    {"min", 1, 1, {kAny}, kAny, nullptr},
    {"max", 1, 1, {kAny}, kAny, nullptr},
    {"stDev", 1, 1, {kNumber}, kFloat, nullptr},
    {"stDevP", 1, 1, {kNumber}, kFloat, nullptr},
    {"percentileCont", 2, 2, {kNumber, kNumber}, kFloat | kNull, nullptr},
    {"percentileDisc", 2, 2, {kNumber, kNumber}, kNumber | kNull, nullptr},
    {"variance", 1, 1, {kNumber}, kFloat, nullptr},
    {"varianceP", 1, 1, {kNumber}, kFloat, nullptr},
}};

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

// All parts, by their names in lower case.
const std::map<std::string, const Function*, std::less<>>& table() {
  static const auto all = [] {
    std::map<std::string, const Function*, std::less<>> functions;
    for (const auto part : {std::span<const Function>(kAggregates), graph_functions(),
                            list_functions(), text_functions(), number_functions()}) {
      for (const Function& function : part) {
        functions.emplace(lower(function.name), &function);
      }
    }
    return functions;
  }();
  return all;
}

}  // namespace

const Function* find_function(std::string_view name) {
  const auto found = table().find(name);
  return found == table().end() ? nullptr : found->second;
}

bool is_aggregate(std::string_view name) {
  const Function* function = find_function(name);
  return function != nullptr && function->call == nullptr;
}

std::string nearest_function(std::string_view name) {
  Nearest nearest(name);
  for (const auto& [lower_name, function] : table()) {
    nearest.offer(function->name);
  }
  return nearest.best();
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
