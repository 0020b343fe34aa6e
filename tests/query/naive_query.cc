// A naive evaluator: clause after clause over all rows, patterns by trying every edge, no plan.

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "tests/query/naive_match.h"
#include "tests/query/random_query.h"

namespace rapport::query::test {

namespace {

constexpr std::size_t kMostRows = 20'000;

using Rows = std::vector<Row>;

class Evaluator {
 public:
  explicit Evaluator(const graph::Snapshot& graph) : matcher_(graph) {}

  Rows run(const Clauses& clauses, Rows rows) {
    for (const QueryClause& clause : clauses) {
      rows = run(clause, rows);
      if (rows.size() > kMostRows) {
        throw TooMany{};
      }
    }
    return rows;
  }

 private:
  Rows run(const QueryClause& clause, const Rows& rows) {
    using Kind = QueryClause::Kind;
    if (clause.kind == Kind::kWith || clause.kind == Kind::kReturn) {
      return project(clause, rows);
    }
    Rows result;
    for (const Row& row : rows) {
      const std::size_t before = result.size();
      if (clause.kind == Kind::kUnwind) {
        for (const int number : clause.list) {
          result.push_back(row);
          result.back()[clause.name] = number_cell(number);
        }
      } else if (clause.kind == Kind::kCall) {
        Row taken;
        for (const std::string& name : clause.imports) {
          taken[name] = row.at(name);
        }
        for (Row& inner : run(clause.inner, {taken})) {
          inner.insert(row.begin(), row.end());
          result.push_back(std::move(inner));
        }
        if (clause.optional && result.size() == before) {
          result.push_back(row);
          for (const Column& column : clause.inner.back().columns) {
            result.back()[column.name] = {};
          }
        }
      } else {
        matcher_.match(clause.paths, row, [&](const Row& matched) {
          if (!clause.where || holds(*clause.where, matched) == true) {
            result.push_back(matched);
          }
        });
        if (clause.kind == Kind::kOptional && result.size() == before) {
          result.push_back(row);
          add_nulls(clause.paths, result.back());
        }
      }
    }
    return result;
  }

  static void add_nulls(const std::vector<PathPart>& paths, Row& row) {
    for (const PathPart& path : paths) {
      row.insert({path.name, {}});
      for (const NodePart& node : path.nodes) {
        row.insert({node.name, {}});
      }
      for (const EdgePart& edge : path.edges) {
        row.insert({edge.name, {}});
      }
    }
  }

  // --- terms ---

  Cell value(const Term& term, const Row& row) {
    if (term.kind == Term::Kind::kNumber) {
      return number_cell(term.number);
    }
    if (term.kind == Term::Kind::kCount) {
      std::int64_t count = 0;
      matcher_.match(term.paths, row, [&](const Row&) { ++count; });
      return number_cell(count);
    }
    const Cell& cell = row.at(term.name);
    if (term.kind == Term::Kind::kProperty) {
      const auto index = static_cast<std::uint32_t>(cell.number);
      return cell.kind == Cell::Kind::kNode   ? matcher_.p_of(VertexIndex{index})
             : cell.kind == Cell::Kind::kEdge ? matcher_.p_of(EdgeIndex{index})
                                              : Cell();
    }
    if (term.kind == Term::Kind::kSize && cell.kind == Cell::Kind::kList) {
      return number_cell(static_cast<std::int64_t>(cell.edges.size()));
    }
    return cell;
  }

  std::optional<bool> holds(const Term& term, const Row& row) {
    using Kind = Term::Kind;
    switch (term.kind) {
      case Kind::kAnd:
      case Kind::kOr: {
        const auto a = holds(term.args[0], row);
        const auto b = holds(term.args[1], row);
        const bool decides = term.kind == Kind::kOr;
        if (a == decides || b == decides) {
          return decides;
        }
        return a && b ? std::optional(!decides) : std::nullopt;
      }
      case Kind::kNot: {
        const auto a = holds(term.args[0], row);
        return a ? std::optional(!*a) : std::nullopt;
      }
      case Kind::kIsNull:
        return value(term.args[0], row).kind == Cell::Kind::kNull;
      case Kind::kHasLabel: {
        const Cell& cell = row.at(term.name);
        return cell.kind == Cell::Kind::kNull
                   ? std::nullopt
                   : std::optional(
                         matcher_.has_label(term.op, static_cast<std::uint32_t>(cell.number)));
      }
      case Kind::kExists: {
        bool found = false;
        matcher_.match(term.paths, row, [&](const Row&) { found = true; });
        return found;
      }
      default:
        return compare(term, row);
    }
  }

  std::optional<bool> compare(const Term& term, const Row& row) {
    const Cell a = value(term.args[0], row);
    const Cell b = value(term.args[1], row);
    if (a.kind == Cell::Kind::kNull || b.kind == Cell::Kind::kNull) {
      return std::nullopt;
    }
    return term.op == "="    ? a == b
           : term.op == "<>" ? a != b
           : term.op == "<"  ? a.number < b.number
           : term.op == "<=" ? a.number <= b.number
           : term.op == ">"  ? a.number > b.number
                             : a.number >= b.number;
  }

  // --- projections ---

