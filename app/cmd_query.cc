// rapport query: statements in openCypher, from the command line or a file.

#include "rapport/query/query.h"

#include "app/commands.h"
#include "app/graph_text.h"
#include "app/input.h"
#include "app/interrupt.h"
#include "app/message.h"

namespace rapport::app {

namespace {

constexpr std::size_t kMaxQueryBytes = std::size_t{64} << 20;

// The value of a literal as openCypher writes it; what is no literal is a string as it stands.
Value parse_literal(const std::string& text) {
  const auto query = query::Query::prepare("RETURN " + text);
  if (query) {
    const auto empty = graph::SnapshotBuilder().build();
    const auto rows = query->run(*empty);
    if (rows && rows->columns.size() == 1 && rows->rows.size() == 1) {
      return rows->rows.front().front();
    }
  }
  return text;
}

Result<Map> parse_parameters(const std::vector<std::string>& parameters) {
  Map map;
  for (const std::string& parameter : parameters) {
    const std::size_t equals = parameter.find('=');
    if (equals == 0 || equals == std::string::npos) {
      return Error{Code::kBadInput, "is not NAME=VALUE", "--param " + parameter,
                   "for example --param limit=10"};
    }
    const std::size_t begin = parameter.front() == '$' ? 1 : 0;
    map[parameter.substr(begin, equals - begin)] = parse_literal(parameter.substr(equals + 1));
  }
  return map;
}

}  // namespace

Result<int> run_query(Session& session, const QueryOptions& options) {
  if (options.text.empty() == options.file.empty()) {
    print_error({Code::kBadInput, "name a statement, or a file of them", "query",
                 "for example: rapport query 'MATCH (n) RETURN count(*)'"});
    return kWrongUsage;
  }
  std::string text = options.text;
  if (!options.file.empty()) {
    RAPPORT_TRY(text, read_text_file(options.file, kMaxQueryBytes));
  }
  query::RunOptions run;
  RAPPORT_TRY(run.parameters, parse_parameters(options.parameters));
  run.timeout = std::chrono::milliseconds(static_cast<long>(options.timeout_seconds * 1000));
  run.cancel = &interrupted();
  std::vector<query::Query> queries;  // none runs when one of them is wrong
  for (const std::string& statement : query::split_statements(text)) {
    RAPPORT_TRY(query::Query query, query::Query::prepare(statement));
    queries.push_back(std::move(query));
  }
  RAPPORT_TRY(const auto snapshot, session.snapshot());
  const InterruptGuard guard;
  for (const query::Query& query : queries) {
    RAPPORT_TRY(const query::Rows rows, query.run(*snapshot, run));
    print_rows(session.out(), rows, *snapshot, options.format);
  }
  return kSuccess;
}

}  // namespace rapport::app
