// rapport repl: a dialogue of statements that end in `;`, verbs, and a few commands.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>

#include "rapport/graph/stop_scope.h"

#include "app/cli.h"
#include "app/commands.h"
#include "app/graph_text.h"
#include "app/interrupt.h"
#include "app/line_editor.h"
#include "app/message.h"
#include "app/number.h"
#include "app/repl_complete.h"
#include "app/repl_words.h"
#include "app/run_settings.h"

namespace rapport::app {

namespace {

constexpr std::string_view kHelp =
    "Cypher, over as many lines as it takes, up to a `;`:\n"
    "  MATCH (a:Country)-[r:COOPERATES_WITH]-(b) RETURN a.name, b.name, r.confidence;\n"
    "  MATCH (a {name: 'NATO'})-[r]->(b) RETURN type(r), b.name, evidence(r) LIMIT 5;\n"
    "Verbs, one line each, names of several words in quotes:\n"
    "  find TEXT      show NAME      neighbors NAME [--depth N]    stats\n"
    "  path A B       why A B        export --format svg --around NAME -o FILE\n"
    "  (VERB --help shows all that a verb can do)\n"
    "Commands:\n"
    "  :schema                labels, relationship types, property keys\n"
    "  :set                   the limits of a query; :set timeout 5, :set rows 100\n"
    "  :param NAME = LITERAL  what $NAME stands for; :params lists them\n"
    "  :help  :quit\n"
    "TAB completes; Ctrl-C stops a query or clears the line; Ctrl-D ends.\n";

class Dialogue {
 public:
  Dialogue(Session& session, std::shared_ptr<const graph::Snapshot> graph)
      : session_(session),
        graph_(std::move(graph)),
        editor_([this](std::string_view line) { return complete_line(*graph_, line); },
                history_file()) {}

  int run();

 private:
  void take_line(const std::string& line);
  void run_statements(const std::string& text);
  Result<void> run_statement(const std::string& statement);
  Result<query::Rows> rows_of(const query::Query& query);
  void run_command(const std::string& command, const std::string& line);
  void change(const Result<void>& changed);
  void print_parameters();
  void print_schema();
  void fail(const Error& error);

