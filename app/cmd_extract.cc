// rapport extract: the claims of files, without a store.

#include <cmath>

#include "rapport/graph/claim_lines.h"
#include "rapport/pack/time_interval.h"

#include "app/commands.h"
#include "app/extract_events.h"
#include "app/extract_open.h"
#include "app/input.h"
#include "app/message.h"

namespace rapport::app {

namespace {

// "since late 2023 (2023-09-01/.., quarter)", ".." being an open end.
std::string time_and_interval(const DocumentInfo& document, const std::string& words) {
  const auto interval = pack::time_interval(words, document.date);
  if (!interval) {
    return words;
  }
  const auto end = [](const std::string& date) { return date.empty() ? ".." : date; };
  return fmt::format("{} ({}/{}, {})", words, end(interval->begin), end(interval->end),
                     to_string(interval->precision));
}

void print_table_line(Output& out, const DocumentInfo& document, const Claim& claim) {
  std::string status;
  if (claim.polarity == Polarity::kNegated) {
    status += " negated";
  }
  if (claim.modality != Modality::kAsserted) {
    status += " " + std::string(to_string(claim.modality));
  }
  out.print("{:.3f}  {} ({}) -{}-> {} ({}){}\n", claim.confidence / 1000.0, claim.subject.name,
            claim.subject.type, claim.relation, claim.object.name, claim.object.type,
            status.empty() ? "" : "  [" + status.substr(1) + "]");
  const std::string time = time_and_interval(document, claim.time);
  for (const auto& [name, words] : {std::pair<std::string_view, const std::string&>{"time", time},
                                    {"quantity", claim.quantity},
                                    {"attribution", claim.attribution},
                                    {"place", claim.place}}) {
    if (!words.empty()) {
      out.print("       {}: {}\n", name, words);
    }
  }
  out.print("       \"{}\"\n       {}, by {}\n", one_line(claim.quote, 160), document.name,
            claim.rule);
}

}  // namespace

Result<int> run_extract(Session& session, const ExtractOptions& options) {
  if (options.open) {
    return extract_open(session, options);
  }
  if (options.events) {
    return extract_events(session, options);
  }
  RAPPORT_TRY(const extract::Extractor extractor,
              session.extractor({!options.no_repair, options.without}));
  const long least = std::lround(options.min_confidence * 1000);
  std::size_t failed = 0;
  for (const std::string& file : options.files) {
    auto document = read_document(file);
    if (!document) {
      print_error(document.error());
      ++failed;
      continue;
    }
    const Extraction extraction = extractor.extract(std::move(*document));
    for (const std::string& warning : extraction.warnings) {
      print_warning(extraction.document.name, warning);
    }
    for (const Claim& claim : extraction.claims) {
      if (claim.confidence < least) {
        continue;
      }
      if (options.format == "table") {
        print_table_line(session.out(), extraction.document, claim);
      } else {
        session.out().write(graph::claim_to_json(extraction.document, claim) + "\n");
      }
    }
    if (session.out().closed()) {
      break;
    }
  }
  return failed == 0 ? kSuccess : kFailure;
}

}  // namespace rapport::app
