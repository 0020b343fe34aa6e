// Qualifiers of a claim: when, how much, who says so, where. They are found on the sentence and
// kept in the words of the text.

#pragma once

#include <string>
#include <vector>

#include "extract/claim/mention.h"

namespace rapport::extract {

struct Qualifiers {
  std::string time;         // "since early 2023"
  std::string quantity;     // "by nearly 20%"
  std::string attribution;  // "Middle East Security Monitor"
  std::string place;        // "within contested areas"
};

// The qualifiers that hold for the clause or phrase headed by `anchor`.
Qualifiers qualifiers(Mentions& mentions, WordRef anchor);

}  // namespace rapport::extract
