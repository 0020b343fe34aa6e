// Folding of names: what makes "The Türkiye" and "turkiye" one key.

#pragma once

#include <string>
#include <string_view>

#include "rapport/claim.h"

namespace rapport::pack {

// Unicode case folding, diacritics off (NFKD, marks dropped; also ø ł đ ß ı æ), dashes and
// apostrophes to their plain forms, runs of blanks to one, ends trimmed, invalid UTF-8 to U+FFFD.
std::string fold(std::string_view text);

// English singular of a lower-case noun by rule and a short list of exceptions: "capabilities" ->
// "capability", "forces" -> "force", "status" -> "status".
std::string singular(std::string_view noun);

// The identity of an entity across documents: fold(name) without leading determiners, head noun
// singular for generic and concept layers, then '|' and the root type ("nato|Actor").
std::string entity_key(std::string_view name, Layer layer, std::string_view root_type);

// Edit distance (Damerau-Levenshtein, 1964) over code points, at most `limit` + 1: for "did you
// mean".
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace rapport::pack
