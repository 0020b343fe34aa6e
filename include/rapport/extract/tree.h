// A tagged and parsed sentence: a Universal Dependencies basic tree
// (https://universaldependencies.org). The names are UD's own; word indices are 0-based, the root's
// head is kRoot.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/span.h"

namespace rapport::extract {

enum class Upos : std::uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX,
};
inline constexpr std::array<std::string_view, 17> kUposNames = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

// The relations of the English treebanks, subtypes included; a subtype follows its base.
enum class Deprel : std::uint8_t {
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjOuter,
  kCsubjPass,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjOuter,
  kNsubjPass,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kRoot,
  kVocative,
  kXcomp,
};
inline constexpr std::array<std::string_view, 51> kDeprelNames = {
    "acl",         "acl:relcl",    "advcl",        "advcl:relcl", "advmod",     "amod",
    "appos",       "aux",          "aux:pass",     "case",        "cc",         "cc:preconj",
    "ccomp",       "compound",     "compound:prt", "conj",        "cop",        "csubj",
    "csubj:outer", "csubj:pass",   "dep",          "det",         "det:predet", "discourse",
    "dislocated",  "expl",         "fixed",        "flat",        "goeswith",   "iobj",
    "list",        "mark",         "nmod",         "nmod:desc",   "nmod:poss",  "nmod:unmarked",
    "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",      "obj",        "obl",
    "obl:agent",   "obl:unmarked", "orphan",       "parataxis",   "punct",      "reparandum",
    "root",        "vocative",     "xcomp"};

// Named entities as IOB2 has them (Ramshaw and Marcus 1995): a name begins with B-, goes on with
// I-.
enum class NameTag : std::uint8_t {
  kOutside,
  kBeginPerson,
  kInsidePerson,
  kBeginOrganization,
  kInsideOrganization,
  kBeginLocation,
  kInsideLocation,
};
inline constexpr std::array<std::string_view, 7> kNameTagNames = {
    "O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"};

inline std::string_view to_string(NameTag tag) {
  return kNameTagNames[static_cast<std::size_t>(tag)];
}
inline std::string_view to_string(Upos upos) { return kUposNames[static_cast<std::size_t>(upos)]; }
inline std::string_view to_string(Deprel rel) {
  return kDeprelNames[static_cast<std::size_t>(rel)];
}

inline constexpr int kRoot = -1;

struct Word {
  std::string form;
  std::string lemma;
  std::string xpos;  // Penn Treebank tag: "NNS"
  Upos upos = Upos::kX;
  Deprel deprel = Deprel::kDep;
  int head = kRoot;
  Span span;  // in the repaired text; empty when the tree was made from CoNLL-U alone
  NameTag name = NameTag::kOutside;
  std::uint16_t certainty = 1000;  // that `head` is right, as the parser has it: thousandths
};

// Exactly one word has head kRoot; following heads from any word ends there.
struct Tree {
  std::vector<Word> words;
};

}  // namespace rapport::extract
