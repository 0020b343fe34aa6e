// "Would", "is to" and "has yet to", by the words around them.

#include "extract/claim/future.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"

namespace rapport::extract {
namespace {

using Words = std::unordered_set<std::string_view>;

// "has stated that he would refuse" tells of a plan, "has found that it would" of a result.
const Words kAnnounces = {"say",     "state", "announce", "declare", "tell",   "pledge",
                          "promise", "vow",   "indicate", "confirm", "assure", "insist"};

// "would later become king", "would be built in 1910"
bool is_told_later(const TreeView& tree, int w) {
  static const Words kLater = {"later",      "eventually", "subsequently",
                               "ultimately", "soon",       "finally"};
  const std::vector<int> when =
      tree.children(w, {Deprel::kAdvmod, Deprel::kObl, Deprel::kOblUnmarked, Deprel::kAdvcl});
  return std::any_of(when.begin(), when.end(), [&](int t) {
    if (tree[t].deprel == Deprel::kAdvcl) {
      return tree.marker(t) == "after";
    }
    return kLater.contains(pack::fold(tree[t].form)) || tells_time(tree, t);
  });
}

bool has_aux(const TreeView& tree, int w, std::string_view lemma) {
  const std::vector<int> helpers = tree.children(w, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop});
  return std::any_of(helpers.begin(), helpers.end(), [&](int a) { return tree[a].lemma == lemma; });
}

bool is_past(const TreeView& tree, int w) {
  const std::vector<int> helpers = tree.children(w, {Deprel::kAux, Deprel::kAuxPass, Deprel::kCop});
  return tree[w].xpos == "VBD" ||
         std::any_of(helpers.begin(), helpers.end(), [&](int a) { return tree[a].xpos == "VBD"; });
}

// "voiced the hope that they would intensify": the noun for what somebody looks ahead to.
bool is_outlook(const TreeView& tree, int noun) {
  static const Words kOutlooks = {"hope",         "promise",   "pledge", "vow",
                                  "announcement", "assurance", "plan",   "decision"};
  return kOutlooks.contains(tree[noun].lemma);
}

// "a hall was built that would be used by guests", told of the past; a bill that would tax them may
// never do so.
bool is_later_use(const TreeView& tree, int w) {
  static const Words kDrafts = {"act",       "bill",       "law",      "agreement", "legislation",
                                "amendment", "deal",       "proposal", "plan",      "tax",
                                "reform",    "resolution", "budget",   "provision", "policy"};
  const int noun = tree[w].head;
  if (tree[w].deprel != Deprel::kAclRelcl || noun == kRoot ||
      kDrafts.contains(pack::fold(tree[noun].lemma))) {
    return false;
  }
  int above = noun;
  while (above != kRoot && ((!tree.is_verb(above) && tree.child(above, {Deprel::kCop}) == kRoot) ||
                            tree.marker(above) == "to" || tree[above].deprel == Deprel::kXcomp)) {
    above = tree[above].head;
  }
  return above != kRoot && is_past(tree, above);
}

bool is_conditional(const TreeView& tree, int w) {
  const std::vector<int> beside = tree.children(w, {Deprel::kAdvcl});
  return std::any_of(beside.begin(), beside.end(), [&](int c) { return tree.marker(c) == "if"; });
}

}  // namespace

bool is_foretold(const TreeView& tree, int w) {
  if (!has_aux(tree, w, "would") || has_aux(tree, w, "have")) {
    return false;  // "would have closed" did not
  }
  if (is_conditional(tree, w)) {
    return false;
  }
  const int said = tree.first_conjunct(w);
  const int governor = tree[said].head;
  if (governor != kRoot && is_conditional(tree, governor)) {
    return false;  // "if it came, they noted, it would go"
  }
  if (is_told_later(tree, w) || is_later_use(tree, said)) {
    return true;
  }
  if (tree[said].deprel == Deprel::kAcl || tree[said].deprel == Deprel::kAclRelcl) {
    return is_outlook(tree, governor);
  }
  if (governor == kRoot || tree[said].deprel != Deprel::kCcomp) {
    return false;
  }
  // "emphasized that they compete, noting that it would"
  int above = tree[governor].xpos == "VBG" ? tree[governor].head : kRoot;
  if (above != kRoot && !is_past(tree, above) && tree[above].deprel == Deprel::kCcomp) {
    above = tree[above].head;
  }
  return tree[governor].xpos == "VBD" || (above != kRoot && is_past(tree, above)) ||
         (tree[governor].xpos == "VBN" && kAnnounces.contains(tree[governor].lemma));
}

bool is_habit(const TreeView& tree, int w) {
  static const Words kOften = {"often",     "usually",    "sometimes",    "regularly",
                               "typically", "frequently", "habitually",   "always",
                               "rarely",    "seldom",     "occasionally", "commonly",
                               "generally", "normally",   "customarily",  "traditionally"};
  const int aux = tree.child(w, {Deprel::kAux});
  const std::vector<int> when =
      tree.children(w, {Deprel::kAdvmod, Deprel::kObl, Deprel::kOblUnmarked});
  return aux != kRoot && tree[aux].lemma == "would" &&
         std::any_of(when.begin(), when.end(), [&](int t) {
           const int each = tree.child(t, {Deprel::kDet});
           return kOften.contains(tree[t].lemma) ||
                  (each != kRoot && (tree[each].lemma == "every" || tree[each].lemma == "each"));
         });
}

bool is_to_be_done(const TreeView& tree, int w) {
  const std::vector<int> marks = tree.children(w, {Deprel::kMark});
  const int to = marks.empty() ? kRoot : marks.back();  // "that it is to open"
  const int be = tree.child(w, {Deprel::kCop, Deprel::kAux, Deprel::kAuxPass});
  static const Words kMeans = {"use",   "function", "way",    "effect",    "solution",
                               "job",   "method",   "custom", "tradition", "alternative",
                               "habit", "practice", "answer", "approach",  "application",
                               "trick", "response", "trend",  "feature",   "reaction"};
  const int same = tree.child(w, {Deprel::kNsubjOuter});  // "its use is to play music"
  if (same != kRoot && kMeans.contains(tree[same].lemma)) {
    return false;
  }
  return to != kRoot && be != kRoot && be < to && tree[be].lemma == "be" &&
         pack::fold(tree[to].form) == "to" && tree[be].xpos != "VB";
}

bool has_yet_to(const TreeView& tree, int w) {
  const int yet = tree.marker(w) == "to" ? tree.subtree(w).front() - 1 : kRoot;
  return yet > 0 && tree[yet].form == "yet" &&
         (tree[yet - 1].lemma == "have" || tree[yet - 1].lemma == "be");
}

}  // namespace rapport::extract
