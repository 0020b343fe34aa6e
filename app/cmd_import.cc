// rapport import: reports into the store. Documents are read and extracted in parallel and
// committed one by one in the order of the plan, so that the number of threads changes nothing.

#include <algorithm>
#include <unordered_map>

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>

#include "rapport/extract/document.h"

#include "app/commands.h"
#include "app/import_plan.h"
#include "app/input.h"
#include "app/interrupt.h"
#include "app/message.h"
#include "app/number.h"
#include "app/progress.h"

namespace rapport::app {

namespace {

// What became of one planned document on its way to the store.
struct Outcome {
  std::string label;  // for messages: the path, or the name
  std::shared_ptr<const Extraction> extraction;
  bool unchanged = false;
  std::optional<Error> error;
};

struct Totals {
  std::uint64_t imported = 0, replaced = 0, skipped = 0, failed = 0;
  std::uint64_t words = 0, claims = 0, refused = 0, warnings = 0;
};

class Import {
 public:
  Import(Session& session, const ImportOptions& options, graph::Store& store,
         const extract::Extractor& extractor)
      : session_(session),
        options_(options),
        store_(store),
        extractor_(extractor),
        bar_(!options.quiet) {}

  Result<void> index_ledger();
  int run(const ImportPlan& plan);

 private:
  Outcome prepare(const PlannedDocument& planned) const;
  void commit(const Outcome& outcome);
  void fail(const Error& error);
  bool is_unchanged(const extract::Document& document) const;
  std::optional<Error> name_conflict(const extract::Document& document) const;
  void print_summary(const ImportPlan& plan, bool stopped) const;

