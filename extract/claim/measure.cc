// Words of time and of number.

#include "extract/claim/measure.h"

#include <algorithm>
#include <unordered_set>

#include "rapport/pack/fold.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kMonths = {"january", "february", "march",     "april",   "may",      "june",
                       "july",    "august",   "september", "october", "november", "december",
                       "jan",     "feb",      "mar",       "apr",     "jun",      "jul",
                       "aug",     "sep",      "sept",      "oct",     "nov",      "dec"};
const Words kTimeNouns = {
    "year",   "month",     "week",     "day",      "decade",       "century",    "quarter",
    "today",  "yesterday", "tomorrow", "monday",   "tuesday",      "wednesday",  "thursday",
    "friday", "saturday",  "sunday",   "summer",   "winter",       "spring",     "autumn",
    "hour",   "minute",    "night",    "morning",  "afternoon",    "evening",    "weekend",
    "season", "era",       "tonight",  "eve",      "anniversary",  "generation", "millennium",
    "easter", "christmas", "ramadan",  "passover", "thanksgiving", "juneteenth", "midnight",
    "noon",   "dusk",      "dawn",     "semester", "fortnight"};
// What lasts, and so tells a time under a word that says throughout: "for most of his career".
const Words kSpans = {"career",     "life",      "lifetime", "tenure",  "reign",
                      "presidency", "childhood", "youth",    "history", "war",
                      "conflict",   "period",    "time",     "pandemic"};
// "right now" and times that have no unit: "in the past".
const Words kTenses = {"past", "future", "meantime", "interim", "term"};
// Parts of a time: "the beginning of 2013".
const Words kTimeParts = {"beginning", "start",  "end",  "middle", "half", "fall",
                          "course",    "outset", "rest", "turn",   "close"};
const Words kTimeAdverbs = {"now",       "currently", "today",     "tonight",  "yesterday",
                            "tomorrow",  "recently",  "presently", "formerly", "previously",
                            "overnight", "nowadays",  "lately"};
const Words kTimeMarkers = {"during", "since",  "until", "till",      "prior to",
                            "after",  "before", "as of", "following", "ahead of"};
// What something else opens, closes or is followed by: "in the wake of the storm".
const Words kTurns = {"wake",   "course", "aftermath", "end",  "beginning", "start",
                      "height", "outset", "close",     "turn", "outbreak"};
const Words kRepeats = {"each", "every", "per"};
const Words kUnits = {"percent",  "%",        "per",     "million", "billion",
                      "trillion", "thousand", "hundred", "dozen",   "ten"};
const Words kMeasures = {
    "percent",    "%",          "dollar",     "euro",      "pound",     "yen",      "acre",
    "mile",       "ton",        "tonne",      "km",        "kilometer", "kg",       "kilometre",
    "metre",      "meter",      "hectare",    "gallon",    "barrel",    "foot",     "$",
    "€",          "£",          "litre",      "liter",     "inch",      "yard",     "ounce",
    "watt",       "megawatt",   "degree",     "knot",      "cm",        "mm",       "kw",
    "mw",         "mph",        "lb",         "ppm",       "ghz",       "mhz",      "hz",
    "mg",         "ml",         "kwh",        "gw",        "gigawatt",  "kilowatt", "gb",
    "mb",         "tb",         "kb",         "byte",      "gigabyte",  "megabyte", "volt",
    "calorie",    "sqm",        "ha",         "milligram", "gram",      "kilogram", "millimetre",
    "millimeter", "centimetre", "centimeter", "rupee",     "peso",      "franc",    "ruble",
    "rouble",     "yuan",       "cent",       "bushel",    "chf",       "usd",      "eur",
    "gbp",        "ksh",        "cad",        "aud",       "bit"};

}  // namespace

bool is_month(std::string_view folded) { return kMonths.contains(folded); }

bool is_year(std::string_view form) {
  const std::string_view digits = form.ends_with('s') ? form.substr(0, form.size() - 1) : form;
  return digits.size() == 4 &&
         (digits.starts_with("18") || digits.starts_with("19") || digits.starts_with("20")) &&
         digits.find_first_not_of("0123456789") == std::string_view::npos;
}

