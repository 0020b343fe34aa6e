// Equality, comparability, order and equivalence of values.

#include "query/compare.h"

#include <cmath>
#include <compare>
#include <cstring>

namespace rapport::query {

namespace {

std::partial_ordering compare_as_numbers(const Value& a, const Value& b) {
  if (const auto* x = a.as_int()) {
    const auto* y = b.as_int();
    return y != nullptr ? std::partial_ordering(*x <=> *y) : compare_numbers(*x, *b.as_float());
  }
  if (const auto* y = b.as_int()) {
    return 0 <=> compare_numbers(*y, *a.as_float());
  }
  return *a.as_float() <=> *b.as_float();
}

bool is_number(const Value& v) { return v.as_int() != nullptr || v.as_float() != nullptr; }

std::optional<bool> equal_lists(const List& a, const List& b) {
  if (a.size() != b.size()) {
    return false;
  }
  bool unknown = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto same = equals(a[i], b[i]);
    if (same == false) {
      return false;
    }
    unknown = unknown || !same;
  }
  return unknown ? std::nullopt : std::optional<bool>(true);
}

std::optional<bool> equal_maps(const Map& a, const Map& b) {
  if (a.size() != b.size()) {
    return false;
  }
  bool unknown = false;
  for (auto i = a.begin(), j = b.begin(); i != a.end(); ++i, ++j) {
    if (i->first != j->first) {
      return false;
    }
    const auto same = equals(i->second, j->second);
    if (same == false) {
      return false;
    }
    unknown = unknown || !same;
  }
  return unknown ? std::nullopt : std::optional<bool>(true);
}

Comparison from_ordering(std::partial_ordering ordering) {
  return ordering < 0    ? Comparison::kLess
         : ordering > 0  ? Comparison::kGreater
         : ordering == 0 ? Comparison::kEqual
                         : Comparison::kUnordered;
}

Comparison compare_lists(const List& a, const List& b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    const Comparison first = compare(a[i], b[i]);
    if (first != Comparison::kEqual) {
      return first;
    }
  }
  return from_ordering(a.size() <=> b.size());
}

// The place of a value's kind in the total order.
int rank(const Value& v) {
  switch (v.variant().index()) {
    case 1:
      return 6;  // boolean
    case 2:
      return 7;  // integer
    case 3:
      return std::isnan(*v.as_float()) ? 8 : 7;
    case 4:
      return 5;  // string
    case 5:
      return 3;  // list
    case 6:
      return 0;  // map
    case 7:
      return 1;  // node
    case 8:
      return 2;  // relationship
    case 9:
      return 4;  // path
    default:
      return 9;  // null
  }
}

int sign(std::partial_ordering ordering) { return ordering < 0 ? -1 : ordering > 0 ? 1 : 0; }

int order_lists(const List& a, const List& b) {
  for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (const int first = order(a[i], b[i]); first != 0) {
      return first;
    }
  }
  return sign(a.size() <=> b.size());
}

int order_maps(const Map& a, const Map& b) {
  auto i = a.begin();
  auto j = b.begin();
  for (; i != a.end() && j != b.end(); ++i, ++j) {
    if (const int key = sign(i->first <=> j->first); key != 0) {
      return key;
    }
    if (const int value = order(i->second, j->second); value != 0) {
      return value;
    }
  }
  return sign(a.size() <=> b.size());
}

int order_paths(const Path& a, const Path& b) {
  if (a.vertices != b.vertices) {
    return sign(a.vertices <=> b.vertices);
  }
  return sign(a.edges <=> b.edges);
}

template <typename T>
void append_raw(std::string& out, T value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

void append_number_key(std::string& out, double value) {
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (value >= -kLimit && value < kLimit && value == std::trunc(value)) {
    out += 'i';
    append_raw(out, static_cast<std::int64_t>(value));
  } else {
    out += 'f';
    append_raw(out, std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : value);
  }
}

void append_string_key(std::string& out, const std::string& text) {
  append_raw(out, text.size());
  out += text;
}

}  // namespace

