// Choosing what to draw.

#include "app/diagram.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "app/graph_text.h"
#include "app/number.h"

namespace rapport::app {

namespace {

std::size_t degree(const graph::Snapshot& graph, VertexIndex v) {
  return graph.out(v).size() + graph.in(v).size();
}

// Edges whose two ends are both among the vertices.
std::vector<EdgeIndex> edges_among(const graph::Snapshot& graph,
                                   const std::set<VertexIndex>& vertices, bool any_status) {
  std::vector<EdgeIndex> edges;
  for (const VertexIndex v : vertices) {
    for (const graph::Arc& arc : graph.out(v)) {
      if (vertices.contains(arc.other) && (any_status || is_fact(graph, arc.edge))) {
        edges.push_back(arc.edge);
      }
    }
  }
  std::sort(edges.begin(), edges.end());
  return edges;
}

// Collects vertices and edges in the order in which they are met.
class Collector {
 public:
  explicit Collector(const graph::Snapshot& graph) : graph_(graph) {}

  void add(VertexIndex v) {
    if (seen_.insert(v).second) {
      vertices_.push_back(v);
    }
  }
  void add(EdgeIndex e) {
    add(graph_.source(e));
    add(graph_.target(e));
    edges_.insert(e);
  }
  void add(const Path& path) {
    for (const VertexIndex v : path.vertices) {
      add(v);
    }
    edges_.insert(path.edges.begin(), path.edges.end());
  }
  void add(const Value& value) {
    if (const VertexIndex* const v = value.as_vertex()) {
      add(*v);
    } else if (const EdgeIndex* const e = value.as_edge()) {
      add(*e);
    } else if (const Path* const path = value.as_path()) {
      add(*path);
    } else if (const List* const list = value.as_list()) {
      for (const Value& item : *list) {
        add(item);
      }
    } else if (const Map* const map = value.as_map()) {
      for (const auto& [key, item] : *map) {
        add(item);
      }
    }
  }
  const std::set<VertexIndex>& seen() const { return seen_; }

  Selection finish() && {
    Selection selection;
    selection.vertices = std::move(vertices_);
    selection.edges.assign(edges_.begin(), edges_.end());
    return selection;
  }

 private:
  const graph::Snapshot& graph_;
  std::vector<VertexIndex> vertices_;
  std::set<VertexIndex> seen_;
  std::set<EdgeIndex> edges_;
};

}  // namespace

Selection select_all(const graph::Snapshot& graph) {
  Selection selection;
  selection.title = "The whole graph";
  for (std::uint32_t i = 0; i < graph.vertex_count(); ++i) {
    selection.vertices.push_back(VertexIndex{i});
  }
  std::stable_sort(
      selection.vertices.begin(), selection.vertices.end(),
      [&](VertexIndex a, VertexIndex b) { return degree(graph, a) > degree(graph, b); });
  for (std::uint32_t i = 0; i < graph.edge_count(); ++i) {
    selection.edges.push_back(EdgeIndex{i});
  }
  return selection;
}

Result<Selection> select_around(const graph::Snapshot& graph, VertexIndex start, unsigned depth,
                                const query::PathFilter& filter) {
  Collector collector(graph);
  collector.add(start);
  std::vector<VertexIndex> ring = {start};
  for (unsigned step = 0; step < depth; ++step) {
    std::set<VertexIndex> next;
    for (const VertexIndex v : ring) {
      RAPPORT_TRY(const auto edges, query::neighbors(graph, v, filter));
      for (const query::Neighbor& edge : edges) {
        if (!collector.seen().contains(edge.other)) {
          next.insert(edge.other);
        }
      }
    }
    ring.assign(next.begin(), next.end());
    std::stable_sort(ring.begin(), ring.end(), [&](VertexIndex a, VertexIndex b) {
      return degree(graph, a) > degree(graph, b);
    });
    for (const VertexIndex v : ring) {
      collector.add(v);
    }
  }
  const std::set<VertexIndex> seen = collector.seen();
  Selection selection = std::move(collector).finish();
  selection.edges = edges_among(graph, seen, filter.any_status);
  selection.title =
      fmt::format("{} and what is within {}", name_of(graph, start), counted(depth, "step"));
  return selection;
}

Selection select_paths(const graph::Snapshot& graph, const query::PathAnswer& answer) {
  Collector collector(graph);
  for (const Path& path : answer.paths) {
    collector.add(path);
  }
  Selection selection = std::move(collector).finish();
  if (!answer.paths.empty()) {
    selection.title = fmt::format("Shortest paths between {} and {}",
                                  name_of(graph, answer.paths.front().vertices.front()),
                                  name_of(graph, answer.paths.front().vertices.back()));
  }
  return selection;
}

Selection select_rows(const graph::Snapshot& graph, const query::Rows& rows) {
  Collector collector(graph);
  for (const auto& row : rows.rows) {
    for (const Value& value : row) {
      collector.add(value);
    }
  }
  const std::set<VertexIndex> seen = collector.seen();
  Selection selection = std::move(collector).finish();
  if (selection.edges.empty()) {
    selection.edges = edges_among(graph, seen, true);
  }
  selection.title = counted(rows.rows.size(), "row") + " of a query";
  return selection;
}

Selection limit_to(const graph::Snapshot& graph, Selection selection, std::size_t max_vertices) {
  if (selection.vertices.size() <= max_vertices) {
    return selection;
  }
  const std::size_t vertices = selection.vertices.size(), edges = selection.edges.size();
  selection.vertices.resize(max_vertices);
  const std::set<VertexIndex> kept(selection.vertices.begin(), selection.vertices.end());
  std::erase_if(selection.edges, [&](EdgeIndex e) {
    return !kept.contains(graph.source(e)) || !kept.contains(graph.target(e));
  });
  selection.left_out =
      fmt::format("{} of {} entities and {} of {} edges are not shown (see --max-vertices)",
                  grouped(vertices - max_vertices), grouped(vertices),
                  grouped(edges - selection.edges.size()), grouped(edges));
  return selection;
}

}  // namespace rapport::app
