// Finds vertices by their names: exactly, by prefix, and nearly.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/ids.h"

namespace rapport::graph {

class NameIndex {
 public:
  void add(VertexIndex vertex, const std::string& name, bool alias);
  void finish();  // after the last add, before the first search

  // See Snapshot's functions of the same names.
  std::vector<VertexIndex> find(std::string_view folded) const;
  std::vector<std::string> complete(std::string_view folded_prefix, std::size_t at_most) const;
  std::vector<std::string> similar(std::string_view folded, std::size_t at_most) const;

 private:
  struct Entry {
    std::string folded;
    bool alias = false;
    VertexIndex vertex;
    std::string name;  // as written
    std::uint64_t letters = 0;
  };
  std::vector<Entry> entries_;  // sorted
};

}  // namespace rapport::graph
