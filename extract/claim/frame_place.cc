// Location frames of names that stand beside each other: a place with the one it lies in ("Busan,
// South Korea"), a body with the place of its seat ("the Lagos-based fund").

#include <algorithm>

#include "extract/claim/proposition.h"

namespace rapport::extract {
namespace {

bool is_place(const pack::Pack& pack, pack::TypeIndex type) {
  return pack.types()[type].kind == pack::Kind::kPlace;
}

// The place or state that ends just before word `end`, or -1.
MentionId place_before(Mentions& mentions, int sentence, int end) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const pack::Pack& pack = mentions.pack();
  for (const NameHit& hit : mentions.names_in(sentence)) {
    if (hit.end == end) {
      return is_place(pack, pack.names()[hit.name].type) ? mentions.of_name(sentence, hit) : -1;
    }
  }
  const Word& word = tree[end - 1];
  const bool tagged = word.name == NameTag::kBeginLocation || word.name == NameTag::kInsideLocation;
  return tagged && word.upos == Upos::kPropn ? mentions.of({sentence, end - 1}) : -1;
}

bool is_state(const Mentions& mentions, MentionId id) {
  const auto& type = mentions[id].type;
  return type && mentions.pack().types()[mentions.pack().root(*type)].abstract;
}

// "in Lima, Peru, and Chile" lists places; "in Lima, Peru, on Friday" does not.
bool is_list(const Mentions& mentions, int sentence, int end) {
  const TreeView& tree = mentions.analysis().view(sentence);
  int next = end;
  while (next < tree.size() && (tree[next].form == "," || tree[next].upos == Upos::kCconj)) {
    ++next;
  }
  for (const NameHit& hit : mentions.names_in(sentence)) {
    if (next > end && hit.begin == next) {
      return true;
    }
  }
  return false;
}

void add_location(int sentence, int anchor, MentionId self, MentionId place,
                  std::vector<Proposition>& out) {
  Proposition p;
  p.frame = "location";
  p.cues = {"in"};
  p.predicate = "in";
  p.anchor = {sentence, anchor};
  p.arguments.push_back({"self", self});
  p.arguments.push_back({"place", place});
  out.push_back(std::move(p));
}

// From the outer place inwards: "Riverton, Delta Province, Chad" has two pairs.
void nested_places(Mentions& mentions, int sentence, const NameHit& hit,
                   std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  MentionId outer = mentions.of_name(sentence, hit);
  int comma = hit.begin - 1;
  while (comma >= 1 && tree[comma].form == ",") {
    const MentionId inner = place_before(mentions, sentence, comma);
    if (inner < 0 || is_state(mentions, inner)) {
      return;
    }
    add_location(sentence, comma - 1, inner, outer, out);
    const std::vector<int>& words = mentions[inner].words;
    comma = words.empty() ? -1 : *std::min_element(words.begin(), words.end()) - 1;
    outer = inner;
  }
}

// "the Lagos-based fund", "a Chadian-based firm": the noun, where `based` says so of it; kRoot
// else.
int based_at(const TreeView& tree, int based) {
  const bool says = based < tree.size() && tree[based].form == "based" &&
                    tree[based - 1].form == "-" && tree[based].head > based;
  return says && tree.is_noun(tree[based].head) ? tree[based].head : kRoot;
}

}  // namespace

void place_frames(Mentions& mentions, int sentence, std::vector<Proposition>& out) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const pack::Pack& pack = mentions.pack();
  for (const NameHit& hit : mentions.names_in(sentence)) {
    const bool follows = hit.begin >= 2 && tree[hit.begin - 1].form == "," && !hit.adjective &&
                         is_place(pack, pack.names()[hit.name].type);
    if (!follows || tree[hit.end - 1].deprel == Deprel::kConj ||
        is_list(mentions, sentence, hit.end)) {
      continue;
    }
    nested_places(mentions, sentence, hit, out);
  }
  for (int w = 2; w < tree.size(); ++w) {
    const int noun = based_at(tree, w);
    const MentionId place = noun == kRoot ? -1 : place_before(mentions, sentence, w - 1);
    if (place >= 0) {
      add_location(sentence, noun, mentions.of({sentence, noun}), place, out);
    }
  }
}

}  // namespace rapport::extract
