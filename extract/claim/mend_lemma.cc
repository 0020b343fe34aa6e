// Spelling back: from a form to the base forms that it may come from.

#include "extract/claim/mend_lemma.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rapport/pack/fold.h"

#include "extract/claim/saying.h"

namespace rapport::extract {
namespace {

using Irregular = std::unordered_map<std::string_view, std::string_view>;

// Pasts that treebanks hardly have, and those that also stand behind a prefix: "upheld", "retook".
const Irregular kPasts = {
    {"fled", "flee"},     {"bred", "breed"},    {"fed", "feed"},      {"lent", "lend"},
    {"dwelt", "dwell"},   {"strove", "strive"}, {"struck", "strike"}, {"shot", "shoot"},
    {"held", "hold"},     {"came", "come"},     {"went", "go"},       {"saw", "see"},
    {"took", "take"},     {"taken", "take"},    {"ran", "run"},       {"bade", "bid"},
    {"stood", "stand"},   {"built", "build"},   {"wrote", "write"},   {"written", "write"},
    {"drew", "draw"},     {"drawn", "draw"},    {"threw", "throw"},   {"thrown", "throw"},
    {"sought", "seek"},   {"swore", "swear"},   {"sworn", "swear"},   {"sank", "sink"},
    {"shrank", "shrink"}, {"slew", "slay"},     {"slain", "slay"},    {"forbade", "forbid"},
    {"sped", "speed"},    {"bled", "bleed"},    {"wed", "wed"},       {"led", "lead"},
    {"gone", "go"},       {"seen", "see"},      {"spent", "spend"},   {"paid", "pay"}};
constexpr std::array<std::string_view, 8> kPrefixes = {"over", "under", "with", "up",
                                                       "fore", "re",    "out",  "mis"};
constexpr std::size_t kShortest = 5;  // letters of an infinitive that is its own base form

std::string irregular(std::string_view form) {
  if (const auto whole = kPasts.find(form); whole != kPasts.end()) {
    return std::string(whole->second);
  }
  for (const std::string_view prefix : kPrefixes) {
    if (form.starts_with(prefix)) {
      if (const auto rest = kPasts.find(form.substr(prefix.size())); rest != kPasts.end()) {
        return std::string(prefix) + std::string(rest->second);
      }
    }
  }
  return {};
}

// "banned" -> "bann" is "ban"; "planning" -> "plann" is "plan".
void add_stem(const std::string& stem, std::vector<std::string>& out) {
  const std::size_t n = stem.size();
  out.push_back(stem);
  out.push_back(stem + "e");
  if (n > 2 && stem[n - 1] == stem[n - 2]) {
    out.push_back(stem.substr(0, n - 1));
  }
}

// The base forms that the spelling of an inflected form allows.
std::vector<std::string> base_forms(const std::string& form) {
  const auto without = [&form](std::size_t letters) {
    return form.substr(0, form.size() - letters);
  };
  std::vector<std::string> out;
  if (form.ends_with("ied") || form.ends_with("ies")) {
    out.push_back(without(3) + "y");
    out.push_back(without(1));
  } else if (form.ends_with("ed")) {
    add_stem(without(2), out);
  } else if (form.ends_with("ing")) {
    add_stem(without(3), out);
  } else if (form.ends_with("s") && !form.ends_with("ss")) {
    out.push_back(without(1));
    if (form.ends_with("es")) {
      out.push_back(without(2));
    }
  }
  return out;
}

void mend_by_list(Word& word, const std::string& form, const WordList& words) {
  constexpr std::uint32_t kBetter = 16;  // times
  std::string best;
  std::uint32_t most = 0;
  for (const std::string& base : base_forms(form)) {
    const bool plausible = base.size() > 2 && !words.is_name(base) &&
                           base.find_first_of("aeiouy") != std::string::npos;
    const std::uint32_t count = plausible ? words.count(base) : 0;
    if (count > most) {
      best = base;
      most = count;
    }
  }
  if (most / kBetter > words.count(word.lemma)) {
    word.lemma = best;
  }
}

// "hoped" is no form of "hop", nor "joked" of "jok": the base form of a verb of saying by its form.
void mend_saying(Word& word) {
  const std::string form = pack::fold(word.form);
  const std::string lemma = pack::fold(word.lemma);
  if (word.upos != Upos::kVerb || is_saying(lemma)) {
    return;
  }
  const std::string longer = lemma + "e";
  const std::string shorter = lemma.ends_with('e') ? lemma.substr(0, lemma.size() - 1) : "";
  if (is_saying(longer) && (form.starts_with(longer) || form == lemma + "ing")) {
    word.lemma = longer;
  } else if (is_saying(shorter) && form.starts_with(shorter)) {
    word.lemma = shorter;
  }
}

}  // namespace

void mend_lemmas(Tree& tree, const WordList* words) {
  for (Word& word : tree.words) {
    const std::string form = pack::fold(word.form);
    const bool noun = word.upos == Upos::kNoun && word.xpos == "NNS";
    const bool infinitive = word.xpos == "VB" || word.xpos == "VBP";
    if (word.upos == Upos::kVerb && infinitive) {
      word.lemma = form.size() >= kShortest ? form : word.lemma;
    } else if (std::string base = word.upos == Upos::kVerb ? irregular(form) : ""; !base.empty()) {
      word.lemma = std::move(base);
    } else if (words != nullptr && (word.upos == Upos::kVerb || noun)) {
      mend_by_list(word, form, *words);
    }
    mend_saying(word);
  }
}

}  // namespace rapport::extract
