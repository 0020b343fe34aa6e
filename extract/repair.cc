// The order of the repairs. Characters first, then the layout, then the words: each relies on what
// the ones before it have put right.

#include "extract/repair.h"

#include <algorithm>

#include "rapport/extract/document.h"

namespace rapport::extract {
namespace {

void make(Edits edits, RepairedText& repaired) {
  if (!edits.empty()) {
    MappedText after = edits.apply(repaired.text);
    edits.log(repaired.text, repaired.repairs);
    repaired.text = std::move(after);
  }
}

}  // namespace

RepairedText repair(const MappedText& text, const WordList* words) {
  RepairedText repaired{text, {}};
  make(repair_blanks(repaired.text.text()), repaired);
  make(repair_stops(repaired.text.text()), repaired);
  make(repair_wraps(repaired.text.text()), repaired);
  (void)words;
  std::stable_sort(repaired.repairs.begin(), repaired.repairs.end(),
                   [](const Repair& a, const Repair& b) { return a.original < b.original; });
  return repaired;
}

RepairedText leave_as_is(const MappedText& text) { return {text, {}}; }

}  // namespace rapport::extract
