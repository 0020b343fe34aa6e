// Hanging titles on names.

#include "extract/claim/mend_title.h"

#include <algorithm>
#include <cstddef>

namespace rapport::extract {
namespace {

constexpr int kFarthest = 3;  // words from a title to the last name

Word& at(Tree& tree, int word) { return tree.words[static_cast<std::size_t>(word)]; }

bool is_name(const Word& word) {
  return word.upos == Upos::kPropn || (word.upos == Upos::kAdj && word.xpos == "NNP");
}

// "Secretary - General Ana Silva": the word before the hyphen hangs where the name hangs.
void mend_hyphened(Tree& tree, int first) {
  const int second = first + 2;
  if (second >= static_cast<int>(tree.words.size()) || at(tree, first + 1).form != "-" ||
      at(tree, second).form != "General") {
    return;
  }
  const int name = at(tree, second).head;
  if (name <= second || !is_name(at(tree, name)) || at(tree, second).deprel != Deprel::kNmodDesc ||
      at(tree, first).head != at(tree, name).head) {
    return;
  }
  if (first > 0 && at(tree, first - 1).upos == Upos::kPropn &&
      at(tree, first - 1).head == at(tree, first).head &&
      at(tree, first - 1).deprel == at(tree, first).deprel) {  // "WHO Director-General Ana Silva"
    at(tree, first - 1).head = first;
    at(tree, first - 1).deprel = Deprel::kCompound;
  }
  at(tree, first).head = name;
  at(tree, first).deprel = Deprel::kNmodDesc;
}

// "Chancellor Ana Silva", no comma between: the name takes the place of the title, and the first
// name that of the last one.
void mend_apposed(Tree& tree, int title) {
  const Word& noun = at(tree, title);
  if (noun.upos != Upos::kPropn || noun.head == kRoot || noun.deprel == Deprel::kCompound) {
    return;
  }
  int last = title + 1;
  while (last < static_cast<int>(tree.words.size()) && last <= title + kFarthest &&
         is_name(at(tree, last)) && at(tree, last).deprel != Deprel::kAppos) {
    ++last;
  }
  if (last == title + 1 || last >= static_cast<int>(tree.words.size()) ||
      last > title + kFarthest || !is_name(at(tree, last)) || at(tree, last).head != title ||
      at(tree, last).deprel != Deprel::kAppos) {
    return;
  }
  const int first = title + 1;
  if (noun.head == first) {
    return;
  }
  at(tree, first).head = noun.head;
  at(tree, first).deprel = noun.deprel;
  for (int w = first + 1; w <= last; ++w) {
    at(tree, w).head = first;
    at(tree, w).deprel = Deprel::kFlat;
  }
  for (Word& word : tree.words) {  // what hung on the title as a person hangs on the name
    const bool own = word.deprel == Deprel::kAmod || word.deprel == Deprel::kCompound ||
                     word.deprel == Deprel::kDet || word.deprel == Deprel::kNmodPoss;
    if (word.head == title && !own) {
      word.head = first;
    }
  }
  at(tree, title).head = first;
  at(tree, title).deprel = Deprel::kNmodDesc;
}

// Is one of the words of the name tagged as a person's?
bool names_person(const Tree& tree, int name) {
  for (int w = 0; w < static_cast<int>(tree.words.size()); ++w) {
    const Word& word = tree.words[static_cast<std::size_t>(w)];
    if (word.name == NameTag::kBeginPerson && (w == name || word.head == name)) {
      return true;
    }
  }
  return false;
}

// "The envoy for Chad, Ana Silva, said": a person in commas is the holder of the office, not the
// land.
void mend_holder(Tree& tree, int name) {
  Word& person = at(tree, name);
  if (person.deprel != Deprel::kAppos || person.head == kRoot || person.head > name ||
      !names_person(tree, name)) {
    return;
  }
  const Word& where = at(tree, person.head);
  if (where.deprel == Deprel::kNmod && where.head != kRoot && where.name != NameTag::kBeginPerson &&
      at(tree, where.head).upos == Upos::kNoun) {
    person.head = where.head;
  }
}

// "his counterpart Ana Silva", "the group Al-Noor": a name right behind a noun, no comma between,
// is who is meant; the noun says what that is.
void mend_named(Tree& tree, int noun) {
  const int next = noun + 1;
  if (at(tree, noun).upos != Upos::kNoun || at(tree, noun).xpos != "NN" ||
      at(tree, next).upos != Upos::kPropn) {
    return;
  }
  int name = next;
  while (at(tree, name).head > name && at(tree, name).upos == Upos::kPropn) {
    name = at(tree, name).head;  // "Ana" of "Silva"
  }
  if (at(tree, name).upos != Upos::kPropn || at(tree, name).deprel != Deprel::kAppos ||
      at(tree, name).head != noun || at(tree, noun).deprel == Deprel::kCompound) {
    return;
  }
  for (const Word& word : tree.words) {
    if (word.head == noun && word.deprel == Deprel::kCompound && word.upos == Upos::kPropn) {
      return;  // "Harbour Union leader Ana Silva": whose leader she is
    }
  }
  for (Word& word : tree.words) {
    const bool own = word.deprel == Deprel::kAmod || word.deprel == Deprel::kCompound ||
                     word.deprel == Deprel::kDet || word.deprel == Deprel::kNmodPoss ||
                     word.deprel == Deprel::kNummod;
    if (word.head == noun && !own) {
      word.head = name;
    }
  }
  at(tree, name).head = at(tree, noun).head;
  at(tree, name).deprel = at(tree, noun).deprel;
  at(tree, noun).head = name;
  at(tree, noun).deprel = Deprel::kNmodDesc;
}

}  // namespace

void mend_titles(Tree& tree) {
  for (int w = 0; w + 2 < static_cast<int>(tree.words.size()); ++w) {
    mend_hyphened(tree, w);
    mend_apposed(tree, w);
    mend_holder(tree, w);
    mend_named(tree, w);
  }
}

}  // namespace rapport::extract
