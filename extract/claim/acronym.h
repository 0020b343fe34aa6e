// Acronyms that a document binds itself: "the Millennium Challenge Corporation (MCC)", where the
// letters are found in the words before (after Schwartz and Hearst 2003).

#pragma once

#include <map>
#include <string>

#include "extract/claim/analysis.h"

namespace rapport::extract {

// From the acronym, without a plural's "s", to the noun that heads its long form.
std::map<std::string, WordRef> bind_acronyms(const Analysis& analysis);

// "MDB" for "MDBs"; any other form as it is. Empty when it does not look like an acronym.
std::string acronym_key(const std::string& form);

}  // namespace rapport::extract
