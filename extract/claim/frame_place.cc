// The location frame of a place named with the one it lies in: "in Busan, South Korea".

#include "rapport/pack/fold.h"

#include "extract/claim/proposition.h"

namespace rapport::extract {
namespace {

bool is_place(const pack::Pack& pack, pack::TypeIndex type) {
  return pack.types()[type].kind == pack::Kind::kPlace;
}

bool acts(const pack::Pack& pack, pack::TypeIndex type) {
  return pack.types()[pack.root(type)].abstract;
}

// The place that ends just before word `comma`, which is no state itself, or -1.
MentionId place_before(Mentions& mentions, int sentence, int comma) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const pack::Pack& pack = mentions.pack();
  for (const NameHit& hit : mentions.names_in(sentence)) {
    if (hit.end == comma && !hit.adjective) {
      const pack::TypeIndex type = pack.names()[hit.name].type;
      return is_place(pack, type) && !acts(pack, type) ? mentions.of_name(sentence, hit) : -1;
    }
  }
  const Word& word = tree[comma - 1];
  const bool tagged = word.name == NameTag::kBeginLocation || word.name == NameTag::kInsideLocation;
  return tagged && word.upos == Upos::kPropn ? mentions.of({sentence, comma - 1}) : -1;
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
    const MentionId inner = place_before(mentions, sentence, hit.begin - 1);
    if (inner < 0) {
      continue;
    }
    Proposition p;
    p.frame = "location";
    p.cues = {"in"};
    p.predicate = "in";
    p.anchor = {sentence, hit.begin - 2};
    p.arguments.push_back({"self", inner});
    p.arguments.push_back({"place", mentions.of_name(sentence, hit)});
    out.push_back(std::move(p));
  }
}

}  // namespace rapport::extract
