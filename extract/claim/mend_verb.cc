// Making a verb of a noun.

#include "extract/claim/mend_verb.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "rapport/pack/fold.h"

namespace rapport::extract {
namespace {

Word& at(Tree& tree, int word) { return tree.words[static_cast<std::size_t>(word)]; }
const Word& at(const Tree& tree, int word) { return tree.words[static_cast<std::size_t>(word)]; }
int size(const Tree& tree) { return static_cast<int>(tree.words.size()); }

bool is_noun(const Word& word) { return word.upos == Upos::kNoun || word.upos == Upos::kPropn; }

bool begins_phrase(const Word& word) {
  return is_noun(word) || word.upos == Upos::kDet || word.upos == Upos::kAdj ||
         word.upos == Upos::kNum;
}

int root_of(const Tree& tree) {
  for (int w = 0; w < size(tree); ++w) {
    if (at(tree, w).head == kRoot) {
      return w;
    }
  }
  return kRoot;
}

// "Germany supports developing countries.", "the transition to clean energy": what a parser takes
// for a clause with an object.
void mend_developing(Tree& tree, int w) {
  static constexpr std::array<std::string_view, 10> kNouns = {
      "countries", "nations", "economies", "states", "regions",
      "energy",    "power",   "water",     "air",    "technology"};
  const std::string form = pack::fold(at(tree, w).form);
  if (w + 1 >= size(tree) || at(tree, w).upos != Upos::kVerb || at(tree, w + 1).head != w ||
      (form != "developing" && form != "clean") ||
      std::find(kNouns.begin(), kNouns.end(), at(tree, w + 1).form) == kNouns.end()) {
    return;
  }
  for (const Word& word : tree.words) {
    if (word.head == w && (word.deprel == Deprel::kNsubj || word.deprel == Deprel::kAux)) {
      return;  // "they are developing"
    }
  }
  const int governor = at(tree, w).head;
  if (governor == kRoot) {
    return;
  }
  for (Word& word : tree.words) {
    if (word.head != w) {
      continue;
    }
    const bool mark = word.deprel == Deprel::kMark;  // "to developing countries"
    word.head = mark ? w + 1 : governor;
    word.deprel = mark ? Deprel::kCase : word.deprel;
  }
  at(tree, w + 1).deprel = at(tree, w).deprel == Deprel::kXcomp ? Deprel::kObj : Deprel::kObl;
  at(tree, w).head = w + 1;
  at(tree, w).deprel = Deprel::kAmod;
  at(tree, w).upos = Upos::kAdj;
}

// Has the sentence a verb that may be its own? A participle behind a noun may be one.
bool has_verb(const Tree& tree, bool participles) {
  return std::any_of(tree.words.begin(), tree.words.end(), [participles](const Word& word) {
    return word.upos == Upos::kAux ||
           (word.upos == Upos::kVerb && (participles || word.deprel != Deprel::kAcl) &&
            word.deprel != Deprel::kCompound && word.deprel != Deprel::kAmod);
  });
}

// The base form of the verb that the word may be; empty for another.
std::string base_of(const Word& word) {
  const std::string form = pack::fold(word.form);
  if (word.upos == Upos::kVerb || word.xpos == "NN") {
    return word.upos == Upos::kVerb ? word.lemma : form;
  }
  if (word.xpos != "NNS") {
    return {};
  }
  return word.lemma == form ? form.substr(0, form.size() - 1) : word.lemma;  // "finances"
}

// Is what stands before the verb a phrase of nouns from the start on?
bool is_subject(const Tree& tree, int verb) {
  for (int w = 0; w < verb; ++w) {
    const Word& word = at(tree, w);
    if (!begins_phrase(word) && word.upos != Upos::kCconj && word.form != ",") {
      return false;
    }
  }
  return verb > 0 && is_noun(at(tree, verb - 1));
}

// Several need the plain form, one the form in -s: "Chad and Togo support", "Chad supports".
bool agrees(const Tree& tree, int verb) {
  const bool several = std::any_of(tree.words.begin(), tree.words.begin() + verb,
                                   [](const Word& word) { return word.upos == Upos::kCconj; }) ||
                       at(tree, verb - 1).xpos == "NNS";
  return several == (at(tree, verb).xpos == "NN");
}

// The noun at the end of the subject: the one that is no compound of another before the verb.
int subject_head(const Tree& tree, int verb) {
  for (int w = 0; w < verb; ++w) {
    if (is_noun(at(tree, w)) && at(tree, w).head >= verb) {
      return w;
    }
  }
  return verb - 1;
}

// "Chad and Togo support farmers": a root with a subject and an object, whatever its tag.
bool has_arguments(const Tree& tree, int root) {
  bool subject = false, object = false;
  for (const Word& word : tree.words) {
    subject = subject || (word.head == root && word.deprel == Deprel::kNsubj);
    object = object || (word.head == root && word.deprel == Deprel::kObj);
  }
  return subject && object;
}

void tag_verb(Word& word, const std::string& lemma) {
  word.upos = Upos::kVerb;
  word.xpos = word.xpos == "NN" ? "VBP" : "VBZ";
  word.lemma = lemma;
}

// "The head of the mission, Ana Silva, called for restraint.": a past behind an apposition that a
// parser takes for a participle, where the sentence has no other verb.
bool mend_past(Tree& tree, int root) {
  int apposed = kRoot, past = kRoot;
  for (int w = root + 1; w < size(tree); ++w) {
    const Word& word = at(tree, w);
    apposed = word.head == root && word.deprel == Deprel::kAppos ? w : apposed;
    const bool follows = apposed != kRoot && at(tree, w - 1).form == ",";
    past = word.head == root && word.deprel == Deprel::kAcl && word.xpos == "VBN" && follows ? w
                                                                                             : past;
  }
  const bool done = std::any_of(tree.words.begin(), tree.words.end(), [past](const Word& word) {
    return word.head == past && word.deprel == Deprel::kOblAgent;  // "taken by Reuters"
  });
  if (past == kRoot || done || !is_noun(at(tree, root))) {
    return false;
  }
  for (Word& word : tree.words) {
    if (word.head == root && word.deprel == Deprel::kPunct && word.form == ".") {
      word.head = past;
    }
  }
  at(tree, past).head = kRoot;
  at(tree, past).deprel = Deprel::kRoot;
  at(tree, past).xpos = "VBD";
  at(tree, root).head = past;
  at(tree, root).deprel = Deprel::kNsubj;
  return true;
}

// "Poor roads and low pay hinder the programme.": a verb that a parser coordinates with its
// subject.
bool mend_coordinated(Tree& tree, int root) {
  if (!is_noun(at(tree, root))) {
    return false;
  }
  for (int v = root + 1; v < size(tree); ++v) {
    const Word& verb = at(tree, v);
    const bool finite = verb.xpos == "VBP" || verb.xpos == "VBZ" || verb.xpos == "VBD";
    const bool bare = std::none_of(tree.words.begin(), tree.words.end(), [v](const Word& word) {
      return word.head == v && (word.deprel == Deprel::kNsubj || word.deprel == Deprel::kCc ||
                                word.deprel == Deprel::kNsubjPass);
    });
    if (verb.deprel == Deprel::kConj && verb.head == root && finite && bare &&
        is_noun(at(tree, v - 1))) {
      at(tree, v).head = kRoot;
      at(tree, v).deprel = Deprel::kRoot;
      at(tree, root).head = v;
      at(tree, root).deprel = Deprel::kNsubj;
      return true;
    }
  }
  return false;
}

void make_verb(Tree& tree, int verb, const std::string& lemma) {
  const int root = root_of(tree);
  const int subject = subject_head(tree, verb);
  const int object = at(tree, verb).head > verb ? at(tree, verb).head : kRoot;
  for (int w = 0; w < size(tree); ++w) {
    Word& word = at(tree, w);
    if (w < verb && w != subject && word.head >= verb) {
      word.head = subject;  // the article of the whole
    }
    if (word.upos == Upos::kPunct && word.head == root) {
      word.head = verb;
    }
  }
  at(tree, subject).head = verb;
  at(tree, subject).deprel = Deprel::kNsubj;
  if (object != kRoot) {
    at(tree, object).head = verb;
    at(tree, object).deprel = Deprel::kObj;
  }
  Word& word = at(tree, verb);
  word.head = kRoot;
  word.deprel = Deprel::kRoot;
  tag_verb(word, lemma);
}

}  // namespace

void mend_verbs(Tree& tree, const std::function<bool(const std::string&)>& is_verb) {
  for (int w = 0; w < size(tree); ++w) {
    mend_developing(tree, w);
  }
  if (size(tree) > 4 && at(tree, size(tree) - 1).form == "." && !has_verb(tree, false) &&
      mend_past(tree, root_of(tree))) {
    return;
  }
  if (size(tree) > 0 && mend_coordinated(tree, root_of(tree))) {
    return;
  }
  constexpr int kLongest = 24;  // words; longer ones without a verb are lists
  if (size(tree) > kLongest || size(tree) < 4 || at(tree, size(tree) - 1).form != "." ||
      has_verb(tree, true)) {
    return;
  }
  const int root = root_of(tree);
  if (const std::string base = base_of(at(tree, root));
      is_verb(base) && has_arguments(tree, root)) {
    tag_verb(at(tree, root), base);
    return;
  }
  for (int w = 1; w + 2 < size(tree); ++w) {
    const Word& word = at(tree, w);
    const std::string base = base_of(word);
    const bool within = word.deprel == Deprel::kCompound && word.head == root && word.head > w;
    if (within && !base.empty() && is_verb(base) && begins_phrase(at(tree, w + 1)) &&
        is_subject(tree, w) && agrees(tree, w)) {
      make_verb(tree, w, base);
      return;
    }
  }
}

}  // namespace rapport::extract
