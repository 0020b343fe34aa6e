// Claims as lines of JSON, one a line: what `extract` and `export` print and `import` and `eval`
// read. A line, broken here for the eye:
//
//   {"doc": "003.txt", "path": "/reports/003.txt", "sha256": "...",
//    "subject": {"name": "NATO", "type": "Organization", "layer": "named", "key": "nato|Actor",
//                "aliases": [], "mention": [[120, 124]]},
//    "relation": "COOPERATES_WITH", "object": {...}, "predicate": "cooperation with",
//    "polarity": "affirmed", "modality": "asserted",
//    "time": "since late 2023",
//    "interval": {"begin": "2023-09-01", "end": null, "precision": "quarter"},
//    "quantity": null, "attribution": null, "place": null, "confidence": 0.93,
//    "rule": "noun.cooperation", "evidence": [[96, 210]], "context": [], "quote": "..."}
//
// Offsets are bytes in the original. The interval is what pack::time_interval makes of the time and
// the document's date, or null; a reader passes it over, as it does fields that are not named here.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "rapport/claim.h"
#include "rapport/pack/pack.h"
#include "rapport/result.h"

namespace rapport::graph {

// Without the line's end. Bytes that are not UTF-8 become U+FFFD.
std::string claim_to_json(const DocumentInfo& document, const Claim& claim);

// A claim and the document that it names, of which only name, path and sha256 are known.
struct ClaimLine {
  DocumentInfo document;
  Claim claim;
};

// kBadInput, `where` a JSON pointer, when a field is missing or of the wrong type, or names a type
// or relation that the pack does not have. May be absent or null: layer (named), key (made from the
// name), aliases, mention (also written [begin, end]), predicate, polarity (affirmed), modality
// (asserted), time, quantity, attribution, place, confidence (1), rule, context.
Result<ClaimLine> claim_from_json(std::string_view line, const pack::Pack& pack);

// Reads lines one after the other; blank ones are passed over. The first error ends it: `where` is
// "ORIGIN, line N: /pointer".
Result<void> read_claim_lines(std::string_view text, std::string_view origin,
                              const pack::Pack& pack,
                              const std::function<Result<void>(ClaimLine)>& take);

}  // namespace rapport::graph
