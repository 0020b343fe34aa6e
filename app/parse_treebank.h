// The parts of `rapport parse` that start from annotated sentences: parsing them anew, and scoring.

#pragma once

#include "rapport/result.h"

#include "app/commands.h"

namespace rapport::app {

// The words (--gold-tokens) or the text (--raw) of a CoNLL-U file: prints trees, or their score.
Result<int> parse_treebank(Session& session, const ParseOptions& options);

// --score-names
Result<int> score_name_file(Session& session, const ParseOptions& options);

}  // namespace rapport::app
