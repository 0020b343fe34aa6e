// A part of the graph chosen for drawing or export, and the same as a drawing in GraphViz's
// language.
//
//   select_* -> Selection -limit_to-> Selection -to_dot-> text for `dot`

#pragma once

#include <string>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/pack/pack.h"
#include "rapport/query/paths.h"
#include "rapport/query/query.h"
#include "rapport/result.h"

namespace rapport::app {

struct Selection {
  std::string title;
  std::vector<VertexIndex> vertices;  // the most important first, each once
  std::vector<EdgeIndex> edges;       // sorted, each once; both ends are in `vertices`
  std::string left_out;               // what is not shown, for the caption; may be empty
};

// All, the entities with most edges first.
Selection select_all(const graph::Snapshot& graph);
// An entity and what is within `depth` steps of it, with the edges among them.
Result<Selection> select_around(const graph::Snapshot& graph, VertexIndex start, unsigned depth,
                                const query::PathFilter& filter);
Selection select_paths(const graph::Snapshot& graph, const query::PathAnswer& answer);
// Every vertex, relationship and path in the rows; the edges among the vertices when the rows name
// no relationship.
Selection select_rows(const graph::Snapshot& graph, const query::Rows& rows);

// Keeps the first `max_vertices` entities and the edges among them, and says so in `left_out`.
Selection limit_to(const graph::Snapshot& graph, Selection selection, std::size_t max_vertices);

// A digraph: shapes and colours by type from the pack (plain ones without a pack), edges of the
// same two ends bundled, dashed for what is possible, planned or recommended, red for what is
// negated, quotes as tooltips, a legend, and a caption. The same selection gives the same text.
Result<std::string> to_dot(const graph::Snapshot& graph, const Selection& selection,
                           const pack::Pack* pack);

// Runs graphviz's `dot -Tsvg`. kNotFound: it is not installed; kLimit: it took longer than
// `seconds`; kCancelled by Ctrl-C.
Result<std::string> to_svg(const std::string& dot, double seconds);

}  // namespace rapport::app
