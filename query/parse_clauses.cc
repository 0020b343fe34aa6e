// Statements and clauses.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "query/failure.h"
#include "query/parse.h"

namespace rapport::query {

namespace {

// What openCypher knows and this subset does not (yet): said so, rather than "unexpected".
constexpr std::array<std::string_view, 7> kLaterClauses = {"MERGE",  "SET",     "DELETE", "DETACH",
                                                           "REMOVE", "FOREACH", "LOAD"};

}  // namespace

Statement Parser::statement() {
  using Asks = Statement::Asks;
  const Asks asks = accept_word("EXPLAIN")   ? Asks::kPlan
                    : accept_word("PROFILE") ? Asks::kProfile
                                             : Asks::kRows;
  Statement result = query(false);
  result.asks = asks;
  accept(";");
  if (peek().kind != TokenKind::kEnd) {
    unexpected("the end of the query");
  }
  return result;
}

Statement Parser::query(bool is_inner) {
  Statement result;
  const Stacked before = stacked_;
  Stacked most = before;
  const auto part = [&] {  // the parts work one after the other
    stacked_ = before;
    result.parts.push_back(single_query(is_inner));
    most.clauses = std::max(most.clauses, stacked_.clauses);
    most.elements = std::max(most.elements, stacked_.elements);
  };
  part();
  while (accept_word("UNION")) {
    const bool keeps = accept_word("ALL");
    if (!result.keeps_doubles.empty() && result.keeps_doubles.back() != keeps) {
      fail_syntax(tokens_[at_ - 1].place, "InvalidClauseComposition",
                  "UNION and UNION ALL cannot be mixed in one query");
    }
    result.keeps_doubles.push_back(keeps);
    part();
  }
  stacked_ = most;
  return result;
}

SingleQuery Parser::single_query(bool is_inner) {
  SingleQuery result;
  while (clause(result)) {
    if (++stacked_.clauses > kMostClauses) {
      fail_syntax(peek().place, "UnexpectedSyntax",
                  fmt::format("more than {} clauses", kMostClauses));
    }
  }
  if (result.clauses.empty()) {
    unexpected("a clause such as MATCH or RETURN");
  }
  const bool at_inner_end = level_ > 0 && at_symbol("}");
  if (peek().kind != TokenKind::kEnd && !at_inner_end && !at_symbol(";") && !at_word("UNION")) {
    left_over(result.clauses.back());
  }
  check_order(result, is_inner);
  return result;
}

// A query ends with RETURN (or writes, or is the inside of a subquery), and only there; MATCH
// after OPTIONAL MATCH is fine, a reading clause after CREATE needs a WITH between.
void Parser::check_order(const SingleQuery& query, bool is_inner) const {
  bool wrote = false;
  for (std::size_t i = 0; i < query.clauses.size(); ++i) {
    const Clause& clause = query.clauses[i];
    const bool is_last = i + 1 == query.clauses.size();
    const auto* projection = std::get_if<ProjectionClause>(&clause);
    if (projection != nullptr && projection->is_return && !is_last) {
      fail_syntax(projection->place, "InvalidClauseComposition", "RETURN must be the last clause",
                  "use WITH to go on");
    }
    if (projection != nullptr) {
      wrote = false;
    } else if (std::holds_alternative<CreateClause>(clause)) {
      wrote = true;
    } else if (wrote) {
      fail_syntax(peek().place, "InvalidClauseComposition",
                  "a reading clause after CREATE needs a WITH between them");
    }
    const bool is_alone =
        query.clauses.size() == 1 && std::holds_alternative<ProcedureClause>(clause);
    if (is_last && !is_inner && !wrote && !is_alone &&
        (projection == nullptr || !projection->is_return)) {
      fail_syntax(peek().place, "InvalidClauseComposition", "the query does not end with RETURN",
                  "add RETURN and what to show");
    }
  }
}

bool Parser::clause(SingleQuery& query) {
  const std::uint32_t begin = peek().place.begin;
  if (at_word("OPTIONAL") && at_word("MATCH", 1)) {
    take();
    take();
    query.clauses.emplace_back(match(true));
  } else if (accept_word("MATCH")) {
    query.clauses.emplace_back(match(false));
  } else if (at_word("OPTIONAL") && at_word("CALL", 1)) {
    take();
    take();
    query.clauses.emplace_back(call_subquery(true));
  } else if (accept_word("CALL")) {
    if (at_symbol("{") || at_symbol("(")) {
      query.clauses.emplace_back(call_subquery(false));
    } else {
      query.clauses.emplace_back(call_procedure());
    }
  } else if (accept_word("UNWIND")) {
    query.clauses.emplace_back(unwind());
  } else if (accept_word("WITH")) {
    query.clauses.emplace_back(projection(false));
  } else if (accept_word("RETURN")) {
    query.clauses.emplace_back(projection(true));
  } else if (accept_word("CREATE")) {
    CreateClause create{.pattern = pattern(), .place = since(begin)};
    query.clauses.emplace_back(std::move(create));
  } else {
    for (const std::string_view later : kLaterClauses) {
      if (at_word(later)) {
        fail_syntax(peek().place, "UnexpectedSyntax",
                    fmt::format("{} is not part of this openCypher subset", later),
                    "see docs/query.md for what is");
      }
    }
    return false;
  }
  return true;
}

MatchClause Parser::match(bool optional) {
  MatchClause result{.optional = optional, .pattern = {}, .where = nullptr, .place = peek().place};
  result.pattern = pattern();
  if (accept_word("WHERE")) {
    result.where = expression();
  }
  return result;
}

UnwindClause Parser::unwind() {
  UnwindClause result;
  result.list = expression();
  expect_word("AS");
  result.place = peek().place;
  result.name = name("a name for the elements");
  return result;
}

ProjectionClause Parser::projection(bool is_return) {
  ProjectionClause result;
  result.is_return = is_return;
  result.place = tokens_[at_ - 1].place;
  result.distinct = accept_word("DISTINCT");
  if (accept("*")) {
    result.star = true;
  } else {
    result.items.push_back(item());
  }
  while (accept(",")) {
    result.items.push_back(item());
  }
  order_and_limits(result);
  if (!is_return && accept_word("WHERE")) {
    result.where = expression();
  }
  return result;
}

ProjectionItem Parser::item() {
  ProjectionItem result;
  result.expression = expression();
  result.name = source(result.expression->place);
  if (accept_word("AS")) {
    result.has_alias = true;
    result.name = name("a name after AS");
  } else if (result.expression->kind == Kind::kVariable) {
    result.name = result.expression->name;
  }
  return result;
}

void Parser::order_and_limits(ProjectionClause& clause) {
  if (accept_word("ORDER")) {
    expect_word("BY");
    do {
      SortItem sort;
      sort.expression = expression();
      sort.descending = accept_word("DESC") || accept_word("DESCENDING");
      if (!sort.descending && !accept_word("ASC")) {
        accept_word("ASCENDING");
      }
      clause.order.push_back(std::move(sort));
    } while (accept(","));
  }
  if (accept_word("SKIP") || accept_word("OFFSET")) {
    clause.skip = expression();
  }
  if (accept_word("LIMIT")) {
    clause.limit = expression();
  }
}

}  // namespace rapport::query
