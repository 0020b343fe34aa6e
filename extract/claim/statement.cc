// Owners of statements, and who has or makes them.

#include "extract/claim/statement.h"

#include <unordered_set>

#include "rapport/pack/fold.h"

#include "extract/claim/measure.h"
#include "extract/claim/saying.h"
#include "extract/claim/teller.h"

namespace rapport::extract {
namespace {

// What a noun says: "the claim that they left", "the recommendation to leave"; not what it is
// for, "a report to inform the council".
bool is_content(const TreeView& tree, int w) {
  static const std::unordered_set<std::string_view> kProposals = {"recommendation", "suggestion",
                                                                  "claim"};
  // what somebody is said to do: "allegations of breaking it"; not "the tradition of opening it"
  static const std::unordered_set<std::string_view> kCharges = {
      "allegation", "accusation", "claim",  "report", "denial",     "admission",
      "suspicion",  "rumor",      "rumour", "story",  "confession", "evidence"};
  const std::string marker = tree.marker(w);
  const int noun = tree[w].head;
  if ((tree[w].deprel != Deprel::kAcl && tree[w].deprel != Deprel::kAclRelcl &&
       tree[w].deprel != Deprel::kCcomp) ||
      noun == kRoot) {
    return false;
  }
  if (marker.empty()) {  // "reports of states breaking it"
    const int who = tree.child(noun, {Deprel::kNmod});
    return tree[w].xpos == "VBG" && who != kRoot && who < w && tree.marker(who) == "of";
  }
  const bool gerund = tree[w].xpos == "VBG" && tree.child(w, {Deprel::kAux}) == kRoot;
  if (marker == "of" && gerund) {
    return kCharges.contains(tree[noun].lemma);
  }
  // "approved claims to provide support" tells no claim
  const bool bare = tree[noun].xpos == "NNS" && tree[noun].lemma == "claim";
  return marker != "to" || (kProposals.contains(tree[noun].lemma) && !bare);
}

// "experts' view", "the claim by the council"
int owner_of(const TreeView& tree, int noun) {
  for (int owner : tree.children(noun, {Deprel::kNmodPoss, Deprel::kNmod})) {
    if ((tree[owner].deprel == Deprel::kNmodPoss || tree.marker(owner) == "by") &&
        !is_time(tree, owner)) {
      return owner;
    }
  }
  return kRoot;
}

}  // namespace

int holder_of(const TreeView& tree, int clause) {
  const int noun = tree[clause].head;
  if (!is_content(tree, clause) || !is_statement(pack::fold(tree[noun].lemma))) {
    return kRoot;
  }
  if (const int owner = owner_of(tree, noun); owner != kRoot) {
    return owner;
  }
  const std::string within = tree.marker(noun);
  if (tree.child(noun, {Deprel::kCop}) != kRoot && (within == "of" || within == "under")) {
    return teller_of(tree, noun);  // "are of the opinion that"
  }
  const int verb = tree[noun].head;
  const bool held = tree[noun].deprel == Deprel::kObj ||
                    (tree[noun].deprel == Deprel::kObl && (within == "with" || within == "in"));
  if (held && verb != kRoot && is_objecting(tree[verb].lemma)) {
    return kRoot;
  }
  const int holder = held && verb != kRoot ? teller_of(tree, verb) : kRoot;
  return holder == kRoot && is_document(tree[noun].lemma) ? noun : holder;
}

int viewer_of(const TreeView& tree, int clause, int anchor) {
  const int noun = tree.child(clause, {Deprel::kNsubjOuter});
  const bool view = noun != kRoot && tree.marker(clause) == "that" &&
                    is_statement(tree[noun].lemma) && !tree.dominates(noun, anchor);
  return view ? owner_of(tree, noun) : kRoot;
}

}  // namespace rapport::extract