  Session& session_;
  const ImportOptions& options_;
  graph::Store& store_;
  const extract::Extractor& extractor_;
  ProgressBar bar_;
  Progress progress_;
  Totals totals_;
  std::unordered_map<std::string, DocumentInfo> ledger_;  // as it was when the import began
  bool disk_failed_ = false;  // no more than the first failure is worth a try
};

Result<void> Import::index_ledger() {
  RAPPORT_TRY(auto entries, store_.documents());
  for (graph::LedgerEntry& entry : entries) {
    std::string name = entry.info.name;
    ledger_.emplace(std::move(name), std::move(entry.info));
  }
  return {};
}

bool Import::is_unchanged(const extract::Document& document) const {
  const auto known = ledger_.find(document.info.name);
  return known != ledger_.end() && known->second.sha256 == document.info.sha256;
}

// Another file of the same name that is still in its place must not be replaced unasked.
std::optional<Error> Import::name_conflict(const extract::Document& document) const {
  const auto known = ledger_.find(document.info.name);
  if (known == ledger_.end() || known->second.path == document.info.path ||
      known->second.path == "-") {
    return std::nullopt;
  }
  std::error_code error;
  if (!std::filesystem::exists(known->second.path, error)) {
    return std::nullopt;
  }
  return Error{Code::kConflict,
               fmt::format("the store has another document named {}, from {}", document.info.name,
                           known->second.path),
               document.info.path,
               "import the folder that holds both, or use --force to put this one in its place"};
}

// The claims that came ready-made, when they lie inside of the document that they name.
Result<Extraction> take_ready(extract::Document document, const ReadyClaims& ready) {
  if (document.info.sha256 != ready.sha256) {
    return Error{Code::kBadInput,
                 fmt::format("has SHA-256 {}..., the claims were made from {}...",
                             document.info.sha256.substr(0, 12), ready.sha256.substr(0, 12)),
                 document.info.path, "extract the claims of " + ready.source + " again"};
  }
  for (const Claim& claim : ready.claims) {
    for (const Spans* spans :
         {&claim.evidence, &claim.context, &claim.subject.mention, &claim.object.mention}) {
      for (const Span& span : *spans) {
        if (span.end > document.original.size()) {
          return Error{Code::kBadInput,
                       fmt::format("bytes {}-{} lie behind the end of {}", span.begin, span.end,
                                   document.info.name),
                       ready.source, ""};
        }
      }
    }
  }
  return Extraction{std::move(document.info), std::move(document.original), ready.claims,
                    std::move(document.warnings)};
}

Outcome Import::prepare(const PlannedDocument& planned) const {
  Outcome outcome;
  outcome.label = planned.path == "-" ? "standard input" : planned.path.string();
  auto document = extract::read_file(planned.path);
  if (!document) {
    outcome.error = document.error();
    return outcome;
  }
  if (!planned.name.empty()) {
    document->info.name = planned.name;
  } else if (planned.path == "-") {  // never takes the place of another one
    document->info.name = "stdin-" + document->info.sha256.substr(0, 12) + ".txt";
  }
  if (!options_.force) {
    outcome.unchanged = is_unchanged(*document);
    outcome.error = outcome.unchanged ? std::nullopt : name_conflict(*document);
  }
  if (outcome.unchanged || outcome.error) {
    return outcome;
  }
  auto extraction = planned.ready != nullptr ? take_ready(std::move(*document), *planned.ready)
                                             : Result(extractor_.extract(std::move(*document)));
  if (extraction) {
    outcome.extraction = std::make_shared<const Extraction>(std::move(*extraction));
  } else {
    outcome.error = extraction.error();
  }
  return outcome;
}

void Import::fail(const Error& error) {
  bar_.wipe();
  print_error(error);
  ++totals_.failed;
}

void Import::commit(const Outcome& outcome) {
  ++progress_.done;
  if (outcome.error) {
    fail(*outcome.error);
  } else if (outcome.unchanged) {
    ++totals_.skipped;
  } else {
    const Extraction& extraction = *outcome.extraction;
    const auto committed = store_.commit(extraction, options_.force);
    if (!committed) {
      Error error = committed.error();
      error.where = error.where.empty() ? outcome.label : outcome.label + ": " + error.where;
      disk_failed_ = disk_failed_ || error.code == Code::kIo;
      fail(error);
    } else if (committed->unchanged) {
      ++totals_.skipped;
    } else {
      ++(committed->replaced ? totals_.replaced : totals_.imported);
      totals_.words += extraction.document.words;
      totals_.claims += committed->claims;
      totals_.refused += committed->refused.size();
      totals_.warnings += extraction.warnings.size();
      if (!extraction.warnings.empty() || !committed->refused.empty()) {
        bar_.wipe();
      }
      for (const std::string& warning : extraction.warnings) {
        print_warning(extraction.document.name, warning);
      }
      for (const std::string& line : committed->refused) {
        print_warning(extraction.document.name, "not stored: " + line);
      }
    }
  }
  progress_.failed = totals_.failed;
  progress_.words = totals_.words;
  bar_.update(progress_);
}

int Import::run(const ImportPlan& plan) {
  progress_.total = plan.documents.size();
  for (const Error& failure : plan.failures) {
    fail(failure);
  }
  const InterruptGuard guard;
  const unsigned threads = session_.threads();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  std::size_t next = 0;
  tbb::parallel_pipeline(
      std::size_t{threads} * 2,
      tbb::make_filter<void, std::size_t>(tbb::filter_mode::serial_in_order,
                                          [&](tbb::flow_control& flow) {
                                            if (next == plan.documents.size() || interrupted() ||
                                                disk_failed_) {
                                              flow.stop();
                                              return std::size_t{0};
                                            }
                                            return next++;
                                          }) &
          tbb::make_filter<std::size_t, Outcome>(
              tbb::filter_mode::parallel,
              [&](std::size_t i) { return prepare(plan.documents[i]); }) &
          tbb::make_filter<Outcome, void>(tbb::filter_mode::serial_in_order,
                                          [&](const Outcome& outcome) { commit(outcome); }));
  bar_.wipe();
  const bool stopped = next < plan.documents.size();
  print_summary(plan, stopped);
  const std::uint64_t good = totals_.imported + totals_.replaced + totals_.skipped;
  if (totals_.failed == 0 && !stopped) {
    return kSuccess;
  }
  return good == 0 ? kFailure : kSomeFailed;
}

void Import::print_summary(const ImportPlan& plan, bool stopped) const {
  const double seconds = bar_.elapsed().count();
  Output& out = session_.out();
  if (stopped) {
    out.print("stopped: {} of {} were not read; import again to go on\n",
              counted(plan.documents.size() - progress_.done, "document"),
              grouped(plan.documents.size()));
  }
  out.print("{} imported, {} replaced, {} unchanged, {} failed\n",
            counted(totals_.imported, "document"), grouped(totals_.replaced),
            grouped(totals_.skipped), grouped(totals_.failed));
  out.print("{}, {}, {} not stored, {}\n", counted(totals_.words, "word"),
            counted(totals_.claims, "claim"), grouped(totals_.refused),
            counted(totals_.warnings, "warning"));
  out.print("{:.1f} s, {} words/s\n", seconds,
            grouped(static_cast<std::uint64_t>(static_cast<double>(totals_.words) /
                                               std::max(seconds, 1e-3))));
  if (plan.other_files > 0) {
    out.print("{} of other kinds passed over\n", counted(plan.other_files, "file"));
  }
}

}  // namespace

Result<int> run_import(Session& session, const ImportOptions& options) {
  RAPPORT_TRY(const auto pack, session.pack());
  RAPPORT_TRY(const extract::Extractor extractor, session.extractor());
  const ImportPlan plan = plan_import(options.paths, options.name, *pack);
  if (plan.documents.empty()) {  // leaves no empty store behind
    for (const Error& failure : plan.failures) {
      print_error(failure);
    }
    return kFailure;
  }
  RAPPORT_TRY(graph::Store* const store, session.writable_store());
  Import import(session, options, *store, extractor);
  RAPPORT_CHECK(import.index_ledger());
  return import.run(plan);
}

}  // namespace rapport::app
