// From propositions to events: the pack's patterns again, read for sentences instead of for a
// graph. Other than a claim, an event needs no second end, and it takes its actors from within what
// fills its roles ("praised Haiti's efforts": Haiti).

#pragma once

#include <string>
#include <vector>

#include "rapport/extract/event.h"
#include "rapport/pack/pack.h"

#include "extract/claim/analysis.h"

namespace rapport::extract {

// Pure. In reading order; `without` as in ExtractOptions.
std::vector<Event> read_events(const Analysis& analysis, const pack::Pack& pack,
                               const std::vector<std::string>& without = {});

}  // namespace rapport::extract
