// Counting whom a description means.

#include "extract/claim/several.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/antecedent.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

// What actors are to each other: "both sides", "the two governments".
const Words kParties = {"side",    "party",    "country",   "nation", "state", "government",
                        "capital", "neighbor", "neighbour", "ally",   "people"};
// Of these, what only states are.
const Words kStates = {"country", "nation",   "state",    "government",
                       "capital", "neighbor", "neighbour"};
const Words kLeaders = {"leader", "president", "minister", "head", "counterpart", "chief"};

// What a number word counts; 0 when it is none of these.
std::size_t count_of(std::string_view word) {
  constexpr std::array<std::string_view, 8> kNumbers = {"two", "three", "four",  "five",
                                                        "six", "seven", "eight", "nine"};
  const auto at = std::find(kNumbers.begin(), kNumbers.end(), word);
  return at == kNumbers.end() ? 0 : static_cast<std::size_t>(at - kNumbers.begin()) + 2;
}

// How many are told; 0 when the description does not say.
std::size_t told_count(const TreeView& tree, int noun) {
  const int number = tree.child(noun, {Deprel::kNummod});
  if (number != kRoot) {
    return tree[number].form == "2" ? 2 : count_of(pack::fold(tree[number].form));
  }
  const int both = tree.child(noun, {Deprel::kDet, Deprel::kDetPredet, Deprel::kCcPreconj});
  return both != kRoot && pack::fold(tree[both].form) == "both" ? 2 : 0;
}

bool is_ours(const TreeView& tree, int noun) {
  const int owner = tree.child(noun, {Deprel::kNmodPoss});
  return owner != kRoot && pack::fold(tree[owner].form) == "our";
}

}  // namespace

std::optional<pack::TypeIndex> type_by_name(const Mentions& mentions, WordRef noun) {
  const Word& word = mentions.analysis().word(noun);
  const auto type = mentions.pack().type_of_noun(pack::singular(pack::fold(word.form)));
  return type && mentions.pack().types()[*type].generic ? type : std::nullopt;
}

// Two bodies are no "both countries", nor "both governments".
bool Several::may_be(WordRef noun, const std::vector<MentionId>& found) const {
  const pack::Pack& pack = mentions_.pack();
  const auto type = type_by_name(mentions_, noun);
  const bool states = kStates.contains(mentions_.analysis().word(noun).lemma) ||
                      (type && pack.types()[*type].kind == pack::Kind::kPlace);
  return !states || std::all_of(found.begin(), found.end(), [&](MentionId id) {
    const auto& named = mentions_[id].type;
    return named && pack.types()[*named].kind == pack::Kind::kPlace;
  });
}

Referents Several::authors(WordRef noun) const {
  const TreeView& tree = mentions_.analysis().view(noun.sentence);
  const std::string& lemma = tree[noun.word].lemma;
  if (authors_.we.size() == 1) {
    const auto type = type_by_name(mentions_, noun);
    const bool own = is_ours(tree, noun.word) && type && !is_plural(tree, noun.word) &&
                     mentions_[authors_.we[0]].type == type;
    return own ? Referents{authors_.we, "description.author"} : Referents{};
  }
  if (authors_.we.empty() || !kParties.contains(lemma) || lemma == "people" ||
      !is_plural(tree, noun.word) || !may_be(noun, authors_.we)) {
    return {};
  }
  const bool numbered = tree.child(noun.word, {Deprel::kNummod}) != kRoot;
  const bool all =
      numbered ? told_count(tree, noun.word) == authors_.we.size() : is_ours(tree, noun.word);
  return all ? Referents{authors_.we, "description.authors"} : Referents{};
}

Referents Several::parties(WordRef noun) const {
  const TreeView& tree = mentions_.analysis().view(noun.sentence);
  const std::string& lemma = tree[noun.word].lemma;
  const bool two = told_count(tree, noun.word) == 2;
  Referents out;
  const int det = tree.child(noun.word, {Deprel::kDet});
  const bool known = two || (det != kRoot && pack::fold(tree[det].form) == "the");
  if (kLeaders.contains(lemma) && is_plural(tree, noun.word) && known) {
    out = {people_.last_two(!two), "description.leaders"};
  } else if (kParties.contains(lemma) && two) {
    out = {authors_.we.size() == 2 ? authors_.we : parties_.pair(), "description.two-parties"};
  }
  return out.ids.size() == 2 && may_be(noun, out.ids) ? out : Referents{};
}

Referents Several::last_named(WordRef noun, const std::vector<MentionId>& named) const {
  const TreeView& tree = mentions_.analysis().view(noun.sentence);
  const bool numbered = tree.child(noun.word, {Deprel::kNummod}) != kRoot;
  const std::size_t count = numbered ? told_count(tree, noun.word) : 0;
  const auto type = type_by_name(mentions_, noun);
  if (count == 0 || !type) {
    return {};
  }
  std::vector<MentionId> found = extract::last_named(mentions_, named, *type, count);
  return found.size() == count ? Referents{std::move(found), "description.so-many-named"}
                               : Referents{};
}

}  // namespace rapport::extract
