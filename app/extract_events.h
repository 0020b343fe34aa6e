// rapport extract --events.

#pragma once

#include "app/commands.h"

namespace rapport::app {

Result<int> extract_events(Session& session, const ExtractOptions& options);

}  // namespace rapport::app
