// Parsing treebanks anew and comparing.

#include "app/parse_treebank.h"

#include <functional>
#include <utility>
#include <vector>

#include "rapport/extract/conllu.h"
#include "rapport/extract/language.h"
#include "rapport/extract/names.h"
#include "rapport/extract/raw_treebank.h"

#include "app/input.h"

namespace rapport::app {

namespace {

using extract::ConlluSentence;
using extract::Language;
using extract::RawTreebank;

constexpr std::size_t kMaxTreebankBytes = std::size_t{1} << 30;

std::string name_of(const std::string& file) { return file == "-" ? "standard input" : file; }

Error nothing_in(const std::string& file) {
  return {Code::kBadInput, "has no words to compare with", name_of(file), ""};
}

// What is done with each sentence that was parsed; false ends the run.
using Sink = std::function<bool(ConlluSentence)>;

void parse_words(const std::vector<ConlluSentence>& given, const Language& language,
                 const Sink& sink) {
  const Language::ScratchPtr scratch = language.make_scratch();
  for (const ConlluSentence& sentence : given) {
    if (!sink(with_tree(sentence, language.analyse(sentence.sentence(), *scratch)))) {
      return;
    }
  }
}

void parse_text(const RawTreebank& treebank, const Language& language, const Sink& sink) {
  const Language::ScratchPtr scratch = language.make_scratch();
  std::size_t number = 0;
  int paragraph = extract::kNone;
  for (const extract::Sentence& sentence : extract::sentences(treebank.text, treebank.paragraphs)) {
    ConlluSentence parsed =
        extract::to_conllu(treebank.text, sentence, language.analyse(sentence, *scratch), ++number);
    if (sentence.block != std::exchange(paragraph, sentence.block)) {
      const auto& comments = treebank.comments[static_cast<std::size_t>(sentence.block)];
      parsed.comments.insert(parsed.comments.begin(), comments.begin(), comments.end());
    }
    if (!sink(std::move(parsed))) {
      return;
    }
  }
}

}  // namespace

// Sentences over kMaxSentenceTokens, which extraction skips, are parsed too, in windows: every word
// of a treebank counts.
Result<int> parse_treebank(Session& session, const ParseOptions& options) {
  RAPPORT_TRY(const std::string text, read_text_file(options.file, kMaxTreebankBytes));
  RAPPORT_TRY(const auto gold, extract::read_conllu(text, name_of(options.file)));
  RAPPORT_TRY(const auto language, session.language());
  Output& out = session.out();
  std::vector<ConlluSentence> parsed;
  const Sink sink = [&](ConlluSentence sentence) {
    if (options.score) {
      parsed.push_back(std::move(sentence));
      return true;
    }
    if (options.ner) {
      note_names(sentence);
    }
    out.write(write_conllu(sentence));
    return !out.closed();
  };
  if (options.raw) {
    parse_text(extract::raw_treebank(gold), *language, sink);
  } else {
    parse_words(gold, *language, sink);
  }
  if (options.score) {
    RAPPORT_TRY(const extract::ParseScores scores, extract::score_parses(gold, parsed));
    if (scores.all.gold == 0) {
      return nothing_in(options.file);
    }
    out.write(to_string(scores));
  }
  return kSuccess;
}

Result<int> score_name_file(Session& session, const ParseOptions& options) {
  RAPPORT_TRY(const std::string text, read_text_file(options.file, kMaxTreebankBytes));
  RAPPORT_TRY(const auto gold, extract::read_iob2(text, name_of(options.file)));
  if (gold.empty()) {
    return nothing_in(options.file);
  }
  RAPPORT_TRY(const auto language, session.language());
  const Language::ScratchPtr scratch = language->make_scratch();
  std::vector<extract::Tree> trees;
  for (const extract::NamedSentence& sentence : gold) {
    trees.push_back(language->analyse(sentence.sentence, *scratch));
  }
  RAPPORT_TRY(const extract::NameScores scores, extract::score_names(gold, trees));
  session.out().write(to_string(scores));
  return kSuccess;
}

}  // namespace rapport::app
