// Functions on strings, conversions, and regular expressions. Characters are code points.

#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "query/function.h"

namespace rapport::query {

namespace {

std::string to_utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

Value to_upper(Run&, Span, std::span<Value> args) {
  return to_utf8(
      icu::UnicodeString::fromUTF8(*args[0].as_string()).toUpper(icu::Locale::getRoot()));
}

Value to_lower(Run&, Span, std::span<Value> args) {
  return to_utf8(
      icu::UnicodeString::fromUTF8(*args[0].as_string()).toLower(icu::Locale::getRoot()));
}

bool is_blank_at(std::string_view text, std::size_t at) {
  UChar32 c = 0;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  auto i = static_cast<std::int64_t>(at);
  U8_NEXT(bytes, i, static_cast<std::int64_t>(text.size()), c);
  return c >= 0 && u_isUWhiteSpace(c);
}

std::string trimmed(const std::string& text, bool left, bool right) {
  const auto offsets = code_point_offsets(text);
  std::size_t begin = 0;
  std::size_t end = offsets.size() - 1;
  while (left && begin < end && is_blank_at(text, offsets[begin])) {
    ++begin;
  }
  while (right && begin < end && is_blank_at(text, offsets[end - 1])) {
    --end;
  }
  return text.substr(offsets[begin], offsets[end] - offsets[begin]);
}

Value trim(Run&, Span, std::span<Value> args) { return trimmed(*args[0].as_string(), true, true); }
Value ltrim(Run&, Span, std::span<Value> args) {
  return trimmed(*args[0].as_string(), true, false);
}
Value rtrim(Run&, Span, std::span<Value> args) {
  return trimmed(*args[0].as_string(), false, true);
}

Value split(Run& run, Span place, std::span<Value> args) {
  const std::string& text = *args[0].as_string();
  const std::string& by = *args[1].as_string();
  List parts;
  run.budget.step(text.size());
  if (by.empty()) {
    const auto offsets = code_point_offsets(text);
    for (std::size_t i = 0; i + 1 < offsets.size(); ++i) {
      parts.emplace_back(text.substr(offsets[i], offsets[i + 1] - offsets[i]));
    }
    return checked(run, std::move(parts), place);
  }
  std::size_t begin = 0;
  for (std::size_t end = text.find(by); end != std::string::npos; end = text.find(by, begin)) {
    parts.emplace_back(text.substr(begin, end - begin));
    begin = end + by.size();
    run.budget.step();
  }
  parts.emplace_back(text.substr(begin));
  return checked(run, std::move(parts), place);
}

Value replace(Run& run, Span place, std::span<Value> args) {
  const std::string& text = *args[0].as_string();
  const std::string& from = *args[1].as_string();
  const std::string& to = *args[2].as_string();
  if (from.empty()) {
    return text;
  }
  std::string result;
  std::size_t begin = 0;
  for (std::size_t end = text.find(from); end != std::string::npos; end = text.find(from, begin)) {
    result.append(text, begin, end - begin);
    result += to;
    check_text(result.size(), place);
    begin = end + from.size();
  }
  result.append(text, begin);
  run.budget.step(text.size() + result.size());
  return result;
}

std::size_t checked_count(const Value& value, Span place) {
  if (*value.as_int() < 0) {
    fail_run(place, "ArgumentError", "NumberOutOfRange", "a position or length below 0");
  }
  return static_cast<std::size_t>(*value.as_int());
}

// Code points [begin, begin + count).
std::string slice(const std::string& text, std::size_t begin, std::size_t count) {
  const auto offsets = code_point_offsets(text);
  const std::size_t size = offsets.size() - 1;
  begin = std::min(begin, size);
  const std::size_t end = begin + std::min(count, size - begin);
  return text.substr(offsets[begin], offsets[end] - offsets[begin]);
}

Value substring(Run&, Span place, std::span<Value> args) {
  const std::size_t begin = checked_count(args[1], place);
  const std::size_t count = args.size() > 2 ? checked_count(args[2], place) : std::string::npos;
  return slice(*args[0].as_string(), begin, count);
}

Value left(Run&, Span place, std::span<Value> args) {
  return slice(*args[0].as_string(), 0, checked_count(args[1], place));
}

Value right(Run&, Span place, std::span<Value> args) {
  const std::string& text = *args[0].as_string();
  const std::size_t size = code_point_offsets(text).size() - 1;
  const std::size_t count = std::min(size, checked_count(args[1], place));
  return slice(text, size - count, count);
}

Value to_string_value(Run&, Span, std::span<Value> args) {
  if (const auto* integer = args[0].as_int()) {
    return std::to_string(*integer);
  }
  if (const auto* number = args[0].as_float()) {
    return float_text(*number);
  }
  if (const auto* truth = args[0].as_bool()) {
    return *truth ? "true" : "false";
  }
  return args[0];
}

std::optional<double> parse_double(const std::string& text) {
  const std::string body = trimmed(text, true, true);
  const char* begin = body.data() + (body.starts_with('+') ? 1 : 0);
  double value = 0;
  const auto [end, error] = std::from_chars(begin, body.data() + body.size(), value);
  if (error != std::errc() || end != body.data() + body.size() || body.starts_with("+-")) {
    return std::nullopt;
  }
  return value;
}

Value to_float(Run&, Span, std::span<Value> args) {
  if (const auto* integer = args[0].as_int()) {
    return static_cast<double>(*integer);
  }
  if (const auto* text = args[0].as_string()) {
    const auto value = parse_double(*text);
    return value ? Value(*value) : Value();
  }
  return args[0];
}

Value float_to_integer(double value, Span place) {
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (std::isnan(value)) {
    return Value();
  }
  const double whole = std::trunc(value);
  if (whole < -kLimit || whole >= kLimit) {
    fail_run(place, "ArithmeticError", "IntegerOverflow", "the number does not fit into 64 bits");
  }
  return static_cast<std::int64_t>(whole);
}

Value to_integer(Run&, Span place, std::span<Value> args) {
  if (const auto* number = args[0].as_float()) {
    return float_to_integer(*number, place);
  }
  if (const auto* truth = args[0].as_bool()) {
    return std::int64_t{*truth};
  }
  const auto* text = args[0].as_string();
  if (text == nullptr) {
    return args[0];
  }
  const std::string body = trimmed(*text, true, true);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), value);
  if (error == std::errc() && end == body.data() + body.size()) {
    return value;
  }
  const auto number = parse_double(body);
  return number && std::isfinite(*number) ? float_to_integer(*number, place) : Value();
}