std::partial_ordering compare_numbers(std::int64_t a, double b) {
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (std::isnan(b)) {
    return std::partial_ordering::unordered;
  }
  if (b >= kLimit) {
    return std::partial_ordering::less;
  }
  if (b < -kLimit) {
    return std::partial_ordering::greater;
  }
  const double whole = std::trunc(b);
  const auto integer = static_cast<std::int64_t>(whole);
  if (a != integer) {
    return a <=> integer;
  }
  return 0.0 <=> b - whole;
}

std::optional<bool> equals(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) {
    return std::nullopt;
  }
  if (is_number(a) && is_number(b)) {
    return compare_as_numbers(a, b) == 0;
  }
  if (a.variant().index() != b.variant().index()) {
    return false;
  }
  if (const auto* list = a.as_list()) {
    return equal_lists(*list, *b.as_list());
  }
  if (const auto* map = a.as_map()) {
    return equal_maps(*map, *b.as_map());
  }
  if (const auto* path = a.as_path()) {
    return *path == *b.as_path();
  }
  if (const auto* text = a.as_string()) {
    return *text == *b.as_string();
  }
  if (const auto* truth = a.as_bool()) {
    return *truth == *b.as_bool();
  }
  if (const auto* vertex = a.as_vertex()) {
    return *vertex == *b.as_vertex();
  }
  return *a.as_edge() == *b.as_edge();
}

Comparison compare(const Value& a, const Value& b) {
  if (is_number(a) && is_number(b)) {
    return from_ordering(compare_as_numbers(a, b));
  }
  if (a.as_string() != nullptr && b.as_string() != nullptr) {
    return from_ordering(*a.as_string() <=> *b.as_string());
  }
  if (a.as_bool() != nullptr && b.as_bool() != nullptr) {
    return from_ordering(*a.as_bool() <=> *b.as_bool());
  }
  if (a.as_list() != nullptr && b.as_list() != nullptr) {
    return compare_lists(*a.as_list(), *b.as_list());
  }
  return Comparison::kUnknown;
}

int order(const Value& a, const Value& b) {
  const int kind = rank(a);
  if (const int other = rank(b); kind != other) {
    return kind < other ? -1 : 1;
  }
  switch (kind) {
    case 0:
      return order_maps(*a.as_map(), *b.as_map());
    case 1:
      return sign(*a.as_vertex() <=> *b.as_vertex());
    case 2:
      return sign(*a.as_edge() <=> *b.as_edge());
    case 3:
      return order_lists(*a.as_list(), *b.as_list());
    case 4:
      return order_paths(*a.as_path(), *b.as_path());
    case 5:
      return sign(*a.as_string() <=> *b.as_string());
    case 6:
      return sign(*a.as_bool() <=> *b.as_bool());
    case 7:
      return sign(compare_as_numbers(a, b));
    default:
      return 0;
  }
}

void append_key(std::string& out, const Value& value) {
  if (const auto* integer = value.as_int()) {
    out += 'i';
    append_raw(out, *integer);
  } else if (const auto* number = value.as_float()) {
    append_number_key(out, *number);
  } else if (const auto* text = value.as_string()) {
    out += 's';
    append_string_key(out, *text);
  } else if (const auto* truth = value.as_bool()) {
    out += *truth ? 't' : 'u';
  } else if (const auto* vertex = value.as_vertex()) {
    out += 'v';
    append_raw(out, vertex->value);
  } else if (const auto* edge = value.as_edge()) {
    out += 'e';
    append_raw(out, edge->value);
  } else if (const auto* list = value.as_list()) {
    out += 'l';
    append_raw(out, list->size());
    for (const Value& item : *list) {
      append_key(out, item);
    }
  } else if (const auto* map = value.as_map()) {
    out += 'm';
    append_raw(out, map->size());
    for (const auto& [key, item] : *map) {
      append_string_key(out, key);
      append_key(out, item);
    }
  } else if (const auto* path = value.as_path()) {
    out += 'p';
    append_raw(out, path->edges.size());
    for (const VertexIndex v : path->vertices) {
      append_raw(out, v.value);
    }
    for (const EdgeIndex e : path->edges) {
      append_raw(out, e.value);
    }
  } else {
    out += 'n';
  }
}

}  // namespace rapport::query
