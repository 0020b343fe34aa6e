// How a name of the gazetteer is keyed and how its letters must be written.

#pragma once

#include <string>
#include <string_view>

namespace rapport::pack {

// A folded name as the gazetteer keys it: hyphens are blanks; full stops, apostrophes and the
// blanks around apostrophes are gone. "guinea-bissau", "guinea - bissau" -> "guinea bissau".
std::string gazetteer_key(std::string_view folded);

// "WHO", "U.S.", "G-20": all letters are capitals, and at most five.
bool is_abbreviation(std::string_view name);

// Has it a capital letter, and has it a small one?
struct Casing {
  bool capital = false;
  bool small = false;
};
Casing casing(std::string_view text);

// At most how many words a tokeniser makes of it that splits at hyphens, apostrophes and commas.
std::size_t token_bound(std::string_view folded);

}  // namespace rapport::pack
