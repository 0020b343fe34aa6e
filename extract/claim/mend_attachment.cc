// Hanging complements where they belong.

#include "extract/claim/mend_attachment.h"

#include <cstddef>

#include "rapport/pack/fold.h"

#include "extract/claim/tree_words.h"

namespace rapport::extract {
namespace {

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

// "carries goods such as grain": examples are of the noun before them, also where a parser hangs
// them on the verb.
void mend_examples(Tree& tree, std::size_t such) {
  const Word& marker = tree.words[such];
  if (such == 0 || marker.head <= static_cast<int>(such) || marker.deprel != Deprel::kCase ||
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
    const bool beside = static_cast<int>(w) != above && word.deprel == Deprel::kNsubj &&
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

// Do a comma and nothing else part `word` from the phrase before it?
bool follows_comma(const Tree& tree, std::size_t word) {
  std::size_t first = word;
  while (first > 0 && (tree.words[first - 1].head == static_cast<int>(word)) &&
         tree.words[first - 1].form != ",") {
    --first;
  }
  return first > 0 && tree.words[first - 1].form == ",";
}

// "Chad, Togo and Mali": the second of a list is no other name of the first.
void mend_listed(Tree& tree, std::size_t i) {
  Word& word = tree.words[i];
  if (word.deprel != Deprel::kAppos || word.head == kRoot || word.head > static_cast<int>(i) ||
      word.upos != Upos::kPropn) {
    return;
  }
  if (i > 0 && tree.words[i - 1].head == word.head && tree.words[i - 1].upos == Upos::kPropn &&
      (tree.words[i - 1].deprel == Deprel::kAppos || tree.words[i - 1].deprel == Deprel::kConj)) {
    word.head = static_cast<int>(i) - 1;  // "Burkina Faso"
    word.deprel = Deprel::kFlat;
    return;
  }
  for (std::size_t w = i + 1; w < tree.words.size(); ++w) {
    const Word& last = tree.words[w];
    if (last.deprel == Deprel::kConj && last.head == word.head && last.upos == Upos::kPropn &&
        has_child(tree, w, Deprel::kCc) && follows_comma(tree, i) &&
        (w + 1 == tree.words.size() || tree.words[w + 1].form != ",")) {
      word.deprel = Deprel::kConj;
      return;
    }
  }
}

// "Larsen & Toubro" is one name.
void mend_ampersand(Tree& tree, std::size_t i) {
  const Word& sign = tree.words[i];
  if (sign.form != "&" || sign.deprel != Deprel::kCc || sign.head == kRoot || i == 0) {
    return;
  }
  Word& second = tree.words[static_cast<std::size_t>(sign.head)];
  if (second.upos == Upos::kPropn && second.deprel == Deprel::kConj &&
      second.head == static_cast<int>(i) - 1 && tree.words[i - 1].upos == Upos::kPropn) {
    second.deprel = Deprel::kFlat;
    tree.words[i].head = second.head;
    tree.words[i].deprel = Deprel::kFlat;
  }
}

// "NEW YORK, 15 March - The council decided": the place of a dateline decides nothing.
void mend_dateline(Tree& tree, std::size_t i) {
  constexpr std::size_t kLongest = 8;  // words before the dash
  const std::string& form = tree.words[i].form;
  if (i == 0 || i > kLongest || (form != "-" && form != "--") || tree.words[i + 1].form == "-") {
    return;
  }
  for (std::size_t w = 0; w < i; ++w) {
    Word& place = tree.words[w];
    if (place.deprel != Deprel::kNsubj || place.upos != Upos::kPropn ||
        place.head <= static_cast<int>(i)) {
      continue;
    }
    for (std::size_t other = i + 1; other < tree.words.size(); ++other) {
      if (tree.words[other].deprel == Deprel::kNsubj && tree.words[other].head == place.head) {
        place.deprel = Deprel::kDep;
        return;
      }
    }
  }
}

// "condemns in the strongest terms the strikes": an object that stands behind an adverbial.
void mend_late_object(Tree& tree, std::size_t i) {
  Word& object = tree.words[i];
  if (object.deprel != Deprel::kAppos || object.upos != Upos::kNoun || object.head == kRoot ||
      object.head > static_cast<int>(i)) {
    return;
  }
  const auto before = static_cast<std::size_t>(object.head);
  const Word& adverbial = tree.words[before];
  const Word& article = tree.words[before + 1];
  if (adverbial.deprel != Deprel::kObl || adverbial.head == kRoot ||
      article.deprel != Deprel::kDet || article.head != static_cast<int>(i)) {
    return;
  }
  const auto verb = static_cast<std::size_t>(adverbial.head);
  if (tree.words[verb].upos == Upos::kVerb && verb < before &&
      !has_child(tree, verb, Deprel::kObj) && !has_child(tree, verb, Deprel::kAuxPass)) {
    object.head = adverbial.head;
    object.deprel = Deprel::kObj;
  }
}

// "an embassy in Hanoi and a consulate in Hue": a thing is coordinated with a thing, not with a
// place.
void mend_pair(Tree& tree, std::size_t i) {
  Word& second = tree.words[i];
  if (second.deprel != Deprel::kConj || second.upos != Upos::kNoun || second.head == kRoot ||
      second.head > static_cast<int>(i) || !has_child(tree, i, Deprel::kDet)) {
    return;
  }
  const auto place = static_cast<std::size_t>(second.head);
  const Word& first = tree.words[place];
  if (first.upos != Upos::kPropn || first.deprel != Deprel::kNmod || first.head == kRoot ||
      has_child(tree, place, Deprel::kDet)) {
    return;
  }
  const auto thing = static_cast<std::size_t>(first.head);
  if (tree.words[thing].upos == Upos::kNoun && thing < place &&
      has_child(tree, thing, Deprel::kDet)) {
    second.head = first.head;
  }
}

}  // namespace

void mend_attachments(Tree& tree) {
  for (std::size_t i = 0; i + 1 < tree.words.size(); ++i) {
    mend_bound(tree, i);
    mend_examples(tree, i);
    mend_exception(tree, i);
    mend_charge(tree, i);
    mend_agent(tree, i);
    mend_between(tree, i);
    mend_listed(tree, i);
    mend_ampersand(tree, i);
    mend_dateline(tree, i);
    mend_late_object(tree, i);
    mend_pair(tree, i);
  }
}

}  // namespace rapport::extract
