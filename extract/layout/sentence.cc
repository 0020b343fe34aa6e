// Sentences of blocks: the tokens of each block or cell, cut at the sentence ends.

#include <iterator>
#include <span>

#include "rapport/extract/structure.h"

#include "extract/layout/sentence_end.h"
#include "extract/layout/token.h"

namespace rapport::extract {
namespace {

class SentenceWriter {
 public:
  SentenceWriter(std::string_view text, std::vector<Sentence>& out) : text_(text), out_(out) {}

  // The sentences of one block, or of one cell of it.
  void write(Span span, int block, int cell) {
    TokenReader reader(text_, span);
    SentenceEnds ends(text_.substr(0, span.end));
    std::vector<Token> pending;
    std::size_t begin = 0;  // of the sentence so far
    std::size_t seen = 0;
    while (reader.read(pending)) {
      for (; seen < pending.size(); ++seen) {
        if (ends.begins(std::span(pending).subspan(begin), seen - begin)) {
          cut(std::span(pending).subspan(begin, seen - begin), block, cell);
          begin = seen;
        }
      }
      pending.erase(pending.begin(), pending.begin() + static_cast<std::ptrdiff_t>(begin));
      seen -= begin;
      begin = 0;
    }
    cut(pending, block, cell);
  }

 private:
  // Moves the tokens out as a sentence.
  void cut(std::span<Token> tokens, int block, int cell) {
    if (tokens.empty()) {
      return;
    }
    Sentence& sentence = out_.emplace_back();
    sentence.span = {tokens.front().span.begin, tokens.back().span.end};
    sentence.block = block;
    sentence.cell = cell;
    sentence.tokens.assign(std::move_iterator(tokens.begin()), std::move_iterator(tokens.end()));
  }

  std::string_view text_;
  std::vector<Sentence>& out_;
};

}  // namespace

std::vector<Sentence> sentences(std::string_view text, const std::vector<Block>& blocks) {
  std::vector<Sentence> out;
  SentenceWriter writer(text, out);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const int block = static_cast<int>(i);
    if (blocks[i].cells.empty()) {
      writer.write(blocks[i].span, block, kNone);
    }
    for (std::size_t column = 0; column < blocks[i].cells.size(); ++column) {
      writer.write(blocks[i].cells[column], block, static_cast<int>(column));
    }
  }
  return out;
}

}  // namespace rapport::extract
