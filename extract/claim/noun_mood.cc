// How a thing is meant: by the clause that does something to it, or by its own words.

#include "extract/claim/noun_mood.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/clause.h"
#include "extract/claim/type_cues.h"

namespace rapport::extract {
namespace {

// Is the thing taken as known: "the agreement", "their members"? What is planned or recommended to
// be done with it does not put it in doubt. But what somebody will do more of, or release, is to
// come: "will deepen our cooperation", "will update its strategy".
bool is_given(const TreeView& tree, const Mention& thing, Modality governing) {
  static const std::unordered_set<std::string_view> kGiven = {"the", "this", "that", "these",
                                                              "those"};
  // What one can only meet is there: "tackle threats to trade".
  static const std::unordered_set<std::string_view> kMeets = {
      "address",  "counter", "tackle", "mitigate", "overcome", "combat", "deter",  "reduce",
      "confront", "resolve", "face",   "manage",   "navigate", "fight",  "survive"};
  const int noun = thing.head.word;
  const int det = tree.child(noun, {Deprel::kDet});
  const int governor = tree[noun].head;
  const bool owned = tree.child(noun, {Deprel::kNmodPoss}) != kRoot;
  return (owned && (governing != Modality::kPlanned || thing.layer == Layer::kGeneric)) ||
         (governor != kRoot && kMeets.contains(tree[governor].lemma)) ||
         (det != kRoot && kGiven.contains(pack::fold(tree[det].form)));
}

// Is the noun what its verb is done to or leads to: "build trust", "contributes to trust"?
bool is_undergone(const TreeView& tree, int noun) {
  const Deprel rel = tree[noun].deprel;
  const std::string marker = rel == Deprel::kObl ? tree.marker(noun) : "";
  return rel == Deprel::kObj || rel == Deprel::kNsubjPass || marker == "to" || marker == "at" ||
         marker == "toward" || marker == "towards";
}

// "a series of talks": the noun that only says how much there is of another; else the noun itself.
int portion(const TreeView& tree, int noun) {
  const int first = tree.first_conjunct(noun);
  const int above = tree[first].head;
  return above != kRoot && tree[first].deprel == Deprel::kNmod && measured(tree, above) == first
             ? portion(tree, above)
             : noun;
}

// "a potential agreement on trade", "possible talks with Chad"
bool is_only_possible(const TreeView& tree, int noun) {
  static const std::unordered_set<std::string_view> kPerhaps = {"possible", "potential", "eventual",
                                                                "prospective", "hypothetical"};
  const std::vector<int> said = tree.children(noun, {Deprel::kAmod});
  return std::any_of(said.begin(), said.end(),
                     [&](int c) { return kPerhaps.contains(tree[c].lemma); });
}

}  // namespace

Modality undergone_mood(Mentions& mentions, const SentenceClauses& clauses, WordRef noun) {
  const TreeView& tree = mentions.analysis().view(noun.sentence);
  if (is_only_possible(tree, noun.word)) {
    return Modality::kPossible;
  }
  const int first = tree.first_conjunct(portion(tree, noun.word));
  const int governor = tree[first].head;
  if (governor == kRoot || clauses.at({noun.sentence, governor}).verb == kRoot ||
      is_carrier(tree[noun.word].lemma) || !is_undergone(tree, first)) {
    return Modality::kAsserted;
  }
  if (tree[governor].lemma == "require" || tree[governor].lemma == "need") {
    return Modality::kRecommended;
  }
  const Modality mood = clauses.at({noun.sentence, governor}).modality;
  const bool there =
      tree[noun.word].upos == Upos::kPropn || is_given(tree, mentions[mentions.of(noun)], mood);
  return there ? Modality::kAsserted : mood;
}

}  // namespace rapport::extract
