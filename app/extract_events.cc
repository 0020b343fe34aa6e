// rapport extract --events: who did what to whom, as tab-separated values.

#include "app/extract_events.h"

#include <algorithm>
#include <optional>

#include <fmt/ranges.h>

#include "app/input.h"
#include "app/message.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxInput = std::size_t{1} << 30;

class EventPrinter {
 public:
  EventPrinter(Output& out, double least) : out_(out), least_(least) {}

  void print(const std::string& name, const extract::EventReading& reading) {
    for (const std::string& warning : reading.warnings) {
      print_warning(name, warning);
    }
    for (const extract::Event& event : reading.events) {
      if (event.confidence / 1000.0 >= least_) {
        out_.print("{}\t{}\t{}\t{}\n", one_line(event.sentence, std::string::npos), event.type,
                   actors(event.sources), actors(event.targets));
      }
    }
  }

 private:
  static std::string actors(const std::vector<std::string>& names) {
    return one_line(fmt::format("{}", fmt::join(names, "; ")), std::string::npos);
  }

  Output& out_;
  double least_;
};

// One sentence a line; kBadInput names the first that cannot be read, after the others are.
Result<void> read_lines(const std::string& file, const extract::Extractor& extractor,
                        EventPrinter& printer) {
  RAPPORT_TRY(const std::string text, read_text_file(file, kMaxInput));
  std::optional<Error> first;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    begin = end + 1;
    ++number;
    if (auto reading = extractor.sentence_events(line)) {
      printer.print(file, *reading);
    } else if (!first) {
      first = reading.error();
      first->where = fmt::format("{}: line {}", file, number);
    }
  }
  return first ? Result<void>(*first) : Result<void>();
}

Result<void> read_report(const std::string& file, const extract::Extractor& extractor,
                         EventPrinter& printer) {
  RAPPORT_TRY(const extract::Document document, read_document(file));
  printer.print(document.info.name, extractor.events(document));
  return {};
}

}  // namespace

Result<int> extract_events(Session& session, const ExtractOptions& options) {
  RAPPORT_TRY(const auto pack, session.pack());
  const bool has_events =
      std::any_of(pack->relations().begin(), pack->relations().end(),
                  [](const pack::RelationType& relation) { return !relation.plover.empty(); });
  if (!has_events) {
    return Error{Code::kBadInput, "has no relation with an event type", pack->name(),
                 "give its relations the key \"plover\", or use --pack plover"};
  }
  RAPPORT_TRY(const extract::Extractor extractor,
              session.extractor({!options.no_repair, options.without}));
  EventPrinter printer(session.out(), options.min_confidence);
  std::size_t failed = 0;
  for (const std::string& file : options.files) {
    const Result<void> read = options.lines ? read_lines(file, extractor, printer)
                                            : read_report(file, extractor, printer);
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
