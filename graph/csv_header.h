// The headers of neo4j-admin's CSV files: what each column is.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/result.h"
#include "rapport/value.h"

namespace rapport::graph {

struct CsvColumn {
  enum class Role : std::uint8_t { kProperty, kId, kStart, kEnd, kLabels, kType, kIgnore };
  enum class Type : std::uint8_t { kUnknown, kInteger, kFloat, kBoolean, kString };
  Role role = Role::kProperty;
  std::string name;   // of the property; of an id: empty where it is not kept as one
  std::string space;  // of ids: "Person" in :ID(Person)
  Type type = Type::kUnknown;
  bool is_list = false;
};

// kBadInput: a type that is not known, two columns of one name.
Result<std::vector<CsvColumn>> parse_csv_header(const std::vector<std::string_view>& fields);

// The narrowest type that both a column so far and one more value have.
CsvColumn::Type widen(CsvColumn::Type type, std::string_view text);

// A value of the column; nullopt: the text is none.
std::optional<Value> csv_value(const CsvColumn& column, std::string_view text, char list_delimiter);

}  // namespace rapport::graph
