// What the TAB key offers in the dialogue: verbs and commands, Cypher's keywords, labels,
// relationship types, and the names of entities.

#pragma once

#include <string_view>

#include "rapport/graph/snapshot.h"

#include "app/line_editor.h"

namespace rapport::app {

// `line` is the line up to the cursor.
Completion complete_line(const graph::Snapshot& graph, std::string_view line);

}  // namespace rapport::app
