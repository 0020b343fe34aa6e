// Patterns by trying every vertex and every edge, one after the other.

#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/query/random_query.h"

namespace rapport::query::test {

struct TooMany {};

struct Cell {
  enum class Kind : std::uint8_t { kNumber, kNode, kEdge, kList, kNull };
  Kind kind = Kind::kNull;
  std::int64_t number = 0;  // or the index of the node or edge; of a path its length
  std::vector<std::uint32_t> edges;
  auto operator<=>(const Cell&) const = default;
};
using Row = std::map<std::string, Cell>;

inline Cell number_cell(std::int64_t number) { return {Cell::Kind::kNumber, number, {}}; }

class NaiveMatcher {
 public:
  using Take = std::function<void(const Row&)>;

  explicit NaiveMatcher(const graph::Snapshot& graph) : graph_(graph) {}

  // Takes each match with the row. Throws TooMany.
  void match(const std::vector<PathPart>& paths, const Row& row, const Take& take) {
    std::vector<std::uint32_t> used;
    match_path(paths, 0, row, used, take);
  }

  bool has_label(const std::string& label, std::uint32_t v) const {
    const auto labels = graph_.labels(VertexIndex{v});
    return std::any_of(labels.begin(), labels.end(),
                       [&](graph::LabelId id) { return graph_.label_names()[id] == label; });
  }
  Cell p_of(auto index) const {
    const Value value = graph_.property(index, "p");
    return value.is_null() ? Cell() : number_cell(*value.as_int());
  }

 private:
  static constexpr std::size_t kMostTries = 2'000'000;

  void match_path(const std::vector<PathPart>& paths, std::size_t i, const Row& row,
                  std::vector<std::uint32_t>& used, const Take& take) {
    if (i == paths.size()) {
      take(row);
      return;
    }
    for (std::uint32_t v = 0; v < graph_.vertex_count(); ++v) {
      Row next = row;
      if (bind_node(paths[i].nodes[0], v, next)) {
        match_edge(paths, i, 0, v, used.size(), next, used, take);
      }
    }
  }

  // The edge number `at` of path `i`, from vertex v; `first` edges were used before the path.
  void match_edge(const std::vector<PathPart>& paths, std::size_t i, std::size_t at,
                  std::uint32_t v, std::size_t first, const Row& row,
                  std::vector<std::uint32_t>& used, const Take& take) {
    const PathPart& path = paths[i];
    if (at == path.edges.size()) {
      Row next = row;
      if (!path.name.empty()) {
        next[path.name] = number_cell(static_cast<std::int64_t>(used.size() - first));
      }
      match_path(paths, i + 1, next, used, take);
      return;
    }
    const std::size_t begin = used.size();
    const auto arrive = [&](std::uint32_t other) {
      Row next = row;
      if (bind_edge(path.edges[at], {used.begin() + static_cast<std::ptrdiff_t>(begin), used.end()},
                    next) &&
          bind_node(path.nodes[at + 1], other, next)) {
        match_edge(paths, i, at + 1, other, first, next, used, take);
      }
    };
    walk(path.edges[at], v, 0, used, arrive);
  }

  void walk(const EdgePart& part, std::uint32_t v, std::uint32_t length,
            std::vector<std::uint32_t>& used, const std::function<void(std::uint32_t)>& arrive) {
    if (++tries_ > kMostTries) {
      throw TooMany{};
    }
    if (length >= part.least) {
      arrive(v);
    }
    if (length == part.most) {
      return;
    }
    for (std::uint32_t e = 0; e < graph_.edge_count(); ++e) {
      const std::uint32_t source = graph_.source(EdgeIndex{e}).value;
      const std::uint32_t target = graph_.target(EdgeIndex{e}).value;
      if (std::find(used.begin(), used.end(), e) != used.end() || !fits(part, e)) {
        continue;
      }
      used.push_back(e);
      if (part.direction != '<' && source == v) {
        walk(part, target, length + 1, used, arrive);
      }
      if (part.direction != '>' && target == v && (part.direction == '<' || source != target)) {
        walk(part, source, length + 1, used, arrive);
      }
      used.pop_back();
    }
  }

  bool fits(const EdgePart& part, std::uint32_t e) const {
    const std::string& type = graph_.type_names()[graph_.type(EdgeIndex{e})];
    return (part.types.empty() ||
            std::find(part.types.begin(), part.types.end(), type) != part.types.end()) &&
           (part.p < 0 || p_of(EdgeIndex{e}) == number_cell(part.p));
  }

  static bool bind(const std::string& name, const Cell& cell, Row& row) {
    return name.empty() || row.insert({name, cell}).first->second == cell;
  }
  bool bind_node(const NodePart& part, std::uint32_t v, Row& row) const {
    return fits_label(part.label, v) &&
           (part.p < 0 || p_of(VertexIndex{v}) == number_cell(part.p)) &&
           bind(part.name, {Cell::Kind::kNode, v, {}}, row);
  }
  static bool bind_edge(const EdgePart& part, std::vector<std::uint32_t> edges, Row& row) {
    return part.has_length ? bind(part.name, {Cell::Kind::kList, 0, std::move(edges)}, row)
                           : bind(part.name, {Cell::Kind::kEdge, edges[0], {}}, row);
  }

  bool fits_label(const std::string& label, std::uint32_t v) const {
    return label.empty()    ? true
           : label == "!A"  ? !has_label("A", v)
           : label == "A|B" ? has_label("A", v) || has_label("B", v)
           : label == "A&B" ? has_label("A", v) && has_label("B", v)
                            : has_label(label, v);
  }

  const graph::Snapshot& graph_;
  std::size_t tries_ = 0;
};

}  // namespace rapport::query::test
