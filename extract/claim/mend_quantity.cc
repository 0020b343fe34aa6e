// Putting the noun in the place of the quantity before it.

#include "extract/claim/mend_quantity.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

#include "rapport/pack/fold.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words kShares = {"all", "some", "most", "many", "each", "both", "none", "few", "several"};
// With an article before them: "the number of states" is a number.
const Words kNumbers = {"number", "range", "variety", "host", "array", "handful", "multitude"};

std::size_t at(int word) { return static_cast<std::size_t>(word); }

bool has_article(const Tree& tree, int noun) {
  return std::any_of(tree.words.begin(), tree.words.end(), [noun](const Word& word) {
    return word.head == noun && word.deprel == Deprel::kDet && (word.lemma == "a");
  });
}

bool tells_share(const Tree& tree, int word) {
  const Word& share = tree.words[at(word)];
  if (kShares.contains(pack::fold(share.form))) {
    return true;
  }
  return kNumbers.contains(share.lemma) && share.xpos == "NN" && has_article(tree, word);
}

// Is `word` an argument, of which something is told, and no predicate?
bool is_argument(const Tree& tree, int word) {
  switch (tree.words[at(word)].deprel) {
    case Deprel::kNsubj:
    case Deprel::kNsubjPass:
    case Deprel::kObj:
    case Deprel::kObl:
    case Deprel::kOblAgent:
    case Deprel::kNmod:
    case Deprel::kConj:
      break;
    default:
      return false;
  }
  return std::none_of(tree.words.begin(), tree.words.end(), [word](const Word& other) {
    return other.head == word && other.deprel == Deprel::kCop;
  });
}

// The noun or pronoun of "of the states" behind `word`, and where its "of" is; kRoot without one.
int counted(const Tree& tree, int word, int& of) {
  of = word + 1;
  if (of >= static_cast<int>(tree.words.size()) || tree.words[at(of)].form != "of") {
    return kRoot;
  }
  const int noun = tree.words[at(of)].head;
  const bool below = noun != kRoot && tree.words[at(noun)].head == word &&
                     tree.words[at(noun)].deprel == Deprel::kNmod;
  return below && tree.words[at(of)].deprel == Deprel::kCase ? noun : kRoot;
}

// The share goes below the noun, and all that hung on it with it.
void exchange(Tree& tree, int share, int noun, int of) {
  for (int w = 0; w < static_cast<int>(tree.words.size()); ++w) {
    Word& word = tree.words[at(w)];
    const bool own = word.deprel == Deprel::kDet || word.deprel == Deprel::kAmod ||
                     word.deprel == Deprel::kAdvmod;
    if (word.head == share && w != noun && !(own && w < share)) {
      word.head = noun;
    }
  }
  tree.words[at(noun)].head = tree.words[at(share)].head;
  tree.words[at(noun)].deprel = tree.words[at(share)].deprel;
  tree.words[at(share)].head = noun;
  tree.words[at(share)].deprel = Deprel::kDet;
  if (tree.words[at(share)].lemma == "none") {
    tree.words[at(share)].lemma = "no";
  }
  tree.words[at(of)].head = share;
  tree.words[at(of)].deprel = Deprel::kFixed;
}

// "a number of states"; not "a host of the summit", "a range of 500 miles".
bool is_open_plural(const Tree& tree, int noun) {
  return tree.words[at(noun)].xpos == "NNS" &&
         std::none_of(tree.words.begin(), tree.words.end(), [noun](const Word& word) {
           return word.head == noun &&
                  (word.deprel == Deprel::kDet || word.deprel == Deprel::kNummod);
         });
}

}  // namespace

void mend_quantities(Tree& tree) {
  for (int w = 0; w < static_cast<int>(tree.words.size()); ++w) {
    int of = kRoot;
    if (!tells_share(tree, w) || !is_argument(tree, w)) {
      continue;
    }
    const int noun = counted(tree, w, of);
    if (noun != kRoot &&
        (kShares.contains(pack::fold(tree.words[at(w)].form)) || is_open_plural(tree, noun))) {
      exchange(tree, w, noun, of);
    }
  }
}

}  // namespace rapport::extract