  Session& session_;
  std::shared_ptr<const graph::Snapshot> graph_;
  LineEditor editor_;
  query::RunOptions options_;
  std::string pending_;  // the statement so far
  bool ended_ = false, failed_ = false;
};

void Dialogue::fail(const Error& error) {
  session_.out().flush();
  print_error(error);
  failed_ = true;
}

void Dialogue::run_statements(const std::string& text) {
  const InterruptGuard guard;
  const graph::StopScope scope([] { return interrupted().load(); });
  options_.cancel = &interrupted();
  for (const std::string& statement : query::split_statements(text)) {
    if (const auto ran = run_statement(statement); !ran) {
      return fail(ran.error());
    }
  }
}

Result<void> Dialogue::run_statement(const std::string& statement) {
  RAPPORT_TRY(const query::Query query, query::Query::prepare(statement));
  RAPPORT_TRY(const query::Rows rows, rows_of(query));
  if (!rows.columns.empty()) {
    RAPPORT_CHECK(print_rows(session_.out(), rows, *graph_, "table"));
  }
  if (query.writes() && rows.cut.empty()) {
    print_created(session_.out(), rows);
  }
  session_.out().write(rows.plan);
  return {};
}

Result<query::Rows> Dialogue::rows_of(const query::Query& query) {
  if (!graph_->status()) {  // the statement before stopped its reading
    RAPPORT_TRY(graph_, session_.graph());
  }
  if (!query.writes()) {
    return query.run(*graph_, options_);
  }
  RAPPORT_TRY(graph::Store* const store, session_.existing_writable_store());
  RAPPORT_TRY(query::Rows rows, query.run(*store, options_));
  RAPPORT_TRY(graph_, store->graph());
  return rows;
}

void Dialogue::print_schema() {
  Output& out = session_.out();
  out.write("labels\n");
  for (graph::LabelId label = 0; label < graph_->label_names().size(); ++label) {
    out.print("  {:>9}  :{}\n", grouped(graph_->with_label(label).size()),
              graph_->label_names()[label]);
  }
  std::map<std::string, std::uint64_t> types;
  for (std::uint32_t e = 0; e < graph_->edge_count(); ++e) {
    ++types[relation_of(*graph_, EdgeIndex{e})];
  }
  out.write("relationship types\n");
  for (const auto& [type, count] : types) {
    out.print("  {:>9}  :{}\n", grouped(count), type);
  }
  out.print("property keys\n  {}\n", fmt::join(graph_->key_names(), ", "));
}

void Dialogue::print_parameters() {
  for (const auto& [name, value] : options_.parameters) {
    session_.out().print("  ${} = {}\n", name, query::to_text(value, *graph_));
  }
}

void Dialogue::change(const Result<void>& changed) {
  if (!changed) {
    fail(changed.error());
  }
}

void Dialogue::run_command(const std::string& command, const std::string& line) {
  if (command == ":quit" || command == ":q" || command == ":exit") {
    ended_ = true;
  } else if (command == ":help" || command == ":h" || command == ":?") {
    session_.out().write(kHelp);
  } else if (command == ":schema") {
    print_schema();
  } else if (command == ":params") {
    print_parameters();
  } else if (command == ":param") {
    change(set_parameter(options_.parameters, line.substr(line.find(":param") + command.size())));
  } else if (command == ":set") {
    const std::vector<std::string> words = split_words(line);
    if (words.size() == 1) {
      session_.out().write(limits_text(options_));
    } else {
      change(set_limit(options_, words));
    }
  } else {
    fail({Code::kBadInput, "is no command", command, ":help lists them"});
  }
}

// ":help", and "help", "quit;", ... without the colon.
std::optional<std::string> command_of(std::string word) {
  if (word.ends_with(';')) {
    word.pop_back();
  }
  if (word.starts_with(':')) {
    return word;
  }
  constexpr std::array<std::string_view, 4> kWords = {"help", "quit", "exit", "schema"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end() ? std::optional(":" + word)
                                                                       : std::nullopt;
}

bool begins_statement(std::string_view word) {
  constexpr std::array<std::string_view, 10> kClauses = {"match",   "optional", "with", "unwind",
                                                         "return",  "create",   "call", "union",
                                                         "explain", "profile"};
  std::string lower;
  for (const char c : word) {
    if (c < 'A' || (c > 'Z' && c < 'a') || c > 'z') {
      break;
    }
    lower += static_cast<char>(c | 0x20);
  }
  return word.starts_with("/") || word.starts_with(";") ||
         std::find(kClauses.begin(), kClauses.end(), lower) != kClauses.end();
}

void Dialogue::take_line(const std::string& line) {
  const std::vector<std::string> words = split_words(line);
  if (pending_.empty() && words.empty()) {
    return;
  }
  const auto& verbs = verb_names();
  const auto command = pending_.empty() ? command_of(words.front()) : std::nullopt;
  if (command) {
    editor_.remember(line);
    run_command(*command, line);
  } else if (pending_.empty() &&
             std::find(verbs.begin(), verbs.end(), words.front()) != verbs.end()) {
    editor_.remember(line);
    const InterruptGuard guard;
    failed_ = run_verb(session_, join_name(words)) != kSuccess || failed_;
  } else if (pending_.empty() && !begins_statement(words.front())) {
    fail({Code::kBadInput, "is neither a verb nor the beginning of a statement", words.front(),
          ":help lists what can be said"});
  } else {
    pending_ += (pending_.empty() ? "" : "\n") + line;
    if (is_complete(pending_)) {
      editor_.remember(pending_);
      run_statements(pending_);
      pending_.clear();
    }
  }
  session_.out().flush();
}

int Dialogue::run() {
  if (editor_.is_interactive()) {
    ignore_interrupts();
    session_.out().print("rapport {}: {} entities, {} edges. :help for help, Ctrl-D to end.\n",
                         session_.settings().db, grouped(graph_->vertex_count()),
                         grouped(graph_->edge_count()));
    session_.out().flush();
  }
  while (!ended_ && !session_.out().closed()) {
    const LineEditor::Line line = editor_.read(pending_.empty() ? "rapport> " : "    ...> ");
    if (line.ending == LineEditor::Ending::kEnd) {
      break;
    }
    if (line.ending == LineEditor::Ending::kCleared) {
      pending_.clear();
    } else {
      take_line(line.text);
    }
  }
  if (pending_.find_first_not_of(" \t\n") != std::string::npos) {  // the last `;` may be missing
    run_statements(pending_);
  }
  if (editor_.is_interactive()) {
    session_.out().write("\n");
    return kSuccess;
  }
  return failed_ ? kFailure : kSuccess;
}

}  // namespace

Result<int> run_repl(Session& session) {
  RAPPORT_TRY(auto graph, session.snapshot());
  return Dialogue(session, std::move(graph)).run();
}

}  // namespace rapport::app
