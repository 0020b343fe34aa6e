// Functions on numbers.

#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "query/function.h"

namespace rapport::query {

namespace {

double as_double(const Value& v) {
  return v.as_int() != nullptr ? static_cast<double>(*v.as_int()) : *v.as_float();
}

Value abs_value(Run&, Span place, std::span<Value> args) {
  if (const auto* integer = args[0].as_int()) {
    if (*integer == std::numeric_limits<std::int64_t>::min()) {
      fail_run(place, "ArithmeticError", "IntegerOverflow", "abs() of the least integer");
    }
    return *integer < 0 ? -*integer : *integer;
  }
  return std::fabs(*args[0].as_float());
}

Value sign_value(Run&, Span, std::span<Value> args) {
  const double value = as_double(args[0]);
  return std::int64_t{(value > 0) - (value < 0)};
}

// round(x), or round(x, digits): half away from zero for digits, half up without, as openCypher.
Value round_value(Run&, Span, std::span<Value> args) {
  const double value = as_double(args[0]);
  if (args.size() == 1) {
    return std::floor(value + 0.5);
  }
  const double scale = std::pow(10.0, static_cast<double>(*args[1].as_int()));
  const double scaled = value * scale;
  return std::isfinite(scaled) && scale > 0 ? std::round(scaled) / scale : value;
}

template <double (*f)(double)>
Value apply(Run&, Span, std::span<Value> args) {
  return f(as_double(args[0]));
}

double degrees(double x) { return x * 180 / std::numbers::pi; }
double radians(double x) { return x * std::numbers::pi / 180; }
double cot(double x) { return 1 / std::tan(x); }
double floor_of(double x) { return std::floor(x); }
double ceil_of(double x) { return std::ceil(x); }
double sqrt_of(double x) { return std::sqrt(x); }
double exp_of(double x) { return std::exp(x); }
double log_of(double x) { return std::log(x); }
double log10_of(double x) { return std::log10(x); }
double sin_of(double x) { return std::sin(x); }
double cos_of(double x) { return std::cos(x); }
double tan_of(double x) { return std::tan(x); }
double asin_of(double x) { return std::asin(x); }
double acos_of(double x) { return std::acos(x); }
double atan_of(double x) { return std::atan(x); }

Value atan2_value(Run&, Span, std::span<Value> args) {
  return std::atan2(as_double(args[0]), as_double(args[1]));
}

Value is_nan(Run&, Span, std::span<Value> args) { return std::isnan(as_double(args[0])); }
Value pi(Run&, Span, std::span<Value>) { return std::numbers::pi; }
Value e(Run&, Span, std::span<Value>) { return std::numbers::e; }

Value rand_value(Run& run, Span, std::span<Value>) {
  return static_cast<double>(run.random() >> 11) * 0x1.0p-53;
}

double haversin(double x) { return (1 - std::cos(x)) / 2; }

Value timestamp(Run& run, Span, std::span<Value>) { return run.started; }

constexpr std::array<Function, 25> kFunctions = {{
    {"abs", 1, 1, {kNumber}, kNumber, abs_value},
    {"sign", 1, 1, {kNumber}, kInteger, sign_value},
    {"ceil", 1, 1, {kNumber}, kFloat, apply<ceil_of>},
    {"floor", 1, 1, {kNumber}, kFloat, apply<floor_of>},
    {"round", 1, 2, {kNumber, kInteger}, kFloat, round_value},
    {"sqrt", 1, 1, {kNumber}, kFloat, apply<sqrt_of>},
    {"exp", 1, 1, {kNumber}, kFloat, apply<exp_of>},
    {"log", 1, 1, {kNumber}, kFloat, apply<log_of>},
    {"log10", 1, 1, {kNumber}, kFloat, apply<log10_of>},
    {"sin", 1, 1, {kNumber}, kFloat, apply<sin_of>},
    {"cos", 1, 1, {kNumber}, kFloat, apply<cos_of>},
    {"tan", 1, 1, {kNumber}, kFloat, apply<tan_of>},
    {"cot", 1, 1, {kNumber}, kFloat, apply<cot>},
    {"asin", 1, 1, {kNumber}, kFloat, apply<asin_of>},
    {"acos", 1, 1, {kNumber}, kFloat, apply<acos_of>},
    {"atan", 1, 1, {kNumber}, kFloat, apply<atan_of>},
    {"atan2", 2, 2, {kNumber, kNumber}, kFloat, atan2_value},
    {"degrees", 1, 1, {kNumber}, kFloat, apply<degrees>},
    {"radians", 1, 1, {kNumber}, kFloat, apply<radians>},
    {"isNaN", 1, 1, {kNumber}, kBoolean, is_nan},
    {"pi", 0, 0, {}, kFloat, pi},
    {"e", 0, 0, {}, kFloat, e},
    {"haversin", 1, 1, {kNumber}, kFloat, apply<haversin>},
    {"timestamp", 0, 0, {}, kInteger, timestamp},
    {"rand", 0, 0, {}, kFloat, rand_value},
}};

}  // namespace

std::span<const Function> number_functions() { return kFunctions; }

}  // namespace rapport::query
