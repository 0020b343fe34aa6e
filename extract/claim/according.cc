// Sources after "according to" and "as per", and whose opinion something is.

#include "extract/claim/according.h"

#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/saying.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;
using Sayer = std::function<bool(int)>;

constexpr int kMostSteps = 12;

// "according to a survey", "as per the census"
bool names_source(const TreeView& tree, int w, const Sayer& can_say) {
  const std::string marker = tree.marker(w);
  if (marker.empty()) {
    return false;
  }
  const std::string lemma = pack::fold(tree[w].lemma);
  const bool names = marker.starts_with("according") || marker == "as per" ||
                     (marker == "per" && is_document(lemma));
  return names && !is_standard(lemma) &&
         (can_say(w) || is_statement(lemma) || !is_abstract(lemma) || !tree.is_noun(w));
}

// Whose it is: "in his opinion", "in the view of experts".
int opinion_of(const TreeView& tree, int w, const Sayer& can_say) {
  static const Words kOpinions = {"opinion",  "view",          "word",       "eye",
                                  "judgment", "judgement",     "estimation", "account",
                                  "telling",  "understanding", "testimony",  "interpretation",
                                  "reading",  "assessment"};
  static const Words kReckonings = {"account", "estimate", "reckoning", "admission", "calculation"};
  const std::string marker = tree.marker(w);
  const bool reckons = marker == "by" && kReckonings.contains(tree[w].lemma);
  if (!reckons && !(marker == "in" && kOpinions.contains(tree[w].lemma))) {
    return kRoot;
  }
  const int owner = tree.child(w, {Deprel::kNmodPoss, Deprel::kNmod});
  if (owner != kRoot && can_say(owner)) {
    return owner;
  }
  return reckons && tree[w].xpos == "NNS" ? w : kRoot;  // "by some accounts"
}

// Does it open the sentence, or close it after a comma? Then all of it is so told.
bool spans_sentence(const TreeView& tree, int w) {
  const std::vector<int> words = tree.subtree(w);
  const int first = words.front();
  const bool comma = tree[first].form == "," || (first > 1 && tree[first - 1].form == ",");
  return first == 0 || (words.back() + 2 >= tree.size() && comma);
}

// "As per the census the town had ...": what opens the sentence so, however it is parsed.
int opening_source(const TreeView& tree, int anchor) {
  const bool opens = tree.size() > 3 && pack::fold(tree[0].form) == "as" && tree[1].form == "per";
  int noun = 2;
  while (opens && tree[noun].head != kRoot && tree[noun].head > noun &&
         tree.is_noun(tree[noun].head)) {
    noun = tree[noun].head;
  }
  return opens && tree.is_noun(noun) && !tree.dominates(noun, anchor) ? noun : kRoot;
}

}  // namespace

int named_source(const TreeView& tree, int anchor, const Sayer& can_say) {
  if (const int source = opening_source(tree, anchor); source != kRoot) {
    return source;
  }
  for (int w = 0; w < tree.size(); ++w) {
    if (names_source(tree, w, can_say) && spans_sentence(tree, w) && !tree.dominates(w, anchor)) {
      return w;
    }
  }
  for (int w = anchor, steps = 0; w != kRoot && steps < kMostSteps; w = tree[w].head, ++steps) {
    std::vector<int> beside = tree.children(w);
    if (const int complement = tree.child(w, {Deprel::kXcomp}); complement != kRoot) {
      const std::vector<int>& below = tree.children(complement);
      beside.insert(beside.end(), below.begin(), below.end());
    }
    for (int c : beside) {
      if (tree.dominates(c, anchor)) {
        continue;
      }
      const int who = names_source(tree, c, can_say) ? c : opinion_of(tree, c, can_say);
      if (who != kRoot) {
        return who;
      }
    }
  }
  return kRoot;
}

}  // namespace rapport::extract
