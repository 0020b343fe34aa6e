// rapport query: statements in openCypher, from the command line or a file.

#include <cstdio>

#include <fmt/format.h>

#include "rapport/graph/stop_scope.h"
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
#include "app/row_printer.h"
#include "app/run_settings.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxQueryBytes = std::size_t{64} << 20;

// The next byte of standard input, and true; false: there was none.
bool read_byte(char& byte) {
  const int c = std::fgetc(stdin);
  byte = static_cast<char>(c);
  return c != EOF;
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
    run_.max_steps = options_.max_steps;
    run_.profile = options_.profile;
    run_.cancel = &interrupted();
    return {};
  }

  // For a program every statement gets its lines.
  bool is_for_program() const { return options_.format == "jsonl"; }

  Result<void> ask(const query::Query& query) {
    if (options_.explain) {
      return explain(query);
    }
    if (!query.writes() && !query.columns().empty() && RowPrinter::prints(options_.format)) {
      return print_as_found(query);
    }
    RAPPORT_TRY(graph::Store* const store, store_for(query));
    RAPPORT_TRY(const query::Rows rows, run(query, *store));
    RAPPORT_TRY(const auto graph, store->graph());
    was_cut_ = was_cut_ || !rows.cut.empty();
    if (!rows.columns.empty() || is_for_program()) {
      RAPPORT_CHECK(print(rows, *graph));
    }
    if (query.writes() && rows.cut.empty() && options_.format == "table") {
      print_created(session_.out(), rows);
    }
    if (!is_for_program()) {
      session_.out().write(rows.plan);
    }
    return {};
  }

  // An error that does not end the rest.
  void tell(const Error& error) {
    if (is_for_program()) {
      session_.out().write(error_line(error));
      session_.out().flush();
    } else {
      session_.out().flush();
      print_error(error);
    }
    had_error_ = true;
  }

  bool had_error() const { return had_error_; }
  bool was_cut() const { return was_cut_; }

 private:
  Result<void> explain(const query::Query& query) {
    RAPPORT_TRY(const auto graph, session_.graph());
    query::Rows rows;
    RAPPORT_TRY(rows.plan, query.explain(*graph, run_));
    if (is_for_program()) {
      return print(rows, *graph);
    }
    session_.out().write(rows.plan);
    return {};
  }

  Result<void> print_as_found(const query::Query& query) {
    RAPPORT_TRY(const auto graph, session_.graph());
    RowPrinter printer(session_.out(), *graph, options_.format, query.columns());
    RAPPORT_TRY(const query::Rows rest,
                query.run(*graph, run_, [&](const auto& row) { return printer.add(row); }));
    was_cut_ = was_cut_ || !rest.cut.empty();
    RAPPORT_CHECK(printer.finish(rest));
    if (!is_for_program()) {
      session_.out().write(rest.plan);
    }
    return {};
  }

  Result<void> print(const query::Rows& rows, const graph::Snapshot& graph) {
    if (options_.format != "dot") {
      return print_rows(session_.out(), rows, graph, options_.format);
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
    column += line == 1 ? statement.place.column - 1 : 0;
    error.where = fmt::format("line {}, column {}", line + statement.place.line - 1, column);
  }
  return error;
}

// All statements of a text that begins at `begin` of the input; none runs when one of them is
// wrong, or when nobody reads what those before it gave.
Result<void> ask_all(Asker& asker, Output& out, const std::string& text,
                     query::ScriptPlace begin = {}) {
  const auto statements = query::split_script(text, begin);
  std::vector<query::Query> queries;
  for (const query::ScriptStatement& statement : statements) {
    auto query = query::Query::prepare(statement.text);
    if (!query) {
      return placed(query.error(), statement);
    }
    queries.push_back(std::move(*query));
  }
  for (std::size_t i = 0; i < queries.size() && !out.closed(); ++i) {
    if (const auto asked = asker.ask(queries[i]); !asked) {
      return placed(asked.error(), statements[i]);
    }
    out.flush();
  }
  return {};
}

// Statements of standard input, each as soon as its `;` is there. One that fails does not end it.
Result<void> ask_as_they_come(Asker& asker, Session& session) {
  bool goes_on = true;
  query::ScriptPlace begin;
  while (goes_on && !session.out().closed()) {
    std::string statement;
    StatementEnd end;
    char byte = 0;
    for (bool ended = false; !ended && (goes_on = read_byte(byte));) {
      statement += byte;
      ended = end.is_at(byte);
      if (statement.size() > kMaxQueryBytes) {
        return Error{Code::kLimit, "the statement is larger than 64 MB", "standard input", ""};
      }
    }
    if (interrupted()) {
      break;  // half a statement is none
    }
    if (const auto asked = ask_all(asker, session.out(), statement, begin); !asked) {
      asker.tell(asked.error());
    }
    begin.advance(statement);
  }
  return {};
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
  const InterruptGuard guard(InterruptGuard::Waiting::kEnds);
  const graph::StopScope scope([] { return interrupted().load(); });
  if (options.file == "-") {
    RAPPORT_CHECK(ask_as_they_come(asker, session));
  } else {
    std::string text = options.text;
    if (!options.file.empty()) {
      RAPPORT_TRY(text, read_text_file(options.file, kMaxQueryBytes));
    }
    if (const auto asked = ask_all(asker, session.out(), text); !asked) {
      asker.tell(asked.error());
    }
  }
  return asker.had_error() ? kFailure : asker.was_cut() ? kNotWhole : kSuccess;
}

}  // namespace rapport::app
