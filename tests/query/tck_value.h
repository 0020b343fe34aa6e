// Values as the compatibility kit writes and compares them: in a canonical form, as text.
//
// Nodes are (:A:B {k: v}) with labels and keys sorted, relationships [:T {k: v}], paths
// <(:A)-[:T]->(:B)>; integers and floats differ.

#pragma once

#include <string>
#include <string_view>

#include "rapport/graph/snapshot.h"
#include "rapport/value.h"

namespace rapport::query::test {

// The canonical form of a value that a query gave. With `sort_lists`, lists are compared as bags.
std::string canonical(const Value& value, const graph::Snapshot& graph, bool sort_lists);

// The canonical form of a table cell; empty where the cell cannot be read.
std::string canonical_cell(std::string_view cell, bool sort_lists);

}  // namespace rapport::query::test
