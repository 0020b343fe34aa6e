// What qualifies a statement, put together.

#include "extract/claim/qualifier.h"

#include "extract/claim/measure.h"
#include "extract/claim/qualifier_parts.h"

namespace rapport::extract {
namespace {

std::string surface(const Mentions& mentions, int sentence, const std::vector<int>& words) {
  if (words.empty()) {
    return "";
  }
  const TreeView& tree = mentions.analysis().view(sentence);
  const Span span{tree[words.front()].span.begin, tree[words.back()].span.end};
  return std::string(span.in(mentions.analysis().text->text()));
}

bool is_place(Mentions& mentions, WordRef ref) {
  if (is_time(mentions.analysis().view(ref.sentence), ref.word)) {
    return false;  // "in the first quarter"
  }
  const TreeView& tree = mentions.analysis().view(ref.sentence);
  const std::string marker = tree.marker(ref.word);
  if ((marker != "in" && marker != "at" && marker != "within" && marker != "across") ||
      !tree.is_noun(ref.word)) {
    return false;
  }
  const auto type = mentions[mentions.of(ref)].type;
  return type && mentions.pack().types()[*type].kind == pack::Kind::kPlace;
}

// Where: a place among the complements of the predicate, or of the clause that it stands in.
std::string place_of(Mentions& mentions, WordRef anchor) {
  const TreeView& tree = mentions.analysis().view(anchor.sentence);
  for (int w = anchor.word, steps = 0; w != kRoot && steps < 2; w = tree[w].head, ++steps) {
    for (int c : tree.children(w, {Deprel::kObl, Deprel::kNmod})) {
      if (is_place(mentions, {anchor.sentence, c})) {
        return surface(mentions, anchor.sentence, tree.subtree(c));
      }
    }
  }
  return "";
}

}  // namespace

Qualifiers qualifiers(Mentions& mentions, WordRef anchor) {
  const TreeView& tree = mentions.analysis().view(anchor.sentence);
  Qualifiers out;
  out.time = surface(mentions, anchor.sentence, time_words(tree, anchor.word));
  out.quantity = surface(mentions, anchor.sentence, amount_words(tree, anchor.word));
  out.attribution = source_of(mentions, anchor);
  out.place = place_of(mentions, anchor);
  return out;
}

}  // namespace rapport::extract
