// CoNLL-U from outside: any bytes give sentences or an error, and what was read and written is
// read again as the same.

#include <cstdint>
#include <cstdlib>

#include "rapport/extract/conllu.h"

using namespace rapport::extract;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto sentences = read_conllu(text, "fuzz");
  if (!sentences) {
    return 0;
  }
  std::string written;
  std::vector<Tree> trees;
  for (const ConlluSentence& sentence : *sentences) {
    written += write_conllu(sentence);
    trees.push_back(sentence.tree);
  }
  const auto scores = score_parses(*sentences, trees);
  if (!scores || scores->all.uas != scores->all.words) {
    std::abort();
  }
  const auto again = read_conllu(written, "fuzz");
  if (!again || again->size() != sentences->size()) {
    std::abort();
  }
  for (std::size_t s = 0; s < again->size(); ++s) {
    if (write_conllu((*again)[s]) != write_conllu((*sentences)[s])) {
      std::abort();
    }
  }
  return 0;
}
