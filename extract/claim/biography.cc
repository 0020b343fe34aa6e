// Fragments of a life; see biography.h.

#include "extract/claim/biography.h"

#include <algorithm>

#include "rapport/pack/fold.h"

namespace rapport::extract {
namespace {

bool is_person(const Mentions& mentions, MentionId id) {
  const Mention& mention = mentions[id];
  return mention.layer == Layer::kNamed && mention.type &&
         mentions.pack().types()[*mention.type].kind == pack::Kind::kPerson;
}

// A noun phrase set down as a sentence.
bool is_fragment(const TreeView& tree) {
  return tree.size() > 0 && tree.is_noun(tree.root()) &&
         tree.child(tree.root(), {Deprel::kCop, Deprel::kNsubj, Deprel::kNsubjPass}) == kRoot;
}

// Does the noun stand beside the root rather than hang on a preposition?
bool stands_beside(const TreeView& tree, int noun) {
  for (int w = noun; w != tree.root(); w = tree[w].head) {
    const Deprel rel = tree[w].deprel;
    if (rel != Deprel::kConj && rel != Deprel::kAppos && rel != Deprel::kParataxis &&
        rel != Deprel::kDep && rel != Deprel::kList && rel != Deprel::kNmodUnmarked) {
      return false;
    }
  }
  return true;
}

// The person with whom the fragment opens, before word `end`; -1 where there is none.
MentionId opening_person(Mentions& mentions, int sentence, int end) {
  const TreeView& tree = mentions.analysis().view(sentence);
  if (!is_fragment(tree) || tree[0].upos != Upos::kPropn) {
    return -1;
  }
  int head = 0;
  while (tree[head].deprel == Deprel::kFlat || tree[head].deprel == Deprel::kCompound) {
    head = tree[head].head;
  }
  const MentionId id = head < end ? mentions.of({sentence, head}) : -1;
  return id >= 0 && is_person(mentions, id) ? id : -1;
}

// The person whose name is all of the sentence; -1 where there is more in it.
MentionId person_alone(Mentions& mentions, int sentence) {
  const TreeView& tree = mentions.analysis().view(sentence);
  const MentionId id = opening_person(mentions, sentence, tree.size());
  int words = 0;
  for (int w = 0; w < tree.size(); ++w) {
    words += tree[w].upos == Upos::kPunct ? 0 : 1;
  }
  return id >= 0 && static_cast<int>(mentions[id].words.size()) == words ? id : -1;
}

}  // namespace

MentionId person_told_of(Mentions& mentions, WordRef noun) {
  const Analysis& analysis = mentions.analysis();
  const TreeView& tree = analysis.view(noun.sentence);
  const auto type = mentions.pack().type_of_noun(pack::fold(tree[noun.word].lemma));
  const bool office = type && mentions.pack().types()[*type].kind == pack::Kind::kPerson;
  if (!is_fragment(tree) || !stands_beside(tree, noun.word) ||
      (!office && tree[noun.word].lemma != "member")) {
    return -1;
  }
  const auto block_of = [&](int s) {
    return analysis.sentences[static_cast<std::size_t>(s)].block;
  };
  const int block = block_of(noun.sentence);
  MentionId person = opening_person(mentions, noun.sentence, noun.word);
  for (int s = noun.sentence - 1; s >= 0 && person < 0 && block_of(s) >= block - 1; --s) {
    person = block_of(s) == block ? opening_person(mentions, s, analysis.view(s).size())
                                  : person_alone(mentions, s);
  }
  return person;
}

MentionId body_of_list(Mentions& mentions, int sentence) {
  const Analysis& analysis = mentions.analysis();
  const int lead_in = analysis.block_of(sentence).lead_in;
  MentionId body = -1;
  for (int s = sentence - 1; s >= 0 && lead_in != kNone && body < 0; --s) {
    const int block = analysis.sentences[static_cast<std::size_t>(s)].block;
    if (block < lead_in) {
      break;
    }
    const TreeView& tree = analysis.view(s);
    for (int w = 0; block == lead_in && w < tree.size(); ++w) {
      if (tree[w].upos != Upos::kPropn || tree[w].deprel == Deprel::kCompound) {
        continue;
      }
      const MentionId id = mentions.of({s, w});
      const auto& type = mentions[id].type;
      const bool is_body = type && mentions.pack().types()[*type].kind == pack::Kind::kOrganization;
      body = is_body ? id : body;
    }
  }
  return body;
}

}  // namespace rapport::extract
