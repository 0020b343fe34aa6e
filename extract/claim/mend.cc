// Mending trees.

#include "extract/claim/mend.h"

#include <algorithm>
#include <cstddef>

#include "rapport/pack/fold.h"

#include "extract/claim/mend_complement.h"
#include "extract/claim/mend_quantity.h"
#include "extract/claim/mend_title.h"
#include "extract/claim/saying.h"

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

bool has_child(const Tree& tree, std::size_t of, Deprel rel) {
  return std::any_of(tree.words.begin(), tree.words.end(), [&](const Word& word) {
    return word.head == static_cast<int>(of) && word.deprel == rel;
  });
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

// "will provide up to 40 million": the most that is given is what is given, not whither.
void mend_bound(Tree& tree, std::size_t i) {
  if (i + 2 >= tree.words.size() || tree.words[i].form != "up" || tree.words[i + 1].form != "to" ||
      tree.words[i + 1].deprel != Deprel::kCase || tree.words[i].head >= static_cast<int>(i)) {
    return;
  }
  const int amount = tree.words[i + 1].head;
  const int verb = tree.words[i].head;
  const Word& number = tree.words[i + 2];
  Word& noun = tree.words[static_cast<std::size_t>(amount)];
  const bool counted = number.upos == Upos::kNum || number.upos == Upos::kSym;
  if (!counted || verb == kRoot || noun.deprel != Deprel::kObl || noun.head != verb ||
      has_child(tree, static_cast<std::size_t>(verb), Deprel::kObj)) {
    return;
  }
  noun.deprel = Deprel::kObj;
  tree.words[i].head = amount;
  tree.words[i].deprel = Deprel::kAdvmod;
  tree.words[i + 1].head = static_cast<int>(i);
  tree.words[i + 1].deprel = Deprel::kFixed;
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

// "carries goods such as grain": examples are of the noun before them, also where a parser hangs
// them on the verb.
void mend_examples(Tree& tree, std::size_t such) {
  const Word& marker = tree.words[such];
  if (such == 0 || marker.head == kRoot || marker.deprel != Deprel::kCase ||
      pack::fold(marker.form) != "such" || tree.words[such + 1].form != "as") {
    return;
  }
  Word& example = tree.words[static_cast<std::size_t>(marker.head)];
  const std::size_t before = such - (tree.words[such - 1].form == "," && such > 1 ? 2 : 1);
  const Word& noun = tree.words[before];
  const bool on_verb = example.deprel == Deprel::kObl && example.head != kRoot &&
                       example.head < static_cast<int>(such);
  if (on_verb && (noun.upos == Upos::kNoun || noun.upos == Upos::kPropn) &&
      noun.deprel != Deprel::kCompound) {
    example.head = static_cast<int>(before);
    example.deprel = Deprel::kNmod;
  }
}

// "Ratified by Chad, but not by Togo": what is excepted is no more of the same.
void mend_exception(Tree& tree, std::size_t i) {
  if (i + 1 >= tree.words.size() || pack::fold(tree.words[i].form) != "but" ||
      tree.words[i + 1].form != "not") {
    return;
  }
  for (std::size_t w = i + 2; w < tree.words.size() && w < i + 6; ++w) {
    Word& word = tree.words[w];
    const bool noun = word.upos == Upos::kNoun || word.upos == Upos::kPropn;
    if (noun && word.deprel == Deprel::kConj && word.head < static_cast<int>(i)) {
      word.deprel = Deprel::kDep;
      return;
    }
  }
}

// Does "of" stand behind an object of "accuse", at whatever depth a parser hangs what follows?
bool is_accused(const Tree& tree, std::size_t of) {
  const int noun = tree.words[of].head;
  const int whom = noun == kRoot ? kRoot : tree.words[static_cast<std::size_t>(noun)].head;
  const int verb = whom == kRoot ? kRoot : tree.words[static_cast<std::size_t>(whom)].head;
  return verb != kRoot && whom < static_cast<int>(of) &&
         tree.words[static_cast<std::size_t>(verb)].lemma == "accuse";
}

// "accused the army of burning villages": what somebody is accused of hangs on the verb.
void mend_charge(Tree& tree, std::size_t of) {
  if (tree.words[of].form == "of" && of + 2 < tree.words.size() &&
      tree.words[of + 1].xpos == "VBG" && tree.words[of + 1].deprel == Deprel::kAmod &&
      tree.words[of].head == tree.words[of + 1].head && is_accused(tree, of)) {
    const int object = tree.words[of].head;  // "burning villages" is what they do
    tree.words[of + 1].head = tree.words[static_cast<std::size_t>(object)].head;
    tree.words[of].head = static_cast<int>(of) + 1;
    tree.words[static_cast<std::size_t>(object)].head = static_cast<int>(of) + 1;
    tree.words[static_cast<std::size_t>(object)].deprel = Deprel::kObj;
  }
  if (tree.words[of].form != "of" || of + 1 >= tree.words.size() ||
      tree.words[of + 1].xpos != "VBG" || tree.words[of].head != static_cast<int>(of) + 1) {
    return;
  }
  Word& deed = tree.words[of + 1];
  const int whom = deed.head;
  if (whom == kRoot || whom > static_cast<int>(of) ||
      tree.words[static_cast<std::size_t>(whom)].deprel != Deprel::kObj) {
    return;
  }
  const int verb = tree.words[static_cast<std::size_t>(whom)].head;
  const std::string& lemma = tree.words[static_cast<std::size_t>(verb)].lemma;
  if (lemma == "accuse" || lemma == "suspect" || lemma == "convict") {
    deed.head = verb;
    deed.deprel = Deprel::kAdvcl;
    tree.words[of].deprel = Deprel::kMark;
  }
}

// "supplied to the rebels by Chad": who supplies hangs on the verb.
void mend_agent(Tree& tree, std::size_t by) {
  const Word& marker = tree.words[by];
  if (marker.form != "by" || marker.deprel != Deprel::kCase || marker.head == kRoot) {
    return;
  }
  Word& agent = tree.words[static_cast<std::size_t>(marker.head)];
  if (agent.upos != Upos::kPropn || agent.deprel != Deprel::kNmod || agent.head == kRoot) {
    return;
  }
  const Word& noun = tree.words[static_cast<std::size_t>(agent.head)];
  if (noun.deprel != Deprel::kObl || noun.head == kRoot) {
    return;
  }
  const auto verb = static_cast<std::size_t>(noun.head);
  if (has_child(tree, verb, Deprel::kAuxPass) && !has_child(tree, verb, Deprel::kOblAgent)) {
    agent.head = noun.head;
    agent.deprel = Deprel::kOblAgent;
  }
}

// "the accord between the government and the rebels": what "between" joins are two, also where a
// parser sees the second beside the accord.
void mend_between(Tree& tree, std::size_t between) {
  const Word& marker = tree.words[between];
  if (pack::fold(marker.form) != "between" || marker.deprel != Deprel::kCase ||
      marker.head == kRoot) {
    return;
  }
  const auto first = static_cast<std::size_t>(marker.head);
  const int above = tree.words[first].head;
  if (has_child(tree, first, Deprel::kConj) || above == kRoot ||
      tree.words[first].deprel != Deprel::kNmod) {
    return;
  }
  for (std::size_t w = first + 1; w < tree.words.size(); ++w) {
    Word& word = tree.words[w];
    // "between the government and the rebels failed", where both nouns became subjects
    const bool beside = word.deprel == Deprel::kNsubj &&
                        word.head == tree.words[static_cast<std::size_t>(above)].head;
    if ((word.deprel == Deprel::kConj && word.head == above) || beside) {
      word.head = static_cast<int>(first);
      word.deprel = Deprel::kConj;
      return;
    }
    if (word.upos == Upos::kPunct || word.upos == Upos::kVerb) {
      return;
    }
  }
}

// "WHO praised Chad": no question.
void mend_who(Word& word) {
  if (word.form == "WHO" && word.xpos == "WP") {
    word.upos = Upos::kPropn;
    word.xpos = "NNP";
    word.lemma = word.form;
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
  if (names >= 3) {
    tree.words[first].head = noun;
    tree.words[first].deprel = Deprel::kAppos;
  }
}

// "hoped" is no form of "hop", nor "joked" of "jok": the base form of a verb of saying by its form.
void mend_lemma(Word& word) {
  const std::string form = pack::fold(word.form);
  const std::string lemma = pack::fold(word.lemma);
  if (word.upos != Upos::kVerb || is_saying(lemma)) {
    return;
  }
  const std::string longer = lemma + "e";
  const std::string shorter = lemma.ends_with('e') ? lemma.substr(0, lemma.size() - 1) : "";
  if (is_saying(longer) && (form.starts_with(longer) || form == lemma + "ing")) {
    word.lemma = longer;
  } else if (is_saying(shorter) && form.starts_with(shorter)) {
    word.lemma = shorter;
  }
}

}  // namespace

void mend(Tree& tree) {
  std::for_each(tree.words.begin(), tree.words.end(), mend_lemma);
  std::for_each(tree.words.begin(), tree.words.end(), mend_who);
  mend_titles(tree);
  for (std::size_t i = 0; i + 1 < tree.words.size(); ++i) {
    if (takes_subject(tree, i)) {
      tree.words[i].head = tree.words[static_cast<std::size_t>(tree.words[i].head)].head;
    }
    mend_coordination(tree, i);
    mend_infinitive(tree, i);
    mend_contrast(tree, i);
    mend_bound(tree, i);
    mend_subject(tree, i);
    mend_compound(tree, i);
    mend_examples(tree, i);
    mend_exception(tree, i);
    mend_charge(tree, i);
    mend_agent(tree, i);
    mend_between(tree, i);
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
  mend_complements(tree);
  mend_quantities(tree);
}

}  // namespace rapport::extract
