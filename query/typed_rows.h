// The arcs of one type by themselves, for a step that follows it from very many vertices: a
// twentieth of all arcs fits into the cache where all do not.

#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "rapport/graph/snapshot.h"

namespace rapport::query {

struct TypedArcs {
  std::span<const VertexIndex> others;
  std::span<const EdgeIndex> edges;
};

class TypedRows {
 public:
  // Of the graph's rows; once it was asked for often enough, of rows that are made of them. Valid
  // as long as both.
  TypedArcs find(const graph::Snapshot& graph, VertexIndex vertex, bool outward,
                 graph::TypeId type);

 private:
  struct Rows {
    graph::TypeId type = 0;
    bool outward = true;
    std::uint64_t asked = 0;
    std::vector<std::uint32_t> starts;  // empty: not made
    std::vector<VertexIndex> others;
    std::vector<EdgeIndex> edges;
  };
  Rows& rows_of(graph::TypeId type, bool outward);
  static void make(const graph::Snapshot& graph, Rows& rows);

  std::vector<std::unique_ptr<Rows>> rows_;
};

}  // namespace rapport::query