  Cell aggregate(const Column& column, const Rows& rows) {
    if (column.aggregate == "count(*)") {
      return number_cell(static_cast<std::int64_t>(rows.size()));
    }
    std::vector<Cell> cells;
    for (const Row& row : rows) {
      Cell cell = value(column.term, row);
      if (cell.kind != Cell::Kind::kNull) {
        cells.push_back(std::move(cell));
      }
    }
    std::sort(cells.begin(), cells.end());
    if (column.aggregate == "count DISTINCT") {
      cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    }
    if (column.aggregate.starts_with("count")) {
      return number_cell(static_cast<std::int64_t>(cells.size()));
    }
    if (column.aggregate == "sum") {
      std::int64_t sum = 0;
      for (const Cell& cell : cells) {
        sum += cell.number;
      }
      return number_cell(sum);
    }
    return cells.empty() ? Cell() : column.aggregate == "min" ? cells.front() : cells.back();
  }

  Rows grouped(const QueryClause& clause, const Rows& rows) {
    std::map<std::vector<Cell>, Rows> groups;
    bool has_keys = false;
    for (const Column& column : clause.columns) {
      has_keys = has_keys || column.aggregate.empty();
    }
    if (!has_keys) {
      groups[{}] = {};
    }
    for (const Row& row : rows) {
      std::vector<Cell> key;
      for (const Column& column : clause.columns) {
        if (column.aggregate.empty()) {
          key.push_back(value(column.term, row));
        }
      }
      groups[key].push_back(row);
    }
    Rows result;
    for (const auto& [key, group] : groups) {
      Row row;
      std::size_t next = 0;
      for (const Column& column : clause.columns) {
        row[column.name] = column.aggregate.empty() ? key[next++] : aggregate(column, group);
      }
      result.push_back(std::move(row));
    }
    return result;
  }

  Rows project(const QueryClause& clause, const Rows& rows) {
    const bool aggregates =
        std::any_of(clause.columns.begin(), clause.columns.end(),
                    [](const Column& column) { return !column.aggregate.empty(); });
    Rows result;
    if (aggregates) {
      result = grouped(clause, rows);
    } else {
      for (const Row& row : rows) {
        Row projected;
        for (const Column& column : clause.columns) {
          projected[column.name] = value(column.term, row);
        }
        result.push_back(std::move(projected));
      }
    }
    if (clause.distinct) {
      const std::set<Row> unique(result.begin(), result.end());
      result.assign(unique.begin(), unique.end());
    }
    if (clause.sorts) {
      std::sort(result.begin(), result.end(), [&](const Row& a, const Row& b) {
        for (const Column& column : clause.columns) {
          if (a.at(column.name) != b.at(column.name)) {
            return a.at(column.name) < b.at(column.name);  // null, the last kind, comes last
          }
        }
        return false;
      });
      const auto skip = std::min(result.size(), static_cast<std::size_t>(std::max(0, clause.skip)));
      result.erase(result.begin(), result.begin() + static_cast<std::ptrdiff_t>(skip));
      result.resize(std::min(result.size(), static_cast<std::size_t>(clause.limit)));
    }
    if (clause.where) {
      std::erase_if(result, [&](const Row& row) { return holds(*clause.where, row) != true; });
    }
    return result;
  }

  NaiveMatcher matcher_;
};

std::string text_of(const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::kNumber:
      return std::to_string(cell.number);
    case Cell::Kind::kNode:
      return fmt::format("n{}", cell.number);
    case Cell::Kind::kEdge:
      return fmt::format("e{}", cell.number);
    case Cell::Kind::kList:
      return fmt::format("[{}]", fmt::join(cell.edges, " "));
    case Cell::Kind::kNull:
      break;
  }
  return "null";
}

Cell cell_of(const Value& value) {
  if (const auto* vertex = value.as_vertex()) {
    return {Cell::Kind::kNode, vertex->value, {}};
  }
  if (const auto* edge = value.as_edge()) {
    return {Cell::Kind::kEdge, edge->value, {}};
  }
  if (const auto* list = value.as_list()) {
    Cell cell{Cell::Kind::kList, 0, {}};
    for (const Value& item : *list) {
      cell.edges.push_back(item.as_edge()->value);
    }
    return cell;
  }
  return value.as_int() != nullptr ? number_cell(*value.as_int()) : Cell();
}

}  // namespace

std::optional<std::vector<std::string>> naive_rows(const graph::Snapshot& graph,
                                                   const Clauses& clauses) {
  std::vector<std::string> texts;
  try {
    for (const Row& row : Evaluator(graph).run(clauses, {Row()})) {
      std::string text;
      for (const Column& column : clauses.back().columns) {
        text += text_of(row.at(column.name)) + " ";
      }
      texts.push_back(std::move(text));
    }
  } catch (const TooMany&) {
    return std::nullopt;
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::vector<std::string> rows_as_text(const std::vector<std::vector<Value>>& rows) {
  std::vector<std::string> texts;
  for (const auto& row : rows) {
    std::string text;
    for (const Value& value : row) {
      text += text_of(cell_of(value)) + " ";
    }
    texts.push_back(std::move(text));
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

}  // namespace rapport::query::test
