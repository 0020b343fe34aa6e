// Random queries as openCypher.

#include <fmt/format.h>

#include "tests/query/random_query.h"

namespace rapport::query::test {

namespace {

std::string text_of(const PathPart& path) {
  const auto properties = [](int p) { return p < 0 ? "" : fmt::format(" {{p: {}}}", p); };
  std::string text = path.name.empty() ? "" : path.name + " = ";
  text += path.mode.empty() ? "" : path.mode + " ";
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    const NodePart& node = path.nodes[i];
    text +=
        "(" + node.name + (node.label.empty() ? "" : ":" + node.label) + properties(node.p) + ")";
    if (i == path.edges.size()) {
      break;
    }
    const EdgePart& edge = path.edges[i];
    const std::string star =
        edge.has_length && !edge.is_quantified ? fmt::format("*{}..{}", edge.least, edge.most) : "";
    const std::string quantifier =
        edge.is_quantified ? fmt::format("{{{},{}}}", edge.least, edge.most) : "";
    const std::string types =
        edge.types.empty() ? "" : fmt::format(":{}", fmt::join(edge.types, "|"));
    text += fmt::format("{}-[{}{}{}{}]-{}{}", edge.direction == '<' ? "<" : "", edge.name, types,
                        star, properties(edge.p), edge.direction == '>' ? ">" : "", quantifier);
  }
  return text;
}

std::string text_of(const std::vector<PathPart>& paths) {
  std::string text;
  for (const PathPart& path : paths) {
    text += (text.empty() ? "" : ", ") + text_of(path);
  }
  return text;
}

std::string text_of(const Term& term) {
  switch (term.kind) {
    case Term::Kind::kNumber:
      return std::to_string(term.number);
    case Term::Kind::kVariable:
      return term.name;
    case Term::Kind::kProperty:
      return term.name + ".p";
    case Term::Kind::kSize:
      return "size(" + term.name + ")";
    case Term::Kind::kLength:
      return "length(" + term.name + ")";
    case Term::Kind::kCount:
      return "COUNT { " + text_of(term.paths) + " }";
    case Term::Kind::kCompare:
      return text_of(term.args[0]) + " " + term.op + " " + text_of(term.args[1]);
    case Term::Kind::kAnd:
      return "(" + text_of(term.args[0]) + " AND " + text_of(term.args[1]) + ")";
    case Term::Kind::kOr:
      return "(" + text_of(term.args[0]) + " OR " + text_of(term.args[1]) + ")";
    case Term::Kind::kNot:
      return "NOT (" + text_of(term.args[0]) + ")";
    case Term::Kind::kIsNull:
      return text_of(term.args[0]) + " IS NULL";
    case Term::Kind::kHasLabel:
      return term.name + ":" + term.op;
    case Term::Kind::kExists:
      return "EXISTS { " + text_of(term.paths) + " }";
  }
  return {};
}

std::string text_of(const QueryClause& clause) {
  using Kind = QueryClause::Kind;
  switch (clause.kind) {
    case Kind::kMatch:
    case Kind::kOptional:
      return (clause.kind == Kind::kOptional ? "OPTIONAL MATCH " : "MATCH ") +
             text_of(clause.paths) + (clause.where ? " WHERE " + text_of(*clause.where) : "");
    case Kind::kUnwind:
      return fmt::format("UNWIND [{}] AS {}", fmt::join(clause.list, ", "), clause.name);
    case Kind::kCall:
      return fmt::format("{}CALL ({}) {{ {} }}", clause.optional ? "OPTIONAL " : "",
                         fmt::join(clause.imports, ", "), to_text(clause.inner));
    case Kind::kWith:
    case Kind::kReturn:
      break;
  }
  std::string text = clause.kind == Kind::kReturn ? "RETURN " : "WITH ";
  text += clause.distinct ? "DISTINCT " : "";
  std::string sort;
  for (const Column& column : clause.columns) {
    const std::string term = text_of(column.term);
    text += sort.empty() ? "" : ", ";
    text += column.aggregate.empty()               ? term
            : column.aggregate == "count(*)"       ? "count(*)"
            : column.aggregate == "count DISTINCT" ? "count(DISTINCT " + term + ")"
                                                   : column.aggregate + "(" + term + ")";
    text += " AS " + column.name;
    sort += (sort.empty() ? "" : ", ") + column.name;
  }
  text += clause.sorts ? " ORDER BY " + sort : "";
  text += clause.skip >= 0 ? fmt::format(" SKIP {}", clause.skip) : "";
  text += clause.limit >= 0 ? fmt::format(" LIMIT {}", clause.limit) : "";
  return text + (clause.where ? " WHERE " + text_of(*clause.where) : "");
}

}  // namespace

std::string to_text(const Clauses& clauses) {
  std::string text;
  for (const QueryClause& clause : clauses) {
    text += (text.empty() ? "" : " ") + text_of(clause);
  }
  return text;
}

}  // namespace rapport::query::test
