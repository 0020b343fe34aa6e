// Direct speech, by its marks and the verb beside them.

#include "extract/claim/quotation.h"

#include <algorithm>
#include <string_view>

#include "rapport/pack/fold.h"

#include "extract/claim/saying.h"
#include "extract/claim/teller.h"

namespace rapport::extract {
namespace {

constexpr int kNear = 8;  // words between a quotation and its verb of saying

// Finding, too, is telling where it has words to tell: "He recalled: “...”".
bool tells(const TreeView& tree, int w) {
  return tree.is_verb(w) && (says(tree, w) || is_finding(pack::fold(tree[w].lemma)));
}

bool is_open(const TreeView& tree, int w) {
  return tree[w].form == "," || tree[w].form == ":" || pack::fold(tree[w].form) == "that";
}

// A mark that can only open, even after another that was not closed.
bool opens(const TreeView& tree, int w) { return tree[w].form == "“" || tree[w].form == "‘"; }

bool is_double_mark(const std::string& form) {
  constexpr std::string_view kFirstBytes = "\"`'\xE2";
  if (kFirstBytes.find(form[0]) == std::string_view::npos) {
    return false;  // as of most words
  }
  return form == "\"" || form == "“" || form == "”" || form == "``" || form == "''";
}

bool is_finite(const TreeView& tree, int w) {
  const std::string& xpos = tree[w].xpos;
  return tree.is_verb(w) && (xpos == "VBD" || xpos == "VBZ" || xpos == "VBP");
}

// "He gives these examples: “...”": whatever the clause before a colon does, its subject speaks.
int before_colon(const TreeView& tree, int colon) {
  for (int w = colon - 1; w >= 0; --w) {
    if (is_finite(tree, w)) {
      const int who = tree.child(w, {Deprel::kNsubj});
      return who != kRoot && tree[who].lemma == "it" ? kRoot : w;
    }
  }
  return kRoot;
}

}  // namespace

bool is_quote_mark(const TreeView& tree, int w) {
  if (is_double_mark(tree[w].form)) {
    return true;
  }
  // ‘ and ’ where they are no apostrophes and stand within no other marks
  const bool single = tree[w].xpos.starts_with('`') || tree[w].xpos.starts_with('\'');
  for (int at = 0; single && at < tree.size(); ++at) {
    if (is_double_mark(tree[at].form)) {
      return false;
    }
  }
  return single;
}

std::optional<Quotation> quotation_around(const TreeView& tree, int w) {
  Quotation out{kRoot, tree.size()};
  for (int at = 0; at < w; ++at) {
    if (is_quote_mark(tree, at)) {
      out.begin = out.begin == kRoot || opens(tree, at) ? at : kRoot;
    }
  }
  for (int at = w + 1; at < tree.size() && out.end == tree.size(); ++at) {
    out.end = is_quote_mark(tree, at) ? at : out.end;
  }
  return out.begin == kRoot ? std::nullopt : std::optional(out);
}

int quoting_verb(const TreeView& tree, const Quotation& quotation) {
  const int before = quotation.begin - 1;
  if (before >= 0 && (is_open(tree, before) || tells(tree, before))) {
    for (int w = before; w >= 0 && w > before - kNear && !is_quote_mark(tree, w); --w) {
      if (tells(tree, w)) {
        return w;
      }
    }
  }
  const bool comma =
      quotation.end > 0 && quotation.end < tree.size() && tree[quotation.end - 1].form == ",";
  for (int w = quotation.end + 1; w < std::min(tree.size(), quotation.end + kNear); ++w) {
    const int who = tree.child(w, {Deprel::kNsubj});
    if (comma && is_finite(tree, w) && who > quotation.end && !tree[who].xpos.starts_with('W') &&
        tree.subtree(who).front() == quotation.end + 1) {
      return w;  // "“...,” he continued"
    }
    const bool told = tree.child(w, {Deprel::kNsubj}) != kRoot || tree[w].xpos == "VBD";
    if (says(tree, w) && tree.is_verb(w) && told) {
      return w;
    }
  }
  return before >= 0 && tree[before].form == ":" ? before_colon(tree, before) : kRoot;
}

}  // namespace rapport::extract
