// The commands: what each can be told, and the function that carries it out. One file a command,
// app/cmd_NAME.cc. A function returns the exit status, or the error that ended it.

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "rapport/result.h"

#include "app/session.h"

namespace rapport::app {

// Exit statuses, the same for all commands; kSomeFailed only of import, kNotWhole of query: the
// answer was cut short.
inline constexpr int kSuccess = 0, kFailure = 1, kWrongUsage = 2, kSomeFailed = 3, kNotWhole = 3;

// --- documents ---

struct ImportOptions {
  std::vector<std::string> paths;  // files, folders, "-"
  std::string name;                // of the document on standard input
  bool force = false;              // also what is unchanged
  bool quiet = false;              // no progress bar
};
Result<int> run_import(Session& session, const ImportOptions& options);

// A property graph without documents.
struct LoadOptions {
  std::vector<std::string> nodes, relationships;  // "[LABEL[:LABEL...]=]FILE[,FILE...]"
  std::string delimiter = ",", list_delimiter = ";";
  std::string weight;  // key of the edges' weight
  bool has_weight = false;
};
Result<int> run_load(Session& session, const LoadOptions& options);

struct RemoveOptions {
  std::vector<std::string> documents;  // name, path or SHA-256
};
Result<int> run_remove(Session& session, const RemoveOptions& options);

struct DocsOptions {
  std::string format = "table";
};
Result<int> run_docs(Session& session, const DocsOptions& options);

Result<int> run_verify(Session& session);

// --- text and claims, without a store ---

struct TextOptions {
  std::string file;
  bool repairs = false, blocks = false, sentences = false, no_repair = false;
};
Result<int> run_text(Session& session, const TextOptions& options);

struct ParseOptions {
  std::string file;  // with `tree`: the sentence itself
  bool no_repair = false;
  bool ner = false;
  bool gold_tokens = false, raw = false;  // the file is CoNLL-U: parse its words, its text
  bool score = false;                     // print scores instead; of its words unless `raw`
  bool score_names = false;               // the file is IOB2
  bool tree = false;
};
Result<int> run_parse(Session& session, const ParseOptions& options);

struct ExtractOptions {
  std::vector<std::string> files;
  std::string format = "jsonl";
  double min_confidence = 0;
  bool no_repair = false;
  bool open = false;
  bool events = false;
  bool lines = false;
  std::string profile = "split";
  std::vector<std::string> without;  // frames that are not read
};
Result<int> run_extract(Session& session, const ExtractOptions& options);

struct ExplainOptions {
  std::string text;
  bool no_repair = false;
};
Result<int> run_explain(Session& session, const ExplainOptions& options);

struct EvalOptions {
  std::string gold;
  std::vector<std::string> files;
  std::string facts;  // claims as JSON Lines instead of files
  std::string by;     // "", "doc", "relation", "rule", "confidence"
  std::size_t errors = 0;
  bool json = false;
  bool sentences = false;            // the gold is of sentences, with their statements' qualifiers
  std::vector<std::string> without;  // frames that are not read
};
Result<int> run_eval(Session& session, const EvalOptions& options);

struct PackOptions {
  std::string pack;  // empty: the session's
};
Result<int> run_pack_check(Session& session, const PackOptions& options);

// --- asking ---

struct QueryOptions {
  std::string text, file;               // one of the two; "-" is standard input
  std::vector<std::string> parameters;  // "name=literal"
  std::string format = "table";
  double timeout_seconds = 30;
  std::uint64_t max_rows = 1'000'000;
  std::uint64_t max_values = 20'000'000;
  std::uint64_t max_steps = 500'000'000;
  bool explain = false, profile = false, read_only = false;
};
Result<int> run_query(Session& session, const QueryOptions& options);
Result<int> run_repl(Session& session);

// What the verbs have in common.
struct VerbOptions {
  std::string format = "text";
  bool any_status = false;  // negated, possible, planned and recommended edges too
  bool cypher = false;      // print the query it stands for, and nothing else
};

struct FindOptions : VerbOptions {
  std::string text;
  std::size_t limit = 20;
};
Result<int> run_find(Session& session, const FindOptions& options);

struct ShowOptions : VerbOptions {
  std::string name;
};
Result<int> run_show(Session& session, const ShowOptions& options);

struct NeighborsOptions : VerbOptions {
  std::string name, type;
  unsigned depth = 1;
};
Result<int> run_neighbors(Session& session, const NeighborsOptions& options);

struct PathOptions : VerbOptions {
  std::string from, to;
  unsigned max_hops = 6;
  bool all = false, cheapest = false;
};
Result<int> run_path(Session& session, const PathOptions& options);

struct WhyOptions : VerbOptions {
  std::string from, to;
};
Result<int> run_why(Session& session, const WhyOptions& options);

struct StatsOptions {
  bool unmapped = false;
  std::string format = "text";
};
Result<int> run_stats(Session& session, const StatsOptions& options);

// --- drawing ---

struct ExportOptions {
  std::string format = "jsonl";
  std::string query, around;
  std::vector<std::string> path;  // two names
  unsigned depth = 1;
  std::uint32_t max_vertices = 60;
  bool any_status = false;
  std::string file;  // empty: standard output
};
Result<int> run_export(Session& session, const ExportOptions& options);

}  // namespace rapport::app
