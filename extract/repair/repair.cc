// The order of the repairs. Characters first, then the layout, then the words: each relies on what
// the ones before it have put right.

#include "extract/repair/repair.h"

#include <algorithm>

#include "rapport/extract/document.h"

namespace rapport::extract {
namespace {

class Repairing {
 public:
  explicit Repairing(const MappedText& text) : repaired_{text, {}} {}

  std::string_view text() const { return repaired_.text.text(); }

  void make(Edits edits) {
    if (!edits.empty()) {
      MappedText after = edits.apply(repaired_.text);
      edits.log(repaired_.text, repaired_.repairs);
      repaired_.text = std::move(after);
    }
  }

  // The last piece follows on the one before it with nothing but a line end between them.
  void reorder(const Reordering& order) {
    TextBuilder builder(repaired_.text);
    for (const Span piece : order.pieces) {
      if (piece == order.pieces.back()) {
        builder.insert("\n");
      }
      builder.copy(piece);
    }
    Repair entry{"swapped-columns", {}, {}, {}, order.reason};
    for (const Span piece : order.pieces) {
      const Spans original = repaired_.text.original(piece);
      entry.original.insert(entry.original.end(), original.begin(), original.end());
    }
    entry.before = shown(order.pieces.back().in(text()));
    entry.after = shown(order.pieces[1].in(text()));
    repaired_.repairs.push_back(std::move(entry));
    repaired_.text = std::move(builder).finish();
  }

  RepairedText finish() && {
    std::stable_sort(repaired_.repairs.begin(), repaired_.repairs.end(),
                     [](const Repair& a, const Repair& b) { return a.original < b.original; });
    return std::move(repaired_);
  }

 private:
  RepairedText repaired_;
};

}  // namespace

RepairedText repair(const MappedText& text, const WordList* words) {
  Repairing repairing(text);
  repairing.make(repair_blanks(repairing.text()));
  if (const auto order = swapped_columns(repairing.text())) {
    repairing.reorder(*order);
  }
  repairing.make(repair_stops(repairing.text()));
  if (words != nullptr) {
    repairing.make(repair_dashes(repairing.text(), *words));
  }
  // Both look at the lines as they are; where a divided word was joined, its line is too.
  Edits layout = repair_hyphens(repairing.text(), words);
  layout.add(repair_wraps(repairing.text()));
  repairing.make(std::move(layout));
  if (words != nullptr) {
    repairing.make(repair_ocr(repairing.text(), *words));
    repairing.make(repair_glue(repairing.text(), *words));
    repairing.make(repair_spelling(repairing.text(), *words));
  }
  return std::move(repairing).finish();
}

RepairedText leave_as_is(const MappedText& text) { return {text, {}}; }

}  // namespace rapport::extract
