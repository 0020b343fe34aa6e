// The claim: one statement read at one place, with its evidence. It is what extraction gives and
// the graph stores; extract/ and graph/ meet here and nowhere else.
//
// Invariant (checked by graph::Store::commit and by `rapport verify`): `evidence` is not empty, and
// the original bytes at its spans, joined, are what `quote` was made from.

#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rapport/span.h"

namespace rapport {

enum class Polarity : std::uint8_t { kAffirmed, kNegated };
enum class Modality : std::uint8_t { kAsserted, kPossible, kPlanned, kRecommended };
// named: NATO, Jens Stoltenberg. generic: donor countries. concept: stability.
enum class Layer : std::uint8_t { kNamed, kGeneric, kConcept };

inline constexpr std::array<std::string_view, 2> kPolarityNames = {"affirmed", "negated"};
inline constexpr std::array<std::string_view, 4> kModalityNames = {"asserted", "possible",
                                                                   "planned", "recommended"};
inline constexpr std::array<std::string_view, 3> kLayerNames = {"named", "generic", "concept"};
inline std::string_view to_string(Polarity polarity) {
  return kPolarityNames[static_cast<std::size_t>(polarity)];
}
inline std::string_view to_string(Modality modality) {
  return kModalityNames[static_cast<std::size_t>(modality)];
}
inline std::string_view to_string(Layer layer) {
  return kLayerNames[static_cast<std::size_t>(layer)];
}

// What a mention refers to, as far as its own document tells.
struct EntityRef {
  std::string name;  // canonical display name: "United Nations"
  std::string
      key;  // identity across documents: folded name + '|' + root type (see pack::entity_key)
  std::string type;  // most specific type of the pack: "Organization"
  Layer layer = Layer::kConcept;
  std::vector<std::string>
      aliases;    // other wordings that stand for it, gazetteer's included, sorted
  Spans mention;  // where it is named, in the original bytes; empty when only implied
};

struct Claim {
  EntityRef subject;
  std::string relation;  // a relation of the pack: "COOPERATES_WITH"
  EntityRef object;
  std::string predicate;  // the words that say so: "cooperation with"
  Polarity polarity = Polarity::kAffirmed;
  Modality modality = Modality::kAsserted;
  std::string time;              // the words, or empty: "since early 2023"
  std::string quantity;          // "by nearly 20%"
  std::string attribution;       // who says so: "Middle East Security Monitor"
  std::string place;             // "in contested areas"
  std::uint16_t confidence = 0;  // thousandths, 0..1000
  std::string rule;              // the frame and pattern that fired: "noun.cooperation"
  Spans
      evidence;   // the sentence, item or row, in the original bytes, in reading order; never empty
  Spans context;  // the lead-in of an item, the header of a row; may be empty
  std::string quote;  // the evidence as a reader sees it: repaired text, one line
};

// One report as it was given.
struct DocumentInfo {
  std::string name;    // file name: "003.txt"; identifies the document in claims and in the ledger
  std::string path;    // where it was read from, absolute; "-" for standard input
  std::string sha256;  // of its bytes, 64 hexadecimal digits
  std::string media_type;  // "text/plain", "text/markdown"
  std::string charset;     // "UTF-8", "windows-1252", ...
  std::string title;
  std::string date;      // ISO 8601, as far as known: "2025-02-05"; may be empty
  std::string language;  // "en"
  std::map<std::string, std::string> metadata;  // front matter, in its own words
  std::uint64_t bytes = 0;
  std::uint64_t words = 0;
  std::uint64_t sentences = 0;
};

// Everything that one document gives: the unit of commit.
struct Extraction {
  DocumentInfo document;
  std::string original;               // its bytes, unchanged
  std::vector<Claim> claims;          // in reading order
  std::vector<std::string> warnings;  // what was skipped or guessed, one line each, sentence named
};

}  // namespace rapport