// "the 1520s"
bool is_old_decade(std::string_view form) {
  return form.size() == 5 && form[0] == '1' && form.ends_with("0s") &&
         form.substr(0, 4).find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_day(const TreeView& tree, int w) {
  static const Words kDays = {"today", "yesterday", "tonight", "tomorrow"};
  return kDays.contains(pack::fold(tree[w].form));
}

// "from 3 to 7 May": a bare day, before one with its month.
static bool begins_days(const TreeView& tree, int w) {
  return w + 3 < tree.size() && tree[w].upos == Upos::kNum && tree[w].form.size() <= 2 &&
         tree[w + 1].form == "to" && tree[w + 2].upos == Upos::kNum &&
         is_month(pack::fold(tree[w + 3].form));
}

// "mid-2020"
static bool is_part_of_year(const TreeView& tree, int w) {
  static const Words kParts = {"mid", "early", "late"};
  return w + 2 < tree.size() && kParts.contains(pack::fold(tree[w].form)) &&
         tree[w + 1].form == "-" && is_year(tree[w + 2].form);
}

bool is_time(const TreeView& tree, int w) {
  const std::string form = pack::fold(tree[w].form);
  const std::string lemma = pack::fold(tree[w].lemma);
  for (int c : tree.children(w, {Deprel::kDet, Deprel::kCase})) {
    if (kRepeats.contains(pack::fold(tree[c].form))) {
      return false;
    }
  }
  // "in 1527": a bare number that a preposition makes a year.
  static const Words kYearMarkers = {"in",    "since",   "until",  "by",    "before",
                                     "after", "from",    "around", "about", "circa",
                                     "till",  "between", "through"};
  if ((form.size() == 3 || (form.size() == 4 && form[0] == '1')) && tree[w].upos == Upos::kNum &&
      form.find_first_not_of("0123456789") == std::string::npos &&
      kYearMarkers.contains(tree.marker(w))) {
    return true;
  }
  if (begins_days(tree, w) || is_part_of_year(tree, w)) {
    return true;
  }
  if (is_year(form) || is_old_decade(form) || (is_month(form) && tree[w].upos == Upos::kPropn) ||
      (kTimeNouns.contains(lemma) && tree.is_noun(w)) || form == "seconds") {
    return true;
  }
  for (int c : tree.children(w)) {
    const Deprel rel = tree[c].deprel;
    // "May 2024", "the summer of 2019"; an "October release" is no time but a thing.
    const bool inside = rel == Deprel::kNummod || rel == Deprel::kNmodUnmarked ||
                        (rel == Deprel::kCompound && tree[w].upos == Upos::kNum);
    // "the 1981 elections": a year that only names the noun.
    if (inside && c > w && tree[w].upos == Upos::kPropn && !is_month(form)) {
      continue;  // "the Building Act 1993"
    }
    if (inside && c < w && tree[w].upos == Upos::kNoun && !kTimeNouns.contains(lemma) &&
        tree.child(w, {Deprel::kDet}) != kRoot) {
      continue;
    }
    if (inside && (is_year(pack::fold(tree[c].form)) ||
                   (is_month(pack::fold(tree[c].form)) && tree[c].upos == Upos::kPropn))) {
      return true;
    }
    if (kTimeParts.contains(lemma) && rel == Deprel::kNmod && is_time(tree, c)) {
      return true;
    }
  }
  return false;
}

namespace {

// "throughout his life", "for most of the war", "over the course of the talks"
bool lasts(const TreeView& tree, int w, const std::string& marker) {
  if (!tree.is_noun(w) && tree[w].lemma != "most" && tree[w].lemma != "much") {
    return false;
  }
  if (tree[w].lemma == "course") {
    return marker == "over" && tree.child(w, {Deprel::kNmod}) != kRoot;
  }
  if (marker == "throughout" || marker == "along") {
    return kSpans.contains(tree[w].lemma);
  }
  if (marker != "for" && marker != "over") {
    return false;
  }
  const std::vector<int> wholes = tree.children(w, {Deprel::kNmod});
  return !tree.is_noun(w) && std::any_of(wholes.begin(), wholes.end(), [&](int c) {
    return tree.marker(c) == "of" && (kSpans.contains(tree[c].lemma) || is_time(tree, c));
  });
}

// "two years later", "a month ago"
bool is_distance(const TreeView& tree, int w) {
  static const Words kDistances = {"later", "earlier", "ago", "before", "after", "afterwards"};
  const std::vector<int> lengths =
      tree.children(w, {Deprel::kOblUnmarked, Deprel::kNmodUnmarked, Deprel::kObl});
  return kDistances.contains(pack::fold(tree[w].form)) &&
         std::any_of(lengths.begin(), lengths.end(), [&](int c) { return is_time(tree, c); });
}

// "earns $ 2,000 a month"
bool is_rate(const TreeView& tree, int w) {
  return w > 1 && (tree[w - 1].form == "a" || tree[w - 1].form == "an") && tree.marker(w).empty() &&
         (tree[w - 2].upos == Upos::kNum || is_measure(tree, w - 2) || tree.is_noun(w - 2));
}

// "was named after his daughter"
bool is_namesake(const TreeView& tree, int w) {
  static const Words kNaming = {"name", "rename", "call", "title", "model", "look", "take", "ask"};
  return tree.marker(w) == "after" && tree[w].head != kRoot &&
         kNaming.contains(tree[tree[w].head].lemma);
}

// "by February 1944": what is done by then, not by whom
bool is_date(const TreeView& tree, int w) {
  return is_year(tree[w].form) ||
         (is_month(pack::fold(tree[w].form)) && tree[w].upos == Upos::kPropn) || is_day(tree, w);
}

// "at the time", "by that point", "at the early stages of the talks"
bool is_moment(const TreeView& tree, int w) {
  static const Words kPointing = {"this", "that", "these", "those", "some", "which", "what", "no"};
  static const Words kWhen = {"early", "late", "beginning", "final", "initial", "first", "last"};
  const std::string& lemma = tree[w].lemma;
  const int det = tree.child(w, {Deprel::kDet});
  if (det == kRoot) {
    return false;
  }
  if (lemma == "time" || lemma == "moment") {
    return true;
  }
  const std::vector<int> kinds = tree.children(w, {Deprel::kAmod, Deprel::kCompound});
  return ((lemma == "point" || lemma == "stage") &&
          kPointing.contains(pack::fold(tree[det].form))) ||
         (lemma == "stage" && std::any_of(kinds.begin(), kinds.end(), [&](int k) {
            return kWhen.contains(pack::fold(tree[k].form));
          }));
}

// "NOW, THEREFORE, I proclaim"
bool is_formula(const TreeView& tree, int w) {
  return w + 2 < tree.size() && pack::fold(tree[w].form) == "now" &&
         pack::fold(tree[w + 2].form) == "therefore";
}

}  // namespace

bool tells_time(const TreeView& tree, int w) {
  if ((tree[w].deprel == Deprel::kOblAgent && !is_date(tree, w)) || is_rate(tree, w) ||
      is_formula(tree, w)) {
    return false;  // "made by generations of workers"
  }
  const std::string marker = tree.marker(w);
  if (tree[w].lemma == "long" && marker == "for") {
    return true;  // "for far too long"
  }
  if (tree[w].upos == Upos::kAdv) {
    return kTimeAdverbs.contains(pack::fold(tree[w].form)) || is_distance(tree, w);
  }
  static const Words kDated = {
      "",      "in",     "on",      "at",     "by",         "from",      "for",
      "over",  "within", "between", "around", "throughout", "about",     "into",
      "every", "amid",   "through", "upon",   "starting",   "beginning", "effective"};
  if (tree[w].form == "times" && marker == "in" && tree.child(w, {Deprel::kAmod}) != kRoot) {
    return true;  // "in ancient times"
  }
  if ((marker == "at" || marker == "by") && is_moment(tree, w)) {
    return true;
  }
  if (kTurns.contains(tree[w].lemma) && tree[w].upos == Upos::kNoun &&
      (marker == "in" || marker == "at") && tree.child(w, {Deprel::kNmod}) != kRoot) {
    return true;
  }
  if ((kTenses.contains(tree[w].form) && marker == "in") || lasts(tree, w, marker)) {
    return true;
  }
  if (marker == "to") {  // "to date", "to 2003"; "sentenced to 20 years" says how much
    return tree[w].lemma == "date" || is_year(tree[w].form) ||
           kMonths.contains(pack::fold(tree[w].form));
  }
  return (is_time(tree, w) && (kDated.contains(marker) || kTimeMarkers.contains(marker))) ||
         (tree.is_noun(w) && kTimeMarkers.contains(marker) && !is_namesake(tree, w));
}

bool is_measure(const TreeView& tree, int w) {
  const std::string& form = tree[w].form;
  const bool currency = tree[w].xpos == "$" || form.ends_with('$');  // "US$"
  return currency || kMeasures.contains(pack::fold(tree[w].lemma)) || kMeasures.contains(form);
}

bool is_frequency(const TreeView& tree, int w) {
  const int det = tree.child(w, {Deprel::kDet});
  return tree.is_noun(w) && kTimeNouns.contains(pack::fold(tree[w].lemma)) && det != kRoot &&
         kRepeats.contains(pack::fold(tree[det].form));
}

bool is_number_noun(const TreeView& tree, int w) {
  return tree.is_noun(w) && tree[w].xpos == "NNS" && kUnits.contains(pack::fold(tree[w].lemma));
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
