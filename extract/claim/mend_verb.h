// Verbs that were taken for nouns: "The agency monitors forests in Peru."

#pragma once

#include <functional>
#include <string>

#include "rapport/extract/tree.h"

namespace rapport::extract {

// In a short sentence a parser may see one long noun ("Chad exports cotton to Togo."). Where a
// sentence has no verb and one of its nouns may be a form of one that `is_verb` knows, with a noun
// before and one after it, that is the verb. "developing countries" are none that somebody
// develops.
void mend_verbs(Tree& tree, const std::function<bool(const std::string&)>& is_verb);

}  // namespace rapport::extract
