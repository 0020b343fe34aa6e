// Nouns that only carry others: "role", "importance", "tool".

#include <string_view>
#include <unordered_set>

#include "extract/claim/clause.h"

namespace rapport::extract {
namespace {

// Nouns that carry others.
const std::unordered_set<std::string_view> kCarriers = {
    "role",        "importance", "effort",       "commitment", "presence",      "engagement",
    "tool",        "instrument", "means",        "way",        "ability",       "need",
    "necessity",   "value",      "significance", "dedication", "determination", "use",
    "number",      "variety",    "range",        "set",        "series",        "array",
    "part",        "element",    "factor",       "key",        "catalyst",      "pillar",
    "cornerstone", "vehicle",    "foundation",   "process",    "form",          "kind",
    "type",        "sort",       "lack",         "intent",     "intention"};

// Of these the ones that say what a thing is worth. Who praises the importance of a thing is not
// the one who does it.
const std::unordered_set<std::string_view> kWorths = {
    "importance", "need", "necessity", "value", "significance", "urgency", "relevance", "benefit"};

// Nouns for what somebody has chosen to do, or not to.
const std::unordered_set<std::string_view> kChoices = {
    "decision", "choice", "refusal",   "failure", "threat", "readiness",
    "offer",    "move",   "agreement", "vow",     "request"};

// Verbs by which somebody has or voices an attitude.
const std::unordered_set<std::string_view> kVoices = {
    "have",     "hold",    "express",     "reaffirm",  "reiterate", "affirm",    "declare",
    "renew",    "show",    "voice",       "maintain",  "confirm",   "emphasize", "emphasise",
    "announce", "restate", "demonstrate", "underline", "share",     "underscore"};

// Verbs by which one speaks of what others do: who welcomes an effort does not make it.
const std::unordered_set<std::string_view> kOfOthers = {
    "welcome",   "praise",    "commend",    "condemn", "note",      "support",   "recognize",
    "discuss",   "review",    "appreciate", "laud",    "applaud",   "recognise", "acknowledge",
    "criticize", "criticise", "oppose",     "reject",  "encourage", "observe",   "highlight"};

}  // namespace

bool only_speaks(std::string_view lemma) {
  return kVoices.contains(lemma) || kOfOthers.contains(lemma);
}

bool is_done_by_saying(std::string_view lemma) {
  static const std::unordered_set<std::string_view> kDeeds = {"support", "oppose", "reject",
                                                              "discuss", "review", "encourage"};
  return only_speaks(lemma) && !kDeeds.contains(lemma);
}

bool voices(std::string_view lemma) { return kVoices.contains(lemma); }

bool turns_into(std::string_view lemma) {
  return lemma == "become" || lemma == "remain" || lemma == "stay";
}

bool is_worth(std::string_view lemma) { return kWorths.contains(lemma); }

bool is_carrier(std::string_view lemma) { return kCarriers.contains(lemma); }

std::vector<int> carried(const TreeView& tree, const std::vector<Clause>& clauses, int noun) {
  std::vector<int> out;
  const auto split = [&](int w) {
    for (int j : tree.conjuncts(w)) {
      out.push_back(j);
    }
  };
  const Clause& own = clauses[static_cast<std::size_t>(noun)];
  if (own.verb != kRoot && !own.subjects.empty()) {
    return own.subjects;  // "cooperation is a tool for ..."
  }
  const bool chosen = is_wish(tree[noun].lemma) || kChoices.contains(tree[noun].lemma);
  for (int c : tree.children(noun, {Deprel::kNmodPoss, Deprel::kNmod})) {
    const std::string marker = tree.marker(c);
    const bool by = tree[c].deprel == Deprel::kNmod &&
                    (marker == "by" || (marker == "of" && tree[c].upos == Upos::kPropn));
    if (chosen && (by || tree[c].deprel == Deprel::kNmodPoss)) {
      split(c);  // "Chad's decision to send", "the decision by Chad to send"
    }
  }
  if (!is_carrier(tree[noun].lemma)) {
    if (out.empty()) {
      out.push_back(noun);
    }
    return out;
  }
  if (out.empty()) {
    for (int c : tree.children(noun, {Deprel::kNmodPoss})) {
      split(c);
    }
  }
  for (int c : tree.children(noun, {Deprel::kNmod})) {
    if (out.empty() && tree.marker(c) == "of") {
      split(c);
    }
  }
  const int governor = tree[noun].head;
  const bool predicate = tree[noun].deprel == Deprel::kObj || tree[noun].deprel == Deprel::kXcomp ||
                         (tree[noun].deprel == Deprel::kObl && tree.marker(noun) == "as");
  if (out.empty() && predicate &&
      (is_worth(tree[noun].lemma) || kOfOthers.contains(tree[governor].lemma))) {
    return out;
  }
  if (out.empty() && predicate && governor != kRoot) {
    const Clause& g = clauses[static_cast<std::size_t>(governor)];
    out = tree.is_passive(governor) ? g.objects : g.subjects;
  }
  if (out.empty()) {
    out.push_back(noun);
  }
  return out;
}

}  // namespace rapport::extract
