// Words of time and of number.

#include "extract/claim/measure.h"

#include <unordered_set>

#include "rapport/pack/fold.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kMonths = {"january", "february", "march",     "april",   "may",      "june",
                       "july",    "august",   "september", "october", "november", "december",
                       "jan",     "feb",      "mar",       "apr",     "jun",      "jul",
                       "aug",     "sep",      "sept",      "oct",     "nov",      "dec"};
const Words kTimeNouns = {"year",      "month",    "week",      "day",      "decade", "century",
                          "quarter",   "today",    "yesterday", "tomorrow", "monday", "tuesday",
                          "wednesday", "thursday", "friday",    "saturday", "sunday", "summer",
                          "winter",    "spring",   "autumn"};
const Words kUnits = {"percent",  "%",        "per",     "million", "billion",
                      "trillion", "thousand", "hundred", "dozen"};

}  // namespace

bool is_month(std::string_view folded) { return kMonths.contains(folded); }

bool is_year(std::string_view form) {
  return form.size() == 4 && (form.starts_with("19") || form.starts_with("20")) &&
         form.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_time(const TreeView& tree, int w) {
  const std::string form = pack::fold(tree[w].form);
  const std::string lemma = pack::fold(tree[w].lemma);
  if (is_year(form) || (is_month(form) && tree[w].upos == Upos::kPropn) ||
      (kTimeNouns.contains(lemma) && tree.is_noun(w))) {
    return true;
  }
  for (int c : tree.children(w)) {
    const Deprel rel = tree[c].deprel;
    const bool inside =
        rel == Deprel::kNummod || rel == Deprel::kCompound || rel == Deprel::kNmodUnmarked;
    if (inside && (is_year(pack::fold(tree[c].form)) ||
                   (is_month(pack::fold(tree[c].form)) && tree[c].upos == Upos::kPropn))) {
      return true;
    }
  }
  return false;
}

bool is_quantity(const TreeView& tree, int w) {
  if (is_time(tree, w)) {
    return false;
  }
  if (kUnits.contains(pack::fold(tree[w].lemma)) || tree[w].form == "%" || tree[w].form == "$" ||
      tree[w].form == "€") {
    return true;
  }
  const int number = tree.child(w, {Deprel::kNummod});
  return number != kRoot && tree[number].form.find_first_of("0123456789") != std::string::npos &&
         !is_year(tree[number].form);
}

}  // namespace rapport::extract
