// Mending trees.

#include "extract/claim/mend.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "rapport/pack/fold.h"

#include "extract/claim/mend_attachment.h"
#include "extract/claim/mend_complement.h"
#include "extract/claim/mend_lemma.h"
#include "extract/claim/mend_quantity.h"
#include "extract/claim/mend_title.h"
#include "extract/claim/mend_verb.h"
#include "extract/claim/tree_words.h"

namespace rapport::extract {
namespace {

bool is_title_of(const Word& noun, const Word& name) {
  const bool argument = noun.deprel == Deprel::kNsubj || noun.deprel == Deprel::kNsubjPass ||
                        noun.deprel == Deprel::kObj;
  return (noun.upos == Upos::kNoun || noun.upos == Upos::kPropn) && name.upos == Upos::kPropn &&
         argument && name.deprel == noun.deprel && name.head == noun.head;
}

// "EaP-SIPPAP": two parts of one name, which some parses take for a name and its apposition.
bool is_hyphened(const Tree& tree, std::size_t i) {
  const auto name = [&](std::size_t w) { return tree.words[w].upos == Upos::kPropn; };
  return i + 2 < tree.words.size() && name(i) && name(i + 2) && tree.words[i + 1].form == "-" &&
         tree.words[i + 2].deprel == Deprel::kAppos &&
         tree.words[i + 2].head == static_cast<int>(i);
}

// The clause that the participle `i` opens keeps its object; the noun that follows it and a comma
// is the subject of the main verb: "Beginning in May, the agency announced ...".
bool takes_subject(const Tree& tree, std::size_t i) {
  const Word& word = tree.words[i];
  const auto clause = static_cast<std::size_t>(word.head);
  if (word.deprel != Deprel::kNsubj || word.head == kRoot || clause > i ||
      tree.words[clause].xpos != "VBG" || tree.words[clause].deprel != Deprel::kAdvcl ||
      tree.words[clause].head < static_cast<int>(i)) {
    return false;
  }
  bool comma = false, subject = false;
  for (std::size_t w = clause; w < i; ++w) {
    comma = comma || tree.words[w].form == ",";
  }
  for (const Word& other : tree.words) {
    subject = subject || (other.head == tree.words[clause].head &&
                          (other.deprel == Deprel::kNsubj || other.deprel == Deprel::kNsubjPass));
  }
  return comma && !subject;
}

// "the director Anna Keller", where the name is the apposition. "Harbour Union leader Anna Keller"
// stays as it is: the apposition tells whose leader she is.
bool is_named_by(const Tree& tree, std::size_t i) {
  Word name = tree.words[i + 1];
  const bool apposition = name.deprel == Deprel::kAppos && name.head == static_cast<int>(i);
  name.head = tree.words[i].head;
  name.deprel = tree.words[i].deprel;
  return apposition && is_title_of(tree.words[i], name) && !has_child(tree, i, Deprel::kCompound);
}

// "He said that it would open and left": a past that stands beside no past goes with the verb of
// saying above.
void mend_coordination(Tree& tree, std::size_t i) {
  Word& word = tree.words[i];
  if (word.deprel != Deprel::kConj || word.xpos != "VBD" || word.head == kRoot ||
      has_child(tree, i, Deprel::kNsubj) || has_child(tree, i, Deprel::kNsubjPass)) {
    return;
  }
  const Word& first = tree.words[static_cast<std::size_t>(word.head)];
  if (first.deprel != Deprel::kCcomp || first.head == kRoot ||
      (first.xpos != "VB" && first.xpos != "VBP" && first.xpos != "VBZ")) {
    return;
  }
  if (tree.words[static_cast<std::size_t>(first.head)].xpos == "VBD") {
    word.head = first.head;
  }
}

// "To further support the effort, ...": a verb that was taken for a noun.
void mend_infinitive(Tree& tree, std::size_t i) {
  Word& word = tree.words[i];
  if (i < 2 || word.deprel != Deprel::kAdvcl || word.xpos != "NN" ||
      tree.words[i - 1].form != "further" || pack::fold(tree.words[i - 2].form) != "to") {
    return;
  }
  word.upos = Upos::kVerb;
  word.xpos = "VB";
  tree.words[i - 1].deprel = Deprel::kAdvmod;
  tree.words[i - 2].deprel = Deprel::kMark;
}

// "is a right, not a privilege": a second predicate, which some parses set apart.
void mend_contrast(Tree& tree, std::size_t i) {
  const Word& denial = tree.words[i];
  if (i == 0 || pack::fold(denial.form) != "not" || tree.words[i - 1].form != "," ||
      denial.head <= static_cast<int>(i)) {
    return;
  }
  const auto predicate = static_cast<std::size_t>(denial.head);
  Word& word = tree.words[predicate];
  const bool apart = word.deprel == Deprel::kParataxis || word.deprel == Deprel::kAppos;
  if (apart && word.upos != Upos::kVerb && word.head != kRoot && word.head < static_cast<int>(i) &&
      has_child(tree, static_cast<std::size_t>(word.head), Deprel::kCop) &&
      !has_child(tree, predicate, Deprel::kCop) && !has_child(tree, predicate, Deprel::kNsubj)) {
    word.deprel = Deprel::kConj;
  }
}

// "We, the ministers of ..., declare": the first noun after the comma that hangs where "we" does.
void mend_apposition(Tree& tree, std::size_t pronoun) {
  constexpr std::size_t kFarthest = 6;  // words, for an article and modifiers
  const Word& we = tree.words[pronoun];
  for (std::size_t i = pronoun + 2; i < tree.words.size() && i < pronoun + kFarthest; ++i) {
    Word& noun = tree.words[i];
    if (noun.head == we.head && noun.deprel == we.deprel &&
        (noun.upos == Upos::kNoun || noun.upos == Upos::kPropn)) {
      noun.head = static_cast<int>(pronoun);
      noun.deprel = Deprel::kAppos;
      return;
    }
  }
}

// An argument hangs on its predicate, never on the auxiliary: "that the police had tortured them".
void mend_auxiliary(Tree& tree, std::size_t i) {
  Word& word = tree.words[i];
  if (word.head == kRoot) {
    return;
  }
  const Word& helper = tree.words[static_cast<std::size_t>(word.head)];
  const bool helps = helper.deprel == Deprel::kAux || helper.deprel == Deprel::kAuxPass ||
                     helper.deprel == Deprel::kCop;
  const bool argument = word.deprel == Deprel::kNsubj || word.deprel == Deprel::kNsubjPass ||
                        word.deprel == Deprel::kObj || word.deprel == Deprel::kObl;
  if (helps && argument && helper.head != kRoot && helper.head != static_cast<int>(i)) {
    word.head = helper.head;
  }
}

// "Chad trains doctors": a noun before a verb that lacks a subject is no part of the verb.
void mend_compound(Tree& tree, std::size_t i) {
  Word& noun = tree.words[i];
  if (noun.deprel != Deprel::kCompound || noun.head != static_cast<int>(i) + 1) {
    return;
  }
  const Word& verb = tree.words[i + 1];
  if (verb.upos == Upos::kVerb && verb.head == kRoot &&
      (verb.xpos == "VBZ" || verb.xpos == "VBP") && !has_child(tree, i + 1, Deprel::kNsubj)) {
    noun.deprel = Deprel::kNsubj;
  }
}

// "For years, Chad and Togo, have worked together": what some parses take for another name of the
// time is the subject.
void mend_subject(Tree& tree, std::size_t i) {
  Word& noun = tree.words[i];
  if (noun.deprel != Deprel::kAppos || noun.upos != Upos::kPropn || noun.head == kRoot) {
    return;
  }
  const Word& time = tree.words[static_cast<std::size_t>(noun.head)];
  const int verb = time.head;
  if (time.deprel != Deprel::kObl || time.upos != Upos::kNoun || verb < static_cast<int>(i)) {
    return;
  }
  const auto v = static_cast<std::size_t>(verb);
  const std::string& xpos = tree.words[v].xpos;
  const bool finite =
      has_child(tree, v, Deprel::kAux) || xpos == "VBD" || xpos == "VBZ" || xpos == "VBP";
  if (finite && !has_child(tree, v, Deprel::kNsubj) && !has_child(tree, v, Deprel::kNsubjPass) &&
      !has_child(tree, v, Deprel::kExpl) && !has_child(tree, v, Deprel::kCsubj)) {
    noun.head = verb;
    noun.deprel = has_child(tree, v, Deprel::kAuxPass) ? Deprel::kNsubjPass : Deprel::kNsubj;
  }
}

// The noun that a list behind a colon names one by one: the last plural before it, rather a counted
// one; -1 where there is none.
int listed_noun(const Tree& tree, std::size_t colon) {
  int found = -1;
  for (std::size_t i = 0; i < colon; ++i) {
    const Word& word = tree.words[i];
    if (word.deprel == Deprel::kNummod &&
        tree.words[static_cast<std::size_t>(word.head)].xpos == "NNS") {
      return word.head;
    }
    found = word.xpos == "NNS" ? static_cast<int>(i) : found;
  }
  return found;
}

// "Six states joined it in 1948: Chad, Niger and Togo." Three names behind a colon hang on what
// they are, not on the verb.
void mend_list(Tree& tree, std::size_t colon) {
  std::size_t first = colon + 1;
  while (first < tree.words.size() && tree.words[first].deprel != Deprel::kParataxis) {
    ++first;
  }
  const int noun = listed_noun(tree, colon);
  if (noun < 0 || first > colon + 3 || first >= tree.words.size()) {
    return;
  }
  int names = 0;
  for (std::size_t i = colon + 1; i < tree.words.size(); ++i) {
    const Word& word = tree.words[i];
    if (i != first && word.head != static_cast<int>(first)) {
      continue;
    }
    if (i == first || word.deprel == Deprel::kConj) {
      if (word.upos != Upos::kPropn) {
        return;
      }
      ++names;
    }
  }
  if (names >= 3 && tree.words[first].head != noun && noun < static_cast<int>(first)) {
    tree.words[first].head = noun;
    tree.words[first].deprel = Deprel::kAppos;
  }
}

// The rules of this file and those about titles and attachments; they look at words and heads
// alone, and may leave a loop.
void mend_heads(Tree& tree) {
  mend_titles(tree);
  for (std::size_t i = 0; i + 1 < tree.words.size(); ++i) {
    if (takes_subject(tree, i)) {
      tree.words[i].head = tree.words[static_cast<std::size_t>(tree.words[i].head)].head;
    }
    mend_coordination(tree, i);
    mend_infinitive(tree, i);
    mend_contrast(tree, i);
    mend_auxiliary(tree, i);
    mend_subject(tree, i);
    mend_compound(tree, i);
    if (is_hyphened(tree, i)) {
      tree.words[i + 2].head = static_cast<int>(i);
      tree.words[i + 2].deprel = Deprel::kFlat;
    }
    if (tree.words[i].form == ":") {
      mend_list(tree, i);
    }
    if (is_named_by(tree, i)) {
      Word& name = tree.words[i + 1];
      name.head = tree.words[i].head;
      name.deprel = tree.words[i].deprel;
    }
    if (is_title_of(tree.words[i], tree.words[i + 1])) {
      tree.words[i].head = static_cast<int>(i) + 1;
      tree.words[i].deprel = Deprel::kNmodDesc;
    } else if (tree.words[i].upos == Upos::kPron && tree.words[i].deprel == Deprel::kNsubj &&
               tree.words[i + 1].form == ",") {
      mend_apposition(tree, i);
    }
  }
  mend_attachments(tree);
}

}  // namespace

bool is_tree(const Tree& tree) {
  const auto size = static_cast<int>(tree.words.size());
  std::vector<int> seen(tree.words.size(), -1);  // on the way up from which word
  int roots = 0;
  for (int w = 0; w < size; ++w) {
    roots += tree.words[static_cast<std::size_t>(w)].head == kRoot ? 1 : 0;
    for (int up = w; up != kRoot; up = tree.words[static_cast<std::size_t>(up)].head) {
      if (up < 0 || up >= size || seen[static_cast<std::size_t>(up)] == w) {
        return false;
      }
      if (seen[static_cast<std::size_t>(up)] >= 0) {
        break;  // known to lead to the root
      }
      seen[static_cast<std::size_t>(up)] = w;
    }
  }
  return size == 0 || roots == 1;
}

void mend(Tree& tree, const pack::Pack& pack, const WordList* words) {
  mend_lemmas(tree, words);
  Tree mended = tree;
  mend_verbs(mended, [&pack](const std::string& lemma) {
    return !pack.patterns_for("verb", lemma).empty();
  });
  mend_heads(mended);
  if (is_tree(mended)) {
    tree = mended;
  }
  mended = tree;
  mend_complements(mended);
  mend_quantities(mended);
  if (is_tree(mended)) {
    tree = std::move(mended);
  }
}

}  // namespace rapport::extract
