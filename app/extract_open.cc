// rapport extract --open: what sentences say in their own words, as tab-separated values.

#include "app/extract_open.h"

#include <optional>

#include "rapport/extract/document.h"
#include "rapport/extract/foreign.h"
#include "rapport/extract/language.h"
#include "rapport/extract/open.h"
#include "rapport/extract/structure.h"

#include "app/input.h"
#include "app/message.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxInput = std::size_t{1} << 30;

class OpenPrinter {
 public:
  OpenPrinter(Session& session, const ExtractOptions& options,
              std::shared_ptr<const extract::Language> language)
      : out_(session.out()),
        profile_(options.profile == "split" ? extract::OpenProfile::kSplit
                                            : extract::OpenProfile::kWhole),
        least_(options.min_confidence),
        language_(std::move(language)),
        scratch_(language_->make_scratch()) {}

  void print(const extract::Sentence& sentence, const std::vector<std::string>& surface,
             std::string_view text) {
    const extract::Tree tree = language_->analyse(sentence, *scratch_);
    for (const extract::OpenTuple& tuple : extract::open_tuples(tree, surface, profile_)) {
      const double confidence = tuple.confidence / 1000.0;
      if (confidence < least_) {
        continue;
      }
      out_.print("{}\t{:.3f}\t{}\t{}", text, confidence, tuple.arguments.front(), tuple.relation);
      for (std::size_t i = 1; i < tuple.arguments.size(); ++i) {
        out_.print("\t{}", tuple.arguments[i]);
      }
      out_.write("\n");
    }
  }

 private:
  Output& out_;
  extract::OpenProfile profile_;
  double least_;
  std::shared_ptr<const extract::Language> language_;
  extract::Language::ScratchPtr scratch_;
};

void warn_too_long(const std::string& name, std::size_t number, std::size_t words) {
  print_warning(
      name, fmt::format("sentence {} of {} words is left out: extraction reads at most {}", number,
                        words, extract::kMaxSentenceTokens));
}

// One sentence a line, tokenised already; kBadInput names the first that cannot be read, after the
// others are.
Result<void> read_lines(const std::string& file, OpenPrinter& printer) {
  RAPPORT_TRY(const std::string text, read_text_file(file, kMaxInput));
  std::optional<Error> first;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    begin = end + 1;
    ++number;
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) {
      line.remove_prefix(3);
    }
    const Result<extract::TokenisedLine> tokens = extract::read_tokenised_line(line);
    if (!tokens) {
      first = first ? first : tokens.error();
      first->where = first->where.empty() ? fmt::format("{}: line {}", file, number) : first->where;
    } else if (tokens->surface.size() > extract::kMaxSentenceTokens) {
      warn_too_long(file, number, tokens->surface.size());
    } else if (!tokens->surface.empty()) {
      printer.print(tokens->sentence, tokens->surface, one_line(line, std::string::npos));
    }
  }
  return first ? Result<void>(*first) : Result<void>();
}

Result<void> read_report(Session& session, const std::string& file, bool no_repair,
                         OpenPrinter& printer) {
  RAPPORT_TRY(const extract::Document document, read_document(file));
  RAPPORT_TRY(const auto words, session.words());
  const extract::RepairedText repaired =
      no_repair ? extract::leave_as_is(document.text) : extract::repair(document.text, words.get());
  const std::string& text = repaired.text.text();
  const std::vector<extract::Block> blocks = extract::structure(text);
  const extract::ForeignBlocks foreign = extract::foreign_blocks(text, blocks);
  for (const std::vector<std::string>* warnings : {&document.warnings, &foreign.warnings}) {
    for (const std::string& warning : *warnings) {
      print_warning(document.info.name, warning);
    }
  }
  std::size_t number = 0;
  for (const extract::Sentence& sentence : extract::sentences(text, blocks)) {
    ++number;
    if (foreign.is_foreign[static_cast<std::size_t>(sentence.block)]) {
      continue;
    }
    if (sentence.tokens.size() > extract::kMaxSentenceTokens) {
      warn_too_long(document.info.name, number, sentence.tokens.size());
      continue;
    }
    std::vector<std::string> surface;
    for (const extract::Token& token : sentence.tokens) {
      surface.push_back(one_line(token.span.in(text), std::string::npos));
    }
    if (!surface.empty()) {
      printer.print(sentence, surface, one_line(sentence.span.in(text), std::string::npos));
    }
  }
  return {};
}

}  // namespace

Result<int> extract_open(Session& session, const ExtractOptions& options) {
  RAPPORT_TRY(auto language, session.language());
  OpenPrinter printer(session, options, std::move(language));
  std::size_t failed = 0;
  for (const std::string& file : options.files) {
    const Result<void> read = options.lines
                                  ? read_lines(file, printer)
                                  : read_report(session, file, options.no_repair, printer);
    if (!read) {
      print_error(read.error());
      ++failed;
    }
    if (session.out().closed()) {
      break;
    }
  }
  return failed == 0 ? kSuccess : kFailure;
}

}  // namespace rapport::app