Value to_boolean(Run&, Span, std::span<Value> args) {
  if (const auto* integer = args[0].as_int()) {
    return *integer != 0;
  }
  const auto* text = args[0].as_string();
  if (text == nullptr) {
    return args[0];
  }
  std::string body = trimmed(*text, true, true);
  for (char& c : body) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return body == "true" ? Value(true) : body == "false" ? Value(false) : Value();
}

// The ...OrNull conversions: null where the plain one fails.
template <Value (*convert)(Run&, Span, std::span<Value>), Types takes>
Value or_null(Run& run, Span place, std::span<Value> args) {
  return (types_of(args[0]) & takes) != 0 ? convert(run, place, args) : Value();
}

constexpr Types kScalar = kBoolean | kNumber | kString;

constexpr std::array<Function, 20> kFunctions = {{
    {"toUpper", 1, 1, {kString}, kString, to_upper},
    {"upper", 1, 1, {kString}, kString, to_upper},
    {"toLower", 1, 1, {kString}, kString, to_lower},
    {"lower", 1, 1, {kString}, kString, to_lower},
    {"trim", 1, 1, {kString}, kString, trim},
    {"lTrim", 1, 1, {kString}, kString, ltrim},
    {"rTrim", 1, 1, {kString}, kString, rtrim},
    {"split", 2, 2, {kString, kString}, kList, split},
    {"replace", 3, 3, {kString, kString, kString}, kString, replace},
    {"substring", 2, 3, {kString, kInteger, kInteger}, kString, substring},
    {"left", 2, 2, {kString, kInteger}, kString, left},
    {"right", 2, 2, {kString, kInteger}, kString, right},
    {"toString", 1, 1, {kScalar}, kString, to_string_value},
    {"toFloat", 1, 1, {kNumber | kString}, kFloat | kNull, to_float},
    {"toInteger", 1, 1, {kScalar}, kInteger | kNull, to_integer},
    {"toBoolean", 1, 1, {kBoolean | kString | kInteger}, kBoolean | kNull, to_boolean},
    {"toStringOrNull", 1, 1, {kAny}, kString | kNull, or_null<to_string_value, kScalar>},
    {"toFloatOrNull", 1, 1, {kAny}, kFloat | kNull, or_null<to_float, kNumber | kString>},
    {"toIntegerOrNull", 1, 1, {kAny}, kInteger | kNull, or_null<to_integer, kScalar>},
    {"toBooleanOrNull",
     1,
     1,
     {kAny},
     kBoolean | kNull,
     or_null<to_boolean, kBoolean | kString | kInteger>},
}};

}  // namespace

std::span<const Function> text_functions() { return kFunctions; }

std::vector<std::size_t> code_point_offsets(std::string_view text) {
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 0 || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      offsets.push_back(i);
    }
  }
  offsets.push_back(text.size());
  return offsets;
}

std::string float_text(double value) {
  if (std::isnan(value)) {
    return "NaN";
  }
  if (std::isinf(value)) {
    return value > 0 ? "Infinity" : "-Infinity";
  }
  std::array<char, 32> buffer{};
  const double size = std::fabs(value);
  const bool plain = size == 0 || (size >= 1e-3 && size < 1e7);
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                    plain ? std::chars_format::fixed : std::chars_format::scientific);
  std::string text(buffer.data(), end);
  const std::size_t exponent = text.find('e');
  if (text.find('.') == std::string::npos) {
    text.insert(std::min(exponent, text.size()), ".0");
  }
  if (const std::size_t e = text.find('e'); e != std::string::npos) {  // e+08 is E8
    std::string power = text.substr(e + 1);
    const bool negative = power.starts_with('-');
    power.erase(0, power.find_first_not_of("+-0"));
    text = text.substr(0, e) + (negative ? "E-" : "E") + power;
  }
  return text;
}

bool matches_regex(std::string_view text, std::string_view pattern, Span place) {
  constexpr std::int32_t kTimeLimit = 100;         // ICU's steps, about a millisecond each
  constexpr std::int32_t kStackLimit = 8'000'000;  // bytes, on the heap
  UErrorCode status = U_ZERO_ERROR;
  const auto to_icu = [](std::string_view utf8) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  };
  const icu::UnicodeString subject = to_icu(text);
  icu::RegexMatcher matcher(to_icu(pattern), 0, status);
  if (U_FAILURE(status) != 0) {
    fail_run(place, "ArgumentError", "InvalidRegularExpression",
             fmt::format("'{}' is no regular expression ({})", pattern, u_errorName(status)));
  }
  matcher.setTimeLimit(kTimeLimit, status);
  matcher.setStackLimit(kStackLimit, status);
  matcher.reset(subject);
  const bool matches = matcher.matches(status) != 0;
  if (U_FAILURE(status) != 0) {
    fail_run(place, "ArgumentError", "InvalidRegularExpression",
             fmt::format("'{}' takes too long on a text of {} bytes", pattern, text.size()));
  }
  return matches;
}

}  // namespace rapport::query
