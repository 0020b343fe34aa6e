// The pipeline: every stage of extraction in its order.

#include "rapport/extract/extractor.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "rapport/extract/foreign.h"
#include "rapport/extract/words.h"
#include "rapport/pack/fold.h"

#include "extract/claim/claims.h"
#include "extract/claim/event.h"
#include "extract/claim/explain.h"
#include "extract/claim/mend.h"
#include "extract/layout/token.h"
#include "extract/read/charset.h"

namespace rapport::extract {
namespace {

// Times that a word must have been seen in lower case to be known as a common word.
constexpr std::uint32_t kKnownWord = 50;

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

bool capitalised(std::string_view form) {
  return form.size() > 3 && form[0] >= 'A' && form[0] <= 'Z' && form[1] >= 'a' && form[1] <= 'z';
}

std::string lower_ascii(std::string text) {
  for (char& c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

bool is_title_case(const Sentence& sentence) {
  std::size_t capitals = 0;
  std::size_t long_words = 0;
  for (const Token& token : sentence.tokens) {
    long_words += token.form.size() > 3 && token.form[0] != '-' ? 1 : 0;
    capitals += capitalised(token.form) ? 1 : 0;
  }
  return capitals >= 2 && capitals * 4 >= long_words * 3;
}

// "Anna Keller (chair), ...": two capitals where not each word has one.
bool opens_with_name(const Sentence& sentence) {
  return sentence.tokens.size() > 1 && capitalised(sentence.tokens[0].form) &&
         capitalised(sentence.tokens[1].form) && !is_title_case(sentence);
}

// The capital that begins a label, a cell or a heading, and all of one In Title Case, are read in
// lower case, or the tagger takes each word for a name. Names of the gazetteer and words that are
// not known in lower case keep theirs.
void lower_piece(Sentence& sentence, const std::string& text, const pack::Pack& pack,
                 const WordList& words) {
  const std::size_t end = is_title_case(sentence)
                              ? sentence.tokens.size()
                              : std::min<std::size_t>(1, sentence.tokens.size());
  if (opens_with_name(sentence)) {
    return;
  }
  for (std::size_t i = 0; i < end; ++i) {
    std::size_t named = 0;
    for (std::size_t j = std::min(sentence.tokens.size(), i + pack.longest_name_words());
         j > i && named == 0; --j) {
      const std::string_view surface =
          Span{sentence.tokens[i].span.begin, sentence.tokens[j - 1].span.end}.in(text);
      named = pack.find_name(pack::fold(surface), surface) ? j - i : 0;
    }
    if (named > 0) {
      i += named - 1;
      continue;
    }
    Token& token = sentence.tokens[i];
    const std::string lower = lower_ascii(token.form);
    if (capitalised(token.form) && words.count(lower) >= kKnownWord && !words.is_name(lower)) {
      token.form = lower;
    }
  }
}

bool is_piece(const Sentence& sentence, const Block& block) {
  return block.kind == BlockKind::kHeading || sentence.cell != kNone ||
         (block.kind == BlockKind::kListItem &&
          (block.label.empty() || sentence.span.end <= block.label.end));
}

// The tagger takes "WHO" for the pronoun, unless it reads another body in its place.
constexpr std::string_view kWho = "WHO";
constexpr std::string_view kReadAs = "UNICEF";

bool is_capitals(const Token& token) {
  return token.form.size() > 2 && std::all_of(token.form.begin(), token.form.end(),
                                              [](char c) { return c >= 'A' && c <= 'Z'; });
}

void mask_who(Sentence& sentence) {
  const std::vector<Token>& tokens = sentence.tokens;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool shouted = (i > 0 && is_capitals(tokens[i - 1])) ||
                         (i + 1 < tokens.size() && is_capitals(tokens[i + 1]));
    if (tokens[i].form == kWho && !shouted) {
      sentence.tokens[i].form = kReadAs;
    }
  }
}

void unmask_who(Tree& tree, const std::string& text) {
  for (Word& word : tree.words) {
    if (word.form == kReadAs && word.span.in(text) == kWho) {
      word.form = kWho;
      word.lemma = kWho;
    }
  }
}

// The trees of the sentences; one that is too long, or in another language, has none, and is warned
// of.
void parse(Analysis& analysis, const pack::Pack& pack, const Language& language,
           const WordList* words, Extraction& extraction) {
  const std::string& text = analysis.text->text();
  const ForeignBlocks foreign = foreign_blocks(text, analysis.blocks);
  extraction.warnings.insert(extraction.warnings.end(), foreign.warnings.begin(),
                             foreign.warnings.end());
  extraction.document.sentences = analysis.sentences.size();
  std::vector<std::size_t> parsed;  // of `analysis.sentences`
  std::vector<const Sentence*> to_parse;
  for (std::size_t s = 0; s < analysis.sentences.size(); ++s) {
    Sentence& sentence = analysis.sentences[s];
    mask_who(sentence);
    extraction.document.words += sentence.tokens.size();
    if (sentence.tokens.size() > kMaxSentenceTokens) {
      extraction.warnings.push_back(fmt::format(
          "skipped a sentence of {} words (more than {}): \"{}...\"", sentence.tokens.size(),
          kMaxSentenceTokens,
          Span{sentence.span.begin, std::min(sentence.span.end, sentence.span.begin + 60)}.in(
              text)));
      continue;
    }
    if (!sentence.tokens.empty() && !foreign.is_foreign[static_cast<std::size_t>(sentence.block)]) {
      parsed.push_back(s);
      to_parse.push_back(&sentence);
    }
  }
  std::vector<Tree> trees = language.analyse(to_parse, *language.make_scratch());
  analysis.trees.resize(analysis.sentences.size());
  for (std::size_t i = 0; i < trees.size(); ++i) {
    unmask_who(trees[i], text);
    mend(trees[i], pack, words);
    analysis.trees[parsed[i]] = std::move(trees[i]);
  }
  for (const Tree& tree : analysis.trees) {
    analysis.views.emplace_back(tree);
  }
}

Analysis analyse(const MappedText& text, const pack::Pack& pack, const Language& language,
                 const WordList* words, Extraction& extraction) {
  Analysis analysis;
  analysis.text = &text;
  analysis.blocks = structure(text.text());
  analysis.sentences = split_labels(sentences(text.text(), analysis.blocks), analysis.blocks);
  for (Sentence& sentence : analysis.sentences) {
    if (words != nullptr &&
        is_piece(sentence, analysis.blocks[static_cast<std::size_t>(sentence.block)])) {
      lower_piece(sentence, text.text(), pack, *words);
    }
  }
  parse(analysis, pack, language, words, extraction);
  return analysis;
}

// The whole text as one paragraph of one sentence.
Analysis analyse_sentence(const MappedText& text, const pack::Pack& pack, const Language& language,
                          const WordList* words, Extraction& extraction) {
  Analysis analysis;
  analysis.text = &text;
  Sentence& sentence = analysis.sentences.emplace_back();
  sentence.span = {0, static_cast<std::uint32_t>(text.text().size())};
  analysis.blocks.emplace_back().span = sentence.span;
  TokenReader reader(text.text(), sentence.span);
  while (reader.read(sentence.tokens)) {
  }
  parse(analysis, pack, language, words, extraction);
  return analysis;
}

}  // namespace

Extractor::Extractor(std::shared_ptr<const pack::Pack> pack,
                     std::shared_ptr<const Language> language,
                     std::shared_ptr<const WordList> words, ExtractOptions options)
    : pack_(std::move(pack)),
      language_(std::move(language)),
      words_(std::move(words)),
      options_(std::move(options)) {}

Extraction Extractor::extract(Document document) const {
  Extraction extraction;
  extraction.document = std::move(document.info);
  extraction.warnings = std::move(document.warnings);
  const RepairedText repaired =
      options_.repair ? repair(document.text, words_.get()) : leave_as_is(document.text);
  const Analysis analysis = analyse(repaired.text, *pack_, *language_, words_.get(), extraction);
  extraction.claims = read_claims(analysis, *pack_, options_.without, extraction.warnings);
  extraction.original = std::move(document.original);
  return extraction;
}

std::vector<Explanation> Extractor::explain(const Document& document,
                                            std::vector<std::string>& warnings) const {
  Extraction extraction;
  const RepairedText repaired =
      options_.repair ? repair(document.text, words_.get()) : leave_as_is(document.text);
  const Analysis analysis = analyse(repaired.text, *pack_, *language_, words_.get(), extraction);
  warnings.insert(warnings.end(), extraction.warnings.begin(), extraction.warnings.end());
  return explain_claims(analysis, *pack_, options_.without);
}

EventReading Extractor::events(const Document& document) const {
  Extraction extraction;
  extraction.warnings = document.warnings;
  const RepairedText repaired =
      options_.repair ? repair(document.text, words_.get()) : leave_as_is(document.text);
  const Analysis analysis = analyse(repaired.text, *pack_, *language_, words_.get(), extraction);
  return EventReading{read_events(analysis, *pack_, options_.without),
                      std::move(extraction.warnings)};
}

Result<EventReading> Extractor::sentence_events(std::string_view sentence) const {
  if (valid_prefix(sentence) < sentence.size()) {
    return Error{Code::kBadInput, "is no UTF-8", "", "convert the file, as with iconv -t UTF-8"};
  }
  Extraction extraction;
  const MappedText text = MappedText::identity(std::string(sentence));
  const Analysis analysis = analyse_sentence(text, *pack_, *language_, words_.get(), extraction);
  return EventReading{read_events(analysis, *pack_, options_.without),
                      std::move(extraction.warnings)};
}

}  // namespace rapport::extract
