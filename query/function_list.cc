// Functions on lists, and those that take any value.

#include <algorithm>

#include <fmt/format.h>

#include "query/function.h"

namespace rapport::query {

namespace {

constexpr std::int64_t kLongestRange = 10'000'000;

Value size(Run&, Span, std::span<Value> args) {
  if (const auto* text = args[0].as_string()) {
    return static_cast<std::int64_t>(code_point_offsets(*text).size() - 1);
  }
  return static_cast<std::int64_t>(args[0].as_list() != nullptr ? args[0].as_list()->size()
                                                                : args[0].as_map()->size());
}

Value head(Run&, Span, std::span<Value> args) {
  const List& list = *args[0].as_list();
  return list.empty() ? Value() : list.front();
}

Value last(Run&, Span, std::span<Value> args) {
  const List& list = *args[0].as_list();
  return list.empty() ? Value() : list.back();
}

Value tail(Run& run, Span place, std::span<Value> args) {
  const List& list = *args[0].as_list();
  return list.empty() ? Value(List()) : checked(run, List(list.begin() + 1, list.end()), place);
}

Value range(Run& run, Span place, std::span<Value> args) {
  for (const Value& arg : args) {
    if (arg.as_int() == nullptr) {
      fail_run(place, "ArgumentError", "InvalidArgumentType",
               fmt::format("range() takes integers, not {}", types_text(types_of(arg))));
    }
  }
  const std::int64_t from = *args[0].as_int();
  const std::int64_t to = *args[1].as_int();
  const std::int64_t by = args.size() > 2 ? *args[2].as_int() : 1;
  if (by == 0) {
    fail_run(place, "ArgumentError", "NumberOutOfRange", "the step of range() cannot be 0");
  }
  // In unsigned arithmetic, where the distance between any two integers has room.
  const bool is_up = by > 0;
  if (is_up ? from > to : from < to) {
    return List();
  }
  const std::uint64_t distance =
      is_up ? static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)
            : static_cast<std::uint64_t>(from) - static_cast<std::uint64_t>(to);
  const std::uint64_t stride =
      is_up ? static_cast<std::uint64_t>(by) : 0 - static_cast<std::uint64_t>(by);
  const std::uint64_t count = distance / stride + 1;
  if (count > static_cast<std::uint64_t>(kLongestRange) || count == 0) {
    throw Failure{.code = Code::kLimit,
                  .phase = Phase::kRun,
                  .type = "ArgumentError",
                  .detail = "NumberOutOfRange",
                  .message = fmt::format("range() of more than {} numbers", kLongestRange),
                  .hint = {},
                  .place = place};
  }
  run.budget.step(count);
  List result;
  result.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    result.emplace_back(static_cast<std::int64_t>(static_cast<std::uint64_t>(from) +
                                                  i * static_cast<std::uint64_t>(by)));
  }
  return result;
}

Value coalesce(Run&, Span, std::span<Value> args) {
  for (Value& arg : args) {
    if (!arg.is_null()) {
      return std::move(arg);
    }
  }
  return Value();
}

Value reverse(Run& run, Span place, std::span<Value> args) {
  if (const auto* list = args[0].as_list()) {
    return checked(run, List(list->rbegin(), list->rend()), place);
  }
  const std::string& text = *args[0].as_string();
  const auto offsets = code_point_offsets(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = offsets.size() - 1; i > 0; --i) {
    result.append(text, offsets[i - 1], offsets[i] - offsets[i - 1]);
  }
  return result;
}

Value is_empty(Run&, Span, std::span<Value> args) {
  if (const auto* text = args[0].as_string()) {
    return text->empty();
  }
  return args[0].as_list() != nullptr ? args[0].as_list()->empty() : args[0].as_map()->empty();
}

Value value_type(Run&, Span, std::span<Value> args) {
  constexpr std::array<std::string_view, 10> kNames = {
      "NULL", "BOOLEAN", "INTEGER", "FLOAT",        "STRING",
      "LIST", "MAP",     "NODE",    "RELATIONSHIP", "PATH"};
  return std::string(kNames[args[0].variant().index()]);
}

constexpr std::array<Function, 9> kFunctions = {{
    {"size", 1, 1, {kString | kList | kMap}, kInteger, size},
    {"head", 1, 1, {kList}, kAny, head},
    {"last", 1, 1, {kList}, kAny, last},
    {"tail", 1, 1, {kList}, kList, tail},
    {"range", 2, 3, {kAny, kAny, kAny}, kList, range},
    {"coalesce", 1, 1000, {kAny, kAny, kAny}, kAny, coalesce, true},
    {"reverse", 1, 1, {kString | kList}, kString | kList, reverse},
    {"isEmpty", 1, 1, {kString | kList | kMap}, kBoolean, is_empty},
    {"valueType", 1, 1, {kAny}, kString, value_type, true},
}};

}  // namespace

std::span<const Function> list_functions() { return kFunctions; }

}  // namespace rapport::query
