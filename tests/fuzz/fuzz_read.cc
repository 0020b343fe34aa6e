// Any bytes as a text and as Markdown, read and repaired: the offset map must stay true.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "rapport/extract/document.h"
#include "rapport/extract/words.h"

#include "extract/read/charset.h"

namespace {

using rapport::Span;
using rapport::Spans;
using rapport::extract::Document;
using rapport::extract::MappedText;

void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

// Spans lie in the original, are not empty, and no two of them could be one.
void check_map(const MappedText& text, const Document& document) {
  const auto size = static_cast<std::uint32_t>(text.text().size());
  require(rapport::extract::valid_prefix(text.text()) == size);
  for (std::uint32_t begin = 0; begin < size; begin += 1 + size / 200) {
    for (const std::uint32_t length : {1U, 7U, size}) {
      const std::uint32_t end = length < size - begin ? begin + length : size;
      const Spans spans = text.original({begin, end});
      for (std::size_t i = 0; i < spans.size(); ++i) {
        require(spans[i].begin < spans[i].end && spans[i].end <= document.original.size());
        require(i == 0 || spans[i - 1].end != spans[i].begin);
      }
    }
  }
}

std::shared_ptr<const rapport::extract::WordList> load_words() {
  auto words = rapport::extract::WordList::load(RAPPORT_SOURCE_DIR "/models/english.words");
  return words ? *words : nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto kWords = load_words();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const char* const name : {"fuzz.txt", "fuzz.md"}) {
    const auto document = rapport::extract::read_bytes(std::string(bytes), name, name);
    if (!document) {
      require(!document.error().message.empty());
      continue;
    }
    check_map(document->text, *document);
    const auto repaired = rapport::extract::repair(document->text, kWords.get());
    check_map(repaired.text, *document);
    for (const auto& repair : repaired.repairs) {
      require(!repair.kind.empty() && !repair.reason.empty());
      require(rapport::extract::valid_prefix(repair.before) == repair.before.size());
      require(rapport::extract::valid_prefix(repair.after) == repair.after.size());
    }
  }
  return 0;
}
