// rapport parse: the tagged and parsed sentences of a file as CoNLL-U, of a sentence as a drawing.

#include <algorithm>
#include <utility>

#include "rapport/extract/conllu.h"
#include "rapport/extract/document.h"
#include "rapport/extract/language.h"
#include "rapport/extract/structure.h"

#include "app/commands.h"
#include "app/input.h"
#include "app/message.h"
#include "app/parse_treebank.h"
#include "app/tree_drawing.h"

namespace rapport::app {

namespace {

Result<int> parse_document(Session& session, const ParseOptions& options) {
  RAPPORT_TRY(const extract::Document document, read_document(options.file));
  RAPPORT_TRY(const auto words, session.words());
  RAPPORT_TRY(const auto language, session.language());
  const extract::RepairedText repaired = options.no_repair
                                             ? extract::leave_as_is(document.text)
                                             : extract::repair(document.text, words.get());
  const std::string& text = repaired.text.text();
  const auto scratch = language->make_scratch();
  std::size_t number = 0;
  for (const extract::Sentence& sentence : extract::sentences(text, extract::structure(text))) {
    ++number;
    if (sentence.tokens.empty()) {
      continue;
    }
    if (sentence.tokens.size() > extract::kMaxSentenceTokens) {
      print_warning(document.info.name,
                    fmt::format("sentence {} has {} words; extraction skips it (more than {})",
                                number, sentence.tokens.size(), extract::kMaxSentenceTokens));
    }
    extract::ConlluSentence parsed =
        extract::to_conllu(text, sentence, language->analyse(sentence, *scratch), number);
    if (options.ner) {
      note_names(parsed);
    }
    session.out().write(write_conllu(parsed));
    if (session.out().closed()) {
      break;
    }
  }
  return kSuccess;
}

// Each line of a text as a block of its own.
std::vector<extract::Block> lines_of(std::string_view text) {
  std::vector<extract::Block> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.emplace_back().span = {static_cast<std::uint32_t>(begin),
                                 static_cast<std::uint32_t>(end)};
    begin = end + 1;
  }
  return lines;
}

Result<int> draw(Session& session, const ParseOptions& options) {
  constexpr std::size_t kMaxSentenceBytes = std::size_t{4} << 20;
  std::string text = options.file;
  if (text == "-") {
    RAPPORT_TRY(text, read_text_file(options.file, kMaxSentenceBytes));
  }
  const auto sentences = extract::sentences(text, lines_of(text));
  if (sentences.empty()) {
    return Error{Code::kBadInput, "has no words", "the sentence",
                 "rapport parse --tree \"NATO welcomed the initiative.\""};
  }
  RAPPORT_TRY(const auto language, session.language());
  const auto scratch = language->make_scratch();
  bool first = true;
  for (const extract::Sentence& sentence : sentences) {
    session.out().write(std::exchange(first, false) ? "" : "\n");
    session.out().write(draw_tree(language->analyse(sentence, *scratch), options.ner));
    if (session.out().closed()) {
      break;
    }
  }
  return kSuccess;
}

}  // namespace

Result<int> run_parse(Session& session, const ParseOptions& options) {
  if (options.tree) {
    return draw(session, options);
  }
  if (options.score_names) {
    return score_name_file(session, options);
  }
  if (options.gold_tokens || options.raw || options.score) {
    return parse_treebank(session, options);
  }
  return parse_document(session, options);
}

}  // namespace rapport::app
