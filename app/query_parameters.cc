// Values of parameters: literals, and texts without quotes.

#include "app/query_parameters.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "rapport/query/query.h"

namespace rapport::app {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_as_number(std::string_view text) {
  text.remove_prefix(text[0] == '+' || text[0] == '-' ? 1 : 0);
  text.remove_prefix(text.starts_with('.') ? 1 : 0);
  return !text.empty() && is_digit(text[0]);
}

// Even one that is too large.
bool is_number(std::string_view text) {
  text.remove_prefix(text[0] == '+' ? 1 : 0);
  double number = 0;
  return std::from_chars(text.data(), text.data() + text.size(), number).ptr ==
         text.data() + text.size();
}

// Whether what is no literal is a text. Of what begins as a number those are a date, a time, a name
// (2020-01-01, 12:30, 5G), not what is to be computed.
bool may_be_text(std::string_view text) {
  if (text.empty()) {
    return true;
  }
  return begins_as_number(text)
             ? !is_number(text) &&
                   text.find_first_of("+*/%^()[]{},$'\"<=>") == std::string_view::npos
             : std::string_view("[{'\"$").find(text[0]) == std::string_view::npos;
}

}  // namespace

Result<Value> parameter_value(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t");
  auto literal = query::read_literal(text);
  if (literal ||
      !may_be_text(first == std::string::npos ? "" : std::string_view(text).substr(first))) {
    return literal;
  }
  return Value(text);
}

Result<Map> parse_parameters(const std::vector<std::string>& parameters) {
  Map map;
  for (const std::string& parameter : parameters) {
    const auto wrong = [&](std::string message, std::string hint) {
      return Error{Code::kBadInput, std::move(message), "--param " + parameter, std::move(hint)};
    };
    const std::size_t begin = parameter.starts_with('$') ? 1 : 0;
    const std::size_t equals = parameter.find('=');
    if (equals == std::string::npos || equals <= begin) {
      return wrong("is not NAME=VALUE", "for example --param limit=10");
    }
    auto value = parameter_value(parameter.substr(equals + 1));
    if (!value) {
      return wrong(value.error().message, "a text is written as NAME=\"'text'\"");
    }
    const std::string name = parameter.substr(begin, equals - begin);
    if (!map.emplace(name, std::move(*value)).second) {
      return wrong("gives a value to $" + name + " a second time", "give each parameter once");
    }
  }
  return map;
}

}  // namespace rapport::app
