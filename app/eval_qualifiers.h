// How well are qualifiers found: negation, modality, time, quantity, attribution? Counted are the
// values that are set: what is affirmed and asserted has none.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace rapport::app {

struct Qualifiers {
  std::string polarity = "affirmed", modality = "asserted";
  std::string time = {}, quantity = {}, attribution = {};  // the words; empty: none
};

inline constexpr std::array<std::string_view, 5> kQualifierKinds = {"negation", "modality", "time",
                                                                    "quantity", "attribution"};

struct Rates {
  double precision = 0, recall = 0, f1 = 0;
};

// Of `found` things `right` are right; of `gold` things `hit` were found.
Rates rates(std::size_t right, std::size_t found, std::size_t hit, std::size_t gold);

struct Tally {
  std::size_t gold = 0, found = 0, right = 0;
  Rates rates() const { return app::rates(right, found, right, gold); }
};

// One kind on both sides; empty where it is not set.
struct QualifierPair {
  std::string_view gold, found;
  bool right = false;  // both are set and agree
};

// In the order of kQualifierKinds. Words agree when their F1 is at least 0.5, speakers also when
// one name lies within the other, the rest when it is the same.
std::array<QualifierPair, kQualifierKinds.size()> compare(const Qualifiers& gold,
                                                          const Qualifiers& found);

struct QualifierScore {
  std::array<Tally, kQualifierKinds.size()> by_kind;
  void add(const Qualifiers& gold, const Qualifiers& found);
};

// F1 of the words that two texts share: split at blanks, without case and outer punctuation.
double word_f1(std::string_view a, std::string_view b);

}  // namespace rapport::app
