// rapport parse: the tagged and parsed sentences of a file, as CoNLL-U.

#include "rapport/extract/document.h"
#include "rapport/extract/language.h"
#include "rapport/extract/structure.h"

#include "app/commands.h"
#include "app/input.h"

namespace rapport::app {

namespace {

std::string_view or_underscore(const std::string& text) {
  return text.empty() ? std::string_view("_") : std::string_view(text);
}

void print_tree(Output& out, const extract::Tree& tree, const extract::Sentence& sentence,
                std::string_view text, std::size_t number) {
  out.print("# sent_id = {}\n# text = {}\n", number,
            one_line(sentence.span.in(text), std::string::npos));
  for (std::size_t i = 0; i < tree.words.size(); ++i) {
    const extract::Word& word = tree.words[i];
    const bool glued = i + 1 < tree.words.size() && word.span.end == tree.words[i + 1].span.begin;
    out.print("{}\t{}\t{}\t{}\t{}\t_\t{}\t{}\t_\t{}\n", i + 1, or_underscore(word.form),
              or_underscore(word.lemma), to_string(word.upos), or_underscore(word.xpos),
              word.head == extract::kRoot ? 0 : word.head + 1, to_string(word.deprel),
              glued ? "SpaceAfter=No" : "_");
  }
  out.write("\n");
}

}  // namespace

Result<int> run_parse(Session& session, const ParseOptions& options) {
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
      session.out().print("# sent_id = {}\n# skipped: {} tokens, more than {}\n\n", number,
                          sentence.tokens.size(), extract::kMaxSentenceTokens);
      continue;
    }
    print_tree(session.out(), language->analyse(sentence, *scratch), sentence, text, number);
    if (session.out().closed()) {
      break;
    }
  }
  return kSuccess;
}

}  // namespace rapport::app
