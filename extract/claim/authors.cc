// Reading the words in apposition to "we" and "I".

#include "extract/claim/authors.h"

#include <algorithm>

#include "rapport/pack/fold.h"

namespace rapport::extract {
namespace {

bool is_actor(const Mentions& mentions, const Mention& mention) {
  const pack::Pack& pack = mentions.pack();
  return mention.type && pack.types()[pack.root(*mention.type)].abstract;
}

// The named states and bodies in the phrase that `head` heads, its conjuncts left aside.
std::vector<MentionId> spoken_for(Mentions& mentions, WordRef head) {
  const TreeView& tree = mentions.analysis().view(head.sentence);
  std::vector<MentionId> out;
  for (const NameHit& hit : mentions.names_in(head.sentence)) {
    int up = hit.end - 1;
    while (up != kRoot && up != head.word &&
           !(tree[up].deprel == Deprel::kConj && tree[up].head == head.word)) {
      up = tree[up].head;
    }
    if (up != head.word || hit.adjective) {
      continue;
    }
    const MentionId id = mentions.of_name(head.sentence, hit);
    if (is_actor(mentions, mentions[id])) {
      out.push_back(id);
    }
  }
  return out;
}

void read_apposition(Mentions& mentions, WordRef pronoun, Authors& authors) {
  const TreeView& tree = mentions.analysis().view(pronoun.sentence);
  const bool several = pack::fold(tree[pronoun.word].form) == "we";
  for (int a : tree.children(pronoun.word, {Deprel::kAppos})) {
    for (int j : tree.conjuncts(a)) {
      const WordRef ref{pronoun.sentence, j};
      std::vector<MentionId> bodies = spoken_for(mentions, ref);
      if (several && bodies.empty()) {
        bodies.push_back(mentions.of(ref));
      }
      authors.we.insert(authors.we.end(), bodies.begin(), bodies.end());
      if (!several) {
        authors.i.push_back(mentions.of(ref));
      }
    }
  }
}

}  // namespace

Authors find_authors(Mentions& mentions) {
  Authors authors;
  const Analysis& analysis = mentions.analysis();
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const TreeView& tree = analysis.view(static_cast<int>(s));
    for (int w = 0; w < tree.size(); ++w) {
      const std::string lower = tree[w].upos == Upos::kPron ? pack::fold(tree[w].form) : "";
      const bool open = lower == "we" ? authors.we.empty() : lower == "i" && authors.i.empty();
      if (open) {
        read_apposition(mentions, {static_cast<int>(s), w}, authors);
      }
    }
  }
  return authors;
}

}  // namespace rapport::extract
