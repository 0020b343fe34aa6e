// Entities, edges and evidence as the verbs and diagrams show them.

#pragma once

#include <string>
#include <vector>

#include "rapport/graph/snapshot.h"
#include "rapport/query/paths.h"
#include "rapport/query/query.h"

#include "app/commands.h"

namespace rapport::app {

// The property `name`, else "#12".
std::string name_of(const graph::Snapshot& graph, VertexIndex v);
// The most specific label; empty when there is none.
std::string type_of(const graph::Snapshot& graph, VertexIndex v);
const std::string& relation_of(const graph::Snapshot& graph, EdgeIndex e);

// "", or what keeps the edge from being a told fact: "negated", "planned", "negated, possible".
std::string status_of(const graph::Snapshot& graph, EdgeIndex e);
// Affirmed and asserted, as far as the edge says.
bool is_fact(const graph::Snapshot& graph, EdgeIndex e);

// "0.93", or "" when the edge has no confidence.
std::string confidence_of(const graph::Snapshot& graph, EdgeIndex e);

// The evidence of an edge, the surest first, then by document and line.
Result<std::vector<graph::Evidence>> sorted_evidence(const graph::Snapshot& graph, EdgeIndex e);
// "004.txt, line 12".
std::string place_of(const graph::Evidence& evidence);

// A Cypher string literal.
std::string cypher_string(std::string_view text);
// The condition of the verbs on an edge `r`: affirmed and asserted.
inline constexpr std::string_view kFactCondition =
    "r.polarity = 'affirmed' AND r.modality = 'asserted'";

query::PathFilter filter_of(const VerbOptions& options);

// Rows in one of the formats; what is not part of the format (why an answer was cut, notices) goes
// to standard error. "text" is a table. kCancelled: by Ctrl-C, in the middle.
Result<void> print_rows(Output& out, const query::Rows& rows, const graph::Snapshot& graph,
                        const std::string& format);
void print_created(Output& out, const query::Rows& rows);

}  // namespace rapport::app
