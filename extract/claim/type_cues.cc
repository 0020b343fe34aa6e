// Reading modifiers before a noun.

#include "extract/claim/type_cues.h"

#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"

namespace rapport::extract {
namespace {

// "$2 billion" is what dollars are.
std::string_view currency(std::string_view sign) {
  return sign == "$" ? "dollar" : sign == "€" ? "euro" : sign == "£" ? "pound" : "";
}

}  // namespace

int measured(const TreeView& tree, int noun) {
  static const std::unordered_set<std::string_view> kPortions = {
      "range", "variety", "majority", "half",       "third",   "quarter", "series", "rest",
      "array", "set",     "portion",  "share",      "number",  "host",    "wave",   "package",
      "mix",   "amount",  "percent",  "percentage", "breadth", "total",   "wealth", "form",
      "type",  "level",   "sense",    "one",        "either",  "neither", "any"};
  const int of = tree.child(noun, {Deprel::kNmod});
  const bool portion = kPortions.contains(tree[noun].lemma) || tree[noun].upos == Upos::kSym ||
                       tree[noun].upos == Upos::kNum || is_number_noun(tree, noun) ||
                       is_measure(tree, noun);
  return portion && of != kRoot && tree.marker(of) == "of" && tree.is_noun(of) ? measured(tree, of)
                                                                               : noun;
}

std::vector<std::string> type_cues(const TreeView& tree, int head) {
  if (const std::string_view noun = currency(tree[head].form); !noun.empty()) {
    return {std::string(noun)};
  }
  std::string lemma = pack::fold(tree[head].lemma);
  lemma = tree[head].xpos == "NNS" || tree[head].xpos == "NNPS" ? pack::singular(lemma) : lemma;
  std::vector<std::string> cues;
  std::string modifiers;
  for (int c = head - 1; c >= 0 && c >= head - 3; --c) {
    const Deprel rel = tree[c].deprel;
    const bool hyphen = tree[c].form == "-" && modifiers.empty();
    if (!hyphen && (tree[c].head != head || (rel != Deprel::kCompound && rel != Deprel::kAmod))) {
      break;
    }
    modifiers =
        hyphen ? "-" : pack::fold(tree[c].form) + (modifiers == "-" ? "-" : " " + modifiers);
    cues.insert(
        cues.begin(),
        modifiers + (modifiers.back() == '-' || modifiers.back() == ' ' ? "" : " ") + lemma);
    if (modifiers == "-") {
      cues.clear();
    }
  }
  // "rule of law"
  const int of = tree.child(head, {Deprel::kNmod});
  if (of == head + 2 && tree[head + 1].form == "of") {
    cues.insert(cues.begin(), lemma + " of " + pack::fold(tree[of].lemma));
  }
  if (of != kRoot && tree.marker(of) == "of") {  // "resolution of the dispute"
    cues.push_back(lemma + " of");
  }
  for (int c : tree.children(head, {Deprel::kAmod})) {  // "poor *", for whatever is poor
    cues.push_back(pack::fold(tree[c].form) + " *");
  }
  cues.push_back(lemma);
  return cues;
}

}  // namespace rapport::extract
