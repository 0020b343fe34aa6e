// Arithmetic on values.

#include "query/arithmetic.h"

#include <cmath>

#include <fmt/format.h>

#include "query/function.h"

namespace rapport::query {

namespace {

bool is_number(const Value& v) { return v.as_int() != nullptr || v.as_float() != nullptr; }
double as_double(const Value& v) {
  return v.as_int() != nullptr ? static_cast<double>(*v.as_int()) : *v.as_float();
}

[[noreturn]] void fail_overflow(Span place) {
  fail_run(place, "ArithmeticError", "IntegerOverflow", "the result does not fit into 64 bits");
}

[[noreturn]] void fail_types(const Value& a, const Value& b, Span place) {
  fail_run(place, "TypeError", "InvalidArgumentType",
           fmt::format("cannot calculate with {} and {}", types_text(types_of(a)),
                       types_text(types_of(b))));
}

Value on_integers(Kind kind, std::int64_t a, std::int64_t b, Span place) {
  std::int64_t result = 0;
  bool overflow = false;
  switch (kind) {
    case Kind::kAdd:
      overflow = __builtin_add_overflow(a, b, &result);
      break;
    case Kind::kSubtract:
      overflow = __builtin_sub_overflow(a, b, &result);
      break;
    case Kind::kMultiply:
      overflow = __builtin_mul_overflow(a, b, &result);
      break;
    default:
      if (b == 0) {
        fail_run(place, "ArithmeticError", "DivisionByZero", "division by zero");
      }
      if (b == -1) {
        overflow = kind == Kind::kDivide && __builtin_sub_overflow(std::int64_t{0}, a, &result);
      } else {
        result = kind == Kind::kDivide ? a / b : a % b;
      }
  }
  if (overflow) {
    fail_overflow(place);
  }
  return result;
}

double on_floats(Kind kind, double a, double b) {
  switch (kind) {
    case Kind::kAdd:
      return a + b;
    case Kind::kSubtract:
      return a - b;
    case Kind::kMultiply:
      return a * b;
    case Kind::kDivide:
      return a / b;
    case Kind::kModulo:
      return std::fmod(a, b);
    default:
      return std::pow(a, b);
  }
}

std::string text_of(const Value& v) {
  if (const auto* text = v.as_string()) {
    return *text;
  }
  if (const auto* truth = v.as_bool()) {
    return *truth ? "true" : "false";
  }
  return v.as_int() != nullptr ? std::to_string(*v.as_int()) : float_text(*v.as_float());
}

Value concatenate(Run& run, const Value& a, const Value& b, Span place) {
  List result;
  for (const Value* side : {&a, &b}) {
    if (const auto* list = side->as_list()) {
      result.insert(result.end(), list->begin(), list->end());
    } else {
      result.push_back(*side);
    }
  }
  run.budget.step(result.size());
  return checked(run, std::move(result), place);
}

}  // namespace

Value arithmetic(Run& run, Kind kind, const Value& a, const Value& b, Span place) {
  if (kind == Kind::kAdd && (a.as_list() != nullptr || b.as_list() != nullptr)) {
    const bool unknown = a.is_null() || b.is_null();
    return unknown ? Value() : concatenate(run, a, b, place);
  }
  if (a.is_null() || b.is_null()) {
    return Value();
  }
  if (is_number(a) && is_number(b)) {
    if (kind != Kind::kPower && a.as_int() != nullptr && b.as_int() != nullptr) {
      return on_integers(kind, *a.as_int(), *b.as_int(), place);
    }
    return on_floats(kind, as_double(a), as_double(b));
  }
  constexpr Types kJoinable = kString | kNumber | kBoolean;
  if (kind == Kind::kAdd && (a.as_string() != nullptr || b.as_string() != nullptr) &&
      (types_of(a) & kJoinable) != 0 && (types_of(b) & kJoinable) != 0) {
    std::string text = text_of(a) + text_of(b);
    check_text(text.size(), place);
    run.budget.step(1 + text.size() / 64);
    return text;
  }
  fail_types(a, b, place);
}

Value negate(const Value& a, Span place) {
  if (const auto* integer = a.as_int()) {
    std::int64_t result = 0;
    if (__builtin_sub_overflow(std::int64_t{0}, *integer, &result)) {
      fail_overflow(place);
    }
    return result;
  }
  if (const auto* number = a.as_float()) {
    return -*number;
  }
  if (a.is_null()) {
    return Value();
  }
  fail_run(place, "TypeError", "InvalidArgumentType",
           fmt::format("cannot negate {}", types_text(types_of(a))));
}

}  // namespace rapport::query
