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
    match_path(paths, 0, row, {}, take);
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

  using Numbers = std::vector<std::uint32_t>;
  struct Way {
    Numbers vertices, edges;
  };

  static bool contains(const Numbers& numbers, std::uint32_t number) {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
  }
  static bool repeats(Numbers numbers) {
    std::sort(numbers.begin(), numbers.end());
    return std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end();
  }
  static bool keeps(const std::string& mode, const Way& way) {
    Numbers vertices = way.vertices;
    if (mode == "SIMPLE" && vertices.size() > 1 && vertices.front() == vertices.back()) {
      vertices.pop_back();
    }
    return mode == "TRAIL"                         ? !repeats(way.edges)
           : mode == "ACYCLIC" || mode == "SIMPLE" ? !repeats(vertices)
                                                   : true;
  }

  // `used`: the edges of earlier paths, which those without a mode do not use again.
  void match_path(const std::vector<PathPart>& paths, std::size_t i, const Row& row,
                  const Numbers& used, const Take& take) {
    if (i == paths.size()) {
      take(row);
      return;
    }
    for (std::uint32_t v = 0; v < graph_.vertex_count(); ++v) {
      Row next = row;
      Way way{{v}, {}};
      if (bind_node(paths[i].nodes[0], v, next)) {
        match_edge(paths, i, 0, way, next, used, take);
      }
    }
  }

  // The relationship number `at` of path `i`, from the end of the way.
  void match_edge(const std::vector<PathPart>& paths, std::size_t i, std::size_t at, Way& way,
                  const Row& row, const Numbers& used, const Take& take) {
    const PathPart& path = paths[i];
    if (at == path.edges.size()) {
      if (!keeps(path.mode, way)) {
        return;
      }
      Row next = row;
      if (!path.name.empty()) {
        next[path.name] = number_cell(static_cast<std::int64_t>(way.edges.size()));
      }
      Numbers all = used;
      if (path.mode.empty()) {
        all.insert(all.end(), way.edges.begin(), way.edges.end());
      }
      match_path(paths, i + 1, next, all, take);
      return;
    }
    const std::size_t begin = way.edges.size();
    const auto arrive = [&] {
      Row next = row;
      if (bind_edge(path.edges[at],
                    {way.edges.begin() + static_cast<std::ptrdiff_t>(begin), way.edges.end()},
                    next) &&
          bind_node(path.nodes[at + 1], way.vertices.back(), next)) {
        match_edge(paths, i, at + 1, way, next, used, take);
      }
    };
    walk(path, path.edges[at], 0, way, used, arrive);
  }

  void walk(const PathPart& path, const EdgePart& part, std::uint32_t length, Way& way,
            const Numbers& used, const std::function<void()>& arrive) {
    if (++tries_ > kMostTries) {
      throw TooMany{};
    }
    if (length >= part.least) {
      arrive();
    }
    if (length == part.most) {
      return;
    }
    const std::uint32_t v = way.vertices.back();
    const auto go = [&](std::uint32_t e, std::uint32_t other) {
      way.edges.push_back(e);
      way.vertices.push_back(other);
      walk(path, part, length + 1, way, used, arrive);
      way.edges.pop_back();
      way.vertices.pop_back();
    };
    for (std::uint32_t e = 0; e < graph_.edge_count(); ++e) {
      const std::uint32_t source = graph_.source(EdgeIndex{e}).value;
      const std::uint32_t target = graph_.target(EdgeIndex{e}).value;
      if (!fits(part, e) || (path.mode.empty() && (contains(used, e) || contains(way.edges, e)))) {
        continue;
      }
      if (part.direction != '<' && source == v) {
        go(e, target);
      }
      if (part.direction != '>' && target == v && (part.direction == '<' || source != target)) {
        go(e, source);
      }
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
