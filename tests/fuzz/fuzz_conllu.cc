// CoNLL-U from outside: any bytes give sentences or an error; what was read and written is read
// again as the same; the words are the same as themselves, and the text that they make is scored
// against them whatever the splitter makes of it.

#include <cstdint>
#include <cstdlib>

#include "rapport/extract/conllu.h"
#include "rapport/extract/raw_treebank.h"

using namespace rapport::extract;

namespace {

void expect(bool condition) {
  if (!condition) {
    std::abort();
  }
}

void read_again(const std::vector<ConlluSentence>& sentences) {
  std::string written;
  for (const ConlluSentence& sentence : sentences) {
    written += write_conllu(sentence);
  }
  const auto again = read_conllu(written, "fuzz");
  expect(again && again->size() == sentences.size());
  for (std::size_t s = 0; s < again->size(); ++s) {
    expect(write_conllu((*again)[s]) == write_conllu(sentences[s]));
  }
}

void score_against_itself(const std::vector<ConlluSentence>& sentences) {
  std::vector<Tree> trees;
  for (const ConlluSentence& sentence : sentences) {
    trees.push_back(sentence.tree);
  }
  const auto scores = score_parses(sentences, trees);
  expect(scores && scores->all.uas == scores->all.gold && scores->all.uas == scores->all.system);
}

void split_again(std::vector<ConlluSentence> sentences) {
  for (ConlluSentence& sentence : sentences) {
    sentence.comments.clear();  // a "# text" may say anything
  }
  const RawTreebank raw = raw_treebank(sentences);
  std::vector<ConlluSentence> found;
  for (const Sentence& sentence : rapport::extract::sentences(raw.text, raw.paragraphs)) {
    Tree tree;
    for (const Token& token : sentence.tokens) {
      tree.words.emplace_back().span = token.span;
    }
    found.push_back(to_conllu(raw.text, sentence, std::move(tree), found.size() + 1));
    note_names(found.back());
  }
  const auto scores = score_parses(sentences, found);
  expect(scores && scores->all.words <= scores->all.gold);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto sentences = read_conllu(text, "fuzz")) {
    read_again(*sentences);
    score_against_itself(*sentences);
    split_again(*sentences);
  }
  return 0;
}
