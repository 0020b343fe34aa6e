// rapport query: statements in openCypher, from the command line or a file.

#include <cstdio>

#include <fmt/format.h>

#include "rapport/query/query.h"

#include "app/commands.h"
#include "app/diagram.h"
#include "app/graph_text.h"
#include "app/input.h"
#include "app/interrupt.h"
#include "app/message.h"
#include "app/query_lines.h"
#include "app/query_parameters.h"
#include "app/repl_words.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxQueryBytes = std::size_t{64} << 20;

// The next line with its end; false: the last one.
bool read_line(std::FILE* stream, std::string& line) {
  for (int c = std::fgetc(stream); c != EOF; c = std::fgetc(stream)) {
    line += static_cast<char>(c);
    if (c == '\n') {
      return true;
    }
  }
  return false;
}

// Runs statements one after the other, over one store.
class Asker {
 public:
  Asker(Session& session, const QueryOptions& options) : session_(session), options_(options) {}

  Result<void> prepare() {
    RAPPORT_TRY(run_.parameters, parse_parameters(options_.parameters));
    run_.timeout = std::chrono::milliseconds(static_cast<long>(options_.timeout_seconds * 1000));
    run_.max_rows = options_.max_rows;
    run_.max_values = options_.max_values;
    run_.profile = options_.profile;
    run_.cancel = &interrupted();
    return {};
  }

  Result<void> ask(const query::Query& query) {
    if (options_.explain) {
      RAPPORT_TRY(const auto graph, session_.graph());
      RAPPORT_TRY(const std::string plan, query.explain(*graph, run_));
      session_.out().write(plan);
      return {};
    }
    RAPPORT_TRY(graph::Store* const store, store_for(query));
    RAPPORT_TRY(const query::Rows rows, run(query, *store));
    RAPPORT_TRY(const auto graph, store->graph());
    if (!rows.columns.empty()) {
      RAPPORT_CHECK(print(rows, *graph));
    }
    if (query.writes() && rows.cut.empty() && options_.format == "table") {
      session_.out().print("created {} nodes, {} relationships\n", rows.vertices_created,
                           rows.edges_created);
    }
    session_.out().write(rows.plan);
    was_cut_ = was_cut_ || !rows.cut.empty();
    return {};
  }

  // For a program at the other end: every statement gets its lines, an error too.
  void ask_for_program(const std::string& statement) {
    if (const auto asked = lines_of(statement); asked) {
      session_.out().write(*asked);
    } else {
      session_.out().write(error_line(asked.error()));
      had_error_ = true;
    }
  }

  bool had_error() const { return had_error_; }
  bool was_cut() const { return was_cut_; }

 private:
  Result<std::string> lines_of(const std::string& statement) {
    RAPPORT_TRY(const query::Query query, query::Query::prepare(statement));
    RAPPORT_TRY(graph::Store* const store, store_for(query));
    RAPPORT_TRY(const query::Rows rows, run(query, *store));
    RAPPORT_TRY(const auto graph, store->graph());
    was_cut_ = was_cut_ || !rows.cut.empty();
    return answer_lines(rows, *graph);
  }

  Result<void> print(const query::Rows& rows, const graph::Snapshot& graph) {
    if (options_.format != "dot") {
      print_rows(session_.out(), rows, graph, options_.format);
      return {};
    }
    Selection selection = select_rows(graph, rows);
    selection.left_out = rows.cut;
    if (selection.vertices.empty()) {
      return Error{Code::kBadInput, "the answer has no entity, relationship or path to draw",
                   "--format dot", "return them, not their properties: RETURN a, r, b"};
    }
    const auto pack = session_.pack();  // without it, in plain shapes
    RAPPORT_TRY(const std::string dot, to_dot(graph, selection, pack ? pack->get() : nullptr));
    session_.out().write(dot);
    return {};
  }

  Result<graph::Store*> store_for(const query::Query& query) {
    return query.writes() && !options_.read_only ? session_.existing_writable_store()
                                                 : session_.store();
  }

  Result<query::Rows> run(const query::Query& query, graph::Store& store) {
    if (!query.writes() || !options_.read_only) {
      return query.run(store, run_);
    }
    RAPPORT_TRY(const auto graph, store.graph());
    auto refused = query.run(*graph, run_);
    if (!refused) {
      Error error = refused.error();
      error.hint = "leave --read-only out";
      return error;
    }
    return refused;
  }

  Session& session_;
  const QueryOptions& options_;
  query::RunOptions run_;
  bool was_cut_ = false, had_error_ = false;
};

// The error of a statement, with its place in the script that holds the statement.
Error placed(Error error, const query::ScriptStatement& statement) {
  std::size_t line = 0;
  std::size_t column = 0;
  if (std::sscanf(error.where.c_str(), "line %zu, column %zu", &line, &column) == 2) {
    column += line == 1 ? statement.column - 1 : 0;
    error.where = fmt::format("line {}, column {}", line + statement.line - 1, column);
  }
  return error;
}

// All statements of a text; none runs when one of them is wrong.
Result<void> ask_all(Asker& asker, const std::string& text) {
  const auto statements = query::split_script(text);
  std::vector<query::Query> queries;
  for (const query::ScriptStatement& statement : statements) {
    auto query = query::Query::prepare(statement.text);
    if (!query) {
      return placed(query.error(), statement);
    }
    queries.push_back(std::move(*query));
  }
  for (std::size_t i = 0; i < queries.size(); ++i) {
    if (const auto asked = asker.ask(queries[i]); !asked) {
      return placed(asked.error(), statements[i]);
    }
  }
  return {};
}

// Statements of standard input, each as soon as it is there. One that fails does not end it.
Result<bool> ask_as_they_come(Asker& asker, Session& session, bool for_program) {
  std::string pending;
  bool all_went_well = true;
  bool goes_on = true;
  while (goes_on && !interrupted()) {
    std::string line;
    goes_on = read_line(stdin, line);
    pending += line;
    if (pending.size() > kMaxQueryBytes) {
      return Error{Code::kLimit, "the statement is larger than 64 MB", "standard input", ""};
    }
    if (goes_on && !is_complete(pending)) {
      continue;
    }
    if (for_program) {
      for (const std::string& statement : query::split_statements(pending)) {
        asker.ask_for_program(statement);
        session.out().flush();
      }
    } else if (const auto asked = ask_all(asker, pending); !asked) {
      session.out().flush();
      print_error(asked.error());
      all_went_well = false;
    }
    session.out().flush();
    pending.clear();
  }
  return all_went_well && !asker.had_error();
}

}  // namespace

Result<int> run_query(Session& session, const QueryOptions& options) {
  if (options.text.empty() == options.file.empty()) {
    print_error({Code::kBadInput, "name a statement, or a file of them", "query",
                 "for example: rapport query 'MATCH (n) RETURN count(*)'"});
    return kWrongUsage;
  }
  Asker asker(session, options);
  RAPPORT_CHECK(asker.prepare());
  const InterruptGuard guard;
  bool all_went_well = true;
  if (options.file == "-") {
    RAPPORT_TRY(all_went_well, ask_as_they_come(asker, session, options.format == "jsonl"));
  } else {
    std::string text = options.text;
    if (!options.file.empty()) {
      RAPPORT_TRY(text, read_text_file(options.file, kMaxQueryBytes));
    }
    RAPPORT_CHECK(ask_all(asker, text));
  }
  return !all_went_well ? kFailure : asker.was_cut() ? kNotWhole : kSuccess;
}

}  // namespace rapport::app
