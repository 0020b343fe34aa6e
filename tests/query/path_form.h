// Paths as text, so that tests can compare and print them: "0 -4- 1 -7- 2 ".

#pragma once

#include <string>

#include <fmt/format.h>

#include "rapport/query/paths.h"

namespace rapport::query::test {

inline std::string form(const Path& path) {
  std::string text;
  for (std::size_t i = 0; i < path.vertices.size(); ++i) {
    text += fmt::format("{} ", path.vertices[i].value);
    text += i < path.edges.size() ? fmt::format("-{}- ", path.edges[i].value) : "";
  }
  return text;
}

}  // namespace rapport::query::test
