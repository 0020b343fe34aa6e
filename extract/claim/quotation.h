// Direct speech: which words are quoted, and by whom.

#pragma once

#include <optional>

#include "extract/claim/tree_view.h"

namespace rapport::extract {

bool is_quote_mark(const TreeView& tree, int w);

// The words between two quotation marks around `w`; end is the size of the tree where the sentence
// stops within them.
struct Quotation {
  int begin;  // the opening mark
  int end;    // the closing one
};
std::optional<Quotation> quotation_around(const TreeView& tree, int w);

// The verb that tells a quotation, before it ("He said on Monday that “...”", "They went on:
// “...”") or after it ("“...,” he said"); kRoot when there is none.
int quoting_verb(const TreeView& tree, const Quotation& quotation);

}  // namespace rapport::extract
