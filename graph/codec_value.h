// A property's value among other elements of a record. A part of codec_value.cc, codec_plain.cc and
// edge_run.cc, which alone use it.

#pragma once

#include <string_view>

#include "rapport/result.h"
#include "rapport/value.h"

#include "graph/bytes.h"

namespace rapport::graph {

// kBadInput: not storable (codec.h).
Result<void> write_value(ByteWriter& writer, const Value& value);
// Passes over one value, whose bytes it gives; of damaged ones none.
std::string_view skip_value(ByteReader& reader);
bool is_null(std::string_view encoded);  // REQUIRES: not empty

}  // namespace rapport::graph
