// Columns by their headers, and values by their columns.

#include "graph/csv_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace rapport::graph {
namespace {

using Type = CsvColumn::Type;
using Role = CsvColumn::Role;

struct NamedType {
  std::string_view name;
  Type type;
};
constexpr std::array<NamedType, 18> kTypes = {{{"int", Type::kInteger},
                                               {"long", Type::kInteger},
                                               {"short", Type::kInteger},
                                               {"byte", Type::kInteger},
                                               {"integer", Type::kInteger},
                                               {"float", Type::kFloat},
                                               {"double", Type::kFloat},
                                               {"boolean", Type::kBoolean},
                                               {"string", Type::kString},
                                               {"char", Type::kString},
                                               {"date", Type::kString},
                                               {"time", Type::kString},
                                               {"datetime", Type::kString},
                                               {"localtime", Type::kString},
                                               {"localdatetime", Type::kString},
                                               {"duration", Type::kString},
                                               {"point", Type::kString},
                                               {"any", Type::kUnknown}}};

struct NamedRole {
  std::string_view name;
  Role role;
};
constexpr std::array<NamedRole, 6> kRoles = {{{"ID", Role::kId},
                                              {"START_ID", Role::kStart},
                                              {"END_ID", Role::kEnd},
                                              {"LABEL", Role::kLabels},
                                              {"TYPE", Role::kType},
                                              {"IGNORE", Role::kIgnore}}};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

Result<CsvColumn> parse_column(std::string_view field) {
  CsvColumn column;
  const std::size_t colon = field.rfind(':');
  column.name = field.substr(0, std::min(colon, field.size()));
  if (colon == std::string_view::npos) {
    return column;
  }
  std::string_view kind = field.substr(colon + 1);
  kind = kind.substr(0, kind.find('{'));  // options, as of a point
  const std::size_t bracket = kind.find('(');
  if (bracket != std::string_view::npos && kind.ends_with(')')) {
    column.space = kind.substr(bracket + 1, kind.size() - bracket - 2);
    kind = kind.substr(0, bracket);
  }
  for (const NamedRole& role : kRoles) {
    if (kind == role.name) {
      column.role = role.role;
      column.type = Type::kString;
      return column;
    }
  }
  column.is_list = kind.ends_with("[]");
  kind.remove_suffix(column.is_list ? 2 : 0);
  for (const NamedType& type : kTypes) {
    if (lower(kind) == type.name) {
      column.type = type.type;
      return column;
    }
  }
  return Error{Code::kBadInput, "the header has an unknown type", std::string(field),
               "int, float, boolean, string, each also with []; ID, START_ID, END_ID, LABEL, TYPE, "
               "IGNORE"};
}

template <typename Number>
std::optional<Number> number_of(std::string_view text) {
  text.remove_prefix(text.size() > 1 && text[0] == '+' ? 1 : 0);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                  : std::nullopt;
}

std::optional<bool> boolean_of(std::string_view text) {
  const std::string word = text.size() <= 5 ? lower(text) : std::string();
  return word == "true"    ? std::optional(true)
         : word == "false" ? std::optional(false)
                           : std::nullopt;
}

bool is_of(Type type, std::string_view text) {
  switch (type) {
    case Type::kInteger:
      return number_of<std::int64_t>(text).has_value();
    case Type::kFloat:
      return number_of<double>(text).has_value();
    case Type::kBoolean:
      return boolean_of(text).has_value();
    default:
      return true;
  }
}

// What reads as a number, but would be written otherwise, is a code or a phone number: 007, +49, an
// identifier of more digits than an integer has.
bool keeps_its_digits(Type type, std::string_view text) {
  const bool is_number = type == Type::kInteger || type == Type::kFloat;
  const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
  const bool is_padded = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
  const bool is_whole = digits.find_first_not_of("0123456789") == std::string_view::npos;
  return !is_number ||
         (!text.starts_with('+') && !is_padded && (!is_whole || is_of(Type::kInteger, text)));
}

std::optional<Value> single(Type type, std::string_view text) {
  if (type == Type::kInteger) {
    const auto number = number_of<std::int64_t>(text);
    return number ? std::optional<Value>(*number) : std::nullopt;
  }
  if (type == Type::kFloat) {
    const auto number = number_of<double>(text);
    return number ? std::optional<Value>(*number) : std::nullopt;
  }
  if (type == Type::kBoolean) {
    const auto truth = boolean_of(text);
    return truth ? std::optional<Value>(*truth) : std::nullopt;
  }
  return Value(std::string(text));
}

}  // namespace

Result<std::vector<CsvColumn>> parse_csv_header(const std::vector<std::string_view>& fields) {
  std::vector<CsvColumn> columns;
  for (const std::string_view field : fields) {
    RAPPORT_TRY(CsvColumn column, parse_column(field));
    if (column.role == Role::kProperty && column.name.empty()) {
      column.role = Role::kIgnore;
    }
    for (const CsvColumn& other : columns) {
      if (!column.name.empty() && column.name == other.name && column.role != Role::kIgnore &&
          other.role != Role::kIgnore) {
        return Error{Code::kBadInput, "two columns have this name", column.name,
                     "rename one, or leave it out with :IGNORE"};
      }
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

Type widen(Type type, std::string_view text) {
  const auto fits = [text](Type narrow) {
    return is_of(narrow, text) && keeps_its_digits(narrow, text);
  };
  if (type == Type::kUnknown) {
    for (const Type narrow : {Type::kInteger, Type::kFloat, Type::kBoolean}) {
      if (fits(narrow)) {
        return narrow;
      }
    }
    return Type::kString;
  }
  if (fits(type)) {
    return type;
  }
  return type == Type::kInteger && fits(Type::kFloat) ? Type::kFloat : Type::kString;
}

std::optional<Value> csv_value(const CsvColumn& column, std::string_view text,
                               char list_delimiter) {
  if (!column.is_list) {
    return single(column.type, text);
  }
  List list;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(list_delimiter), text.size());
    auto item = single(column.type, text.substr(0, end));
    if (!item) {
      return std::nullopt;
    }
    list.push_back(std::move(*item));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return Value(std::move(list));
}

}  // namespace rapport::graph
