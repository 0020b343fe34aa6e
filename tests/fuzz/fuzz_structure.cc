// Fuzzes layout, sentences and tokens: any bytes give blocks in order and tokens inside them.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "rapport/extract/structure.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto blocks = rapport::extract::structure(text);
  std::uint32_t end = 0;
  for (const auto& block : blocks) {
    if (block.span.begin < end || block.span.end > size || block.span.empty()) {
      std::abort();
    }
    end = block.span.end;
  }
  std::uint32_t at = 0;
  for (const auto& sentence : rapport::extract::sentences(text, blocks)) {
    for (const auto& token : sentence.tokens) {
      if (token.span.begin < at || token.span.end > end || token.span.empty()) {
        std::abort();
      }
      at = token.span.end;
    }
  }
  return 0;
}
