// Direct speech that runs over several sentences of a paragraph.

#pragma once

#include <optional>

#include "extract/claim/analysis.h"

namespace rapport::extract {

// Who tells the word, when the quotation around it opens or closes in another sentence, or goes on
// after "..., he said."; nothing for what its own sentence tells.
std::optional<WordRef> quoted_across(const Analysis& analysis, WordRef word);

}  // namespace rapport::extract
