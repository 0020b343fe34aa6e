// Limits and parameters from words.

#include "app/run_settings.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "app/number.h"
#include "app/query_parameters.h"

namespace rapport::app {

namespace {

constexpr double kMostSeconds = 1e6;

struct Limit {
  std::string_view name;
  std::uint64_t query::RunOptions::* value;
};
constexpr std::array kLimits = {Limit{"rows", &query::RunOptions::max_rows},
                                Limit{"values", &query::RunOptions::max_values},
                                Limit{"steps", &query::RunOptions::max_steps}};

template <typename Number>
bool parse(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number > 0;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(" \t;") + 1 - begin);
}

}  // namespace

Result<void> set_limit(query::RunOptions& options, const std::vector<std::string>& words) {
  const Error wrong{Code::kBadInput, "takes a limit and a number above 0", ":set",
                    "for example :set timeout 5; the limits are timeout (seconds), rows, values "
                    "(in memory), steps"};
  if (words.size() != 3) {
    return wrong;
  }
  if (words[1] == "timeout") {
    double seconds = 0;
    if (!parse(words[2], seconds) || seconds > kMostSeconds) {
      return wrong;
    }
    options.timeout = std::chrono::milliseconds(static_cast<long>(seconds * 1000));
    return {};
  }
  for (const Limit& limit : kLimits) {
    std::uint64_t number = 0;
    if (words[1] == limit.name && parse(words[2], number)) {
      options.*limit.value = number;
      return {};
    }
  }
  return wrong;
}

std::string limits_text(const query::RunOptions& options) {
  std::string text =
      fmt::format("  timeout  {:g} s\n", static_cast<double>(options.timeout.count()) / 1000);
  for (const Limit& limit : kLimits) {
    text += fmt::format("  {:<7}  {}\n", limit.name, grouped(options.*limit.value));
  }
  return text;
}

Result<void> set_parameter(Map& parameters, std::string_view text) {
  const std::size_t equals = text.find('=');
  std::string_view name = trimmed(text.substr(0, equals));
  name.remove_prefix(name.starts_with('$') ? 1 : 0);
  if (equals == std::string_view::npos || name.empty() ||
      trimmed(text.substr(equals + 1)).empty()) {
    return Error{Code::kBadInput, "takes a name and a literal", ":param",
                 "for example :param who = 'NATO'"};
  }
  auto value = parameter_value(std::string(trimmed(text.substr(equals + 1))));
  if (!value) {
    return Error{Code::kBadInput, value.error().message, ":param " + std::string(name),
                 "a text is written in quotes"};
  }
  parameters[std::string(name)] = std::move(*value);
  return {};
}

}  // namespace rapport::app
