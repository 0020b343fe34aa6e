// rapport extract --open.

#pragma once

#include "app/commands.h"

namespace rapport::app {

// Prints the tuples of each file: sentence, confidence, then subject, relation and further
// arguments.
Result<int> extract_open(Session& session, const ExtractOptions& options);

}  // namespace rapport::app
