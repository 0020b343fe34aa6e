// Name annotation from outside: any bytes give sentences or an error, and names lie within their
// sentences, in order, without overlap.

#include <cstdint>
#include <cstdlib>

#include "rapport/extract/names.h"

using namespace rapport::extract;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto sentences =
      read_iob2(std::string_view(reinterpret_cast<const char*>(data), size), "fuzz");
  if (!sentences) {
    return 0;
  }
  for (const NamedSentence& sentence : *sentences) {
    std::size_t end = 0;
    for (const Name& name : sentence.names) {
      if (name.begin < end || name.end <= name.begin || name.type.empty()) {
        std::abort();
      }
      end = name.end;
    }
    if (end > sentence.sentence.tokens.size() || sentence.sentence.tokens.empty()) {
      std::abort();
    }
  }
  return 0;
}
