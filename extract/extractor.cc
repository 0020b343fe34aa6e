// The pipeline: every stage of extraction in its order.

#include "rapport/extract/extractor.h"

#include <utility>

#include <fmt/format.h>

#include "extract/claims.h"

namespace rapport::extract {
namespace {

// "Label: rest" of a list item is read as two sentences, so that the label is a phrase of its own.
std::vector<Sentence> split_labels(std::vector<Sentence> sentences,
                                   const std::vector<Block>& blocks) {
  std::vector<Sentence> out;
  for (Sentence& sentence : sentences) {
    const Span label = blocks[static_cast<std::size_t>(sentence.block)].label;
    if (label.empty() || sentence.span.begin >= label.end || sentence.span.end <= label.end) {
      out.push_back(std::move(sentence));
      continue;
    }
    Sentence head = sentence;
    Sentence rest = sentence;
    head.tokens.clear();
    rest.tokens.clear();
    for (Token& token : sentence.tokens) {
      const bool colon =
          rest.tokens.empty() && (token.form == ":" || token.form == "-" || token.form == "--");
      if (token.span.begin < label.end) {
        head.tokens.push_back(std::move(token));
      } else if (!colon) {
        rest.tokens.push_back(std::move(token));
      }
    }
    head.span.end = label.end;
    if (!rest.tokens.empty()) {
      rest.span.begin = rest.tokens.front().span.begin;
    }
    for (Sentence* part : {&head, &rest}) {
      if (!part->tokens.empty()) {
        out.push_back(std::move(*part));
      }
    }
  }
  return out;
}

Analysis analyse(const MappedText& text, const Language& language, Extraction& extraction) {
  Analysis analysis;
  analysis.text = &text;
  analysis.blocks = structure(text.text());
  analysis.sentences = split_labels(sentences(text.text(), analysis.blocks), analysis.blocks);
  analysis.trees.resize(analysis.sentences.size());
  const Language::ScratchPtr scratch = language.make_scratch();
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    const Sentence& sentence = analysis.sentences[s];
    extraction.document.words += sentence.tokens.size();
    if (sentence.tokens.size() > kMaxSentenceTokens) {
      extraction.warnings.push_back(fmt::format(
          "skipped a sentence of {} words (more than {}): \"{}...\"", sentence.tokens.size(),
          kMaxSentenceTokens,
          Span{sentence.span.begin, std::min(sentence.span.end, sentence.span.begin + 60)}.in(
              text.text())));
      continue;
    }
    if (!sentence.tokens.empty()) {
      analysis.trees[s] = language.analyse(sentence, *scratch);
    }
  }
  extraction.document.sentences = analysis.sentences.size();
  for (const Tree& tree : analysis.trees) {
    analysis.views.emplace_back(tree);
  }
  return analysis;
}

}  // namespace

Extractor::Extractor(std::shared_ptr<const pack::Pack> pack,
                     std::shared_ptr<const Language> language,
                     std::shared_ptr<const WordList> words, ExtractOptions options)
    : pack_(std::move(pack)),
      language_(std::move(language)),
      words_(std::move(words)),
      options_(options) {}

Extraction Extractor::extract(Document document) const {
  Extraction extraction;
  extraction.document = std::move(document.info);
  extraction.warnings = std::move(document.warnings);
  const RepairedText repaired =
      options_.repair ? repair(document.text, words_.get()) : leave_as_is(document.text);
  const Analysis analysis = analyse(repaired.text, *language_, extraction);
  extraction.claims = read_claims(analysis, *pack_);
  extraction.original = std::move(document.original);
  return extraction;
}

}  // namespace rapport::extract
