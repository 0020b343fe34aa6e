// Bytes in any encoding as UTF-8, each character tied to the bytes it was read from.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rapport/extract/text.h"
#include "rapport/result.h"

namespace rapport::extract {

struct DecodedText {
  MappedText text;  // valid UTF-8, byte order mark left out
  std::string charset;
  std::vector<std::string> warnings;
};

// Byte order mark, then strict UTF-8, then UTF-16 by its zero bytes, then ICU's statistical guess.
// Broken sequences become U+FFFD with a warning. kBadInput: NUL bytes, or nothing fits.
Result<DecodedText> decode(std::string_view bytes);

// How far the text is valid UTF-8.
std::size_t valid_prefix(std::string_view text);

}  // namespace rapport::extract
