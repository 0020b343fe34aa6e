// Why a text gives the claims that it gives, and why not others: for those who write packs.

#pragma once

#include <string>
#include <vector>

#include "rapport/span.h"

namespace rapport::extract {

// One proposition that was read off the text, and what the pack made of it.
struct Explanation {
  struct Argument {
    std::string role;   // "subject", "prep:with"
    std::string name;   // what it names
    std::string type;   // empty: nobody knows; its place may tell
    std::string layer;  // "named", "generic", "concept"
  };
  // A pronoun or description that was resolved; the arguments name what it stands for.
  struct Reference {
    std::string name;  // "It", "the two countries"
    std::vector<std::string> stands_for;
    std::string sieve;  // the rule that found it: "pronoun.subject"
  };
  struct Given {
    std::string subject, subject_type;
    std::string relation;
    std::string object, object_type;
    std::string rule;    // frame and pattern
    int confidence = 0;  // in thousandths
  };

  std::string sentence;
  std::vector<Reference> references;  // those of the sentence
  std::string frame;                  // "verb"
  std::vector<std::string> cues;      // as the pack's patterns are asked, most specific first
  std::string predicate;              // the words
  Span word;                          // the one that carries it, in the original bytes
  bool only_attributes = false;       // a verb of saying that states nothing but who says a clause
  std::string polarity, modality;
  std::string time, quantity, attribution, place;  // the words, or empty
  std::vector<Argument> arguments;
  std::vector<Given> claims;
  std::string miss;  // why there are none: the nearest pattern, and what it lacks
};

}  // namespace rapport::extract
